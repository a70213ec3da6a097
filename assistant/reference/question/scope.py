"""Whether a question lies inside what is covered, judged by the words of questions known to lie in or out."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reference.question.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NEVER_SEEN = 0.1
"""The count taken for a word that stands on one side alone, so that one question never decides."""

Sign = str
"""A word's stem, or two that follow each other with a blank between them."""


class Scope:
    """Log-odds of each word and pair of words, from how many questions of either side hold it.

    A naive Bayes classifier over examples that are content: see `learnt_odds`.
    """

    def __init__(self, odds: Mapping[Sign, float]) -> None:
        self._odds = odds

    def inside(self, text: str) -> float:
        """How much speaks for the question being covered: above 0 more than against it."""
        signs = _signs([word.stem for word in words_of(text)])
        if not signs:
            return 0.0
        return sum(self._odds.get(sign, 0.0) for sign in signs) / math.sqrt(len(signs))


def learnt_odds(inside: Iterable[str], outside: Iterable[str]) -> dict[Sign, float]:
    """The odds of every sign, from questions that are answered and questions that are known to lie outside.

    They are learnt at opening and never from what is asked.
    """
    within, held_within = _counts(inside)
    without, held_without = _counts(outside)
    return {
        sign: math.log((within.get(sign, 0) + _NEVER_SEEN) / (held_within + 2 * _NEVER_SEEN))
        - math.log((without.get(sign, 0) + _NEVER_SEEN) / (held_without + 2 * _NEVER_SEEN))
        for sign in within.keys() | without.keys()
    }


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
