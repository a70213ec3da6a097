"""Which single missing item of an incomplete rating can settle a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.change.limits import Verdict
from assistant.scoring.change.series import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assistant.scoring.change.series import Rating
    from assistant.scoring.instrument import Instrument


def settling_items(
    instrument: Instrument, rating: Rating, score: str, judge: Callable[[Span], Verdict]
) -> tuple[str, ...]:
    """The titles of the items each of which settles the verdict alone, whatever its level turns out to be.

    Empty where only the scores are known, or where the answers are not those of this instrument file.
    """
    if not rating.has_answers or not rating.answers.keys() <= instrument.plan.levels.keys():
        return ()
    missing = [item for item in instrument.items if item.id not in rating.answers]
    return tuple(
        item.full_title
        for item in missing
        if Verdict.UNKNOWN not in _verdicts(instrument, rating, score, item.id, judge)
    )


def score_bounds(instrument: Instrument, answers: dict[str, int], score: str) -> Span:
    """The interval of one score over some answers."""
    plan = instrument.plan
    position = [each.id for each in plan.scores].index(score)
    return Span(*plan.bounds(answers, plan.verdicts(answers))[position])


def _verdicts(
    instrument: Instrument, rating: Rating, score: str, item: str, judge: Callable[[Span], Verdict]
) -> Iterable[Verdict]:
    for level in instrument.item(item).levels:
        yield judge(score_bounds(instrument, {**rating.answers, item: level}, score))
