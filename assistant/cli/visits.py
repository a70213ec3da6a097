"""`malar visits`: the visits of one patient."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from datetime import date

    from assistant.records.whole import WholePatient

SUMMARY = "list the visits of one patient, with the scores as signed"

EXPLANATION = """\
After the list stands from when on the rater, the phototype or the window was another."""

EXAMPLES = (
    "malar visits P-014",
    "malar visits P-014 --since anifro",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    parser.add_argument("--since", metavar="DRUG", help="count weeks from its start")
    parser.add_argument("--json", action="store_true", help="one line of JSON a visit")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, and return the exit code."""
    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    if arguments.json:
        from assistant.records.exchange.exporting import identified

        for visit in identified(whole)["visits"]:
            print(json.dumps(visit, ensure_ascii=False))
        return 0
    from assistant.cli.record_text import visit_line

    week = _weeks_since(whole, arguments.since) if arguments.since else None
    for each in whole.visits:
        print(f"week {week(each.date):>4}  {visit_line(each)}" if week else visit_line(each))
    from assistant.records.how_rated import calibrated_ratings, changes_of_rating
    from assistant.scoring.library import load_library

    titles = {each.id: each.abbreviation for each in load_library()}
    for note in changes_of_rating(whole, titles):
        print(f"~ {note}")
    for line in calibrated_ratings(whole, titles):
        print(line)
    if not whole.visits:
        print(f"{whole.code} has no visit on record.")
    return 0


def _weeks_since(whole: WholePatient, drug: str) -> Callable[[date], str]:
    """Tells the week of a day since the last start of a treatment. Raises NoBaselineError."""
    from assistant.conversation.chart.course import week_of
    from assistant.records.course import course_of
    from assistant.records.vocabulary import load_vocabulary
    from assistant.scoring.change.baseline import start_of

    vocabulary = load_vocabulary()
    start = start_of(course_of(whole, vocabulary), vocabulary.named(drug, "agent") or drug)
    return lambda day: week_of(day, start)
