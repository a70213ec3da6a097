"""The completion of bash; also of 3.2, which a Mac still has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.command_line.arguments import Takes, whole_command_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.command_line.arguments import Argument, Described

SCRIPT = """\
# Completion of malar for bash; made from its parser by `make docs`.
# To use it: source <(malar completion bash)

# Whether an option of a command takes a value, and what is offered for it.
_malar_value() {{
    case "$1 $2" in
{values}
        *) return 1 ;;
    esac
}}

_malar() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command=${{COMP_WORDS[1]}}
    local offered="" place=0 index
    COMPREPLY=()
    if ((COMP_CWORD == 1)); then
        offered="{first}"
    elif ! _malar_value "$command" "$before"; then
        # An option and its value are no place.
        for ((index = 2; index < COMP_CWORD; index++)); do
            if _malar_value "$command" "${{COMP_WORDS[index]}}"; then
                index=$((index + 1))
            elif [[ ${{COMP_WORDS[index]}} != -* ]]; then
                place=$((place + 1))
            fi
        done
        offered=""
        case "$command $place $word" in
{options}
{places}
        esac
    fi
    if [[ $offered == FILE ]]; then
        local IFS=$'\\n'
        compopt -o filenames 2>/dev/null
        COMPREPLY=($(compgen -f -- "$word"))
    else
        COMPREPLY=($(compgen -W "$offered" -- "$word"))
    fi
}}

complete -F _malar malar
"""


def bash_completion() -> str:
    """The whole script."""
    line = whole_command_line()
    commands = tuple(line.commands.values())
    return SCRIPT.format(
        first=" ".join((*line.commands, *_names(line.options))),
        values=_indented(_values(commands)),
        options=_indented(
            f'"{each.name} "*" -"*) offered="{" ".join(_names(each.options))}" ;;' for each in commands
        ),
        places=_indented(case for each in commands for case in _places(each)),
    )


def _values(commands: Iterable[Described]) -> Iterator[str]:
    """By what is offered, the options that have a value."""
    by_offer: dict[str, list[str]] = {}
    for command in commands:
        for option in command.options:
            if option.named and not option.may_lack:
                names = (f'"{command.name} {name}"' for name in option.options)
                by_offer.setdefault(_offered(option), []).extend(names)
    for offered, patterns in by_offer.items():
        yield f'{" | ".join(patterns)}) offered="{offered}" ;;'


def _places(command: Described) -> Iterator[str]:
    for number, place in enumerate(command.places):
        if _offered(place):
            pattern = f'"{command.name} "*' if place.repeats else f'"{command.name} {number} "*'
            yield f'{pattern}) offered="{_offered(place)}" ;;'


def _offered(argument: Argument) -> str:
    return "FILE" if argument.takes is Takes.FILE else " ".join(argument.choices)


def _names(options: Iterable[Argument]) -> Iterator[str]:
    for each in options:
        yield from each.options


def _indented(cases: Iterable[str]) -> str:
    return "\n".join(" " * 8 + case for case in cases)
