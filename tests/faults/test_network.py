"""No connection but to the configured database: the kernel ends the program at the first other one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.driving import answered, opened
from benchmarks.terminal import Terminal
from tests.abuse.running import ROOT
from tests.records.postgres import NoServer, Server, server_needed

if TYPE_CHECKING:
    from pathlib import Path

WATCHED = [sys.executable, "-m", "tests.faults.watched"]
CONNECTS = "import socket; from tests.faults.watched import forbid_sockets; "
SAID = (
    ("/patient N-1", ""),
    ("/set phototype II",),
    ("/score cla-iga", "2", "r", ""),
    ("/visits", "/change", "/evidence", "esc"),
    ("anifrolumab dose", "what does it cost"),
    ("/export", "/train recall", "1", "esc", "/quit"),
)


@pytest.mark.parametrize("kind", ["socket.AF_INET", "socket.AF_INET6", "socket.AF_UNIX"])
@pytest.mark.parametrize("within", [True, False])
def test_the_watch_ends_a_program_that_connects(kind: str, *, within: bool) -> None:
    program = f"{CONNECTS}forbid_sockets(but_within_the_machine={within}); socket.socket({kind})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == (0 if within and kind == "socket.AF_UNIX" else -signal.SIGSYS)


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


@pytest.fixture
def server() -> Server:
    """A server on a socket within the machine."""
    try:
        return Server()
    except NoServer:
        if server_needed():
            pytest.fail("PostgreSQL is missing, and is needed here: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed here: apt-get install postgresql, and these tests run")


def test_a_shared_database_is_all_that_is_spoken_with(server: Server, home: Path) -> None:
    try:
        done = subprocess.run(
            [*WATCHED, "unix", "--plain"],
            cwd=ROOT,
            env={**os.environ, "MALAR_HOME": str(home), "MALAR_DATABASE_URL": server.new_database()},
            input="".join(f"{line}\n" for said in SAID for line in said),
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        server.stop()
    assert (done.returncode, done.stderr) == (0, "")
    assert "Signed into the visit of" in done.stdout
