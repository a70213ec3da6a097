"""Commands killed before each step that lasts leave all of what was there, or all of what was meant."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.abuse.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def test_a_command_that_is_killed_is_done_whole_or_not_at_all(tmp_path: Path) -> None:
    """In a process of its own, whose only thread is the one that forks the commands."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.broken_off", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert {name: problems for name, (_, problems) in found.items() if problems} == {}
    assert {name for name, (kills, _) in found.items() if kills} == set(found)
