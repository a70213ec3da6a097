"""The README is true: every command line in it works as it stands, in its order, on a fresh data folder."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import Malar

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def lines_of(kind: str) -> Iterator[str]:
    """Every line of the blocks of one kind."""
    for found, block in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        yield from block.splitlines() if found == kind else ()


@pytest.fixture
def malar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    """The command line in a folder that holds the examples, as a checkout does."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    return Malar(monkeypatch, capsys)


def test_every_command_line_works_as_it_is_written(malar: Malar) -> None:
    tried = [shlex.split(line, comments=True) for line in lines_of("sh")]
    commands = [words[1:] for words in tried if words[0] == "malar"]
    assert len(commands) > 10
    assert [words for words in tried if words[0] != "malar"] == [["make", "run"]]
    for words in commands:
        arguments, _, redirected = " ".join(map(shlex.quote, words)).partition(" '>' ")
        run = malar(*shlex.split(arguments))
        assert (run.code, run.err, bool(run.out)) == (0, "", True), words
        if redirected:
            assert len(json.loads(run.out)["patients"]) == 1


def test_every_line_that_is_said_is_understood(malar: Malar) -> None:
    said = list(lines_of("text"))
    answered = {line: malar("ask", line, "--json").json["status"] for line in said[:2]}
    assert list(answered.values()) == ["answered", "not_covered"]
    heard = malar("--plain", typed="\n".join([said[2], "", *said[3:], "/quit"])).out
    assert "P-014 is on record now" in heard
    assert "300 mg every 4 weeks" in heard
    assert "Attention" not in heard
