"""What stands after the name of a test: figure, unit, range, flag, day, in any order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.days import read_day
from assistant.scoring.laboratory.figures import (
    GROUPED_RANGE,
    amount,
    is_ambiguous,
    open_reading,
    span,
    without_first_group,
)
from assistant.scoring.laboratory.printed import Printed, parted, range_of

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from datetime import date

    from assistant.scoring.laboratory.language import LaboratoryLanguage
    from assistant.scoring.laboratory.results import Result


class _Segment:
    """What was found so far after a name. Every kind of token has a method that takes it."""

    def __init__(self, language: LaboratoryLanguage, *, otherwise: bool) -> None:
        self._language = language
        self._otherwise = otherwise
        self.left_open: list[str] = []
        """The figures that can be read in two ways; `otherwise` takes the second."""
        self.printed: list[Printed] = []
        self.units: list[str] = []
        """Units that stand alone."""
        self.days: list[date] = []
        self.readings: list[str] = []
        self.denied = False
        self.flag: str | None = None
        self.doubts: list[str] = []
        self.unread: list[str] = []
        self.other_test: str | None = None
        """Where the words of another test stand after the result, those."""
        self._depth = 0
        self._before_figure: list[str] = []
        """Unknown words between the name and its figure: they may make it another test."""
        self._announced: str | None = None
        """What a word has said of the next figure."""

    def take(self, found: re.Match[str]) -> None:
        """Take over one token of the kind that its named group says."""
        taker = _TAKERS.get(found.lastgroup or "")
        if taker is not None:
            taker(self, found)

    def _figure(self, found: re.Match[str]) -> None:
        is_span = found.lastgroup in _SPANS
        numbers = [found[group] for group in _SPANS.get(found.lastgroup or "", ("number",))]
        self.left_open += filter(is_ambiguous, numbers)
        last = None if is_span or self.printed or self._depth else without_first_group(numbers[0])
        # A range with blanks shows that they part thousands here; else the first may be a stray figure.
        if last is not None and GROUPED_RANGE.search(found.string, found.end()) is None:
            self.left_open.append(numbers[0])
            numbers = [last] if self._otherwise else numbers
        try:
            if is_span:
                read = span(numbers[0], numbers[1], thousands=self._otherwise)
            else:
                read = amount(found["sign"] or "", numbers[0], thousands=self._otherwise)
        except ValueError as error:
            self.doubts.append(str(error))
            return
        if self._before_figure:
            self.doubts.append(f"'{' '.join(self._before_figure)}' before the figure is not understood")
            self._before_figure.clear()
        self.printed.append(Printed(read, bool(found["sign"]), is_span, self._depth > 0, self._announced))
        self._announced = None

    def _day(self, found: re.Match[str]) -> None:
        try:
            self.days.append(read_day(found[0], self._language.months))
        except ValueError:
            self.doubts.append(f"the date '{found[0]}' is not understood; write it as 2026-11-02")

    def _unit(self, found: re.Match[str]) -> None:
        if self.printed and self.printed[-1].unit is None and self._depth == 0:
            self.printed[-1].unit = found[0]
        else:
            self.units.append(found[0])

    def _announcement(self, found: re.Match[str]) -> None:
        self._announced = _ANNOUNCED[found.lastgroup or ""]
        if self._announced == "range" and self._depth == 0 and not self.printed:
            self.readings.append(found[0])

    def _opening(self, _: re.Match[str]) -> None:
        self._depth += 1

    def _closing(self, _: re.Match[str]) -> None:
        self._depth = max(0, self._depth - 1)

    def _denial(self, found: re.Match[str]) -> None:
        self.denied = self.denied or self._depth == 0
        self.readings.append(found[0])

    def _reading(self, found: re.Match[str]) -> None:
        self.readings.append(found[0])

    def _mark(self, found: re.Match[str]) -> None:
        self.flag = found.lastgroup

    def _doubtful(self, found: re.Match[str]) -> None:
        self.doubts.append(f"'{found[0]}' leaves open whether it holds")

    def is_another_test(self, text: str, place: int) -> bool:
        """Whether an unknown word with figures after it stands where the result is complete."""
        return bool(self.printed) and self._depth == 0 and any(map(str.isdigit, text[place:]))

    def _word(self, found: re.Match[str]) -> None:
        self.unread.append(found[0])
        if not self.printed and not self._depth:
            self._before_figure.append(found[0])

    def _other(self, found: re.Match[str]) -> None:
        if found[0].isdigit():
            around = found.string[max(0, found.start() - 8) : found.end() + 8]
            self.doubts.append(f"the figure at '{around.strip()}' is not understood")
        elif found[0].isalpha():
            self.unread.append(found[0])


_SPANS = {"span": ("from", "to"), "grouped_span": ("least", "most")}
_ANNOUNCED = {"range_words": "range", "low_words": "low", "high_words": "high"}
_TAKERS: dict[str, Callable[[_Segment, re.Match[str]], None]] = {
    **dict.fromkeys(("figure", *_SPANS), _Segment._figure),
    "day": _Segment._day,
    **dict.fromkeys(("unit", "unit_power", "unit_unknown"), _Segment._unit),
    **dict.fromkeys(_ANNOUNCED, _Segment._announcement),
    "opening": _Segment._opening,
    "closing": _Segment._closing,
    "denied": _Segment._denial,
    **dict.fromkeys(("reading", "plus", "titre", "affirmed"), _Segment._reading),
    **dict.fromkeys(("below", "above"), _Segment._mark),
    "doubtful": _Segment._doubtful,
    "word": _Segment._word,
    "other": _Segment._other,
}
"""What takes each kind of token; kinds that are not here change nothing."""


def read_segment(
    bare: Result, text: str, language: LaboratoryLanguage
) -> tuple[tuple[Result, ...], tuple[str, ...]]:
    """The results in the words after a name, and the words that were not understood. Never raises."""
    segment = _read(text, language, otherwise=False)
    bare = _without_other_test(bare, segment)
    results = tuple(_results(bare, segment))
    if segment.left_open:
        # Both readings have the same tokens in the same order, so their results stand in the same order too.
        others = _results(bare, _read(text, language, otherwise=True))
        told = open_reading(segment.left_open[0])
        results = tuple(
            replace(each, other_reading=other, left_open=told)
            for each, other in zip(results, others, strict=False)
        )
    return results, tuple(segment.unread)


def _read(text: str, language: LaboratoryLanguage, *, otherwise: bool) -> _Segment:
    """All tokens of the words after a name, up to those of another test."""
    segment = _Segment(language, otherwise=otherwise)
    place = 0
    while found := language.tokens.search(text, place):
        place = found.end()
        if found.lastgroup == "word" and segment.is_another_test(text, place):
            segment.other_test = text[found.start() :].strip(" ,;")
            segment.unread.append(segment.other_test)
            break
        segment.take(found)
        if segment.printed and found.lastgroup in {"figure", *_SPANS}:
            unit = language.unit_after_figure.match(text, place)
            if unit is not None:
                segment.printed[-1].unit = unit["unit"].strip()
                place = unit.end()
    return segment


def _without_other_test(bare: Result, segment: _Segment) -> Result:
    """The result without the words of another test in what it is told with."""
    if segment.other_test is None:
        return bare
    return replace(bare, text=bare.text.partition(segment.other_test)[0].rstrip(" ,;"))


def _results(bare: Result, segment: _Segment) -> Iterator[Result]:
    """One result for each figure that is no range; one in words where there is no figure."""
    measured = any(each.rule == "value" for each in bare.meanings)
    values, ranges = parted(segment.printed, measured=measured)
    doubts = list(segment.doubts)
    if len(set(segment.days)) > 1:
        doubts.append("it has several dates; write each result with its own")
    plain_values = [each for each in values if each.unit is None]
    if len(values) > 1 and plain_values:
        doubts.append("it has several figures, and it is open which is meant")
        values = values[:1]
    low, high, range_unit, problem = range_of(ranges)
    if problem:
        doubts.append(problem)
    spare = segment.units[0] if len({unit.casefold() for unit in segment.units}) == 1 else None
    if len({unit.casefold() for unit in segment.units}) > 1:
        doubts.append("it has several units, and it is open which is meant")
    common = replace(
        bare,
        low=low,
        high=high,
        range_unit=range_unit,
        reading=" ".join(segment.readings) or None,
        denied=bare.denied or segment.denied,
        flag=segment.flag,
        day=segment.days[0] if segment.days else bare.day,
        doubt=bare.doubt or ("; ".join(doubts) if doubts else None),
    )
    for value in values:
        yield replace(common, amount=value.amount, unit=value.unit or spare or range_unit)
    if not values:
        yield replace(common, unit=spare)
