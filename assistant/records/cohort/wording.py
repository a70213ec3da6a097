"""The figures of a cohort in words, alike wherever they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.records.cohort.statistics import Proportion, SignedRank, Spread

SMALLEST_P = 0.0001


def figure(value: float) -> str:
    """A number without needless decimals."""
    return f"{round(value, 3):g}"


def spread_in_words(spread: Spread) -> str:
    """Median and range; there must be a value."""
    return f"median {figure(spread.median)} ({figure(spread.low)} to {figure(spread.high)})"


def proportion_in_words(proportion: Proportion) -> str:
    """How many of how many, in percent, with the interval."""
    if not proportion.n:
        return "of nobody can it be said"
    low, high = (round(100 * end) for end in proportion.interval)
    share = round(100 * proportion.met / proportion.n)
    return f"{proportion.met} of {proportion.n} = {share} % ({low} to {high} %)"


def test_in_words(test: SignedRank | None) -> str:
    """The test with what decides how far it can be trusted; None stands for a missing library."""
    if test is None:
        return "no p: install malar[statistics]"
    if test.p is None:
        return "no p: every change is 0"
    how = "exact" if test.exact else "normal approximation"
    zeros = f", {test.zeros:,} of 0 left out" if test.zeros else ""
    ties = ", with ties" if test.tied else ""
    least = p_value(test.least_p)
    changes = "1 change" if test.n == 1 else f"{test.n:,} changes"
    return f"p {p_value(test.p)} (least reachable {least}; {how}, {changes}{zeros}{ties})"


def p_value(p: float) -> str:
    """A p with at most four decimals."""
    return f"below {SMALLEST_P}" if p < SMALLEST_P else f"{round(p, 4):g}"
