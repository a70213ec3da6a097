"""A cohort in the form that scripts rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.records.cohort.courses import WINDOW_DAYS
from assistant.records.cohort.statistics import CONFIDENCE
from assistant.scoring.change.baseline import BASELINE_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records.cohort.beside_paper import Beside
    from assistant.records.cohort.cohort import AtWeek, Cohort, Followed
    from assistant.records.cohort.statistics import Spread

Document = dict[str, Any]


def cohort_json(cohort: Cohort, beside: Sequence[Beside] = ()) -> Document:
    """The whole summary; `beside_paper` only for the demonstration."""
    told: Document = {
        "patients": cohort.patients,
        "since": cohort.asked.agent,
        "window_days": WINDOW_DAYS,
        "baseline_days": 0 if cohort.asked.agent is None else BASELINE_DAYS,
        "confidence": CONFIDENCE,
        "scores": [_followed(each) for each in cohort.followed],
    }
    if beside:
        told["beside_paper"] = [_beside(each) for each in beside]
    return told


def _followed(followed: Followed) -> Document:
    return {
        "id": followed.measure.id,
        "title": followed.measure.title,
        "baseline": {"n": followed.baseline.n, **_spread(followed.baseline)},
        "weeks": [_at(each, followed) for each in followed.weeks],
    }


def _at(at: AtWeek, followed: Followed) -> Document:
    told: Document = {
        "week": "last" if at.week is None else at.week,
        "n": at.n,
        "missing": [
            {"why": why, "n": count, "patients": at.named.get(why)} for why, count in at.missing.items()
        ],
    }
    if not at.n:
        return told
    test = at.test()
    told["change"] = _spread(at.changes)
    told["signed_rank"] = test and {
        "p": test.p,
        "least_p": test.least_p,
        "n": test.n,
        "zeros": test.zeros,
        "ties": test.tied,
        "exact": test.exact,
    }
    told["criteria"] = [_criterion(at, followed, place) for place in range(len(followed.measure.criteria))]
    return told


def _criterion(at: AtWeek, followed: Followed, place: int) -> Document:
    rule = followed.measure.criteria[place]
    proportion, unknown = at.proportion(rule)
    return {
        "id": rule.id,
        "title": rule.title,
        "met": proportion.met,
        "n": proportion.n,
        "unknown": unknown,
        "interval": list(proportion.interval) if proportion.n else None,
    }


def _spread(spread: Spread) -> Document:
    return {"median": spread.median, "low": spread.low, "high": spread.high}


def _beside(each: Beside) -> Document:
    return {
        "id": each.printed.id,
        "title": each.printed.title,
        "printed": each.printed.printed,
        "own": each.own,
        "same": each.same,
        "why": each.printed.why,
        "place": str(each.printed.place),
    }
