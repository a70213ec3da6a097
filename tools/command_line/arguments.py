"""The commands with their arguments as plain values, read from the parser."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

import yaml

from assistant.cli.commands import COMMANDS, command
from assistant.cli.parser import command_line
from assistant.content.folders import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


class Takes(Enum):
    """What stands after an option, or in a place."""

    NOTHING = "nothing"
    FILE = "a file"
    INSTRUMENT = "an instrument"
    CHOICE = "one of some words"
    OWN_WORDS = "the user's own words, of which none is proposed: a code is patient data"


KINDS = {"FILE": Takes.FILE, "PATH": Takes.FILE, "INSTRUMENT": Takes.INSTRUMENT, "ID": Takes.INSTRUMENT}
"""What an argument takes, by how help names its value."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An option, or a place of a command."""

    options: tuple[str, ...]
    """`--json`; without any it is a place."""
    named: str
    """How help names its value; empty for a switch."""
    takes: Takes
    choices: tuple[str, ...]
    may_lack: bool
    """Whether the value, or the place, may be left out."""
    repeats: bool
    help: str


@dataclass(frozen=True, slots=True)
class Described:
    """A command."""

    name: str
    summary: str
    explanation: str
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """Those of its arguments that have a name."""
        return tuple(each for each in self.arguments if each.options)

    @property
    def places(self) -> tuple[Argument, ...]:
        """Those that are known by where they stand."""
        return tuple(each for each in self.arguments if not each.options)


@dataclass(frozen=True, slots=True)
class CommandLine:
    """All of it."""

    description: str
    options: tuple[Argument, ...]
    commands: Mapping[str, Described]


@cache
def whole_command_line() -> CommandLine:
    """Every command with its arguments."""
    root, parsers = command_line(COMMANDS)
    described = {}
    for name, parser in parsers.items():
        module = command(name)
        described[name] = Described(
            name, module.SUMMARY, module.EXPLANATION, module.EXAMPLES, _arguments(parser)
        )
    return CommandLine(root.description or "", _arguments(root), described)


@cache
def instruments() -> tuple[str, ...]:
    """The instruments that malar comes with."""
    files = sorted(shipped_folder("instruments").glob("*.yaml"))
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8"))["id"] for path in files)


def _arguments(parser: argparse.ArgumentParser) -> tuple[Argument, ...]:
    # argparse has no public list of what was declared.
    return tuple(_argument(each) for each in parser._actions if each.help is not argparse.SUPPRESS)


def _argument(action: argparse.Action) -> Argument:
    named = "" if action.nargs == 0 else str(action.metavar or action.dest)
    choices = tuple(map(str, action.choices or ()))
    return Argument(
        options=tuple(action.option_strings),
        named=named,
        takes=_takes(named, choices),
        choices=choices or (instruments() if KINDS.get(named) is Takes.INSTRUMENT else ()),
        may_lack=action.nargs in {"?", "*"},
        repeats=action.nargs == "*",
        help=action.help or "",
    )


def _takes(named: str, choices: tuple[str, ...]) -> Takes:
    if not named:
        return Takes.NOTHING
    return Takes.CHOICE if choices else KINDS.get(named, Takes.OWN_WORDS)
