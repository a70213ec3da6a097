"""Questions as they are kept: terms and stems stand once, and a question is a row of a few numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.reference.question.packing import Rows
from assistant.reference.question.question import Question, Term, TimeAsked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def lines_of(questions: Iterable[Question]) -> Iterator[Any]:
    """What is kept of questions, as plain values: stems, rows of numbers, then one term after the other."""
    terms: dict[Term, int] = {}
    stems: dict[str, int] = {}
    said, heard = Rows(), Rows()
    numbers: dict[int, Sequence[float]] = {}
    times: dict[int, Sequence[tuple[str, float]]] = {}
    for place, question in enumerate(questions):
        said.add(terms.setdefault(replace(term, text=""), len(terms)) for term in question.terms)
        heard.add(stems.setdefault(stem, len(stems)) for stem in question.stems)
        if question.numbers:
            numbers[place] = question.numbers
        if question.times:
            times[place] = [(each.unit, each.value) for each in question.times]
    yield list(stems)
    yield said.packed(), heard.packed()
    yield numbers, times
    for term in terms:
        yield term.keys, sorted(term.kinds), term.weight, term.strict, term.concepts, term.stems


class KeptQuestions(Mapping[str, Question]):
    """Questions by their texts, each made when it is looked at.

    They hold what their cards need: not the texts, nor what steers an answer.
    """

    def __init__(self, texts: Sequence[str], kept: Iterator[Any]) -> None:
        self._places = {text: place for place, text in enumerate(texts)}
        self._stems = [sys.intern(stem) for stem in next(kept)]
        self._said, self._heard = (Rows(*rows) for rows in next(kept))
        self._numbers, self._times = next(kept)
        self._terms = [_term(listed) for listed in kept]

    def __getitem__(self, text: str) -> Question:
        place = self._places[text]
        return Question(
            tuple([self._terms[each] for each in self._said.row(place)]),
            tuple([TimeAsked(unit, value) for unit, value in self._times.get(str(place), ())]),
            tuple(self._numbers.get(str(place), ())),
            tuple([self._stems[each] for each in self._heard.row(place)]),
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _term(listed: Sequence[Any]) -> Term:
    keys, kinds, weight, strict, concepts, stems = listed
    own, named = tuple(map(sys.intern, keys)), tuple(map(sys.intern, concepts))
    return Term("", own, frozenset(kinds), weight, strict, named, tuple(stems))
