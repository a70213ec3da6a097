"""`malar evidence`: the reports on anifrolumab that the paper tabulates, filtered and sorted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from assistant.reference.evidence.table import EvidenceTable, Query

SUMMARY = "show the reports that the paper tabulates, filtered and sorted"

EXPLANATION = """\
Values are written as one speaks: in full, abbreviated, or by brand; also any, none, and not before a value.
An option given twice asks for both. A row that reports nothing on a filter is left out and named; it counts
neither as zero nor as no."""

EXAMPLES = ("malar evidence", "malar evidence --mucosal --sort size")

OPTIONS = {"subtype": "subtype", "phototype": "phototype", "with": "therapies", "side_effect": "side_effects"}
"""The columns that the options filter by."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--subtype", action="append", metavar="X", help="reports that list this subtype")
    parser.add_argument(
        "--mucosal",
        nargs="?",
        const="any",
        metavar="none",
        help="reports with mucosal involvement; with 'none', reports that state there was none",
    )
    parser.add_argument("--phototype", action="append", metavar="X", help="reports that list this phototype")
    parser.add_argument("--with", action="append", metavar="DRUG", help="reports with this therapy beside it")
    parser.add_argument("--side-effect", action="append", metavar="X", help="reports of this side effect")
    parser.add_argument(
        "--sort", metavar="COLUMN", help="sort by size, age, duration, CLASI-A, SLEDAI or name"
    )
    parser.add_argument("--ascending", action="store_true", help="the smallest first; with --sort")
    parser.add_argument("--json", action="store_true", help="print JSON in one line")


def run(arguments: argparse.Namespace) -> int:
    """Print, and return the exit code."""
    from assistant.cli.evidence_text import evidence_json, evidence_text
    from assistant.reference.evidence.table import open_evidence

    evidence = open_evidence()
    query = _query(arguments, evidence)
    if arguments.json:
        print(json.dumps(evidence_json(evidence, query), ensure_ascii=False))
    else:
        print(evidence_text(evidence, query))
    return 0


def _query(arguments: argparse.Namespace, evidence: EvidenceTable) -> Query:
    from assistant.reference.evidence.reading import read_sort, read_value
    from assistant.reference.evidence.table import NAME, Query

    asked = [
        (column, text) for option, column in OPTIONS.items() for text in getattr(arguments, option) or ()
    ]
    if arguments.mucosal is not None:
        asked.append(("mucosal", arguments.mucosal))
    filters = tuple(read_value(column, text, evidence) for column, text in asked)
    sort = read_sort(arguments.sort, evidence) if arguments.sort is not None else ""
    return Query(filters, sort, arguments.ascending or sort == NAME)
