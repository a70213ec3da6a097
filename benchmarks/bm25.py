"""Okapi BM25, the ranking of a plain search engine: documents by the words that they share with a query."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SATURATION = 1.5
"""How soon a word that is said again adds no more (k1)."""

LENGTH = 0.75
"""How much a long document pays for its length (b)."""


class Bm25:
    """Documents as lists of words; the inverse document frequency is that of Lucene, never below zero."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        lengths = [len(words) for words in documents]
        mean = sum(lengths) / len(lengths)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, words in enumerate(documents):
            norm = SATURATION * (1 - LENGTH + LENGTH * lengths[number] / mean)
            for word, often in Counter(words).items():
                gain = often * (SATURATION + 1) / (often + norm)
                self._postings.setdefault(word, []).append((number, gain))
        self._rarity = {
            word: math.log(1 + (len(documents) - len(found) + 0.5) / (len(found) + 0.5))
            for word, found in self._postings.items()
        }

    def scores(self, query: Sequence[str]) -> dict[int, float]:
        """The score of every document that shares a word with the query."""
        scores: dict[int, float] = {}
        for word in query:
            for number, gain in self._postings.get(word, ()):
                scores[number] = scores.get(number, 0.0) + self._rarity[word] * gain
        return scores

    def best(self, query: Sequence[str]) -> tuple[int, float] | None:
        """The best document with its score, the first of equals; None where none shares a word."""
        scores = self.scores(query)
        if not scores:
            return None
        number = min(scores, key=lambda each: (-scores[each], each))
        return number, scores[number]
