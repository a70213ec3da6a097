"""The completion of zsh."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tools.command_line.arguments import Takes, whole_command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.command_line.arguments import Argument, Described

SCRIPT = """\
#compdef malar
# Completion of malar for zsh; made from its parser by `make docs`.
# To use it: malar completion zsh >~/.zfunc/_malar, with ~/.zfunc in fpath; or source it after compinit.

_malar() {{
    local context state state_descr line
    typeset -A opt_args
    _arguments -C \\
{options}
        '1: :->command' \\
        '*:: :->arguments'
    case $state in
        command)
            local -a commands=(
{commands}
            )
            _describe -t commands command commands
            ;;
        arguments)
            case $words[1] in
{arguments}
            esac
            ;;
    esac
}}

if [[ $funcstack[1] == _malar ]]; then
    _malar "$@"
else
    compdef _malar malar
fi
"""


def zsh_completion() -> str:
    """The whole script."""
    line = whole_command_line()
    commands = line.commands.values()
    return SCRIPT.format(
        options="\n".join(f"        {spec} \\" for option in line.options for spec in _option(option)),
        commands="\n".join(f"                {_quoted(f'{each.name}:{each.summary}')}" for each in commands),
        arguments="\n".join(_arguments(each) for each in commands),
    )


def _arguments(command: Described) -> str:
    specs = [spec for option in command.options for spec in _option(option)]
    specs += [_place(number, place) for number, place in enumerate(command.places, 1)]
    listed = "".join(f" \\\n                        {spec}" for spec in specs)
    return f"                {command.name})\n                    _arguments{listed}\n                    ;;"


def _option(option: Argument) -> Iterator[str]:
    value = f":{option.named}:{_action(option)}" if option.named and not option.may_lack else ""
    for name in option.options:
        yield _quoted(f"{name}[{_escaped(option.help)}]{value}")


def _place(number: int, place: Argument) -> str:
    where = "*" if place.repeats else f"{number}:" if place.may_lack else f"{number}"
    return _quoted(f"{where}:{_escaped(place.named)}:{_action(place)}")


def _action(argument: Argument) -> str:
    if argument.takes is Takes.FILE:
        return "_files"
    return f"({' '.join(argument.choices)})" if argument.choices else " "


def _escaped(text: str) -> str:
    return re.sub(r"([\\\[\]:])", r"\\\1", text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
