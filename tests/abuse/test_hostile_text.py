"""Hostile text everywhere: every command of the conversation, every argument of the command line, every setting.

The tables are the program's own, so that a new command, argument or setting is held to this by itself.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands import COMMANDS as LINE_COMMANDS
from assistant.cli.parser import command_line
from assistant.cli.plain import Plain
from assistant.conversation.commands.listed import COMMANDS
from tests.abuse.nasty import FEW, steers
from tests.cli.running import Malar
from tests.contracts.sources import source_files
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTING = re.compile(r'"(MALAR_[A-Z_]+)"')


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    return Malar(monkeypatch, capsys)


@pytest.fixture
def at_a_visit(tmp_path: Path) -> Talk:
    """A patient at hand, a visit open, a form under way: most commands have something to do."""
    talk = Talk(tmp_path)
    talk.say("/patient P-014")
    talk.press("enter")
    talk.say("/visit", "/pga 1", "/score cla-iga")
    return talk


def printed(talk: Talk, lines: list[str]) -> str:
    """What the conversation says to lines, as `malar --plain` prints it."""
    told: list[str] = []
    plain = Plain(talk.conversation, told.append, 78)
    for line in lines:
        plain.line(line)
    return "\n".join(told)


def test_every_command_of_the_conversation_takes_it_as_text(at_a_visit: Talk) -> None:
    for name in ("", *(each.name for each in COMMANDS)):
        for nasty in FEW:
            told = printed(at_a_visit, [f"/{name} {nasty}" if name else nasty])
            assert not steers(told), name
    assert at_a_visit.chart.records.whole("P-014").code == "P-014"


def arguments() -> Iterator[tuple[str, argparse.Action | None]]:
    """Every argument of every command that takes a value."""
    _, parsers = command_line(LINE_COMMANDS)
    for name, parser in parsers.items():
        taking = [action for action in parser._actions if action.nargs != 0 and action.choices is None]
        yield from ((name, action) for action in taking)
        if not taking:
            yield name, None


@pytest.mark.parametrize(("name", "action"), arguments())
def test_every_argument_of_the_command_line_takes_it_as_text(
    malar: Malar, name: str, action: argparse.Action | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for nasty in FEW:
        option = action.option_strings[:1] if action is not None else []
        others = positionals(name, action)
        run = malar(
            name,
            *others,
            *([f"{option[0]}={nasty}"] if option else [nasty]),
            typed=nasty.encode("utf-8", "replace"),
        )
        assert run.code in {0, 1, 2}, run.err
        assert not steers(run.out + run.err)
        assert "Traceback" not in run.err
        assert "failed inside" not in run.err
        assert len(run.err) < 2_000


def positionals(name: str, given: argparse.Action | None) -> list[str]:
    """What must stand before an option for it to be read."""
    _, parsers = command_line((name,))
    needed = [each for each in parsers[name]._actions if not each.option_strings and each.dest != "help"]
    return (
        []
        if given in needed or (given is not None and not given.option_strings)
        else ["clasi" for _ in needed]
    )


def settings() -> list[str]:
    """Every setting that the program reads."""
    found = {
        name
        for path in source_files("assistant")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    return sorted(found)


READING = [
    ("patients",),
    ("score", "cla-iga", "--answers", "-", "--json"),
    ("training", "list"),
    ("unanswered",),
]


@pytest.mark.parametrize("setting", settings())
def test_every_setting_takes_it_as_text(malar: Malar, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    for nasty in FEW:
        # The system takes neither of the two in a setting.
        monkeypatch.setenv(setting, nasty.replace("\x00", "").replace("\ud800", ""))
        for command in READING:
            run = malar(*command, typed="{}")
            assert run.code in {0, 1}, run.err
            assert not steers(run.out + run.err)
            assert "failed inside" not in run.err
            assert len(run.err) < 2_000
