"""Runs every measuring program and prints one table: `python -m benchmarks [NAME ...]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys

from benchmarks import answers, batch, exam, keys, latency, start
from benchmarks.figures import table

PROGRAMS = {
    "batch": batch.measure,
    "start": start.measure,
    "latency": latency.measure,
    "keys": keys.measure,
    "answers": answers.measure,
    "exam": exam.measure,
}


def main() -> int:
    """Print the table; 1 when a mark is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="measure malar")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these of {', '.join(PROGRAMS)}")
    names = parser.parse_args().names or list(PROGRAMS)
    unknown = [name for name in names if name not in PROGRAMS]
    if unknown:
        parser.error(f"there is no measurement {unknown[0]}; choose from {', '.join(PROGRAMS)}")
    figures = []
    for name in names:
        print(f"measuring: {name} ...", file=sys.stderr)
        figures += PROGRAMS[name]()
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores\n")
    print(table(figures))
    return int(any(figure.met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
