"""Which card answers a question, and how surely: coverage of the question first, closeness second."""

from __future__ import annotations

import math
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from assistant.reference.cards import Card, CellCard, Statement
from assistant.reference.closeness import AskedOf, WeighedAsks, closeness, figures, wording
from assistant.reference.postings import Postings
from assistant.reference.question import SAYING_LITTLE, keys_of
from assistant.reference.timing import named_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.question import Question, Term

COVERAGE_NEEDED = 0.68
"""Share of the question's weight that a card must explain to answer it."""

CELL_COVERAGE_NEEDED = 0.5
_CELL_NAMED = 0.9
_UNANCHORED_COVERAGE_NEEDED = 0.85

CLOSENESS_NEEDED = 0.5
"""How near a written answer's best phrasing must be."""

_CANDIDATES = 100
_WORDED = 12
"""Matches whose very words are compared as well."""

_COMMONEST_WEIGHT = 0.2


class Match(NamedTuple):
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
    wording: float = 0.0
    """How much the very words agree with a phrasing; settles what the concepts leave tied."""

    @property
    def score(self) -> float:
        """The order of matches: 0 to about 1."""
        near = 0.55 * self.coverage + 0.38 * self.closeness + 0.07 * self.wording
        return near + 0.08 * self.figures

    @property
    def _coverage_needed(self) -> float:
        """How much must be explained.

        A cell whose row and column are both named is what is asked, whatever is said around it. Where an
        unknown word may be what is asked about, and nothing else says of what, nearly all must be.
        """
        if not self.anchored and any(not term.known for term in self.unexplained):
            return _UNANCHORED_COVERAGE_NEEDED
        named = isinstance(self.card.payload, CellCard) and self.closeness >= _CELL_NAMED
        return CELL_COVERAGE_NEEDED if named else COVERAGE_NEEDED

    @property
    def answers(self) -> bool:
        """Whether the card covers the point that is asked, and not only something near it."""
        if any(term.hard for term in self.unexplained) or self.coverage < self._coverage_needed:
            return False
        if _scores(self.card) and any(term.kinds - SAYING_LITTLE for term in self.unexplained):
            # A finding that is also an item must not draw a question on its treatment to the score.
            return False
        return self.named and self.closeness >= CLOSENESS_NEEDED


class CardIndex:
    """All cards, found by the keys that they explain."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self._postings = Postings(
            [card.vocabulary for card in self.cards], [card.needs for card in self.cards]
        )
        self._rarity = {key: _rarity(len(self.cards), held) for key, held in self._postings.counts()}
        self._asks = [self._weighed(card) for card in self.cards]

    def weight(self, term: Term) -> float:
        """What a term weighs in this collection: what every card explains tells little apart."""
        return term.weight * min(self._rarity.get(key, 1.0) for key in term.keys)

    def matches(self, question: Question) -> list[Match]:
        """The best cards for a question, best first."""
        asked = AskedOf(question, [self.weight(term) for term in question.terms])
        if not asked.total:
            return []
        points = [term.keys for term in question.terms]
        likely = islice(self._postings.explaining(points, asked.weights, asked.keys), _CANDIDATES)
        explained: dict[int, Explained] = {}
        found = []
        for number, which in likely:
            if which not in explained:
                explained[which] = _explained(asked, which)
            found.append(self._match(number, asked, explained[which]))
        found.sort(key=lambda match: -match.score)
        best = [match._replace(wording=wording(match.card, question)) for match in found[:_WORDED]]
        return sorted(best, key=lambda match: -match.score) + found[_WORDED:]

    def _weighed(self, card: Card) -> WeighedAsks:
        """The phrasings of a written answer; of those with the same keys only the lightest can be nearest."""
        lightest: dict[frozenset[str], float] = {}
        for ask in card.asks if isinstance(card.payload, Statement) else ():
            keys, weight = keys_of(ask), sum(map(self.weight, ask))
            lightest[keys] = min(weight, lightest.get(keys, weight))
        each = tuple(sorted(lightest.items(), key=lambda ask: ask[1]))
        return WeighedAsks(each, frozenset().union(*lightest))

    def _match(self, number: int, asked: AskedOf, explained: Explained) -> Match:
        card = self.cards[number]
        near = closeness(card, self._asks[number], asked, CLOSENESS_NEEDED)
        printed = figures(card, asked) if asked.telling else 0.0
        named = (explained.named or printed > 0) and not (asked.question.treating and _scores(card))
        named = named and _timely(card, asked.question)
        return Match(
            card, explained.coverage, near, explained.unexplained, explained.anchored, named, printed
        )


class Explained(NamedTuple):
    """What every card that explains the same points of a question has in common; see `Match`."""

    coverage: float
    unexplained: tuple[Term, ...]
    anchored: bool
    named: bool


def _explained(asked: AskedOf, which: int) -> Explained:
    """What follows from the points that are explained: bit n of `which` for the term n."""
    terms = asked.question.terms
    met = [which >> place & 1 == 1 for place in range(len(terms))]
    left = sum(weight for weight, is_met in zip(asked.weights, met, strict=True) if not is_met)
    return Explained(
        1.0 - left / asked.total,
        tuple(term for term, is_met in zip(terms, met, strict=True) if not is_met),
        any(is_met and term.hard for term, is_met in zip(terms, met, strict=True)),
        any(is_met and term.kinds - SAYING_LITTLE for term, is_met in zip(terms, met, strict=True)),
    )


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
