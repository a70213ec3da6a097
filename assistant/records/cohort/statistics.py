"""The figures of a cohort: median and range, a proportion with its interval, the signed-rank test."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import NormalDist

from assistant.errors import AssistantError

CONFIDENCE = 0.95
EXACT_UP_TO = 50
EXACT_WITH_TIES_UP_TO = 13
"""Changes other than 0 up to which the test is exact: with ties every assignment of signs is counted. Above
it the normal approximation is used, corrected for ties."""


class NeedsStatistics(AssistantError):
    """The library for the test is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "the signed-rank test needs scipy, which is not installed; install malar[statistics]"
        )


@dataclass(frozen=True)
class Spread:
    """How values lie: each value with how often it occurs."""

    counts: Counter[float]

    @cached_property
    def n(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def low(self) -> float:
        """The least; there must be one."""
        return min(self.counts)

    @property
    def high(self) -> float:
        """The greatest; there must be one."""
        return max(self.counts)

    @cached_property
    def median(self) -> float:
        """The middle value, or the mean of both middle ones; there must be one."""
        return (self._ranked((self.n - 1) // 2) + self._ranked(self.n // 2)) / 2

    @property
    def mean(self) -> float:
        """The mean; there must be one."""
        return sum(value * count for value, count in self.counts.items()) / self.n

    def _ranked(self, rank: int) -> float:
        seen = 0
        for value in sorted(self.counts):
            seen += self.counts[value]
            if seen > rank:
                return value
        raise IndexError(rank)


@dataclass(frozen=True, slots=True)
class Proportion:
    """How many of how many, with the interval of Wilson at 95 %."""

    met: int
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends, from 0 to 1; `n` must be above 0."""
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        share, weight = self.met / self.n, z * z / self.n
        middle = (share + weight / 2) / (1 + weight)
        half = z / (1 + weight) * sqrt(share * (1 - share) / self.n + weight / (4 * self.n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class SignedRank:
    """Wilcoxon's signed-rank test, two-sided; changes of 0 are left out, ties share their mean rank."""

    n: int
    """Changes other than 0."""
    zeros: int
    tied: bool
    """Whether two changes are of the same size."""
    exact: bool
    p: float | None
    """None where every change is 0."""

    @property
    def least_p(self) -> float:
        """The least p that so many changes can give: all in one direction."""
        return min(1.0, 2.0 ** (1 - self.n))


def signed_rank(changes: Counter[float]) -> SignedRank:
    """Test whether changes lie around 0. Raises NeedsStatistics."""
    sizes = Counter({abs(change): 0 for change in changes if change})
    for change, count in changes.items():
        if change:
            sizes[abs(change)] += count
    n, zeros = sizes.total(), changes.get(0, 0)
    tied = any(count > 1 for count in sizes.values())
    exact = n <= (EXACT_WITH_TIES_UP_TO if tied else EXACT_UP_TO)
    p = _p(changes, tied=tied, exact=exact) if n else None
    return SignedRank(n, zeros, tied, exact, p)


def _p(changes: Counter[float], *, tied: bool, exact: bool) -> float:
    try:
        # A second to import, and only here.
        from scipy.stats import PermutationMethod, wilcoxon  # noqa: PLC0415
    except ImportError:
        raise NeedsStatistics from None
    drawn = [change for change in changes.elements() if change]
    if exact and tied:
        # With fewer resamples than this the library would draw some instead of counting them all.
        return float(wilcoxon(drawn, method=PermutationMethod(n_resamples=2 ** len(drawn))).pvalue)
    return float(wilcoxon(drawn, method="exact" if exact else "asymptotic").pvalue)
