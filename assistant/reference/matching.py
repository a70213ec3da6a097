"""Which card answers a question, and how surely: coverage of the question first, closeness second."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.question import Question, Term

COVERAGE_NEEDED = 0.74
"""Share of the question's weight that a card must explain to answer it."""

CLOSENESS_NEEDED = 0.42
"""How near a written answer's best phrasing must be."""

_CANDIDATES = 80
_SAYING_LITTLE = frozenset({"modifier", "time"})
_OF_INSTRUMENTS = frozenset({"instrument", "instrument_item", "score", "aspect"})
_UNNAMED = 0.75
"""What is left of the closeness of an instrument's answer where nothing asked points to an instrument."""
_COMMONEST_WEIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Match:
    """A card held against a question. `unexplained` are the terms it does not explain."""

    card: Card
    coverage: float
    closeness: float
    wording: float
    """How much the very words agree with a phrasing; settles what the concepts leave tied."""
    unexplained: tuple[Term, ...]
    named: bool
    """Whether it explains at least one thing that the program knows, and not only chance words."""

    @property
    def score(self) -> float:
        """The order of matches: 0 to about 1."""
        return 0.55 * self.coverage + 0.38 * self.closeness + 0.07 * self.wording

    @property
    def answers(self) -> bool:
        """Whether the card covers the point that is asked, and not only something near it."""
        if any(term.hard for term in self.unexplained) or self.coverage < COVERAGE_NEEDED:
            return False
        if not self.named:
            return False
        return self.closeness >= CLOSENESS_NEEDED


class CardIndex:
    """All cards, found by the keys that they explain."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self._postings: dict[str, list[int]] = {}
        for number, card in enumerate(self.cards):
            for key in card.vocabulary:
                self._postings.setdefault(key, []).append(number)
        self._rarity = {key: _rarity(len(self.cards), len(found)) for key, found in self._postings.items()}

    def weight(self, term: Term) -> float:
        """What a term weighs in this collection: what every card explains tells little apart."""
        return term.weight * min(self._rarity.get(key, 1.0) for key in term.keys)

    def matches(self, question: Question) -> list[Match]:
        """The best cards for a question, best first."""
        weights = {term.keys: self.weight(term) for term in question.terms}
        total = sum(weights.values())
        if not total:
            return []
        explained: dict[int, float] = {}
        for term in question.terms:
            numbers = {number for key in term.keys for number in self._postings.get(key, ())}
            for number in numbers:
                explained[number] = explained.get(number, 0.0) + weights[term.keys]
        likely = sorted(explained, key=lambda number: (-explained[number], number))
        allowed = [number for number in likely if _needs_met(self.cards[number], question)][:_CANDIDATES]
        found = [self._match(self.cards[number], question, weights, total) for number in allowed]
        return sorted(found, key=lambda match: -match.score)

    def _match(
        self, card: Card, question: Question, weights: dict[tuple[str, ...], float], total: float
    ) -> Match:
        unexplained = tuple(term for term in question.terms if not card.vocabulary.intersection(term.keys))
        coverage = 1.0 - sum(weights[term.keys] for term in unexplained) / total
        named = any(
            term.kinds - _SAYING_LITTLE for term in question.terms if card.vocabulary.intersection(term.keys)
        )
        return Match(
            card,
            coverage,
            self._closeness(card, question, weights),
            _wording(card, question),
            unexplained,
            named,
        )

    def _closeness(self, card: Card, question: Question, weights: dict[tuple[str, ...], float]) -> float:
        match card.payload:
            case Statement() as statement:
                likeness = max((self._likeness(ask, question, weights) for ask in card.asks), default=0.0)
                if likeness >= CLOSENESS_NEEDED and _in_range(statement, question):
                    likeness = 1.0
                return likeness * _UNNAMED if _instrument_unnamed(card, question) else likeness
            case RowCard():
                return 0.8
            case CellCard(column=column) | ColumnCard(column=column):
                return _table_closeness(card, question, frozenset(column.aspects))

    def _likeness(
        self, ask: frozenset[str], question: Question, weights: dict[tuple[str, ...], float]
    ) -> float:
        shared = sum(weights[term.keys] for term in question.terms if ask.intersection(term.keys))
        if not shared:
            return 0.0
        mine = sum(weights.values())
        met = {key for term in question.terms for key in term.keys}
        theirs = shared + sum(self._rarity[key] for key in ask - met)
        return 2 * shared / (mine + theirs)


def _rarity(cards: int, holding: int) -> float:
    """From the least weight, for what nearly every card explains, to 1 for what few explain."""
    rarity = math.log((cards + 1) / holding) / math.log(cards + 1)
    return max(_COMMONEST_WEIGHT, min(1.0, 0.35 + rarity))


def _instrument_unnamed(card: Card, question: Question) -> bool:
    """Whether an instrument's answer rests on words that mean something in the paper as well."""
    if not (isinstance(card.payload, Statement) and card.payload.of_instrument):
        return False
    explained = [term for term in question.terms if card.vocabulary.intersection(term.keys)]
    return all(term.kinds - _OF_INSTRUMENTS - _SAYING_LITTLE for term in explained)


def _in_range(statement: Statement, question: Question) -> bool:
    """Whether the statement says what the very number of the question means, and the rest is explained."""
    return any(part.low <= number <= part.high for part in statement.ranges for number in question.numbers)


def _wording(card: Card, question: Question) -> float:
    mine = frozenset(question.stems)
    likeness = (2 * len(mine & ask) / (len(mine) + len(ask)) for ask in card.wordings if ask)
    return max(likeness, default=0.5)


def _needs_met(card: Card, question: Question) -> bool:
    keys = {key for term in question.terms for key in term.keys}
    return all(keys & need for need in card.needs)


def _table_closeness(card: Card, question: Question, aspects: frozenset[str]) -> float:
    """Nearer where the column is asked for by name, or where what is asked for stands in the cell."""
    keys = {key for term in question.terms for key in term.keys}
    named = 0.55 if keys & aspects else 0.0
    present = 0.4 if keys & card.present else 0.0
    base = 0.5 if isinstance(card.payload, CellCard) else 0.35
    return min(1.0, base + max(named, present) + (0.1 if named and present else 0.0))
