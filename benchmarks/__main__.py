"""Measures how fast malar is and prints one table: `python -m benchmarks [NAME ...]`.

By name it also measures how often malar is right. With `--write` the pages of figures in `docs/` are
written from the run as well.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import (
    answering_page,
    batch,
    clinic,
    derivations,
    dictations,
    exam,
    keys,
    kills,
    knowledge,
    latency,
    memory,
    patients,
    performance_page,
    recording,
    start,
    terminals,
)
from benchmarks.figures import growth, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.figures import Figure

SPEED: dict[str, Callable[[], list[Figure]]] = {
    "start": start.measure,
    "latency": latency.measure,
    "memory": memory.measure,
    "knowledge": knowledge.measure,
    "batch": batch.measure,
    "recording": recording.measure,
    "patients": patients.measure,
}
"""What `make bench` measures, in about five minutes; the page of figures is made of these."""

CORRECT: dict[str, Callable[[], list[Figure]]] = {
    "keys": keys.measure,
    "exam": exam.measure,
    "dictations": dictations.measure,
    "derivations": derivations.measure,
    "kills": kills.measure,
    "terminals": terminals.measure,
    "clinic": clinic.measure,
}
"""Measured where they are named: how often it is right, what survives, and a large clinic on a server too."""


def main() -> int:
    """Print the table; 1 when a mark is missed."""
    every = {**SPEED, **CORRECT}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="measure malar")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"these of {', '.join(every)}")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write docs/performance.md from the figures of speed, docs/answering.md from the exam",
    )
    parser.add_argument("--seconds", type=float, default=terminals.SECONDS, help="how long terminals write")
    parser.add_argument("--kills", type=int, default=kills.KILLS, help="how often a terminal is killed")
    arguments = parser.parse_args()
    names = arguments.names or list(SPEED)
    if unknown := [name for name in names if name not in every]:
        parser.error(f"there is no measurement {unknown[0]}; choose from {', '.join(every)}")
    writes_speed = set(SPEED) <= set(names)
    if arguments.write and not writes_speed and "exam" not in names:
        parser.error(f"--write goes with the exam, or with all of {', '.join(SPEED)}")
    every["terminals"] = partial(terminals.measure, arguments.seconds)
    every["kills"] = partial(kills.measure, arguments.kills)
    if arguments.write:
        every["exam"] = examine_and_write
    started = time.monotonic()
    measured = {name: _measured(name, every[name]) for name in names}
    figures = [figure for found in measured.values() for figure in found]
    seconds = time.monotonic() - started
    print(f"{machine()}; {seconds:.0f} seconds\n")
    print(table(figures))
    if any(figure.point for figure in figures):
        print(f"\n{growth(figures)}")
    if arguments.write and writes_speed:
        performance_page.write([figure for name in SPEED for figure in measured[name]], machine(), seconds)
    return int(any(figure.met is False for figure in figures))


def _measured(name: str, measure: Callable[[], list[Figure]]) -> list[Figure]:
    print(f"measuring: {name} ...", file=sys.stderr)
    return measure()


def machine() -> str:
    """On what it was measured."""
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"


def examine_and_write() -> list[Figure]:
    """The exam, with its page written from the same run."""
    counted = exam.count_all()
    answering_page.write(counted)
    return exam.figures(counted)


if __name__ == "__main__":
    sys.exit(main())
