"""The figures after a name: which are results, and which are the limits of the laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from assistant.scoring.laboratory.results import Amount


@dataclass(slots=True)
class Printed:
    """A figure or span with what stands around it."""

    amount: Amount
    signed: bool
    span: bool
    bracketed: bool
    limit: str | None
    """`low`, `high` or `range` where a word before it says so."""
    unit: str | None = None


def parted(printed: list[Printed], *, measured: bool) -> tuple[list[Printed], list[Printed]]:
    """The figures that are results, and those that are ranges: of a measurement, limits in brackets too."""
    unbracketed = any(not each.bracketed for each in printed)
    values: list[Printed] = []
    ranges: list[Printed] = []
    for each in printed:
        after_value = bool(values)
        if (
            each.limit is not None
            or (after_value and (each.span or each.signed or each.bracketed))
            or (each.bracketed and (unbracketed or (measured and (each.signed or each.span))))
        ):
            ranges.append(each)
        else:
            values.append(each)
    return values, ranges


def range_of(ranges: list[Printed]) -> tuple[Fraction | None, Fraction | None, str | None, str | None]:
    """Lower and upper limit with their unit, and what is wrong with them."""
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str | None = None
    for each in ranges:
        least, most = each.amount.least, each.amount.most
        if each.amount.figure is not None:
            if each.limit not in {"low", "high"}:
                return None, None, None, f"it is open what '{each.amount.text}' beside the result is"
            least, most = (least, None) if each.limit == "low" else (None, most)
        if (least is not None and low not in {None, least}) or (
            most is not None and high not in {None, most}
        ):
            return None, None, None, "it has two ranges, and it is open which is meant"
        low = least if least is not None else low
        high = most if most is not None else high
        unit = each.unit or unit
    return low, high, unit, None
