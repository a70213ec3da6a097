"""`malar audit`: who changed what, and whether the trail itself was changed."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened
from assistant.conversation.chart.wording import day_first

if TYPE_CHECKING:
    import argparse

    from assistant.records.records import Records
    from assistant.records.store.audit import Entry

SUMMARY = "list who changed what and when, or verify that list"

EXPLANATION = """\
`verify` tells whether a row of the trail was changed or taken out; then the exit code is 1. It cannot find
that someone computed the whole trail anew: keep the last digest that it prints elsewhere."""

EXAMPLES = (
    "malar audit",
    "malar audit --patient P-014 --json",
    "malar audit verify",
)

USUAL_ROWS = 50
_DAY_AFTER_CODE = re.compile(r"(?<= )\d{4}-\d{2}-\d{2}(?= |$)")
"""The day of a visit in a subject; a code that looks like a day stands without a blank before it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "what", nargs="?", choices=("list", "verify"), default="list", help="list (default), or verify"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a row, with before and after")
    parser.add_argument("--all", action="store_true", help=f"every row, not only the last {USUAL_ROWS}")
    parser.add_argument("--patient", metavar="CODE", help="only what was done to this patient's record")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List or verify, and return the exit code: 1 for a trail that was changed."""
    with opened(arguments) as records:
        if arguments.what == "verify":
            return _verify(records, as_json=arguments.json)
        former = ""
        for entry in records.trail(None if arguments.all else USUAL_ROWS, arguments.patient):
            if arguments.json:
                print(json.dumps(asdict(entry), ensure_ascii=False))
            else:
                print(_line(entry, former))
            former = entry.at
    return 0


def _line(entry: Entry, former: str) -> str:
    """A row in words, days day first; `former` is the time of the row that was listed before it."""
    at = f"{day_first(entry.at[:10])} {entry.at[11:]}"
    # What a subject is of stands before its day, and may look like a day itself.
    subject = _DAY_AFTER_CODE.sub(lambda found: day_first(found[0]), entry.subject, count=1)
    back = "  (the clock was set back before this)" if _earlier(entry.at, former) else ""
    return f"{entry.seq:>6}  {at}  {entry.operator}  {entry.action}: {subject}{back}"


def _earlier(at: str, former: str) -> bool:
    try:
        return datetime.fromisoformat(at) < datetime.fromisoformat(former)
    except (ValueError, TypeError):
        # There is no former row, or someone has edited one.
        return False


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
