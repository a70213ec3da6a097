"""How near a card is to what is asked: by its best phrasing, or by what its column and cell hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard, Statement
from assistant.reference.question import SAYING_LITTLE, keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.question import Question

WeighedAsk = tuple[frozenset[str], float]
"""The keys of a phrasing, with the weight of its terms."""

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
    points: tuple[tuple[frozenset[str], frozenset[str], float], ...] = field(init=False)
    """For each term all its keys, those that were named themselves, and its weight."""

    def __post_init__(self) -> None:
        terms = self.question.terms
        object.__setattr__(self, "total", sum(self.weights))
        object.__setattr__(self, "keys", keys_of(terms))
        points = (
            (frozenset(term.keys), frozenset(term.concepts), weight)
            for term, weight in zip(terms, self.weights, strict=True)
        )
        object.__setattr__(self, "points", tuple(points))


def nearest(asks: Sequence[WeighedAsk], asked: AskedOf) -> tuple[float, frozenset[str]]:
    """How near the nearest phrasing is, 0 to 1, with its keys."""
    likeness, found = 0.0, frozenset[str]()
    for keys, weight in asks:
        whole = asked.total + weight
        if 2 * min(asked.total, weight) <= likeness * whole:
            continue
        shared = 0.0
        for all_keys, named, mine in asked.points:
            if not keys.isdisjoint(all_keys):
                shared += mine * _MEMBER if keys.isdisjoint(named) else mine
        if 2 * shared > likeness * whole:
            likeness, found = 2 * shared / whole, keys
    return min(1.0, likeness), found


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
            return _table_closeness(card, asked.keys, frozenset(column.aspects))
        case ColumnCard(table=table, column=column):
            near = _table_closeness(card, asked.keys, frozenset(column.aspects))
            return min(1.06, near + _GROUP_NAMED) if asked.keys & {table.group, WHO} else near


def figures(card: Card, question: Question) -> float:
    """Share of the telling numbers of the question that the card prints; 0 where there are none."""
    telling = {number for number in question.numbers if number > _SMALL or number % 1}
    return len(telling & card.numbers) / len(telling) if telling else 0.0


def _only_row(card: Card, question: Question) -> bool:
    return all(
        term.kinds & SAYING_LITTLE or not card.vocabulary.isdisjoint(term.keys) for term in question.terms
    )


def _in_range(statement: Statement, question: Question) -> bool:
    """Whether the statement says what the very number of the question means."""
    if statement.thresholds and question.numbers:
        return statement.topics[0] in keys_of(question.terms)
    whole = [number for number in question.numbers if number % 1 == 0]
    return any(part.low <= number <= part.high for part in statement.ranges for number in whole)


def _instrument_unnamed(statement: Statement, card: Card, question: Question) -> bool:
    """Whether an instrument's answer rests on words that mean something in the paper as well."""
    if not statement.of_instrument:
        return False
    explained = [term for term in question.terms if not card.vocabulary.isdisjoint(term.keys)]
    return all(term.kinds - _OF_INSTRUMENTS - SAYING_LITTLE for term in explained)


def _table_closeness(card: Card, keys: frozenset[str], aspects: frozenset[str]) -> float:
    """Nearer where the column is asked for by name, or where what is asked for stands in the cell."""
    named = 0.55 if keys & aspects else 0.0
    present = 0.45 if keys & card.present else 0.0
    base = 0.35
    if isinstance(card.payload, CellCard):
        base = 0.45 if card.payload.row.part_of else 0.5
    return min(0.5 + base, base + max(named, present) + (0.1 if named and present else 0.0))
