"""The spelling that was meant: the nearest known word, where one is near enough."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.reference.question.words import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SHORTEST_CORRECTED = 4
_TWO_ERRORS_FROM = 8
"""Letters from which two errors are forgiven; below it, one."""

_COMPARED = 8


class Spelling:
    """Knows words and corrects the others.

    `known` maps each spelling to its stem; `ordinary` are English words that are never taken for an error;
    `rank` says, of spellings equally near, which is meant first.
    """

    def __init__(
        self, known: Mapping[str, str], ordinary: frozenset[str], rank: Callable[[str], int]
    ) -> None:
        self._known = known
        self._ordinary = ordinary
        self._rank = rank
        self._by_length: dict[tuple[str, int], list[str]] = {}
        for word in sorted(known):
            if len(word) >= _SHORTEST_CORRECTED - 1 and word.isalpha():
                self._by_length.setdefault((word[0], len(word)), []).append(word)
        self.corrected = lru_cache(maxsize=20_000)(self._corrected)

    def _corrected(self, word: Word) -> Word:
        plain = word.plain
        if plain in self._known or plain in self._ordinary or word.stem in self._ordinary:
            return word
        if not plain.isalpha() or len(plain) < _SHORTEST_CORRECTED:
            return word
        allowed = 1 if len(plain) < _TWO_ERRORS_FROM else 2
        near = [
            known
            for length in range(len(plain) - allowed, len(plain) + allowed + 1)
            for known in self._by_length.get((plain[0], length), ())
        ]
        found = process.extract(plain, near, scorer=OSA.distance, score_cutoff=allowed, limit=_COMPARED)
        if not found:
            return word
        meant = min(found, key=lambda hit: (hit[1], self._rank(hit[0]), abs(len(hit[0]) - len(plain))))[0]
        return Word(word.typed, meant, self._known[meant])
