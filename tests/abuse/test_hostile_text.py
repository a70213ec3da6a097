"""Hostile text everywhere: every command of the conversation, every argument of a command, every setting.

The tables are the program's own, so that a new command, argument or setting is held to this by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from assistant.cli.commands import COMMANDS as LINE_COMMANDS
from assistant.cli.parser import command_line
from assistant.cli.plain import Plain
from assistant.conversation.commands.listed import COMMANDS
from tests.abuse.nasty import FEW, NASTY, steers
from tests.cli.running import Malar, Run
from tests.contracts.sources import source_files
from tests.conversation.talk import Talk

if TYPE_CHECKING:
    import argparse
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


LOADS_ALL = {"ask", "evidence", "ladder"}
"""Commands that read the whole knowledge for each run: the first argument speaks for the others."""


def arguments() -> Iterator[tuple[str, argparse.Action]]:
    """Every argument of every command that takes a value."""
    _, parsers = command_line(LINE_COMMANDS)
    for name, parser in parsers.items():
        taking = [action for action in parser._actions if action.nargs != 0 and action.choices is None]
        yield from ((name, action) for action in taking[: 1 if name in LOADS_ALL else None])


@pytest.mark.parametrize(("name", "action"), arguments())
def test_every_argument_of_the_command_line_takes_it_as_text(
    malar: Malar, name: str, action: argparse.Action, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nasty = given(FEW[0])
    before = [] if not action.option_strings else positionals(name)
    option = [f"{action.option_strings[0]}={nasty}"] if action.option_strings else [nasty]
    check(malar(name, *before, *option, typed=FEW[0].encode("utf-8", "replace")))


def check(run: Run) -> None:
    """The run ended as runs end, in few words, and printed nothing that steers."""
    assert run.code in {0, 1, 2}, run.err
    assert not steers(run.out + run.err)
    assert "failed inside" not in run.err
    assert len(run.err) < 2_000


def given(nasty: str) -> str:
    """A text as far as the system hands it to a program: no zero, and no surrogates but for single bytes."""
    return nasty.replace("\x00", "").replace("\ud800", "")


def positionals(name: str) -> list[str]:
    """What must stand before an option for it to be read."""
    _, parsers = command_line((name,))
    return ["clasi" for each in parsers[name]._actions if not each.option_strings]


def settings() -> list[str]:
    """Every setting that the program reads."""
    texts = [path.read_text(encoding="utf-8") for path in source_files("assistant")]
    return sorted({name for text in texts for name in SETTING.findall(text)})


@pytest.mark.parametrize("setting", settings())
def test_every_setting_takes_it_as_text(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, setting: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for nasty in (FEW[0], NASTY["number"], NASTY["file"]):
        monkeypatch.setenv(setting, given(nasty))
        for command in (("patients",), ("training", "list"), ("unanswered",)):
            check(malar(*command, typed="{}"))


@pytest.mark.parametrize("line", ["9" * 5_000, "1" + "0" * 4_400])
def test_a_number_of_thousands_of_digits_chooses_nothing(at_a_visit: Talk, line: str) -> None:
    at_a_visit.say("What about anifrolumab?")
    assert at_a_visit.say(line).replies


def test_a_line_that_is_too_long_is_told_and_nothing_of_it_is_taken(at_a_visit: Talk) -> None:
    asked = list(at_a_visit.desk.asked)
    assert "10,001 characters" in at_a_visit.say("a" * 10_001).replies[0].text
    assert at_a_visit.desk.asked == asked
    at_a_visit.say("b" * 10_000)
    assert at_a_visit.desk.asked == [*asked, "b" * 10_000]
