"""`malar patient`: one patient with everything on record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

SUMMARY = "show one patient"

EXPLANATION = """\
Facts, treatments, and how many visits are on record; malar visits lists those."""

EXAMPLES = (
    "malar patient P-014",
    "malar patient P-014 --json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    parser.add_argument("--json", action="store_true", help="everything, in one line of JSON")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show, and return the exit code."""
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    if arguments.json:
        from assistant.records.exchange.exporting import identified

        print(json.dumps(identified(whole), ensure_ascii=False))
        return 0
    from assistant.cli.record_text import patient_text, visit_text
    from assistant.records.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    print(patient_text(whole, vocabulary))
    for visit in whole.visits:
        print(f"\n{visit_text(visit, vocabulary)}")
    return 0
