"""The command itself: help, version, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import __version__

if TYPE_CHECKING:
    from tests.cli.running import Malar

ROOT = Path(__file__).resolve().parents[2]


def test_help_names_every_command(malar: Malar) -> None:
    run = malar("--help")
    assert (run.code, run.err) == (0, "")
    for command in ("ask", "score", "instruments", "check"):
        assert command in run.out


def test_a_command_of_the_conversation_is_sent_there(malar: Malar) -> None:
    run = malar("tour")
    assert (run.code, run.out) == (2, "")
    assert "is said in the conversation, as /tour" in run.err


def test_the_version_is_told(malar: Malar) -> None:
    assert malar("--version").out == f"malar {__version__}\n"


def test_without_a_terminal_there_is_no_conversation(malar: Malar) -> None:
    assert "needs a terminal" in malar().message


@pytest.mark.parametrize(
    ("arguments", "closed", "words"),
    [
        ("", "<&-", "needs a terminal"),
        ("score cla-iga --answers -", "<&-", "standard input is closed"),
        ("score --batch - --json", "<&-", "standard input is closed"),
        ("instruments", ">&-", "standard output is closed"),
    ],
)
def test_a_closed_stream_is_told(arguments: str, closed: str, words: str) -> None:
    command = f'"$0" -m assistant {arguments} {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    [message] = done.stderr.splitlines()
    assert words in message


@pytest.mark.parametrize(
    ("statement", "spared"),
    [
        ("import assistant.cli.main", ("argparse", "pydantic", "yaml", "textual")),
        ("from assistant.cli.main import main; main(['check', '--version'])", ("pydantic", "textual")),
        ("from assistant.cli.main import main; main(['score', '--help'])", ("pydantic", "yaml", "textual")),
    ],
)
def test_what_is_not_needed_is_not_loaded(statement: str, spared: tuple[str, ...]) -> None:
    program = f"""
import sys
try:
    {statement}
except SystemExit:
    pass
print("loaded", *sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.splitlines()[-1].split()
    assert "assistant.cli.main" in loaded
    assert not set(spared) & set(loaded)
