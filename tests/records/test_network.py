"""With a shared database the program speaks with that alone: the kernel ends it at another kind of socket."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.abuse.running import ROOT

if TYPE_CHECKING:
    from tests.records.postgres import Server

WATCHED = [sys.executable, "-m", "tests.faults.watched"]
SAID = (
    ("/patient N-1", ""),
    ("/set phototype II",),
    ("/score cla-iga", "2", "r", ""),
    ("/visits", "/change", "/evidence", "esc"),
    ("anifrolumab dose", "what does it cost"),
    ("/export", "/train recall", "1", "esc", "/quit"),
)


@pytest.mark.usefixtures("opened_before")
def test_a_shared_database_is_all_that_is_spoken_with(postgres: Server) -> None:
    done = subprocess.run(
        [*WATCHED, "unix", "--plain"],
        cwd=ROOT,
        env={**os.environ, "MALAR_DATABASE_URL": postgres.new_database()},
        input="".join(f"{line}\n" for said in SAID for line in said),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Signed into the visit of" in done.stdout
