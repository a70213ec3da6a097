"""By how much a score changed: in points and in percent of the first score, over both intervals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scoring.change.series import Span

NOT_DEFINED = "not defined"
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Amount:
    """The change of a score; below 0 it fell."""

    low: int
    high: int
    percent: tuple[Fraction, Fraction] | None
    """Least and most in percent of the first score; None where that is, or may be, 0: not defined."""

    def as_json(self) -> dict[str, object]:
        """Both changes; `percent` is the words `not defined` where the first score is or may be 0."""
        return {
            "points": self.low if self.low == self.high else [self.low, self.high],
            "percent": NOT_DEFINED if self.percent is None else _plain(self.percent),
        }

    @property
    def points_in_words(self) -> str:
        """Such as `-8`, `-8 to -3` or `no change`."""
        if self.low == self.high == 0:
            return "no change"
        return f"{self.low:+d}" if self.low == self.high else f"{self.low:+d} to {self.high:+d}"

    @property
    def percent_in_words(self) -> str:
        """Such as `-47.1 %`, or that it is not defined."""
        if self.percent is None:
            return f"percent {NOT_DEFINED}"
        low, high = map(_tenths, self.percent)
        return f"{low:+} %" if low == high else f"{low:+} to {high:+} %"


def amount(first: Span, later: Span) -> Amount:
    """The change from one score to another."""
    percent = _widest(first, later) if first.low > 0 else None
    return Amount(later.low - first.high, later.high - first.low, percent)


def _widest(first: Span, later: Span) -> tuple[Fraction, Fraction]:
    """100 * (later / first - 1) falls as the first score rises, and rises with the later one."""
    least = Fraction(100 * later.low, first.high) - 100
    most = Fraction(100 * later.high, first.low) - 100
    return least, most


def _tenths(percent: Fraction) -> Decimal:
    exactly = Decimal(percent.numerator) / Decimal(percent.denominator)
    return exactly.quantize(TENTH, ROUND_HALF_UP) + Decimal(0)


def _plain(percent: tuple[Fraction, Fraction]) -> float | list[float]:
    low, high = (float(_tenths(each)) for each in percent)
    return low if low == high else [low, high]
