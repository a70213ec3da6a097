"""`malar patients`: who is on record."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

NOBODY = (
    "No patient is on record. malar import FILE takes patients over, /patient CODE in the conversation "
    "records one, and malar --demo opens some to look at."
)
SUMMARY = "list the patients on record, or those whose code begins so"

EXPLANATION = """\
Patients are known by study codes, never by names. Where the records are: docs/records.md."""

EXAMPLES = (
    "malar patients",
    "malar patients P-0 --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("prefix", nargs="?", default="", metavar="PREFIX", help="how the code begins")
    parser.add_argument("--json", action="store_true", help="one line of JSON a patient")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, and return the exit code."""
    from assistant.conversation.chart.wording import day_first

    count = 0
    with opened(arguments) as records:
        for line in records.patients(arguments.prefix):
            count += 1
            if arguments.json:
                print(json.dumps(asdict(line), ensure_ascii=False))
            else:
                visits = f"{line.visits} {'visit' if line.visits == 1 else 'visits'}"
                last = f", last on {day_first(line.last_visit)}" if line.last_visit else ""
                print(f"{line.code:<32}  {visits}{last}")
    if not count and not arguments.json:
        print("No patient has a code that begins so." if arguments.prefix else NOBODY)
    return 0
