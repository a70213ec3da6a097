"""Whether a question lies inside what is covered, judged by the words of questions known to lie in or out."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from assistant.reference.question.packing import MARK, REAL, packed, unpacked
from assistant.reference.question.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NEVER_SEEN = 0.1
"""The count taken for a word that stands on one side alone, so that one question never decides."""

Sign = str
"""A word's stem, or two that follow each other with a blank between them."""


class Odds(NamedTuple):
    """What each sign speaks for, as log-odds beside the mark of the sign; the marks are in order."""

    marks: array[int]
    values: array[float]

    def packed(self) -> tuple[str, str]:
        """As text, for this machine."""
        return packed(self.marks), packed(self.values)

    @classmethod
    def unpacked(cls, marks: str, values: str) -> Odds:
        """As they were packed."""
        return cls(array(MARK, unpacked(marks)), array(REAL, unpacked(values)))


class Scope:
    """Log-odds of each word and pair of words, from how many questions of either side hold it.

    A naive Bayes classifier over examples that are content: see `learnt_odds`. Of forty thousand signs only
    marks are held, side by side: as a mapping by their texts they took eight times the memory.
    """

    def __init__(self, odds: Odds) -> None:
        self._marks, self._values = odds

    def inside(self, text: str) -> float:
        """How much speaks for the question being covered: above 0 more than against it."""
        signs = _signs([word.stem for word in words_of(text)])
        if not signs:
            return 0.0
        return math.fsum(map(self._odds, signs)) / math.sqrt(len(signs))

    def _odds(self, sign: Sign) -> float:
        mark = _mark(sign)
        place = bisect_left(self._marks, mark)
        known = place < len(self._marks) and self._marks[place] == mark
        return self._values[place] if known else 0.0


def learnt_odds(inside: Iterable[str], outside: Iterable[str]) -> Odds:
    """The odds of every sign, from questions that are answered and questions that are known to lie outside.

    They are learnt at opening and never from what is asked.
    """
    within, held_within = _counts(inside)
    without, held_without = _counts(outside)
    odds = {
        _mark(sign): math.log((within.get(sign, 0) + _NEVER_SEEN) / (held_within + 2 * _NEVER_SEEN))
        - math.log((without.get(sign, 0) + _NEVER_SEEN) / (held_without + 2 * _NEVER_SEEN))
        for sign in within.keys() | without.keys()
    }
    marks = array(MARK, sorted(odds))
    return Odds(marks, array(REAL, map(odds.__getitem__, marks)))


def _mark(sign: Sign) -> int:
    """A number for the sign, of so many that no two of all the signs there are share one."""
    return int.from_bytes(blake2b(sign.encode("utf-8"), digest_size=8).digest(), "big")


def _signs(stems: Sequence[str]) -> frozenset[Sign]:
    return frozenset((*stems, *map(" ".join, pairwise(stems))))


def _counts(questions: Iterable[str]) -> tuple[dict[Sign, int], int]:
    counts: dict[Sign, int] = {}
    held = 0
    for text in questions:
        held += 1
        for sign in _signs([word.stem for word in words_of(text)]):
            counts[sign] = counts.get(sign, 0) + 1
    return counts, held
