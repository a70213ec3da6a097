"""What is known of single items, and of a score without some of them, also where only the score is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.change.missing_items import score_bounds
from assistant.scoring.change.series import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.scoring.change.series import Rating
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.plan import ScorePlan, TermPlan


def item_span(instrument: Instrument, rating: Rating, item: str) -> Span:
    """The levels that an item may have: its answer, or what the scores leave open."""
    known = rating.answers.get(item)
    if known is not None:
        return Span(known, known)
    levels = instrument.item(item).levels
    possible = [level for level in levels if level == levels[0] or _fits(instrument, rating, item, level)]
    return Span(possible[0], possible[-1])


def score_without(instrument: Instrument, rating: Rating, score: str, left_out: Collection[str]) -> Span:
    """A score as it would be with some items at 0.

    From the answers where they are known; else between the score and the score less all that they can add.
    """
    answers = rating.answers
    if rating.has_answers and answers.keys() <= instrument.plan.levels.keys():
        return score_bounds(instrument, {**answers, **dict.fromkeys(left_out, 0)}, score)
    span = rating.scores[score]
    added = sum(_added(instrument, _plan(instrument, score), item) for item in left_out)
    return Span(max(0, span.low - added), span.high)


def adding_items(instrument: Instrument, score: str) -> tuple[str, ...]:
    """The items that add to a score, in the order of the form, without those that only multiply."""
    found = {item for term in _plan(instrument, score).terms for item, _ in term.weights}
    return tuple(item.id for item in instrument.items if item.id in found)


def _fits(instrument: Instrument, rating: Rating, item: str, level: int) -> bool:
    """Whether every score leaves room for a level."""
    for plan in instrument.plan.scores:
        span = rating.scores.get(plan.id)
        least = sum(weight * level * _least_factor(term) for term, weight in _terms(plan, item))
        if span is not None and least > span.high:
            return False
    return True


def _added(instrument: Instrument, plan: ScorePlan, item: str) -> int:
    highest = instrument.item(item).levels[-1]
    return sum(weight * highest * _most_factor(term) for term, weight in _terms(plan, item))


def _plan(instrument: Instrument, score: str) -> ScorePlan:
    return next(each for each in instrument.plan.scores if each.id == score)


def _terms(plan: ScorePlan, item: str) -> Iterator[tuple[TermPlan, int]]:
    for term in plan.terms:
        for name, weight in term.weights:
            if name == item:
                yield term, weight


def _least_factor(term: TermPlan) -> int:
    least = 1
    for factor in term.factors:
        least *= min(1, *factor.by_value.values())
    return least


def _most_factor(term: TermPlan) -> int:
    most = 1
    for factor in term.factors:
        most *= max(factor.by_value.values())
    return most
