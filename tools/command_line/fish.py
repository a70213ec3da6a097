"""The completion of fish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.command_line.arguments import Takes, whole_command_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.command_line.arguments import Argument, Described

BEGIN = """\
# Completion of malar for fish; made from its parser by `make docs`.
# To use it: malar completion fish >~/.config/fish/completions/malar.fish

complete -c malar -f"""


def fish_completion() -> str:
    """The whole script."""
    line = whole_command_line()
    first = "__fish_use_subcommand"
    return "\n".join((
        BEGIN,
        *(_line(first, _option(each)) for each in line.options),
        *(_line(first, f"-a {each.name} -d {_text(each.summary)}") for each in line.commands.values()),
        *(each for command in line.commands.values() for each in _of(command)),
        "",
    ))  # fmt: skip


def _of(command: Described) -> Iterator[str]:
    within = f"__fish_seen_subcommand_from {command.name}"
    yield from (_line(within, _option(each)) for each in command.options)
    for place in command.places:
        if place.takes is Takes.FILE:
            yield _line(within, "-F")
        elif place.choices:
            # Once one of the words is there, the place is taken.
            free = f"{within}; and not __fish_seen_subcommand_from {' '.join(place.choices)}"
            yield _line(free, f"-a '{' '.join(place.choices)}'")


def _option(option: Argument) -> str:
    names = " ".join(
        f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.options
    )
    return f"{names}{_value(option)} -d {_text(option.help)}"


def _value(option: Argument) -> str:
    if not option.named or option.may_lack:
        return ""
    if option.takes is Takes.FILE:
        return " -r -F"
    return f" -x -a '{' '.join(option.choices)}'" if option.choices else " -x"


def _line(condition: str, rest: str) -> str:
    return f"complete -c malar -n '{condition}' {rest}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
