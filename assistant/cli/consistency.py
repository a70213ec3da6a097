"""`malar consistency`: what does not seem to fit in what is signed of a patient."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli.open_store import add_demo, opened

if TYPE_CHECKING:
    import argparse

    from assistant.records.whole import WholeVisit
    from assistant.scoring.checks.asking import Asked

SUMMARY = "list what does not seem to fit in what is signed of a patient"

EXPLANATION = """\
The same questions as before an assessment is finished; nothing is changed. What was let stand at signing is
listed as such."""

EXAMPLES = ("malar consistency P-014",)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", metavar="CODE", help="the study code; see malar patients")
    parser.add_argument("--json", action="store_true", help="one line of JSON a question")
    add_demo(parser)


def run(arguments: argparse.Namespace) -> int:
    """List, and return the exit code."""
    from assistant.records.course import occasion_of
    from assistant.scoring.change.series import Series
    from assistant.scoring.checks.asking import questions
    from assistant.scoring.checks.library import load_checks
    from assistant.scoring.library import load_library

    with opened(arguments) as records:
        whole = records.whole(arguments.code)
    instruments = {each.id: each for each in load_library()}
    rules = load_checks(instruments.values())
    occasions = [occasion_of(visit) for visit in whole.visits]
    series = Series(whole.code, tuple(occasions))
    count = 0
    for visit, occasion in zip(whole.visits, occasions, strict=True):
        for asked in questions(rules, instruments, series, occasion):
            count += 1
            stands = asked.rule.id in _let_stand(visit)
            print(
                _as_json(visit, asked, stands=stands)
                if arguments.json
                else _text(visit, asked, stands=stands)
            )
    if not count and not arguments.json:
        print(f"Nothing is asked about what is signed of {whole.code}.")
    return 0


def _let_stand(visit: WholeVisit) -> set[str]:
    """The checks that were let stand at the visit, by the last revision of each assessment."""
    latest = {each.id: each for each in visit.assessments}
    return {name for each in latest.values() for name in each.let_stand or ()}


def _as_json(visit: WholeVisit, asked: Asked, *, stands: bool) -> str:
    day = {"date": visit.date.isoformat(), "number_on_day": visit.number_on_day}
    return json.dumps({**day, **asked.as_json(), "let_stand": stands}, ensure_ascii=False)


def _text(visit: WholeVisit, asked: Asked, *, stands: bool) -> str:
    again = f" ({visit.number_on_day})" if visit.number_on_day > 1 else ""
    let_stand = " Let stand at signing." if stands else ""
    return f"{visit.date:%d.%m.%Y}{again}  {asked.rule.question}{let_stand}\n    {'; '.join(asked.facts)}"
