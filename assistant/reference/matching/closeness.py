"""How near a card is to what is asked: by its best phrasing, or by what its column and cell hold."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard, Statement
from assistant.reference.question.question import SAYING_LITTLE, keys_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.reference.matching.postings import Bits
    from assistant.reference.question.question import Question


class WeighedAsks(NamedTuple):
    """The phrasings of a card: the keys of each with the weight of its terms, the lightest first."""

    keys: tuple[tuple[str, ...], ...]
    weights: Sequence[float]
    holding: dict[str, Bits]
    """By key, the phrasings that have it: bit n for the phrasing n."""


def weighed_asks(lightest: Mapping[tuple[str, ...], float]) -> WeighedAsks:
    """The phrasings of a card, given the keys of each with the weight of its terms."""
    keys = tuple(sorted(lightest, key=lightest.__getitem__))
    return WeighedAsks(keys, array("d", (lightest[each] for each in keys)), _places(keys))


_OF_INSTRUMENTS = frozenset({"instrument", "instrument_item", "score", "aspect"})
_MEMBER = 0.75
"""What is left of a term's weight where the phrasing names only a member of the class that was asked for."""

_SMALL = 4
"""Numbers up to this stand in too many places to tell anything."""

_UNNAMED = 0.5
"""What is left of the closeness of an instrument's answer where nothing asked points to an instrument."""

_OF_THE_NUMBER = 1.3
"""A statement that says what the very number means comes before those that only share its words."""

_WHOLE_ROW = 0.8
WHO = "who"
"""The concept by which a question asks for rows and not for a value."""

CHECKING = frozenset({"checking", "consistency"})
"""The concepts by which a question asks whether figures agree."""

_OF_PARTS = 0.1
"""A table that holds parts of another's rows comes after it."""

_NEARLY_THE_SAME = 0.85

_GROUP_NAMED = 0.15
_ROW_ALONE = 1.05
"""A row as a whole is asked for where nothing but the row is named."""


@dataclass(frozen=True)
class AskedOf:
    """A question ready to be held against many cards."""

    question: Question
    weights: Sequence[float]
    total: float = field(init=False)
    keys: frozenset[str] = field(init=False)
    telling: frozenset[float] = field(init=False)
    """The numbers of the question that tell anything."""
    _shared: dict[tuple[Bits, Bits], float] = field(init=False)
    _by_key: dict[str, Bits] = field(init=False)
    """By key, the terms that have it: bit n for the term n."""
    _covered: Bits = field(init=False)
    """The terms that are not known to lie outside."""
    _by_concept: dict[str, Bits] = field(init=False)
    """The same for what was named itself, without the members of a class."""

    def __post_init__(self) -> None:
        numbers = (number for number in self.question.numbers if number > _SMALL or number % 1)
        by_key = _places([term.keys for term in self.question.terms])
        object.__setattr__(self, "total", sum(self.weights))
        object.__setattr__(self, "keys", frozenset(by_key))
        object.__setattr__(self, "telling", frozenset(numbers))
        object.__setattr__(self, "_shared", {})
        covered = ("outside" not in term.kinds for term in self.question.terms)
        object.__setattr__(self, "_covered", sum(1 << place for place, it_is in enumerate(covered) if it_is))
        object.__setattr__(self, "_by_key", by_key)
        object.__setattr__(self, "_by_concept", _places([term.concepts for term in self.question.terms]))

    def nearest(self, asks: WeighedAsks) -> tuple[float, frozenset[str]]:
        """How near the nearest of the phrasings is, 0 to 1, and its keys that were asked for."""
        # Phrasings are divided by what they share with the question; of each part the lightest is nearest.
        parts: list[tuple[Bits, Bits, Bits]] = [((1 << len(asks.keys)) - 1, 0, 0)]
        for key in asks.holding.keys() & self.keys:
            having, met, named = asks.holding[key], self._by_key[key], self._by_concept.get(key, 0)
            parts = [
                part
                for held, was_met, was_named in parts
                for part in (
                    (held & having, was_met | met, was_named | named),
                    (held & ~having, was_met, was_named),
                )
                if part[0]
            ]
        nearest, best = 0.0, 0
        for held, met, named in parts:
            place = (held & -held).bit_length() - 1
            near = 2 * self._weight_of(met, named) / (self.total + asks.weights[place]) if met else 0.0
            if near > nearest or (near == nearest > 0.0 and place < best):
                nearest, best = near, place
        return min(1.0, nearest), (self.keys.intersection(asks.keys[best]) if nearest else frozenset())

    def explained_by(self, card: Card, phrased: frozenset[str], likeness: float) -> Bits:
        """The terms that a card explains, as bits: by its vocabulary, or by its nearest phrasing.

        What lies outside the paper is explained by its topics alone, or by a phrasing that is nearly the
        question itself; one that names it in passing explains nothing.
        """
        met = 0
        for key in self.keys & card.vocabulary:
            met |= self._by_key[key] & self._covered
        for key in self.keys & card.topics:
            met |= self._by_key[key]
        for key in phrased:
            met |= self._by_key[key] & (~0 if likeness >= _NEARLY_THE_SAME else self._covered)
        return met

    def _weight_of(self, met: Bits, named: Bits) -> float:
        """The weight of the terms that are met; less for one of which not itself but a member is named."""
        known = self._shared.get((met, named))
        if known is None:
            known = self._shared[met, named] = sum(
                weight if named >> place & 1 else weight * _MEMBER
                for place, weight in enumerate(self.weights)
                if met >> place & 1
            )
        return known


def _places(keys: Sequence[Sequence[str]]) -> dict[str, Bits]:
    """By each key, the places at which it stands."""
    places: dict[str, Bits] = {}
    for place, each in enumerate(keys):
        for key in each:
            places[key] = places.get(key, 0) | 1 << place
    return places


def closeness(card: Card, likeness: float, asked: AskedOf, needed: float) -> float:
    """From 0 to 1, given the likeness of the nearest phrasing.

    `needed` is what makes a written answer near enough to be judged by its numbers too.
    """
    match card.payload:
        case Statement() as statement:
            if likeness >= needed and _in_range(statement, asked.question):
                likeness = _OF_THE_NUMBER
            return likeness * _UNNAMED if _instrument_unnamed(statement, card, asked.question) else likeness
        case RowCard():
            return _ROW_ALONE if _only_row(card, asked.question) else _WHOLE_ROW
        case CellCard(column=column):
            return _table_closeness(card, asked.keys, column.aspects)
        case ColumnCard(table=table, column=column):
            near = _table_closeness(card, asked.keys, column.aspects)
            if table.of_parts:
                near -= _OF_PARTS
            return min(1.06, near + _GROUP_NAMED) if asked.keys & {table.group, WHO} else near


def figures(card: Card, asked: AskedOf) -> float:
    """Share of the telling numbers of the question that the card prints; 0 where there are none."""
    return len(asked.telling & card.numbers) / len(asked.telling) if asked.telling else 0.0


def _only_row(card: Card, question: Question) -> bool:
    return all(
        term.kinds & SAYING_LITTLE or not card.vocabulary.isdisjoint(term.keys) for term in question.terms
    )


def _in_range(statement: Statement, question: Question) -> bool:
    """Whether the statement says what the very number of the question means."""
    if not question.numbers:
        return False
    if statement.thresholds:
        return statement.topics[0] in keys_of(question.terms)
    whole = [number for number in question.numbers if number % 1 == 0]
    return any(part.low <= number <= part.high for part in statement.ranges for number in whole)


def _instrument_unnamed(statement: Statement, card: Card, question: Question) -> bool:
    """Whether an instrument's answer rests on words that mean something in the paper as well."""
    if not statement.of_instrument:
        return False
    explained = [term for term in question.terms if not card.vocabulary.isdisjoint(term.keys)]
    return all(term.kinds - _OF_INSTRUMENTS - SAYING_LITTLE for term in explained)


def _table_closeness(card: Card, keys: frozenset[str], aspects: Sequence[str]) -> float:
    """Nearer where the column is asked for by name, or where what is asked for stands in the cell."""
    named = 0.0 if keys.isdisjoint(aspects) else 0.55
    present = 0.0 if keys.isdisjoint(card.present) else 0.45
    base = 0.35
    if isinstance(card.payload, CellCard):
        base = 0.45 if card.payload.row.part_of else 0.5
    return min(0.5 + base, base + max(named, present) + (0.1 if named and present else 0.0))
