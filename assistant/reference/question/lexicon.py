"""The words that the program knows: phrases to concepts, and words that change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.reference.question.spelling import Spelling
from assistant.reference.question.words import Word, stem, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.language import LanguageFile

_SHORT_FILLER = 3
"""A neutral word this short (`mmm`) is less likely meant than an abbreviation (`mmf`)."""

Concepts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a question that names something: a known concept (or several it may mean)."""

    text: str
    concepts: Concepts
    start: int
    end: int
    stems: tuple[str, ...] = ()


class Lexicon:
    """Looks phrases up as concepts, the exact word before its stem.

    A synonym in capitals that is also a neutral word (`ACT`) counts only where it is typed in capitals.
    `spellings` are further words, with their stems, that are no misspelling of another.
    """

    def __init__(
        self, concepts: Iterable[Concept], language: LanguageFile, spellings: Mapping[str, str] | None = None
    ) -> None:
        self.concepts: dict[str, Concept] = {concept.id: concept for concept in concepts}
        neutral = [word for entry in language.neutral for word in words_of(entry)]
        self._neutral = {word.plain for word in neutral}
        self._neutral_stems = {word.stem for word in neutral}
        self._numbered = {word.plain for entry in language.numbered for word in words_of(entry)}
        self._enumerating = {word.plain for entry in language.enumerating for word in words_of(entry)}
        self._phrases: dict[tuple[str, ...], Concepts] = {}
        self._lengths: dict[str, int] = {}
        """By the stem of its first word, the words of the longest phrase."""
        self._exact: dict[str, Concepts] = {}
        self._capitals: dict[str, Concepts] = {}
        self._narrower = _narrower(self.concepts)
        known = {word.plain: word.stem for word in neutral} | dict(spellings or {})
        for concept in self.concepts.values():
            meant = (concept.id,)
            for phrase in concept.words:
                known.update(self._add(words_of(phrase), meant))
        ordinary = frozenset(word.plain for text in language.ordinary for word in words_of(text))
        self.corrected_word = Spelling(known, ordinary, self._rank).corrected

    def _add(self, words: Sequence[Word], meant: Concepts) -> dict[str, str]:
        """Enter a phrase of one concept; returns its words as spellings with their stems."""
        if not any(word.plain[0].isalpha() for word in words):
            return {}
        first = words[0]
        if len(words) == 1 and first.typed.isupper() and first.plain in self._neutral:
            _enter(self._capitals, first.plain, meant)
            return {}
        if len(words) == 1:
            _enter(self._exact, first.plain, meant)
        _enter(self._phrases, tuple(word.stem for word in words), meant)
        self._lengths[first.stem] = max(len(words), self._lengths.get(first.stem, 0))
        return {word.plain: word.stem for word in words}

    def is_neutral(self, word: Word) -> bool:
        """Whether a word never changes what is asked."""
        return word.plain in self._neutral or word.stem in self._neutral_stems

    def kind(self, key: str) -> str | None:
        """The kind of the concept that a key names, if it names one."""
        known = self.concepts.get(key)
        return known.kind if known else None

    def is_numbered(self, word: Word) -> bool:
        """Whether a word names things that the paper numbers, such as its cases and tables."""
        return word.plain in self._numbered

    def closure(self, *concepts: str) -> frozenset[str]:
        """The concepts, each with everything that belongs to it if it is a class."""
        return frozenset().union(*(self._narrower.get(concept, (concept,)) for concept in concepts))

    def label(self, concept: str) -> str:
        """The name of a concept for the reader."""
        known = self.concepts.get(concept)
        return known.label if known else concept.replace("_", " ")

    def named(self, concepts: Sequence[str], kinds: Sequence[str]) -> str:
        """The names of what was meant, of the kinds in question if any is."""
        fitting = [name for name in concepts if self.concepts[name].kind in kinds]
        fitting = fitting or [name for name in concepts if self.concepts[name].kind != "instrument_item"]
        return " or ".join(dict.fromkeys(self.label(name) for name in fitting or concepts))

    def corrected(self, words: Sequence[Word]) -> list[Word]:
        """The words with misspellings replaced by the nearest known word, where one is near enough."""
        return [self.corrected_word(word) for word in words]

    def mentions(self, words: Sequence[Word]) -> tuple[list[Mention], list[Word]]:
        """The longest known phrases from left to right, and the words outside them."""
        mentions: list[Mention] = []
        others: list[Word] = []
        position = 0
        while position < len(words):
            end, concepts = self._longest(words, position)
            if concepts:
                text = " ".join(word.typed for word in words[position:end])
                stems = tuple(word.stem for word in words[position:end])
                mentions.append(Mention(text, concepts, position, end, stems))
                position = end
            else:
                others.append(words[position])
                position += 1
        return mentions, others

    def enumerated(self, words: Sequence[Word]) -> list[Word]:
        """The words, with one numbered word before each number of `cases 1 and 3` and of `refs 4, 5`."""
        said = list(words)
        place = 0
        while place < len(said) - 1:
            end, _ = self._longest(said, place)
            naming = self._singular(said[place])
            if naming is None or end > place + 2 or not self._numbers(naming, said[place + 1]):
                place = end
                continue
            said[place] = naming
            place += 2
            following = place + 1 if place < len(said) and said[place].plain in self._enumerating else place
            if following < len(said) and self._numbers(naming, said[following]):
                said.insert(following, naming)
                place = following
        return said

    def numbers_things(self, words: Iterable[Word]) -> bool:
        """Whether any of the words is for things that are numbered."""
        return any(self._singular(word) is not None for word in words)

    def _singular(self, word: Word) -> Word | None:
        """A word for one numbered thing; None if the paper numbers no such things."""
        if self.is_numbered(word):
            return word
        one = word.plain.removesuffix("s")
        return Word(word.typed, one, stem(one)) if one in self._numbered else None

    def _numbers(self, naming: Word, number: Word) -> bool:
        """Whether there is such a thing of this number."""
        return number.plain.isdecimal() and (naming.stem, number.stem) in self._phrases

    def _longest(self, words: Sequence[Word], start: int) -> tuple[int, Concepts]:
        longest = self._lengths.get(words[start].stem, 0)
        for end in range(min(len(words), start + longest), start + 1, -1):
            concepts = self._phrases.get(tuple(word.stem for word in words[start:end]))
            if concepts:
                return end, concepts
        return start + 1, self._single(words[start])

    def _single(self, word: Word) -> Concepts:
        """What one word names: exactly, unless it is neutral as typed; else by its stem."""
        if word.plain in self._exact:
            return self._exact[word.plain]
        if word.plain in self._neutral:
            return self._capitals.get(word.plain, ()) if word.typed.isupper() else ()
        return self._phrases.get((word.stem,), ())

    def _rank(self, spelling: str) -> int:
        """Of two spellings equally near, the ordinary word is meant, and last one the paper does not hold."""
        if spelling in self._neutral and len(spelling) > _SHORT_FILLER:
            return 0
        named = self._exact.get(spelling, ())
        return 2 if any(self.concepts[name].kind == "outside" for name in named) else 1


K = TypeVar("K")


def _enter(table: dict[K, Concepts], key: K, meant: Concepts) -> None:
    # Most phrases mean one thing: all of them hold the very same tuple.
    known = table.setdefault(key, meant)
    if meant[0] not in known:
        table[key] = known + meant


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
