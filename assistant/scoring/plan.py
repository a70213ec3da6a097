"""An instrument's arithmetic, laid out once so that ten thousand forms cost little."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.conditions import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.conditions import Condition

Verdicts = dict[str, bool | None]
"""For each item with a condition: whether it is asked; None while that is open."""


@dataclass(frozen=True, slots=True)
class Range:
    """What one item can add, while it is not answered."""

    floor: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class FactorPlan:
    """A multiplier by the value of an item; not lower for a higher value."""

    item: str
    by_value: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class TermPlan:
    """Items with their weights, and what their sum is multiplied by."""

    weights: tuple[tuple[str, int], ...]
    factors: tuple[FactorPlan, ...]


@dataclass(frozen=True, slots=True)
class SchemePlan:
    """The bands of a score, without gaps: each begins at its edge."""

    id: str
    title: str
    edges: tuple[int, ...]
    labels: tuple[str, ...]

    def touched(self, low: int, high: int) -> tuple[str, ...]:
        """The bands in which a score between these two may lie, from the lowest."""
        first = bisect_right(self.edges, low) - 1
        last = bisect_right(self.edges, high)
        return self.labels[first:last]


@dataclass(frozen=True, slots=True)
class ScorePlan:
    """One score."""

    id: str
    title: str
    terms: tuple[TermPlan, ...]
    default: SchemePlan | None
    schemes: tuple[SchemePlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All scores of an instrument."""

    ranges: Mapping[str, Range]
    """Every item, in the order of the form."""
    levels: Mapping[str, frozenset[int]]
    """The legal values of every item."""
    conditional: tuple[tuple[str, Condition], ...]
    """The items with a condition, each after those that it depends on."""
    scores: tuple[ScorePlan, ...]

    def verdicts(self, values: Mapping[str, int]) -> Verdicts:
        """Which of the conditional items are asked."""
        verdicts: Verdicts = {}
        known = dict(values) if self.conditional else values
        for item, condition in self.conditional:
            verdict = condition.verdict(known)
            verdicts[item] = verdict
            if verdict is False:
                known = {**known, item: HIDDEN}
            elif verdict is None and item in known:
                known = {other: value for other, value in known.items() if other != item}
        return verdicts

    def bounds(self, values: Mapping[str, int], verdicts: Verdicts) -> list[tuple[int, int]]:
        """The lowest and the highest that each score can be, given what is known.

        Every sum, weight and multiplier grows with its answers, so the two ends come from the lowest and the
        highest answers that are still possible.
        """
        lows, highs = {}, {}
        for item, limits in self.ranges.items():
            value = values.get(item)
            lows[item], highs[item] = (limits.floor, limits.ceiling) if value is None else (value, value)
        factors = _Factors(dict(lows), dict(highs), verdicts) if verdicts else _Factors(lows, highs, verdicts)
        for item, verdict in verdicts.items():
            if verdict is not True:
                lows[item] = 0
            if verdict is False:
                highs[item] = 0
        return [_score_bounds(score, lows, highs, factors) for score in self.scores]


@dataclass(frozen=True, slots=True)
class _Factors:
    """The multipliers; an item that is not asked multiplies by 1."""

    lows: Mapping[str, int]
    highs: Mapping[str, int]
    verdicts: Verdicts

    def bounds(self, factor: FactorPlan) -> tuple[int, int]:
        verdict = self.verdicts.get(factor.item, True)
        if verdict is False:
            return 1, 1
        low, high = factor.by_value[self.lows[factor.item]], factor.by_value[self.highs[factor.item]]
        return (low, high) if verdict else (min(low, 1), max(high, 1))


def _score_bounds(
    score: ScorePlan, lows: Mapping[str, int], highs: Mapping[str, int], factors: _Factors
) -> tuple[int, int]:
    low = high = 0
    for term in score.terms:
        term_low = term_high = 0
        for item, weight in term.weights:
            term_low += lows[item] * weight
            term_high += highs[item] * weight
        for factor in term.factors:
            factor_low, factor_high = factors.bounds(factor)
            term_low *= factor_low
            term_high *= factor_high
        low += term_low
        high += term_high
    return low, high
