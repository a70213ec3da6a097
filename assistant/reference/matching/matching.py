"""Which cards may answer a question: by the concepts that they explain, and among those by the very words."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard, Statement
from assistant.reference.matching.closeness import (
    CHECKING,
    WHO,
    AskedOf,
    WeighedAsks,
    closeness,
    figures,
    weighed_asks,
)
from assistant.reference.matching.postings import Postings
from assistant.reference.matching.weighing import Signs, order, sureness
from assistant.reference.matching.wording import Wording
from assistant.reference.question.question import SAYING_LITTLE, SUBJECTS, keys_of
from assistant.reference.question.timing import named_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.matching.postings import Bits
    from assistant.reference.matching.wording import AskedWords
    from assistant.reference.question.question import Question, Term

CLOSENESS_NEEDED = 0.5
"""How near a phrasing must be for the numbers of a question to be held against its statement."""

_CANDIDATES = 100
_SHARE = 0.4
"""Share of what the best card explains, below which a card neither answers nor is near."""

_WORDED = 18
"""Matches whose very words are compared as well."""

_FAR_BEHIND = 100.0
_NAMED = 0.94
"""Closeness from which a cell or column was named itself."""

_COMMONEST_WEIGHT = 0.2


class Match(NamedTuple):
    """A card held against a question. `unexplained` are the terms it does not explain."""

    card: Card
    coverage: float
    closeness: float
    unexplained: tuple[Term, ...]
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
        self._postings = Postings(
            [card.vocabulary.union(*map(keys_of, card.asks)) for card in self.cards],
            [card.needs for card in self.cards],
        )
        self._rarity = {key: _rarity(len(self.cards), held) for key, held in self._postings.counts()}
        self._wording = Wording(self.cards)
        self._asks = [self._weighed(card) for card in self.cards]
        # Their keys and weights are all that is asked of phrasings from now on.
        self.cards = tuple(replace(card, asks=()) for card in self.cards)

    def weight(self, term: Term) -> float:
        """What a term weighs in this collection: what every card explains tells little apart."""
        return term.weight * min(self._rarity.get(key, 1.0) for key in term.keys)

    def matches(self, question: Question) -> list[Match]:
        """The best cards for a question, best first."""
        asked = AskedOf(question, [self.weight(term) for term in question.terms])
        if not asked.total:
            return []
        points = [term.keys for term in question.terms]
        likely = islice(self._postings.explaining(points, asked.weights, asked.keys, _SHARE), _CANDIDATES)
        explained: dict[Bits, Explained] = {}
        found = [(number, self._match(number, asked, explained)) for number, _ in likely]
        found.sort(key=lambda match: -match[1].score)
        words = self._wording.asked(question.stems)
        best = [
            match._replace(signs=self._signs(number, match, question, words))
            for number, match in found[:_WORDED]
        ]
        return sorted(best, key=lambda match: -match.rank) + [match for _, match in found[_WORDED:]]

    def _signs(self, number: int, match: Match, question: Question, words: AskedWords) -> Signs:
        card, payload = match.card, match.card.payload
        missing = set(map(id, match.unexplained))
        explained = (term for term in question.terms if id(term) not in missing)
        told = words.told(card, (stem for term in explained for stem in term.stems))
        exact = isinstance(payload, CellCard | ColumnCard) and match.closeness >= _NAMED
        # A cell has no phrasings; where it is named, its row and its column are its phrasing.
        like, recall, precision = (told, told, 1.0) if exact else words.phrased(number)
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
            unasked=_unasked(match, question),
            who=column and any(WHO in term.keys for term in question.terms),
            ranked=bool(question.extreme or question.bound)
            and isinstance(payload, ColumnCard)
            and payload.has_numbers,
            subjects=sum(not term.kinds.isdisjoint(SUBJECTS) for term in match.unexplained),
            **left,
        )

    def _weighed(self, card: Card) -> WeighedAsks:
        """The phrasings of a written answer; of those with the same keys only the lightest can be nearest."""
        lightest: dict[tuple[str, ...], float] = {}
        for ask in card.asks if isinstance(card.payload, Statement) else ():
            keys, weight = tuple(sorted(keys_of(ask))), sum(map(self.weight, ask))
            lightest[keys] = min(weight, lightest.get(keys, weight))
        return weighed_asks(lightest)

    def _match(self, number: int, asked: AskedOf, known: dict[Bits, Explained]) -> Match:
        card = self.cards[number]
        likeness, phrased = asked.nearest(self._asks[number])
        which = asked.explained_by(card, phrased, likeness)
        if which not in known:
            known[which] = _explained(asked, which)
        explained = known[which]
        near = closeness(card, likeness, asked, CLOSENESS_NEEDED)
        printed = figures(card, asked) if asked.telling else 0.0
        named = (explained.named or printed > 0) and not (
            _scores(card) and _of_patients(asked.question, explained)
        )
        named = named and _timely(card, asked.question)
        return Match(card, explained.coverage, near, explained.unexplained, named, printed)


class Explained(NamedTuple):
    """What every card that explains the same points of a question has in common; see `Match`."""

    coverage: float
    unexplained: tuple[Term, ...]
    named: bool


def _explained(asked: AskedOf, which: int) -> Explained:
    """What follows from the points that are explained: bit n of `which` for the term n."""
    terms = asked.question.terms
    met = [which >> place & 1 == 1 for place in range(len(terms))]
    left = sum(weight for weight, is_met in zip(asked.weights, met, strict=True) if not is_met)
    return Explained(
        1.0 - left / asked.total,
        tuple(term for term, is_met in zip(terms, met, strict=True) if not is_met),
        any(is_met and term.kinds - SAYING_LITTLE for term, is_met in zip(terms, met, strict=True)),
    )


def _unasked(match: Match, question: Question) -> bool:
    """Whether a caveat is held against a question that does not ask whether figures agree."""
    payload = match.card.payload
    if not (isinstance(payload, Statement) and payload.of_caveat) or match.figures:
        return False
    return keys_of(question.terms).isdisjoint(CHECKING)


def _of_patients(question: Question, explained: Explained) -> bool:
    """Whether treatment or rows of the paper are asked about, and so not how to score."""
    return question.treating or any("group" in term.kinds for term in explained.unexplained)


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
