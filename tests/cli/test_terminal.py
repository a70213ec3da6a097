"""Terminals that cannot draw, or lack the signs of the screen: the conversation goes on line by line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.usefixtures("opened_before")
@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ({"TERM": "dumb"}, "this terminal cannot draw (TERM is dumb)"),
        ({"TERM": "xterm", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "LANG=C.UTF-8"),
    ],
)
def test_a_terminal_without_a_screen_is_told_why_and_served_by_lines(
    setting: dict[str, str], why: str
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"score cla-iga\n/quit\n")
    done = subprocess.run(
        [sys.executable, "-m", "assistant"],
        cwd=ROOT,
        env={**os.environ, **setting},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, shown.isascii()) == (0, "PYTHONUTF8" in setting)
    assert why in done.stderr.decode()
    assert "How active is the cutaneous lupus" in shown


def test_signs_that_a_script_cannot_carry_are_spelled_out() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ladder"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "+= Second line =" in done.stdout
    assert "?" not in done.stdout
