"""The page `docs/performance.md`: how fast malar is, written from a run of the benchmarks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import growth, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.figures import Figure

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"

ABOUT = """\
# How fast it is

<!-- Written by `make bench`; do not edit. -->

Every figure is measured beside its **floor** in the same run: the least that the same work takes without
malar, on the same machine. Where the machine is slow, the floor is slow too. A **mark** is what we hold
ourselves to; one that is missed is said to be.
"""

GROWS = """\
## How each cost grows

Each was measured at several sizes. The last column is the power through the first and the last of them: 1.00
means that the size does not matter, 10.00 that the cost grows with it.
"""

ELSEWHERE = """\
## What is measured elsewhere

How often the answers are right stands in [answering.md](answering.md), how dictated lines are read in
[dictation.md](dictation.md). Killed terminals, many terminals at once, keys for a score, and a clinic of a
hundred thousand patients on PostgreSQL are measured by name, for example `python -m benchmarks kills`.
"""


def page(figures: Sequence[Figure], machine: str, seconds: float) -> str:
    """The whole page."""
    day = datetime.now(UTC).date().isoformat()
    when = f"Measured on {day} with {machine}, in {seconds:.0f} seconds with nothing else running.\n"
    return "\n".join([ABOUT, when, f"{table(figures)}\n", GROWS, f"{growth(figures)}\n", ELSEWHERE])


def write(figures: Sequence[Figure], machine: str, seconds: float) -> None:
    """Write the page anew."""
    PAGE.write_text(page(figures, machine, seconds), encoding="utf-8")
