"""Whether a change of score meets a rule: exact in whole numbers, three-valued over intervals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.scoring.change.series import Span
    from assistant.scoring.format.changes import ChangeRule

NEVER = -1
"""An upper limit that no score is below."""
UNBOUNDED = 1_000_000_000


class Verdict(Enum):
    """What is known of a criterion."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "unknown"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Reach:
    """The later scores that meet a rule from one first score; `low` above `high` where none does."""

    low: int
    high: int

    def verdict(self, later: Span) -> Verdict:
        """Met or not met where the whole interval says so."""
        if self.low > self.high:
            return Verdict.NOT_MET
        if self.low <= later.low and later.high <= self.high:
            return Verdict.MET
        if later.high < self.low or later.low > self.high:
            return Verdict.NOT_MET
        return Verdict.UNKNOWN


def judge_change(rule: ChangeRule, first: Span | None, later: Span) -> Verdict:
    """Judge a rule over both intervals: met, or not met, only where every pair of scores in them is.

    `first` may be None for a rule that looks at the later score alone; any other is unknown then. So is a
    rule in percent alone from a first score of 0, and one from a first score below which it is not stated.
    """
    if first is None:
        return reach(rule, 0).verdict(later) if not rule.needs_first else Verdict.UNKNOWN
    return same(
        Verdict.UNKNOWN if is_undefined(rule, start) else reach(rule, start).verdict(later)
        for start in range(first.low, first.high + 1)
    )


def is_undefined(rule: ChangeRule, first: int) -> bool:
    """Whether the rule says nothing from this first score."""
    if rule.baseline_at_least is not None and first < rule.baseline_at_least:
        return True
    return rule.percent is not None and rule.points is None and first == 0


def reach(rule: ChangeRule, first: int) -> Reach:
    """The later scores that meet the rule from a first score; of points and percent either is enough.

    From 0 only points count, as percent of 0 is not defined.
    """
    low = rule.not_below if rule.not_below is not None else 0
    high = rule.not_above if rule.not_above is not None else UNBOUNDED
    if rule.within is not None:
        return Reach(max(low, first - rule.within), min(high, first + rule.within))
    if rule.direction == "fall":
        return Reach(low, min(high, max(_falls(rule, first))))
    if rule.direction == "rise":
        return Reach(max(low, min(_rises(rule, first))), high)
    return Reach(low, high)


def _falls(rule: ChangeRule, first: int) -> Iterable[int]:
    """The highest later scores that are a fall of enough points, and of enough percent."""
    yield NEVER
    if rule.points is not None:
        yield first - rule.points
    if rule.percent is not None and first > 0:
        wanted = exact(rule.percent)
        # 100 * fall >= percent * first, in whole numbers.
        fall = -(-first * wanted.numerator // (100 * wanted.denominator))
        yield first - fall


def _rises(rule: ChangeRule, first: int) -> Iterable[int]:
    """The lowest later scores that are a rise of enough points, and of enough percent."""
    yield UNBOUNDED
    if rule.points is not None:
        yield first + rule.points
    if rule.percent is not None and first > 0:
        wanted = exact(rule.percent)
        yield first + -(-first * wanted.numerator // (100 * wanted.denominator))


def exact(number: float) -> Fraction:
    """The decimal number as it is written, such as 42.1, without the error of binary floating point."""
    return Fraction(str(number))


def same(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict in which all agree, else unknown."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else Verdict.UNKNOWN
