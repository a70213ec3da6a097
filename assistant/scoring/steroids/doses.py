"""A steroid dose as it is written, told in milligrams a day of the reference steroid, or refused.

Every word of the dose must be understood: a word that is not may be the one that changes it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import quoted
from assistant.scoring.errors import SteroidDoseRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.format.steroids import Steroid, SteroidFile

T = TypeVar("T")

LONGEST = 300
"""Characters of a dose; more is no dose."""

_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,6})?"
_AMBIGUOUS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])")
"""One thousand, or one with three decimals."""
_TIMES_A_DAY = re.compile(rf"(?<![\w.,-])({_NUMBER})((?:-{_NUMBER}){{2,3}})(?![\w-])")
"""Tablets, or milligrams, in the morning, at noon, in the evening and at night: `1-0-1`."""


@dataclass(frozen=True, slots=True)
class ConvertedDose:
    """One steroid of the day."""

    steroid: str
    milligrams: float
    """A day, of this steroid."""
    equivalent: float
    """Milligrams a day of the reference."""
    shown: str
    """The conversion with its factor."""
    other: str | None
    """What another figure in print would give."""


@dataclass(frozen=True, slots=True)
class SteroidDose:
    """A whole day's steroids as milligrams of the reference."""

    equivalent: float
    """Milligrams a day of the reference."""
    reference: str
    parts: tuple[ConvertedDose, ...]
    limits: str
    """For what the conversion holds."""

    @property
    def shown(self) -> str:
        """The conversion in one line."""
        steps = " + ".join(part.shown for part in self.parts)
        others = "".join(f" ({part.other})" for part in self.parts if part.other)
        return f"{steps} = {_plain(self.equivalent)} mg of {self.reference} a day{others}"


class SteroidTable:
    """What equals what, and the words of a dose. Text of any kind may be given to it."""

    def __init__(self, file: SteroidFile) -> None:
        self._file = file
        self._steroids = {steroid.id: steroid for steroid in file.steroids}

    def equivalent(self, text: str) -> SteroidDose:
        """The milligrams a day of the reference. Raises SteroidDoseRefused with what to write instead."""
        if len(text) > LONGEST:
            raise SteroidDoseRefused(
                f"{quoted(text)} is too long to be a dose; write drug, milligrams, rhythm"
            )
        plain = " ".join(unicodedata.normalize("NFKC", text).casefold().replace("×", "x").split())
        if not plain:
            raise SteroidDoseRefused(f"the dose is empty; write it as: {self._example}")
        self._refuse(plain)
        day: dict[str, Fraction] = {}
        drug: Steroid | None = None
        for each in self._joined.split(plain):
            drug, milligrams = self._dose(each, drug)
            day[drug.id] = day.get(drug.id, Fraction(0)) + milligrams
        parts = tuple(self._converted(self._steroids[name], amount) for name, amount in day.items())
        total = sum(
            (self._of_reference(self._steroids[name], amount) for name, amount in day.items()), Fraction(0)
        )
        if total > self._file.largest:
            raise SteroidDoseRefused(
                f"{_plain(float(total))} mg of {self._reference.label} a day is no chronic dose, perhaps a "
                "pulse; give the dose taken by mouth every day"
            )
        return SteroidDose(float(total), self._reference.label, parts, self._file.limits)

    def _refuse(self, plain: str) -> None:
        for words, why in self._not_converted:
            if found := words.search(plain):
                raise SteroidDoseRefused(f"{quoted(found[0])}: {why}")
        if found := _AMBIGUOUS.search(plain):
            raise SteroidDoseRefused(
                f"{quoted(found[0])} may be thousands or decimals; leave the separator or a decimal out"
            )

    def _dose(self, plain: str, before: Steroid | None) -> tuple[Steroid, Fraction]:
        """The steroid and its milligrams a day, of one dose. `before` is the steroid named last."""
        rest, names = _taken(plain, self._names)
        if len(set(names)) > 1:
            raise SteroidDoseRefused(f"{quoted(plain)} names two steroids; write + between their doses")
        drug = self._steroids[names[0]] if names else before
        if drug is None:
            choices = ", ".join(each.label for each in self._file.steroids)
            raise SteroidDoseRefused(
                f"{quoted(plain)} names no steroid that is converted here; write one of {choices}"
            )
        rest, rhythms = _taken(rest, self._rhythms)
        if len(rhythms) + len(_TIMES_A_DAY.findall(rest)) > 1:
            raise SteroidDoseRefused(f"{quoted(plain)} has two rhythms; write one, such as twice daily")
        rest, amount = self._amount(rest, plain)
        rest, _ = _taken(rest, self._passing)
        if unread := re.search(r"[^\s,;:.()]+", rest):
            raise SteroidDoseRefused(
                f"{quoted(unread[0])} is not understood in a dose; leave it out or reword it"
            )
        return drug, amount * (rhythms[0] if rhythms else 1)

    def _amount(self, rest: str, whole: str) -> tuple[str, Fraction]:
        """The milligrams of one intake (or of the intakes of a day given as 1-0-1), and what is left."""
        day = _TIMES_A_DAY.search(rest)
        tablets = Fraction(1)
        if day:
            tablets = sum(map(_fraction, (day[1] + day[2]).split("-")), Fraction(0))
            after = rest[day.end() :].lstrip()
            rest = f"{rest[: day.start()]} {after}"
            if unit := self._unit.match(after):
                if self._amounts.search(rest):
                    raise SteroidDoseRefused(
                        f"{quoted(whole)} has two amounts; write + between two doses of a day"
                    )
                return rest.replace(unit[0], " ", 1), tablets * self._milligrams[unit[1]]
        found = list(self._amounts.finditer(rest))
        if len(found) > 1:
            raise SteroidDoseRefused(f"{quoted(whole)} has two amounts; write + between two doses of a day")
        if not found:
            raise SteroidDoseRefused(
                f"{quoted(whole)} has no amount with its unit; write it as: {self._example}"
            )
        [match] = found
        count = _fraction(match["count"] or match["times"] or "1")
        amount = count * _fraction(match["number"]) * self._milligrams[match["unit"]]
        return f"{rest[: match.start()]} {rest[match.end() :]}", amount * tablets

    def _converted(self, drug: Steroid, milligrams: Fraction) -> ConvertedDose:
        equivalent = self._of_reference(drug, milligrams)
        shown = f"{drug.label} {_plain(float(milligrams))} mg a day"
        if drug.equals != self._file.amount:
            shown += f" × {_plain(self._file.amount)}/{_plain(drug.equals)}"
        others = [
            f"with the {_plain(figure)} mg that some print: "
            f"{_plain(float(milligrams * _fraction(self._file.amount) / _fraction(figure)))} mg"
            for figure in drug.also
        ]
        return ConvertedDose(
            drug.label, float(milligrams), float(equivalent), shown, "; ".join(others) if others else None
        )

    def _of_reference(self, drug: Steroid, milligrams: Fraction) -> Fraction:
        return milligrams * _fraction(self._file.amount) / _fraction(drug.equals)

    @property
    def _example(self) -> str:
        return self._file.proof[0].dose

    @cached_property
    def _reference(self) -> Steroid:
        return self._steroids[self._file.reference]

    @cached_property
    def _names(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        return _lookup({word: drug.id for drug in self._file.steroids for word in drug.words})

    @cached_property
    def _rhythms(self) -> tuple[re.Pattern[str], Mapping[str, Fraction]]:
        return _lookup({word: _fraction(each.per_day) for each in self._file.rhythms for word in each.words})

    @cached_property
    def _passing(self) -> tuple[re.Pattern[str], Mapping[str, str]]:
        return _lookup({word: word for word in self._file.passing})

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return re.compile(rf" ?(?:{_phrases(self._file.joining).pattern}|;|,(?= )) ?")

    @cached_property
    def _milligrams(self) -> Mapping[str, Fraction]:
        return {_folded(word): _fraction(each.milligrams) for each in self._file.units for word in each.words}

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        return re.compile(rf"({'|'.join(_by_length(self._milligrams))})(?![^\W\d_])")

    @cached_property
    def _amounts(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w.,-])(?:(?P<count>[0-9]{{1,2}})\s?(?:x|\*)\s?)?(?P<number>{_NUMBER})\s?-?"
            rf"(?P<unit>{'|'.join(_by_length(self._milligrams))})(?![^\W_])(?:\s?x\s?(?P<times>[0-9]{{1,2}})(?!\w))?"
        )

    @cached_property
    def _not_converted(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((_phrases(each.words), each.why) for each in self._file.not_converted)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _by_length(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=len, reverse=True)]


def _phrases(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first, not within a longer word. A number may stand right before one."""
    ends = [
        (r"(?<![^\W\d_])" if word[0].isalnum() else "", word, r"(?![^\W_])" if word[-1].isalnum() else "")
        for word in sorted(map(_folded, words), key=len, reverse=True)
    ]
    return re.compile("|".join(f"{before}{re.escape(word)}{after}" for before, word, after in ends))


def _lookup(meanings: Mapping[str, T]) -> tuple[re.Pattern[str], Mapping[str, T]]:
    return _phrases(meanings), {_folded(word): meaning for word, meaning in meanings.items()}


def _taken(text: str, lookup: tuple[re.Pattern[str], Mapping[str, T]]) -> tuple[str, list[T]]:
    """What is left of the text without the words, and what they meant."""
    pattern, meanings = lookup
    return pattern.sub(" ", text), [meanings[word] for word in pattern.findall(text)]


def _fraction(number: str | float) -> Fraction:
    """Exactly the number as it is written."""
    return Fraction(str(number).replace(",", "."))


def _plain(number: float) -> str:
    return f"{round(number, 2):g}"
