"""How well raters agree: intraclass correlation, weighted kappa, bias and limits of agreement.

The formulas are those of Shrout and Fleiss (1979) and McGraw and Wong (1996) for the correlation, of Cohen
(1968) for kappa, and of Bland and Altman (1986) for the limits. Quantiles come from a statistics library,
which is an extra and is imported only here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONFIDENCE = 0.95
FEWEST_CASES = 2
NORMAL_975 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution."""


class TooFewCases(AssistantError):
    """Agreement cannot be computed from so few cases."""


class StatisticsMissing(AssistantError):
    """The library of statistics is not installed."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """ICC(2,1): two-way random effects, absolute agreement, a single rating.

    `value` and the interval are None where nothing varies, so that there is nothing to correlate.
    """

    value: float | None
    low: float | None
    high: float | None
    cases: int
    raters: int


@dataclass(frozen=True, slots=True)
class Kappa:
    """Weighted kappa of two ratings; None where chance alone would agree always."""

    value: float | None
    same: int
    """Cases in which both gave the same level."""
    cases: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Differences of two ratings after Bland and Altman: their mean, and the 95 % limits of agreement."""

    mean: float
    deviation: float
    low: float
    high: float
    cases: int


def icc_2_1(ratings: Sequence[Sequence[float]], confidence: float = CONFIDENCE) -> Correlation:
    """The correlation of a table with a row for each case and a column for each rater.

    Raises TooFewCases below two cases or two raters, and StatisticsMissing.
    """
    cases, raters = len(ratings), len(ratings[0]) if ratings else 0
    if cases < FEWEST_CASES or raters < 2:
        raise TooFewCases("agreement needs at least two cases that both raters scored; score more")
    grand = math.fsum(map(math.fsum, ratings)) / (cases * raters)
    rows = [math.fsum(row) / raters for row in ratings]
    columns = [math.fsum(row[j] for row in ratings) / cases for j in range(raters)]
    between = raters * math.fsum((mean - grand) ** 2 for mean in rows) / (cases - 1)
    judges = cases * math.fsum((mean - grand) ** 2 for mean in columns) / (raters - 1)
    left = math.fsum(
        (value - rows[i] - columns[j] + grand) ** 2
        for i, row in enumerate(ratings)
        for j, value in enumerate(row)
    )
    error = left / ((cases - 1) * (raters - 1))
    spread = between + (raters - 1) * error + raters * (judges - error) / cases
    if between == 0 or spread == 0:
        # All cases have one mean: with nothing between them no share of it can be told.
        return Correlation(None, None, None, cases, raters)
    value = (between - error) / spread
    if error == 0 and judges == 0:
        return Correlation(1.0, 1.0, 1.0, cases, raters)
    low, high = _interval(value, (between, judges, error), (cases, raters), confidence)
    return Correlation(value, low, high, cases, raters)


def _interval(
    value: float, squares: tuple[float, float, float], size: tuple[int, int], confidence: float
) -> tuple[float | None, float | None]:
    """The interval of McGraw and Wong, with Satterthwaite's degrees of freedom."""
    between, judges, error = squares
    n, k = size
    if value >= 1:
        return value, value
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    whole = a * judges + b * error
    parts = (a * judges) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    if parts == 0:
        return None, None
    freedom = whole**2 / parts
    tail = 1 - (1 - confidence) / 2
    upper = _f_quantile(tail, n - 1, freedom)
    lower = _f_quantile(tail, freedom, n - 1)
    noise = k * judges + (k * n - k - n) * error
    low = n * (between - upper * error) / (upper * noise + n * between)
    high = n * (lower * between - error) / (noise + n * lower * between)
    # Of very few cases the approximation can miss its own estimate: then it says nothing.
    return (low, high) if low <= value <= high else (None, None)


def _f_quantile(probability: float, first: float, second: float) -> float:
    try:
        from scipy.special import fdtri  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise StatisticsMissing(
            "agreement needs the statistics extra; install it: pip install 'malar[statistics]'"
        ) from error
    return float(fdtri(first, second, probability))


def weighted_kappa(
    pairs: Sequence[tuple[int, int]],
    levels: Sequence[int],
    weights: Literal["linear", "quadratic"] = "quadratic",
) -> Kappa:
    """Cohen's weighted kappa of pairs of levels; the levels count as steps of one, in their order.

    Raises TooFewCases without any pair.
    """
    if not pairs:
        raise TooFewCases("agreement needs at least one case that both raters scored; score more")
    step = {level: index for index, level in enumerate(sorted(levels))}
    power = 1 if weights == "linear" else 2
    number = len(pairs)
    seen = math.fsum(abs(step[a] - step[b]) ** power for a, b in pairs) / number
    by_chance = math.fsum(abs(step[a] - step[b]) ** power for a, _ in pairs for _, b in pairs) / number**2
    same = sum(a == b for a, b in pairs)
    return Kappa(None if by_chance == 0 else 1 - seen / by_chance, same, number)


def limits_of_agreement(pairs: Sequence[tuple[float, float]]) -> Limits:
    """The differences, first less second. Raises TooFewCases below two pairs."""
    if len(pairs) < FEWEST_CASES:
        raise TooFewCases("limits of agreement need at least two cases that both raters scored; score more")
    differences = [one - other for one, other in pairs]
    mean = math.fsum(differences) / len(differences)
    deviation = math.sqrt(math.fsum((each - mean) ** 2 for each in differences) / (len(differences) - 1))
    reach = NORMAL_975 * deviation
    return Limits(mean, deviation, mean - reach, mean + reach, len(differences))


@dataclass(frozen=True, slots=True)
class Bias:
    """By how many levels answers lie above the other's, on average, where either found something."""

    name: str
    mean: float
    telling: int
    """Answers in which at least one of the two gave more than the lowest level."""
    over: int
    under: int


def bias(pairs: Mapping[str, Sequence[tuple[int, int]]], lowest: Mapping[str, int]) -> tuple[Bias, ...]:
    """The bias of each name's pairs (one's level, the other's), the greatest first.

    Pairs in which both gave the lowest level say nothing and are left out.
    """
    found: list[Bias] = []
    for name, all_pairs in pairs.items():
        telling = [(a, b) for a, b in all_pairs if (a, b) != (lowest[name], lowest[name])]
        if telling:
            mean = math.fsum(a - b for a, b in telling) / len(telling)
            over, under = sum(a > b for a, b in telling), sum(a < b for a, b in telling)
            found.append(Bias(name, mean, len(telling), over, under))
    return tuple(sorted(found, key=lambda each: -abs(each.mean) * each.telling))
