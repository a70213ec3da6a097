"""The cards of a table: every cell, every row as a whole, every column as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reference.cards import Card, CellCard, ColumnCard, RowCard
from assistant.reference.question.words import number_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.tables import Cell, Column, Row, Table
    from assistant.reference.question.lexicon import Lexicon

_TOLD_AS_ABSENT = frozenset({"drug", "drug_class", "infection", "adverse_event", "antibody", "phototype"})


def table_cards(table: Table, lexicon: Lexicon) -> Iterator[Card]:
    """Every card of the table."""
    by_kind = _concepts_by_kind(lexicon.concepts)
    group = {table.group, *table.explains}
    for column in table.columns:
        held = {item.of for row in table.rows for item in row.cell(column.id).items}
        asked = _asked_by(column, by_kind)
        about = {name for row in table.rows for name in row.cell(column.id).about}
        yield Card(
            f"{table.id}.{column.id}",
            ColumnCard(table, column),
            frozenset(asked | held | about | group),
            needs=(frozenset(asked | held),),
            present=frozenset(held),
            told=_told(column.label, table.row_word),
        )
        for row in table.rows:
            yield _cell_card(CellCard(table, row, column), asked | held, group)
    for row in table.rows:
        named = frozenset({row.id, *row.explains})
        yield Card(
            f"{table.id}.{row.id}", RowCard(table, row), named | group, needs=(named,), told=_told(row.name)
        )


def _cell_card(card: CellCard, asked: set[str], group: set[str]) -> Card:
    named = frozenset({card.row.id, *card.row.explains, *filter(None, [card.row.part_of])})
    about = set(card.cell.about)
    return Card(
        f"{card.table.id}.{card.row.id}.{card.column.id}",
        card,
        frozenset(named | group | asked | about | _described(card.table, card.row)),
        needs=(named, frozenset(asked | about)),
        present=frozenset(about.union(item.of for item in card.cell.items)),
        numbers=_numbers(card.cell),
        told=_told(card.row.name, card.table.row_word, card.column.label, card.cell.text or ""),
    )


def _told(*texts: str) -> tuple[str, ...]:
    return tuple(sorted({word.stem for text in texts for word in words_of(text)}))


def _numbers(cell: Cell) -> frozenset[float]:
    words = [
        word for text in (cell.text or "", *(point.value for point in cell.points)) for word in words_of(text)
    ]
    return frozenset(number for word in words if (number := number_of(word)) is not None)


def _described(table: Table, row: Row) -> set[str]:
    """What is true of every patient of the row, and may be said of it in passing."""
    cells = [row.cell(column.id) for column in table.columns if column.describes]
    return {item.of for cell in cells for item in cell.items if item.n is None or item.n == row.size}


def _asked_by(column: Column, by_kind: Mapping[str, frozenset[str]]) -> set[str]:
    """The concepts that ask for a column, with those whose absence from it is an answer too."""
    open_kinds = (by_kind.get(kind, frozenset()) for kind in column.kinds if kind in _TOLD_AS_ABSENT)
    return set(column.aspects).union(column.items, *open_kinds)


def _concepts_by_kind(concepts: Mapping[str, Concept]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for concept in concepts.values():
        kinds.setdefault(concept.kind, set()).add(concept.id)
    return {kind: frozenset(names) for kind, names in kinds.items()}
