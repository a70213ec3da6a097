"""What one measured value says about one item: an answer with its reason, or why not. Limits are strict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.figures import is_ambiguous, shown
from assistant.scoring.laboratory.units import conversion, exact, is_among

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from assistant.scoring.format.laboratory import LaboratoryHint
    from assistant.scoring.laboratory.results import Amount, Result
    from assistant.scoring.laboratory.units import Conversion


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a result says: `value` with its reason, or None with why not."""

    item: str
    hint: str
    value: int | None
    reason: str
    ask: str = ""
    """What the clinician is asked before it counts."""


class _NotJudged(Exception):
    """The value cannot be held against the rule; the message says why."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a value lies, in the unit of the rule; an end that is None is open to infinity."""

    least: Fraction | None
    most: Fraction | None
    least_open: bool
    most_open: bool

    def above(self, limit: Fraction) -> bool | None:
        """Whether it lies above the limit; None where it may lie on either side."""
        if self.least is not None and (self.least > limit or (self.least == limit and self.least_open)):
            return True
        return False if self.most is not None and self.most <= limit else None

    def below(self, limit: Fraction) -> bool | None:
        """Whether it lies below the limit; None where it may lie on either side."""
        if self.most is not None and (self.most < limit or (self.most == limit and self.most_open)):
            return True
        return False if self.least is not None and self.least >= limit else None

    def touches(self, low: Fraction, high: Fraction) -> bool:
        """Whether it may lie from `low` to `high`, both included."""
        return self.below(low) is not True and self.above(high) is not True

    def plausible(self, low: Fraction, high: Fraction) -> bool:
        """Whether what is printed can be measured. `<5` may well be less than what ever is."""
        if self.least is not None and self.least == self.most:
            return low <= self.least <= high
        return (self.least is None or self.least <= high) and (self.most is None or low <= self.most <= high)


def judge_value(hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]) -> Verdict:
    """Hold a measured value against the rule of a hint."""
    try:
        return _judged(hint, result, spellings)
    except _NotJudged as why:
        return Verdict(hint.item, hint.id, None, f"{result.text}: {why}")


def settled(hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]) -> Result:
    """The result with its figures read in the one way that can be measured; if both can, that is a doubt."""
    other = result.other_reading
    if other is None or _deciding(hint, result) == _deciding(hint, other):
        return result
    possible = [each for each in (result, other) if _can_be_printed(hint, each, spellings)]
    if len(possible) == 1:
        return possible[0]
    return replace(result, doubt=result.doubt or result.left_open) if possible else result


def _deciding(hint: LaboratoryHint, result: Result) -> tuple[object, ...]:
    """The figures that the rule of a hint looks at."""
    limits = {"lower limit": result.low, "upper limit": result.high}
    return result.amount, limits.get(hint.beyond or "")


def _can_be_printed(hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a laboratory prints such a value of this test, and such a limit, in this unit."""
    if result.doubt is not None or result.amount is None or result.unit is None:
        return False
    way = conversion(hint, result.name, result.unit, spellings)
    if way is None:
        return False
    span = _converted(result.amount, way)
    if hint.plausible is not None and not span.plausible(*map(exact, hint.plausible)):
        return False
    three_decimals = result.other_reading is not None and is_ambiguous(result.amount.text)
    if three_decimals and hint.finest is not None and way.times / 1000 < exact(hint.finest):
        return False
    try:
        _limit(hint, result, way, spellings)
    except _NotJudged:
        return False
    return True


def accepts(hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the unit of a result is one that the hint knows what to do with."""
    if result.unit is None:
        return False
    refused = [unit for each in hint.no_equivalent for unit in each.units]
    return (
        is_among(result.unit, refused, spellings)
        or conversion(hint, result.name, result.unit, spellings) is not None
    )


def _judged(hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]) -> Verdict:
    amount, unit = _given(hint, result, spellings)
    way = conversion(hint, result.name, unit, spellings)
    rule_unit = hint.units[0].name
    if way is None:
        known = ", ".join(each.name for each in hint.units)
        raise _NotJudged(f"the unit '{unit}' cannot be converted to {rule_unit}; write it in {known}")
    span = _converted(amount, way)
    if hint.plausible is not None and not span.plausible(*map(exact, hint.plausible)):
        raise _NotJudged(f"no plausible value for {hint.measures}; is the unit '{unit}' right?")
    if hint.ask_between is not None and span.touches(*map(exact, hint.ask_between)):
        low, high = hint.ask_between
        raise _NotJudged(
            f"the ratio lies in the grey zone of {low:g} to {high:g} {rule_unit}; decide yourself"
        )
    limit, told_limit = _limit(hint, result, way, spellings)
    upward = hint.above is not None or hint.beyond == "upper limit"
    holds = span.above(limit) if upward else span.below(limit)
    if holds is None:
        raise _NotJudged(f"it may lie on either side of {told_limit}")
    side = "above" if upward else "below"
    if hint.beyond is not None and result.flag is not None and holds != (result.flag == side):
        raise _NotJudged("the laboratory's flag and its range contradict each other")
    reason = f"{hint.measures} {amount.text} {unit} is {side if holds else f'not {side}'} {told_limit}"
    return Verdict(
        hint.item, hint.id, hint.then if holds else hint.otherwise, reason, hint.ask if holds else ""
    )


def _given(
    hint: LaboratoryHint, result: Result, spellings: Mapping[str, tuple[str, ...]]
) -> tuple[Amount, str]:
    """The amount and its unit, as printed. Raises _NotJudged where one is missing or has no equivalent."""
    if result.doubt is not None:
        raise _NotJudged(result.doubt)
    if result.amount is None:
        limit = f" and the {hint.beyond} of its range" if hint.beyond else ""
        found = f"'{result.reading}' is no figure" if result.reading is not None else "no figure"
        other = [each.why for each in hint.no_equivalent if each.words and result.reading is not None]
        further = "".join(f"; {why}" for why in other)
        raise _NotJudged(f"{found}: the rule needs a value with its unit{limit}{further}")
    if result.unit is None:
        raise _NotJudged(f"no unit; write it as the laboratory prints it, such as {hint.units[0].name}")
    least, most = result.amount.least, result.amount.most
    if not hint.spans and least is not None and most is not None and least != most:
        raise _NotJudged(f"'{result.amount.text}' is no single figure; is it the range without its value?")
    for each in hint.no_equivalent:
        if is_among(result.unit, each.units, spellings):
            raise _NotJudged(f"the unit '{result.unit}': {each.why}")
    return result.amount, result.unit


def _limit(
    hint: LaboratoryHint, result: Result, way: Conversion, spellings: Mapping[str, tuple[str, ...]]
) -> tuple[Fraction, str]:
    """The limit in the unit of the rule, and the words for it. Raises _NotJudged where there is none."""
    fixed = hint.above if hint.above is not None else hint.below
    if fixed is not None:
        times = "× " if hint.units[0].name[0].isdigit() else ""
        return exact(fixed), f"the limit of {fixed:g} {times}{hint.units[0].name}"
    printed = result.low if hint.beyond == "lower limit" else result.high
    if printed is None:
        raise _NotJudged(f"no range: the {hint.beyond} of that laboratory is missing")
    unit = result.range_unit or result.unit or ""
    own = way if unit == result.unit else conversion(hint, result.name, unit, spellings)
    if own is None:
        raise _NotJudged(f"the unit '{unit}' of its range cannot be converted")
    limit = own.of(printed)
    if hint.limit_plausible is not None:
        low, high = map(exact, hint.limit_plausible)
        if not low <= limit <= high:
            told = f"a {hint.beyond} of {shown(printed)} {unit}"
            raise _NotJudged(f"{told} in its range is not plausible; are value and range in one unit?")
    return limit, f"that laboratory's {hint.beyond} of {shown(printed)} {unit}"


def _converted(amount: Amount, way: Conversion) -> _Span:
    least = None if amount.least is None else way.of(amount.least)
    most = None if amount.most is None else way.of(amount.most)
    return _Span(least, most, amount.least_open, amount.most_open)
