"""Who a patient is: sex and age, which stand together more often than not, as in `39 F` or `52yo woman`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.question.cues import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.reference.format.likeness import LikenessPhrasing
    from assistant.reference.likeness.clauses import Clauses

_LETTERS_DIGITS = re.compile(r"([a-z]+)(\d{1,3})")
_OLDEST = 110
_AGE = "age"
"""The concept that names the columns of ages."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that is told of a patient: a finding or drug, a sex, or a figure of what `concepts` name."""

    text: str
    concepts: tuple[str, ...] = ()
    role: str = ""
    """What became of a drug: failed, had, beside; nothing where it is not said."""
    of_drug: bool = False
    absent: bool = False
    number: float | None = None
    sex: str = ""


class PersonReader:
    """Reads sex and age, by the words of the content."""

    def __init__(self, spoken: LikenessPhrasing) -> None:
        self._aged = phrases(spoken.aged)
        self._aged_first = phrases(spoken.aged_first)
        self._sexes = {word: sex for sex, words in spoken.sexes.items() for word in words}

    def read(self, told: Clauses) -> Iterator[Feature]:
        """Sex and age, which stand together more often than not: `39 F`, `F39`, `52yo woman`, `aged 40`."""
        sexes = {place: sex for place in range(len(told.words)) if (sex := self._sex_at(told, place))}
        if sexes:
            sex = next(iter(sexes.values()))
            yield Feature(sex, sex=sex)
        for place, word in enumerate(told.words):
            joined = _LETTERS_DIGITS.fullmatch(word.plain)
            digits = joined[2] if joined and place in sexes else word.plain
            if not digits.isdecimal() or not 0 < int(digits) <= _OLDEST or place in told.used:
                continue
            behind = told.length_at(place + 1, self._aged)
            before = self._aged_before(told, place)
            beside = any(near in sexes and told.same(place, near) for near in (place - 1, place, place + 1))
            alone = all(other in told.used or other == place for other in told.clause_of(place))
            if behind or before or beside or alone:
                told.used.update((*before, *range(place, place + 1 + behind)))
                yield Feature(f"{_AGE} {digits}", (_AGE,), number=float(digits))
                break
        told.used.update(sexes)

    def _sex_at(self, told: Clauses, place: int) -> str | None:
        word = told.words[place]
        if place in told.used:
            return None
        joined = _LETTERS_DIGITS.fullmatch(word.plain)
        if joined:
            return self._sexes.get(joined[1])
        near = (told.words[other] for other in (place - 1, place + 1) if told.same(place, other))
        if len(word.plain) == 1 and not word.typed.isupper() and not any(w.plain.isdecimal() for w in near):
            return None
        return self._sexes.get(word.plain)

    def _aged_before(self, told: Clauses, place: int) -> range:
        for length in (1, 2):
            start = place - length
            if told.same(start, place) and told.length_at(start, self._aged_first) == length:
                return range(start, place)
        return range(0)
