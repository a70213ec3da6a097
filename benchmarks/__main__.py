"""Runs every measuring program and prints one table: `python -m benchmarks [NAME ...]`.

`python -m benchmarks exam --write` writes `docs/answering.md` from the run as well.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import (
    answering_page,
    answers,
    batch,
    clinic,
    derivations,
    dictations,
    exam,
    keys,
    kills,
    knowledge,
    latency,
    recording,
    start,
    terminals,
)
from benchmarks.figures import Figure, table

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAMS = {
    "batch": batch.measure,
    "start": start.measure,
    "latency": latency.measure,
    "keys": keys.measure,
    "answers": answers.measure,
    "exam": exam.measure,
    "knowledge": knowledge.measure,
    "dictations": dictations.measure,
    "derivations": derivations.measure,
    "recording": recording.measure,
    "kills": kills.measure,
    "terminals": terminals.measure,
    "clinic": clinic.measure,
}
ONLY_WHEN_NAMED = {"clinic"}
"""It makes gigabytes of data, for minutes."""


def main() -> int:
    """Print the table; 1 when a mark is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="measure malar")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of {', '.join(PROGRAMS)}")
    parser.add_argument("--write", action="store_true", help="write docs/answering.md from the exam")
    parser.add_argument("--seconds", type=float, default=terminals.SECONDS, help="how long terminals write")
    parser.add_argument("--kills", type=int, default=kills.KILLS, help="how often a terminal is killed")
    arguments = parser.parse_args()
    names = arguments.names or [name for name in PROGRAMS if name not in ONLY_WHEN_NAMED]
    if arguments.write and "exam" not in names:
        parser.error("--write goes with the exam")
    unknown = [name for name in names if name not in PROGRAMS]
    if unknown:
        parser.error(f"there is no measurement {unknown[0]}; choose from {', '.join(PROGRAMS)}")
    chosen: dict[str, Callable[[], list[Figure]]] = {
        **PROGRAMS,
        "terminals": partial(terminals.measure, arguments.seconds),
        "kills": partial(kills.measure, arguments.kills),
    }
    figures = []
    for name in names:
        print(f"measuring: {name} ...", file=sys.stderr)
        if name == "exam" and arguments.write:
            figures += examine_and_write()
        else:
            figures += chosen[name]()
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores\n")
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


def examine_and_write() -> list[Figure]:
    """The exam, with its page written from the same run."""
    counted = exam.count_all()
    answering_page.write(counted)
    return exam.figures(counted)


if __name__ == "__main__":
    sys.exit(main())
