"""How much memory a session holds: idle, in the very first session, and after a walk.

What is told is the resident memory (VmRSS), which is what the system could need at once; of it, pages of
libraries that other programs share count too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.driving import MALAR, opened
from benchmarks.figures import Figure
from benchmarks.latency import walk
from benchmarks.start import ONE_LABEL
from benchmarks.terminal import Terminal, resident_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_AT_MOST = 90
REST_SECONDS = 1.0
BARE = "input('bare ')"


def measure() -> list[Figure]:
    """Beside a program of one label and beside Python alone."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        label = Path(folder) / "one_label.py"
        label.write_text(ONE_LABEL, encoding="utf-8")
        one_label = _held([sys.executable, str(label)], home, lambda shown: "one label only" in shown)
        bare = _held([sys.executable, "-c", BARE], home, lambda shown: "bare" in shown)
        first = _held(MALAR, home, opened)
        idle = _held(MALAR, home, opened)
        walked = _held(MALAR, home, opened, walk)
    floor = f"{one_label:.0f} MB for an application of one label, {bare:.0f} MB for Python alone"
    what = "memory of an idle session, instruments and knowledge open"
    return [
        Figure(what, f"{idle:.0f} MB", f"at most {IDLE_AT_MOST} MB", idle <= IDLE_AT_MOST, floor),
        Figure("the same in the very first session, which reads all phrasings", f"{first:.0f} MB"),
        Figure("the same after a walk through CLASI", f"{walked:.0f} MB"),
    ]


def _held(
    command: list[str],
    home: dict[str, str],
    seen: Callable[[str], bool],
    then: Callable[[Terminal], object] | None = None,
) -> float:
    """Megabytes resident once a program rests."""
    with Terminal(command, environment=home) as terminal:
        terminal.wait_for(seen)
        if then is not None:
            then(terminal)
        time.sleep(REST_SECONDS)
        terminal.settle()
        return resident_megabytes(terminal.process)
