"""Without a shared database there is no socket: the kernel ends the program that asks for one."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.driving import answered, opened
from benchmarks.terminal import Terminal
from tests.abuse.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

WATCHED = [sys.executable, "-m", "tests.faults.watched"]
CONNECTS = "import socket; from tests.faults.watched import forbid_sockets; "


@pytest.mark.parametrize(
    ("kind", "within", "ended"),
    [
        ("AF_INET", True, -signal.SIGSYS),
        ("AF_INET6", True, -signal.SIGSYS),
        ("AF_UNIX", True, 0),
        ("AF_UNIX", False, -signal.SIGSYS),
    ],
)
def test_the_watch_ends_a_program_that_connects(kind: str, ended: int, *, within: bool) -> None:
    program = f"{CONNECTS}forbid_sockets(but_within_the_machine={within}); socket.socket(socket.{kind})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == ended


def test_the_screen_on_a_file_of_its_own_asks_for_no_socket(home: Path) -> None:
    environment = {"MALAR_HOME": str(home), "TEXTUAL": "debug,devtools", "USER": "tester"}
    with Terminal([*WATCHED, "none"], 80, 24, environment) as terminal:
        terminal.wait_for(opened)
        terminal.press("/patient N-1\r")
        terminal.wait_for(lambda shown: "Record a new one?" in shown)
        terminal.press("\r")
        terminal.wait_for(lambda shown: "is on record now" in shown)
        terminal.press("/score clasi full\r")
        terminal.wait_for(lambda shown: answered(shown) == 0 or "phototype" in shown)
        terminal.press("2")
        terminal.wait_for(lambda shown: answered(shown) in {0, 1})
        terminal.press("\t" + "what is the dose of anifrolumab\r")
        terminal.wait_for(lambda shown: "300" in shown)
        terminal.press("/copy\r")
        terminal.wait_for(lambda shown: "lipboard" in shown)
        terminal.press("/quit\r")
        assert terminal.ended() == 0
