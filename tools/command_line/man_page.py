"""The page of the manual, malar(1), in the macros that every man understands."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.cli.parser import STARTS
from tools.command_line.arguments import whole_command_line
from tools.command_line.surroundings import EXIT_CODES, FILES, VARIABLES
from tools.release_day import release_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.command_line.arguments import Argument, Described

LONGEST = 64
"""Characters of a line before they are escaped; the formatter wants at most 80 after."""

NAME = "score cutaneous lupus, and ask about its treatment"
SEE_ALSO = (
    "docs/ in the checkout tells the rest: records.md of patients and of the database, "
    "instrument-format.md and knowledge-format.md of content that you write yourself."
)
DATA_FOLDER = (
    "All lie in the data folder, which only its owner can read: ~/.local/share/malar on Linux, "
    "~/Library/Application Support/malar on a Mac, or wherever MALAR_HOME says."
)


def man_page() -> str:
    """The whole page."""
    line = whole_command_line()
    return "\n".join((
        f'.TH MALAR 1 "{release_day():%Y-%m-%d}" "malar {__version__}"',
        ".SH NAME",
        rf"malar \- {NAME}",
        ".SH SYNOPSIS",
        r".B malar",
        r"[\fB\-\-plain\fR]",
        r"[\fB\-\-demo\fR]",
        ".br",
        r".B malar",
        r".I COMMAND",
        ".RI [ ARGUMENT ...]",
        ".SH DESCRIPTION",
        *_filled(line.description),
        ".SH OPTIONS",
        *(each for option in line.options for each in _argument(option)),
        ".SH COMMANDS",
        *(each for command in line.commands.values() for each in _command(command)),
        ".SH EXIT STATUS",
        *_terms(EXIT_CODES),
        ".SH ENVIRONMENT",
        *_terms(VARIABLES),
        ".SH FILES",
        *_filled(DATA_FOLDER),
        *_terms(FILES),
        ".SH EXAMPLES",
        *_listing(dict.fromkeys((*STARTS, *(each.examples[0] for each in line.commands.values())))),
        ".SH SEE ALSO",
        *_filled(SEE_ALSO),
        "",
    ))  # fmt: skip


def _command(command: Described) -> Iterator[str]:
    yield f'.SS "malar {_text(_synopsis(command))}"'
    yield from _filled(f"{command.summary[:1].upper()}{command.summary[1:]}. {command.explanation}")
    for argument in command.arguments:
        if "--help" not in argument.options:
            yield from _argument(argument)
    yield ".PP"
    yield from _listing(command.examples)


def _synopsis(command: Described) -> str:
    parts = [command.name, *(["[OPTION ...]"] if command.options else [])]
    for place in command.places:
        named = f"{_value(place)} ..." if place.repeats else _value(place)
        parts.append(f"[{named}]" if place.may_lack else named)
    return " ".join(parts)


def _argument(argument: Argument) -> Iterator[str]:
    names = ", ".join(rf"\fB{_text(name)}\fR" for name in argument.options)
    value = rf"\fI{_text(_value(argument))}\fR" if argument.named else ""
    yield ".TP"
    yield " ".join(part for part in (names, value) if part)
    yield from _filled(argument.help)


def _value(argument: Argument) -> str:
    return "|".join(argument.choices) if argument.named == argument.named.lower() else argument.named


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in pairs:
        yield from (".TP", rf"\fB{_text(term)}\fR", *_filled(meaning.replace("`", "")))


def _listing(lines: Iterable[str]) -> Iterator[str]:
    yield from (".nf", ".RS 4", *map(_text, lines), ".RE", ".fi")


def _filled(text: str) -> Iterator[str]:
    """Each sentence on lines of its own, as the formatter wants them, so that it spaces them well."""
    for sentence in re.split(r"(?<=[.:;]) +(?=[A-Z])", " ".join(text.split())):
        yield from map(_text, textwrap.wrap(sentence, LONGEST, break_on_hyphens=False))


def _text(text: str) -> str:
    """Text that the formatter takes as text; a hyphen stays one that can be pasted."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq").replace("'", r"\(aq")
    escaped = escaped.replace("`", r"\(ga").replace("~", r"\(ti").replace("^", r"\(ha")
    return rf"\&{escaped}" if escaped.startswith(".") else escaped
