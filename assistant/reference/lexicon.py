"""The words that the program knows: phrases to concepts, and the spelling that was meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.reference.words import Word, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.reference.content import Concept, LanguageFile

LONGEST_PHRASE = 7
"""Words of the longest phrase that is looked up as one."""

_SHORTEST_CORRECTED = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a question that names something: a known concept (or several it may mean)."""

    text: str
    concepts: tuple[str, ...]
    start: int
    end: int


class Lexicon:
    """Looks phrases up as concepts and corrects misspelt words.

    A synonym in capitals that is also a neutral word (`ACT`) counts only where it is typed in capitals.
    """

    def __init__(
        self, concepts: Iterable[Concept], language: LanguageFile, extra_words: Iterable[str] = ()
    ) -> None:
        self.concepts: dict[str, Concept] = {concept.id: concept for concept in concepts}
        self._neutral = {stem(word.plain) for entry in language.neutral for word in words_of(entry)}
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._capitals: dict[str, tuple[str, ...]] = {}
        self._narrower = _narrower(self.concepts)
        self._spellings: dict[str, str] = {}
        for concept in self.concepts.values():
            for phrase in concept.words:
                self._add(phrase, concept.id)
        for text in (*language.neutral, *extra_words):
            for word in words_of(text):
                self._spellings.setdefault(word.plain, word.stem)
        self._by_length = _by_length(self._spellings)
        self._corrected = lru_cache(maxsize=20_000)(self._nearest_spelling)

    def _add(self, phrase: str, concept: str) -> None:
        words = words_of(phrase)
        if not any(word.plain[0].isalpha() for word in words):
            return
        key = tuple(word.stem for word in words)
        if len(key) == 1 and key[0] in self._neutral and words[0].typed.isupper():
            known = self._capitals.get(words[0].plain, ())
            if concept not in known:
                self._capitals[words[0].plain] = (*known, concept)
            return
        known = self._phrases.get(key, ())
        if concept not in known:
            self._phrases[key] = (*known, concept)
        for word in words:
            self._spellings.setdefault(word.plain, word.stem)

    def is_neutral(self, word: Word) -> bool:
        """Whether a word never changes what is asked."""
        return word.stem in self._neutral or word.plain in self._neutral

    def closure(self, concept: str) -> frozenset[str]:
        """The concept with everything that belongs to it, if it is a class."""
        return self._narrower.get(concept, frozenset({concept}))

    def label(self, concept: str) -> str:
        """The name of a concept for the reader."""
        known = self.concepts.get(concept)
        return known.label if known else concept.replace("_", " ")

    def corrected(self, words: Sequence[Word]) -> list[Word]:
        """The words with misspellings replaced by the nearest known word, where one is near enough."""
        return [self._corrected(word) for word in words]

    def _nearest_spelling(self, word: Word) -> Word:
        plain = word.plain
        if plain in self._spellings or word.stem in self._neutral or not plain.isalpha():
            return word
        if len(plain) < _SHORTEST_CORRECTED or (word.stem,) in self._phrases:
            return word
        allowed = 1 if len(plain) < 8 else 2
        candidates = [
            known
            for length in range(len(plain) - allowed, len(plain) + allowed + 1)
            for known in self._by_length.get((plain[0], length), ())
        ]
        found = process.extract(plain, candidates, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        if not found:
            return word
        meant = min(found, key=lambda near: (near[1], self._rank(near[0]), abs(len(near[0]) - len(plain))))[0]
        return Word(word.typed, meant, self._spellings[meant])

    def _rank(self, word: str) -> int:
        """Of two spellings equally near, the ordinary word is meant, and last one the paper does not hold."""
        if self._spellings[word] in self._neutral:
            return 0
        concepts = self._phrases.get((self._spellings[word],), ())
        return 2 if any(self.concepts[name].kind == "outside" for name in concepts) else 1

    def mentions(self, words: Sequence[Word]) -> tuple[list[Mention], list[tuple[int, Word]]]:
        """The longest known phrases from left to right, and the words (with place) outside them."""
        mentions: list[Mention] = []
        others: list[tuple[int, Word]] = []
        position = 0
        while position < len(words):
            end, concepts = self._longest(words, position)
            if concepts:
                text = " ".join(word.typed for word in words[position:end])
                mentions.append(Mention(text, concepts, position, end))
                position = end
            else:
                others.append((position, words[position]))
                position += 1
        return mentions, others

    def _longest(self, words: Sequence[Word], start: int) -> tuple[int, tuple[str, ...]]:
        for end in range(min(len(words), start + LONGEST_PHRASE), start, -1):
            concepts = self._phrases.get(tuple(word.stem for word in words[start:end]))
            if concepts:
                return end, concepts
        word = words[start]
        if word.typed.isupper() and word.plain in self._capitals:
            return start + 1, self._capitals[word.plain]
        return start + 1, ()


def _by_length(spellings: Mapping[str, str]) -> dict[tuple[str, int], list[str]]:
    grouped: dict[tuple[str, int], list[str]] = {}
    for word in sorted(spellings):
        if len(word) >= _SHORTEST_CORRECTED - 1 and word.isalpha():
            grouped.setdefault((word[0], len(word)), []).append(word)
    return grouped


def _narrower(concepts: Mapping[str, Concept]) -> dict[str, frozenset[str]]:
    members: dict[str, set[str]] = {}
    for concept in concepts.values():
        pending, seen = list(concept.broader), {concept.id}
        while pending:
            broader = pending.pop()
            if broader in seen:
                continue
            seen.add(broader)
            members.setdefault(broader, {broader}).add(concept.id)
            if broader in concepts:
                pending.extend(concepts[broader].broader)
    return {name: frozenset(found) for name, found in members.items()}
