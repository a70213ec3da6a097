"""How much memory a session holds: idle, in the very first session, after a walk, and after a long day.

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
from benchmarks.figures import Figure, Point
from benchmarks.latency import MESSAGES, walk
from benchmarks.long_day import COMMAND, fill
from benchmarks.start import ONE_LABEL
from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

IDLE_AT_MOST, GROWTH_AT_MOST = 90, 30
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
        days = _days(home)
    floor = f"{one_label:.0f} MB for an application of one label, {bare:.0f} MB for Python alone"
    grown = days[MESSAGES[-1]] - days[MESSAGES[0]]
    what = "memory of an idle session, instruments and knowledge open"
    return [
        Figure(what, f"{idle:.0f} MB", f"at most {IDLE_AT_MOST} MB", idle <= IDLE_AT_MOST, floor),
        Figure("the same in the very first session, which reads all phrasings", f"{first:.0f} MB"),
        Figure("the same after a walk through CLASI", f"{walked:.0f} MB"),
        Figure(
            f"growth of memory from {MESSAGES[0]:,} to {MESSAGES[-1]:,} messages",
            f"{grown:.0f} MB",
            f"at most {GROWTH_AT_MOST} MB",
            grown <= GROWTH_AT_MOST,
        ),
        *(
            Figure(
                f"memory after {count:,} messages",
                f"{held:.0f} MB",
                point=Point("memory of a session", count, "messages", held, "MB"),
            )
            for count, held in days.items()
        ),
    ]


def _days(home: dict[str, str]) -> dict[int, float]:
    """Megabytes of one session after ever more messages."""
    held = {}
    with Terminal(COMMAND, environment=home) as terminal:
        terminal.wait_for(opened)
        for count in MESSAGES:
            fill(terminal, count)
            held[count] = _at_rest(terminal)
    return held


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
        return _at_rest(terminal)


def _at_rest(terminal: Terminal) -> float:
    time.sleep(REST_SECONDS)
    terminal.settle()
    return resident_megabytes(terminal.process)


def resident_megabytes(process: int) -> float:
    """What the system holds for a process now."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    [told] = [line.split()[1] for line in lines if line.startswith("VmRSS:")]
    return int(told) / 1024
