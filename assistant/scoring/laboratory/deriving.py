"""What laboratory results propose for the items of an instrument, with the reason, and why not for the rest.

A proposal is never an answer: the clinician confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.scoring.laboratory.judging import Verdict, accepts, judge_value, settled
from assistant.scoring.laboratory.units import conversion, exact, is_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from assistant.scoring.format.laboratory import LaboratoryHint, ReportHint
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.laboratory.language import LaboratoryLanguage
    from assistant.scoring.laboratory.results import Meaning, Reading, Result


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed answer with its reason, to be confirmed."""

    value: int
    reason: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """What the results propose."""

    proposals: Mapping[str, Proposal]
    """By item, in the order of the form."""
    not_derived: Mapping[str, str]
    """Why not, for every other item that a laboratory value can answer."""
    unread: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """As plain values."""
        return {
            "proposals": {
                item: {"value": each.value, "reason": each.reason} for item, each in self.proposals.items()
            },
            "not_derived": dict(self.not_derived),
            "unread": list(self.unread),
        }


class Deriving:
    """Derives for one instrument."""

    def __init__(self, instrument: Instrument, language: LaboratoryLanguage) -> None:
        self._hints = {hint.id: hint for hint in instrument.hints}
        self._reports = {hint.id: hint for hint in instrument.reports}
        self._never = {each.id for each in instrument.no_hints}
        self._rules: tuple[LaboratoryHint | ReportHint, ...] = (*instrument.hints, *instrument.reports)
        items = {hint.item for hint in self._rules}
        self.items = tuple(item.id for item in instrument.items if item.id in items)
        """The items that a laboratory value can answer."""
        self._spellings = language.units

    def derive(self, reading: Reading, day: date, window: int | None) -> Derivation:
        """The proposals of what was read, for an assessment on this day that looks back so many days.

        Without a window only results from after that day are left out.
        """
        verdicts: dict[str, list[Verdict]] = {}
        withheld: dict[str, str] = {}
        unread = list(reading.unread)
        late: dict[str, list[str]] = {}
        for result in reading.results:
            meaning = self._meant(result)
            if meaning is None:
                unread.append(result.text)
                continue
            outside = _outside(result, day, window)
            if meaning.rule == "excluded":
                # The same words may exclude the cause of several items.
                for each in result.meanings:
                    if each.rule == "excluded" and self._is_there(result) is not False and outside is None:
                        withheld[each.item] = f"{each.why} ({result.text})"
            elif outside is not None:
                late.setdefault(meaning.item, []).append(f"{result.text}: {outside}")
            else:
                verdicts.setdefault(meaning.item, []).append(_dated(self._verdict(meaning, result), result))
        return self._whole(verdicts, withheld, late, unread)

    def _whole(
        self,
        verdicts: Mapping[str, list[Verdict]],
        withheld: Mapping[str, str],
        late: Mapping[str, list[str]],
        unread: Iterable[str],
    ) -> Derivation:
        proposals: dict[str, Proposal] = {}
        not_derived: dict[str, str] = {}
        further = [item for item in (*verdicts, *late) if item not in self.items]
        for item in (*self.items, *dict.fromkeys(further)):
            verdict = self._of_item(item, verdicts.get(item, []))
            outside = "; ".join(dict.fromkeys(late.get(item, ())))
            if verdict is None:
                not_derived[item] = outside or "no value given"
            elif verdict.value is None:
                not_derived[item] = f"{verdict.reason}. Also: {outside}" if outside else verdict.reason
            elif item in withheld and verdict.value == self._positive(item):
                not_derived[item] = f"{withheld[item]}; {verdict.reason}"
            else:
                also = f" Not counted: {outside}." if outside else ""
                asked = f" {verdict.ask}" if verdict.ask else ""
                proposals[item] = Proposal(verdict.value, f"{verdict.reason}.{asked}{also}")
        return Derivation(proposals, not_derived, tuple(dict.fromkeys(unread)))

    def _of_item(self, item: str, verdicts: list[Verdict]) -> Verdict | None:
        """All that was said of an item as one: any value beyond its limit counts, absence needs them all."""
        # A test that never answers says something only where no other does.
        verdicts = [each for each in verdicts if each.hint not in self._never] or verdicts
        if not verdicts:
            return None
        positive = self._positive(item)
        for each in verdicts:
            if each.value is not None and each.value == positive:
                return each
        open_ones = [each for each in verdicts if each.value is None]
        if open_ones:
            return replace(open_ones[0], reason="; ".join(dict.fromkeys(each.reason for each in open_ones)))
        given = {each.hint for each in verdicts}
        needed = dict.fromkeys(
            name for each in given if each in self._hints for name in self._hints[each].absent_needs
        )
        missing = [self._hints[name].measures for name in needed if name not in given]
        reasons = "; ".join(dict.fromkeys(each.reason for each in verdicts))
        if missing:
            why = f"{reasons}, but {' and '.join(missing)} not given: missing is not normal"
            return replace(verdicts[0], value=None, reason=why)
        return replace(verdicts[0], reason=reasons)

    def _positive(self, item: str) -> int | None:
        return next((hint.then for hint in self._rules if hint.item == item), None)

    def _meant(self, result: Result) -> Meaning | None:
        """What a result stands for, by its unit where its name leaves it open; None for another test."""
        values = [each for each in result.meanings if each.rule == "value"]
        others = [each for each in result.meanings if each.rule != "value"]
        if not values:
            return others[0] if others else None
        for each in values:
            hint = self._hints[each.hint]
            if result.unit is not None and is_among(result.unit, hint.other_test_units, self._spellings):
                return None
            if accepts(hint, result, self._spellings):
                return each
        return others[0] if others and result.amount is None else values[0]

    def _verdict(self, meaning: Meaning, result: Result) -> Verdict:
        if meaning.rule == "value":
            result = settled(self._hints[meaning.hint], result, self._spellings)
            judged = judge_value(self._hints[meaning.hint], result, self._spellings)
            doubt = None if judged.value is None else self._other_specimen(meaning, result)
            return judged if doubt is None else replace(judged, value=None, reason=f"{result.text}: {doubt}")
        if meaning.rule in {"no_equivalent", "never"}:
            return Verdict(meaning.item, meaning.hint, None, f"{result.text}: {meaning.why}")
        report = self._reports[meaning.hint]
        told = f"{report.measures}: {result.text}"
        there = self._is_there(result)
        if result.doubt is None and meaning.rule == "finding" and there:
            return Verdict(meaning.item, meaning.hint, report.then, told, report.ask)
        if result.doubt is None and meaning.rule == "all_findings" and there is False:
            return Verdict(meaning.item, meaning.hint, report.otherwise, told)
        why = {
            "finding": "this excludes only what it names, not every finding that counts",
            "all_findings": "it is not said which; ask the laboratory",
            "uncounted": meaning.why if there else "it says nothing of what counts",
        }[meaning.rule]
        open_why = "there may be none" if there is None else why
        return Verdict(meaning.item, meaning.hint, None, f"{result.text}: {result.doubt or open_why}")

    def _other_specimen(self, meaning: Meaning, result: Result) -> str | None:
        """What to ask where so low a result, in a unit of two specimens, may be that of the other one."""
        hint = self._hints[meaning.hint]
        below = hint.ask_specimen_below
        way = conversion(hint, result.name, result.unit or "", self._spellings)
        highest = None if result.amount is None else result.amount.most
        if below is None or result.specimen_said or way is None or highest is None:
            return None
        others = (self._hints[each.hint] for each in result.meanings if each.rule == "value")
        shared = any(
            accepts(each, result, self._spellings) for each in others if each.specimen != meaning.specimen
        )
        if not shared or way.of(highest) >= exact(below):
            return None
        return f"in this unit it may be of another specimen than {meaning.specimen}; say of which"

    def _is_there(self, result: Result) -> bool | None:
        """Whether what is named was found; None where `0-1` leaves it open."""
        if result.denied or (result.amount is not None and result.amount.figure == 0):
            return False
        return None if result.amount is not None and not result.amount.least else True


def _outside(result: Result, day: date, window: int | None) -> str | None:
    """Why the day of a result does not count, if it does not."""
    if result.day is None:
        return None
    before = (day - result.day).days
    if before < 0:
        return f"{result.day} is after the day of the assessment ({day}), outside its window"
    if window is not None and before > window:
        return f"{result.day} is {before} days before {day}, outside the window of {window} days"
    return None


def _dated(verdict: Verdict, result: Result) -> Verdict:
    """The verdict with the day of the result in its reason."""
    if result.day is not None:
        return replace(verdict, reason=f"{verdict.reason} ({result.day})")
    if verdict.value is None:
        return verdict
    return replace(verdict, reason=f"{verdict.reason} (no date; taken as within the window)")
