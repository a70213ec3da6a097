"""A question cut into clauses: which words stand together, and which of them have been understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.reference.question.words import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.reference.question.cues import Phrases
    from assistant.reference.question.lexicon import Lexicon

_END = re.compile(r"([,;:?!()\n]|\.(?=\s|$)|(?<=\s)[-\u2013](?=\s)|\u2014)")
"""What ends a clause; a dash between spaces does, and one inside a word does not."""

_SENTENCE_ENDS = "?!.\n"


@dataclass(slots=True)
class Clauses:
    """The words of a text in order, with the clause of each. `used` are the places of understood words."""

    words: list[Word]
    meant: list[Word]
    """The same with their spelling corrected."""
    numbers: list[int]
    questions: frozenset[int]
    """Clauses of a sentence that ends with a question mark."""
    used: set[int] = field(default_factory=set)

    def places(self) -> Iterator[list[int]]:
        """The places of the words of each clause, in order."""
        for number in dict.fromkeys(self.numbers):
            yield [place for place, clause in enumerate(self.numbers) if clause == number]

    def clause_of(self, place: int) -> list[int]:
        """The places of the words that stand in one clause with this one."""
        return [other for other, number in enumerate(self.numbers) if number == self.numbers[place]]

    def same(self, place: int, other: int) -> bool:
        """Whether both places exist and stand in one clause."""
        inside = min(place, other) >= 0 and max(place, other) < len(self.words)
        return inside and self.numbers[place] == self.numbers[other]

    def length_at(self, place: int, wanted: Phrases) -> int:
        """The words of the longest phrase that begins here, in its clause and not yet understood; or 0."""
        if place >= len(self.words) or not {self.words[place].plain, self.meant[place].plain} & wanted.first:
            return 0
        for length in range(wanted.longest, 0, -1):
            end = place + length
            if not self.same(place, end - 1) or not self.used.isdisjoint(range(place, end)):
                continue
            for words in (self.words, self.meant):
                if tuple(word.plain for word in words[place:end]) in wanted.all:
                    return length
        return 0

    def find(self, wanted: Phrases) -> Iterator[range]:
        """Where the phrases stand, from left to right, the longest first."""
        place = 0
        while place < len(self.words):
            length = self.length_at(place, wanted)
            if length:
                yield range(place, place + length)
            place += length or 1

    def open_stretches(self) -> Iterator[range]:
        """The stretches of words of one clause that are not understood yet."""
        start = 0
        for place in range(len(self.words) + 1):
            if self.same(start, place) and place not in self.used:
                continue
            if start < place:
                yield range(start, place)
            start = place + 1 if place in self.used else place


def clauses_of(text: str, lexicon: Lexicon) -> Clauses:
    """`text` in clauses, with the spelling of its words corrected."""
    pieces = _END.split(text)
    words: list[Word] = []
    numbers: list[int] = []
    for number, piece in enumerate(pieces[::2]):
        found = words_of(piece)
        words.extend(found)
        numbers.extend([number] * len(found))
    return Clauses(words, lexicon.corrected(words), numbers, frozenset(_in_questions(pieces[1::2])))


def _in_questions(ends: Iterable[str]) -> Iterator[int]:
    sentence: list[int] = []
    for number, end in enumerate(ends):
        sentence.append(number)
        if end in _SENTENCE_ENDS:
            if end == "?":
                yield from sentence
            sentence = []
