"""Terminals killed in the middle of an answer, on both databases: nothing that was shown is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.contracts.sources import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import json, random, sys
from pathlib import Path
from benchmarks.kills import run
print(json.dumps(run(Path(sys.argv[1]), sys.argv[2], 3, random.Random(7))))
"""


def test_what_was_shown_as_recorded_is_there_after_a_kill(database_url: str, tmp_path: Path) -> None:
    """In a process of its own, whose only thread is the one that forks the terminals."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "home"), database_url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    problems, answers, _ = json.loads(done.stdout)
    assert problems == []
    assert answers > 0
