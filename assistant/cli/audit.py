"""`malar audit`: who changed what, and whether the trail itself was changed."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

    from assistant.records.records import Records

SUMMARY = "list who changed what and when, or verify that nobody changed the list"

USUAL_ROWS = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what", nargs="?", choices=("list", "verify"), default="list", help="list (default), or verify"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a row, with before and after")
    parser.add_argument("--all", action="store_true", help=f"every row, not only the last {USUAL_ROWS}")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List or verify, and return the exit code: 1 for a trail that was changed."""
    with opened(arguments) as records:
        if arguments.what == "verify":
            return _verify(records, as_json=arguments.json)
        for entry in records.trail(None if arguments.all else USUAL_ROWS):
            if arguments.json:
                print(json.dumps(asdict(entry), ensure_ascii=False))
            else:
                print(f"{entry.seq:>6}  {entry.at}  {entry.operator}  {entry.action}: {entry.subject}")
    return 0


def _verify(records: Records, *, as_json: bool) -> int:
    verdict = records.verify()
    if as_json:
        print(json.dumps({"whole": not verdict.problems, **asdict(verdict)}))
    elif not verdict.problems:
        print(
            f"The audit trail is whole: {verdict.rows:,} rows, the last digest is {verdict.digest or 'none'}."
        )
    if verdict.problems and not as_json:
        for problem in verdict.problems:
            print(f"malar: audit: {problem}; compare with a backup", file=sys.stderr)
    return 1 if verdict.problems else 0
