"""A list of drugs as a clinician writes it, read: which are meant, by which route, and which were not had."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.content.spelling import nearest
from assistant.reference.question.lexicon import Lexicon
from assistant.reference.question.words import number_of, spellings_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.ladder import ListWords, Route
    from assistant.reference.format.language import LanguageFile
    from assistant.reference.question.lexicon import Mention
    from assistant.reference.question.words import Word

DRUG_KINDS = ("drug", "drug_class", "outside")
"""Kinds of concept that a list of drugs may name; what is `outside` is told as such."""

_APART = re.compile(r"[,;|+\n]")
_SHORTEST_UNKNOWN = 4
"""A shorter word beside a drug is a unit or an interval, unless it is in capitals or stands alone."""

_SHORTEST_TOLD = 3

_LONGEST_SAID = 5
"""Words of the longest phrase that is said beside a drug."""


@dataclass(frozen=True, slots=True)
class Named:
    """One thing of the list. `concepts` are what it may mean: none where it is not known.

    `typed` is as it was written; `misspelt` whether it was read as something written otherwise; `nearest` the
    drug whose spelling is next to a word that is not known; `no_drug` whether it is known as something else.
    """

    typed: str
    concepts: tuple[str, ...] = ()
    route: Route | None = None
    was_had: bool = True
    misspelt: bool = False
    nearest: str | None = None
    no_drug: bool = False


class DrugList:
    """Reads lists of drugs by the words of the concepts."""

    def __init__(self, concepts: Iterable[Concept], language: LanguageFile, words: ListWords) -> None:
        known = list(concepts)
        drugs = [concept for concept in known if concept.kind in DRUG_KINDS]
        others = [word for concept in known if concept.kind not in DRUG_KINDS for word in concept.words]
        passing = (*words.topical, *words.systemic, *words.passing, *words.joining)
        beside = (*passing, *words.not_had_before, *words.not_had_after)
        # What is no drug is known as well, so that it is not taken for a misspelt drug.
        self._lexicon = Lexicon(drugs, language, spellings_of((*others, *language.ordinary, *beside)))
        self._no_drugs = _stems((*others, *language.ordinary))
        self._passing = _stems(beside)
        self._spellings = {
            word: concept.label
            for concept in drugs
            if concept.kind != "outside"
            for word in concept.words
            if len(word) >= _SHORTEST_UNKNOWN
        }
        self._routes: dict[str, Route] = {
            **dict.fromkeys(_phrases(words.topical), "topical"),
            **dict.fromkeys(_phrases(words.systemic), "systemic"),
        }
        self._before = _phrases(words.not_had_before)
        self._after = _phrases(words.not_had_after)
        self._joining = _phrases(words.joining)

    def read(self, text: str) -> tuple[Named, ...]:
        """Everything in the list that is a drug, or may be one, in order; each once."""
        found = (named for part in _APART.split(text) for named in self._part(words_of(part)))
        return tuple(dict.fromkeys(found))

    def members(self, concept: str) -> frozenset[str]:
        """A concept with everything that belongs to it if it is a class."""
        return self._lexicon.closure(concept)

    def named_in(self, text: str) -> set[str]:
        """The drugs that a text names."""
        mentions, _ = self._lexicon.mentions(words_of(text))
        return {concept for mention in mentions for concept in mention.concepts}

    def _part(self, typed: Sequence[Word]) -> Iterator[Named]:
        """What stands between two commas."""
        words = self._lexicon.corrected(typed)
        mentions, _ = self._lexicon.mentions(words)
        mentions = self._drugs(mentions, words)
        taken = {place for mention in mentions for place in range(mention.start, mention.end)}
        refused: Mention | None = None
        for mention in mentions:
            beside = self._route_beside(mention, words, taken)
            taken.update(beside)
            denied = self._denied(mention, words) or self._joins(refused, mention, words)
            refused = mention if denied else None
            start = min(mention.start, beside.start) if beside else mention.start
            end = max(mention.end, beside.stop)
            yield Named(
                " ".join(word.typed for word in words[start:end]),
                mention.concepts,
                self._routes.get(self._said(words, beside.start, beside.stop)),
                not denied,
                any(map(_misspelt, words[mention.start : mention.end])),
            )
        yield from (
            self._no_mention(word)
            for place, word in enumerate(words)
            if place not in taken and self._tells(word, alone=not mentions)
        )

    def _tells(self, word: Word, *, alone: bool) -> bool:
        """Whether a word that is part of no drug is to be told: it is none that is said in passing."""
        shortest = _SHORTEST_TOLD if alone or word.typed.isupper() else _SHORTEST_UNKNOWN
        if len(word.plain) < shortest or number_of(word) is not None:
            return False
        return _misspelt(word) or not (self._lexicon.is_neutral(word) or word.stem in self._passing)

    def _no_mention(self, word: Word) -> Named:
        """A word that is part of no drug: of something else, or not known."""
        if word.stem in self._no_drugs and not _misspelt(word):
            return Named(word.typed, no_drug=True)
        near = nearest(word.typed.lower(), self._spellings)
        return Named(word.typed, nearest=self._spellings[near] if near else None)

    def _drugs(self, mentions: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
        """The mentions but what is said in passing, and what only says how the drug beside it was given."""
        kept = []
        for number, mention in enumerate(mentions):
            beside = [*mentions[max(0, number - 1) : number], *mentions[number + 1 : number + 2]]
            touches = any(each.end == mention.start or each.start == mention.end for each in beside)
            is_route = touches and self._said(words, mention.start, mention.end) in self._routes
            outside = all(self._lexicon.kind(concept) == "outside" for concept in mention.concepts)
            inside = words[mention.start : mention.end]
            if not is_route and not (outside and all(word.stem in self._passing for word in inside)):
                kept.append(mention)
        return kept

    def _route_beside(self, mention: Mention, words: Sequence[Word], taken: set[int]) -> range:
        """The places of the words right before or right after a drug that say its route, if any do."""
        for length in (2, 1):
            before = range(mention.start - length, mention.start)
            after = range(mention.end, mention.end + length)
            for places in (before, after):
                inside = places.start >= 0 and places.stop <= len(words) and not taken.intersection(places)
                if inside and self._said(words, places.start, places.stop) in self._routes:
                    return places
        return range(0)

    def _denied(self, mention: Mention, words: Sequence[Word]) -> bool:
        """Whether the words right beside a drug say that it was not had."""
        before = (
            self._said(words, start, mention.start)
            for start in range(max(0, mention.start - _LONGEST_SAID), mention.start)
        )
        after = (
            self._said(words, mention.end, end)
            for end in range(mention.end + 1, min(len(words), mention.end + _LONGEST_SAID) + 1)
        )
        return any(said in self._before for said in before) or any(said in self._after for said in after)

    def _joins(self, refused: Mention | None, mention: Mention, words: Sequence[Word]) -> bool:
        """Whether what was said of the drug before, that it was not had, is said of this one too."""
        return refused is not None and self._said(words, refused.end, mention.start) in self._joining

    @staticmethod
    def _said(words: Sequence[Word], start: int, end: int) -> str:
        return " ".join(word.typed.lower() for word in words[start:end])


def _misspelt(word: Word) -> bool:
    """Whether a word was read as another than was typed."""
    return word.plain != word.typed.lower()


def _phrases(texts: Iterable[str]) -> set[str]:
    return {" ".join(word.plain for word in words_of(text)) for text in texts}


def _stems(texts: Iterable[str]) -> set[str]:
    return {word.stem for text in texts for word in words_of(text)}
