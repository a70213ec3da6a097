"""The figures of the demonstration beside those that the paper prints on the same patients."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.records.cohort.cohort import Asked, summarise
from assistant.records.cohort.statistics import NeedsStatistics, SignedRank, Spread, signed_rank
from assistant.records.cohort.wording import figure, spread_in_words, test_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records.cohort.cohort import Followed
    from assistant.records.cohort.measures import Measure
    from assistant.records.records import Records
    from assistant.reference.format.printed_figures import PrintedFigure

SIGNIFICANT = 0.05
DECIMALS = 6
"""Laboratory values are compared as they were written, not as binary floating point subtracts them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A printed figure with the one that the records give; `same` is None where either cannot be had."""

    printed: PrintedFigure
    own: str
    same: bool | None


def beside_paper(
    records: Records, measures: Sequence[Measure], figures: Sequence[PrintedFigure]
) -> tuple[Beside, ...]:
    """Every printed figure with our own. Raises StoreError."""
    weeks = tuple(sorted({each.week for each in figures if each.week is not None})) or (1,)
    cohort = summarise(records, measures, Asked(weeks))
    by_id = {each.measure.id: each for each in cohort.followed}
    told = []
    for each in figures:
        if each.laboratory is not None:
            told.append(_unchanged(records, each, each.laboratory))
        else:
            followed = by_id.get(f"{each.instrument}.{each.score}")
            told.append(_scored(each, followed, cohort.patients))
    return tuple(told)


def _scored(printed: PrintedFigure, followed: Followed | None, patients: int) -> Beside:
    if followed is None:
        return Beside(printed, "no value on record", None)
    if printed.kind == "baseline":
        spread = followed.baseline
        mean = "" if spread.mean == spread.median else f", mean {figure(spread.mean)}"
        agrees = _agrees(printed, spread) or _agrees(printed, spread, spread.mean)
        return Beside(printed, f"{spread_in_words(spread)}{mean}, n = {spread.n}", agrees)
    at = next(each for each in followed.weeks if each.week == printed.week)
    if not at.n:
        return Beside(printed, "no patient with both values", None)
    if printed.kind == "reduced":
        fell = sum(count for (first, later), count in at.pairs.items() if later < first)
        # Those of whom nothing is known may have fallen as well.
        unknown = fell == at.n and at.n < patients
        return Beside(printed, f"{fell} of {at.n} with a value", None if unknown else fell == at.n)
    # A figure on more patients than there are values cannot be had from these.
    fewer = printed.n is not None and at.n < printed.n
    same = None if printed.median is None or fewer else _agrees(printed, at.changes)
    return Beside(printed, f"{spread_in_words(at.changes)}, n = {at.n}", same)


def _agrees(printed: PrintedFigure, own: Spread, middle: float | None = None) -> bool:
    computed = {
        "median": own.median if middle is None else middle,
        "low": own.low,
        "high": own.high,
        "n": own.n,
    }
    stated = {name: getattr(printed, name) for name in computed}
    return all(value is None or value == computed[name] for name, value in stated.items())


def _unchanged(records: Records, printed: PrintedFigure, name: str) -> Beside:
    changes: Counter[float] = Counter()
    for patient in records.everything():
        values = [
            each.value
            for visit in patient.visits
            for each in visit.laboratory
            if each.name == name and each.value is not None
        ]
        if len(values) > 1:
            changes[round(values[-1] - values[0], DECIMALS)] += 1
    if not changes:
        return Beside(printed, "no figures on record, only words", None)
    try:
        test: SignedRank | None = signed_rank(changes)
    except NeedsStatistics as error:
        return Beside(printed, str(error), None)
    same = test is not None and test.p is not None and test.p > SIGNIFICANT
    return Beside(printed, test_in_words(test), same)
