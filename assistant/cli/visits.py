"""`malar visits`: the visits of one patient."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "list the visits of one patient, with the scores as they were signed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    parser.add_argument("--json", action="store_true", help="one line of JSON a visit")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, and return the exit code."""
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    if arguments.json:
        from assistant.records.exporting import identified

        for visit in identified(whole)["visits"]:
            print(json.dumps(visit, ensure_ascii=False))
        return 0
    from assistant.cli.record_text import visit_line

    for each in whole.visits:
        print(visit_line(each))
    if not whole.visits:
        print(f"{whole.code} has no visit on record.")
    return 0
