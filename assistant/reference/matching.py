"""Which card answers a question, and how surely: coverage of the question first, closeness second."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard, Statement
from assistant.reference.closeness import WHO, AskedOf, closeness, figures, nearest
from assistant.reference.question import SAYING_LITTLE, SUBJECTS, keys_of
from assistant.reference.timing import named_among
from assistant.reference.weighing import Signs, order, sureness
from assistant.reference.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.question import Question, Term

CLOSENESS_NEEDED = 0.5
"""How near a phrasing must be for the numbers of a question to be held against its statement."""

_CANDIDATES = 100
_WORDED = 25
"""Matches whose very words are compared as well."""

_FAR_BEHIND = 100.0
_NAMED = 0.94
"""Closeness from which a cell or column was named itself."""

_COMMONEST_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Match:
    """A card held against a question. `unexplained` are the terms it does not explain."""

    card: Card
    coverage: float
    closeness: float
    unexplained: tuple[Term, ...]
    anchored: bool
    """Whether it explains a thing that is asked about: a drug, a row, a score, and not only a point."""
    named: bool
    """Whether it explains at least one thing, or prints a figure, that tells what is asked."""
    figures: float = 0.0
    """Share of the telling numbers of the question that the card prints."""
    signs: Signs | None = None
    """What its order and its sureness are judged by; None for a card far behind."""

    @property
    def score(self) -> float:
        """How well it fits by what the words mean: 0 to about 1."""
        return 0.57 * self.coverage + 0.4 * self.closeness + 0.08 * self.figures

    @property
    def rank(self) -> float:
        """The order of matches: by what the words mean, and by the words themselves."""
        return order(self.signs) if self.signs else self.score - _FAR_BEHIND

    @property
    def answers(self) -> bool:
        """Whether the card covers the point that is asked, and not only something near it."""
        return self.named and self.signs is not None and sureness(self.signs) > 0


class CardIndex:
    """All cards, found by the keys that they explain."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self._postings: dict[str, list[int]] = {}
        for number, card in enumerate(self.cards):
            for key in card.vocabulary.union(*map(keys_of, card.asks)):
                self._postings.setdefault(key, []).append(number)
        self._rarity = {key: _rarity(len(self.cards), len(found)) for key, found in self._postings.items()}
        self._wording = Wording(self.cards)
        self._asks = [
            tuple({keys_of(ask): sum(map(self.weight, ask)) for ask in card.asks}.items())
            if isinstance(card.payload, Statement)
            else ()
            for card in self.cards
        ]

    def weight(self, term: Term) -> float:
        """What a term weighs in this collection: what every card explains tells little apart."""
        return term.weight * min(self._rarity.get(key, 1.0) for key in term.keys)

    def matches(self, question: Question) -> list[Match]:
        """The best cards for a question, best first."""
        asked = AskedOf(question, [self.weight(term) for term in question.terms])
        if not asked.total:
            return []
        explained: dict[int, float] = {}
        for term, weight in zip(question.terms, asked.weights, strict=True):
            for number in {number for key in term.keys for number in self._postings.get(key, ())}:
                explained[number] = explained.get(number, 0.0) + weight
        likely = sorted(explained, key=lambda number: (-explained[number], number))
        found = [(number, self._match(number, asked)) for number in self._allowed(likely, asked)]
        found.sort(key=lambda match: -match[1].score)
        stems = frozenset(question.stems)
        best = [
            replace(match, signs=self._signs(number, match, question, stems))
            for number, match in found[:_WORDED]
        ]
        return sorted(best, key=lambda match: -match.rank) + [match for _, match in found[_WORDED:]]

    def _signs(self, number: int, match: Match, question: Question, stems: frozenset[str]) -> Signs:
        card, payload = match.card, match.card.payload
        explained = (term for term in question.terms if term not in match.unexplained)
        told = self._wording.told(card, stems, (stem for term in explained for stem in term.stems))
        exact = isinstance(payload, CellCard | ColumnCard) and match.closeness >= _NAMED
        # A cell has no phrasings; where it is named, its row and its column are its phrasing.
        like, recall, precision = (told, told, 1.0) if exact else self._wording.phrased(number, stems)
        left = dict.fromkeys(("hard", "known", "little", "outside"), 0.0)
        for term in match.unexplained:
            if "outside" in term.kinds:
                left["outside"] += 1
            elif term.known:
                left[_left_as(term)] += self.weight(term)
        column = isinstance(payload, ColumnCard)
        return Signs(
            coverage=match.coverage,
            closeness=match.closeness,
            figures=match.figures,
            like=like,
            recall=recall,
            precision=precision,
            told=told,
            terms=len(question.terms),
            inside=question.inside,
            group=any("group" in term.kinds for term in match.unexplained),
            exact=exact,
            cell=isinstance(payload, CellCard),
            column=column,
            row=isinstance(payload, RowCard),
            instrument=_scores(card),
            caveat=isinstance(payload, Statement) and payload.of_caveat,
            who=column and any(WHO in term.keys for term in question.terms),
            ranked=bool(question.extreme or question.bound)
            and isinstance(payload, ColumnCard)
            and payload.has_numbers,
            subjects=sum(not term.kinds.isdisjoint(SUBJECTS) for term in match.unexplained),
            **left,
        )

    def _allowed(self, likely: Sequence[int], asked: AskedOf) -> list[int]:
        allowed: list[int] = []
        for number in likely:
            if all(asked.keys & need for need in self.cards[number].needs):
                allowed.append(number)
                if len(allowed) == _CANDIDATES:
                    break
        return allowed

    def _match(self, number: int, asked: AskedOf) -> Match:
        card, terms = self.cards[number], asked.question.terms
        likeness, phrased = nearest(self._asks[number], asked)
        vocabulary = card.vocabulary
        explained = [
            not vocabulary.isdisjoint(term.keys)
            or ("outside" not in term.kinds and not phrased.isdisjoint(term.keys))
            for term in terms
        ]
        left = sum(weight for weight, met in zip(asked.weights, explained, strict=True) if not met)
        named = any(met and term.kinds - SAYING_LITTLE for term, met in zip(terms, explained, strict=True))
        unexplained = tuple(term for term, met in zip(terms, explained, strict=True) if not met)
        near = closeness(card, likeness, asked, CLOSENESS_NEEDED)
        printed = figures(card, asked.question)
        named = (named or printed > 0) and not (asked.question.treating and _scores(card))
        named = named and _timely(card, asked.question)
        anchored = any(met and term.hard for term, met in zip(terms, explained, strict=True))
        return Match(card, 1.0 - left / asked.total, near, unexplained, anchored, named, printed)


def _left_as(term: Term) -> str:
    if term.hard:
        return "hard"
    return "little" if term.kinds <= SAYING_LITTLE else "known"


def _scores(card: Card) -> bool:
    """Whether a card speaks of an instrument, and so of scoring and never of treating."""
    return isinstance(card.payload, Statement) and card.payload.of_instrument


def _timely(card: Card, question: Question) -> bool:
    """Whether a written answer speaks of the time that is asked about, if one is."""
    if not question.times or not isinstance(card.payload, Statement):
        return True
    return named_among(question.times, card.times)


def _rarity(cards: int, holding: int) -> float:
    """From the least weight, for what nearly every card explains, to 1 for what few explain."""
    rarity = math.log((cards + 1) / holding) / math.log(cards + 1)
    return max(_COMMONEST_WEIGHT, min(1.0, 0.35 + rarity))
