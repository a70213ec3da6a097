"""Courses for the tests of change: visits in few words, judged by the shipped definitions."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.content.folders import shipped_folder
from assistant.scoring.change.report import ChangeReport, judge
from assistant.scoring.change.series import Course, Occasion, Rating, Series, Span
from assistant.scoring.change.target_library import load_targets
from assistant.scoring.totals import score
from tests.scoring.forms import clear, instrument, library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.change.baseline import Choice
    from assistant.scoring.change.targets import TargetVerdict
    from assistant.scoring.format.targets import TargetDefinition

DAY = date(2024, 2, 5)
MAIN = {"clasi": "activity", "cla-iga": "global", "sledai-2k": "total"}


@cache
def targets() -> tuple[TargetDefinition, ...]:
    """The shipped targets."""
    return load_targets(library(), [shipped_folder("instruments")])


def points(name: str, low: int, high: int | None = None, **more: Any) -> Rating:  # noqa: ANN401
    """A rating of which only the main score is known, or its interval."""
    span = Span(low, low if high is None else high)
    return Rating(name, {MAIN[name]: span}, **{"window": 30 if name == "sledai-2k" else None, **more})


def form(name: str, answers: Mapping[str, int] | None = None, **more: Any) -> Rating:  # noqa: ANN401
    """A rating with every item clear but those named."""
    return part_form(name, {item: int(str(level)) for item, level in clear(name, answers).items()}, **more)


def part_form(name: str, answers: Mapping[str, int], **more: Any) -> Rating:  # noqa: ANN401
    """A rating with these answers and no other."""
    result = score(instrument(name), dict(answers))
    spans = {each.id: Span(each.low, each.high) for each in result.scores.values()}
    return Rating(name, spans, dict(answers), **{"window": result.window, **more})


def visit(week: int, *ratings: Rating, **more: Any) -> Occasion:  # noqa: ANN401
    """A visit so many weeks after the first day."""
    return Occasion(DAY + timedelta(weeks=week), ratings=ratings, **more)


def series(*visits: Occasion, courses: tuple[Course, ...] = ()) -> Series:
    """A patient."""
    return Series("P-014", visits, courses)


def report(
    *visits: Occasion,
    choice: Choice | None = None,
    stated: Mapping[str, bool] | None = None,
    courses: tuple[Course, ...] = (),
) -> ChangeReport:
    """The judged course."""
    return judge(series(*visits, courses=courses), library(), targets(), choice, stated)


def verdicts(found: ChangeReport, role: str = "baseline") -> dict[str, str]:
    """Every verdict on a single score against one earlier visit, by the id of its definition."""
    comparisons = [
        comparison
        for change in found.changes
        for comparison in (change.baseline, change.previous)
        if comparison is not None and role in comparison.roles
    ]
    return {each.id: str(each.verdict) for comparison in comparisons for each in comparison.criteria}


def target(found: ChangeReport, name: str) -> TargetVerdict:
    """One target of a report."""
    return next(each for each in found.targets if each.target.id == name)


def rules(found: TargetVerdict) -> dict[str, str]:
    """The verdict on each rule of a target, a variant after a hyphen."""
    return {"-".join(filter(None, (each.id, each.variant))): str(each.verdict) for each in found.rules}


def wholes(found: TargetVerdict) -> dict[str | None, str]:
    """The verdict on the whole of a target, by variant."""
    return {each.variant: str(each.verdict) for each in found.wholes}
