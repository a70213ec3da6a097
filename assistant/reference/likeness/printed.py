"""The rows against which a patient is held, made ready once: what each cell holds and stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.format.likeness import LikenessPhrasing
    from assistant.reference.format.tables import Cell, Column, Item, Row, Table
    from assistant.reference.question.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One thing that a cell lists."""

    item: Item
    meant: frozenset[str]
    """The concepts as which it is held against a patient."""
    covers: frozenset[str]
    """These with everything that belongs to them; nothing for what is said of all patients."""
    closer_in_cell: bool
    """Whether the cell prints something narrower too, and so what exactly it is: `mouth` beside `mucosa`."""
    closer_in_row: bool


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell that is compared; `ways` are those of its column, `asks` what the column's items stand for."""

    column: Column
    cell: Cell
    ways: frozenset[str]
    asks: frozenset[str]
    items: tuple[PrintedItem, ...]
    reach: frozenset[str]
    """Every concept that the cell can share, so that most are passed over at once."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A patient or a report."""

    table: Table
    row: Row
    cells: tuple[PrintedCell, ...]

    @property
    def names(self) -> frozenset[str]:
        """The concepts by which the row is named."""
        row = self.row
        return frozenset((row.id, row.part_of or row.id, *row.explains, *self.table.explains))

    @property
    def short_name(self) -> str:
        """The name without what it says in brackets."""
        return self.row.name.split(" (")[0]


def printed_rows(tables: Sequence[Table], lexicon: Lexicon, spoken: LikenessPhrasing) -> Iterator[PrintedRow]:
    """Each patient once: no report whose patients have rows of their own, in another table."""
    parts = {row.part_of for table in tables for row in table.rows}
    for table in tables:
        if not any(column.compares for column in table.columns):
            continue
        for row in table.rows:
            # A row of several patients without a reference is the authors' own series, told case by case.
            if row.id not in parts and (row.refs or row.size == 1):
                yield PrintedRow(table, row, tuple(_cells(table, row, lexicon, spoken)))


def _cells(table: Table, row: Row, lexicon: Lexicon, spoken: LikenessPhrasing) -> Iterator[PrintedCell]:
    in_row = {item.of for cell in row.cells.values() for item in cell.items}
    for column in table.columns:
        if not column.compares:
            continue
        cell = row.cell(column.id)
        in_cell = {item.of for item in cell.items}
        items = []
        for item in cell.items:
            meant = frozenset(spoken.same.get(item.of, (item.of,)))
            covers = lexicon.closure(*meant)
            inside = covers - meant - {item.of}
            of_all = item.of in spoken.everyone
            items.append(
                PrintedItem(
                    item,
                    meant,
                    frozenset() if of_all else covers,
                    not inside.isdisjoint(in_cell),
                    not inside.isdisjoint(in_row),
                )
            )
        asks = frozenset(name for item in column.items for name in spoken.same.get(item, (item,)))
        reach = frozenset(cell.about).union(*(each.meant | each.covers for each in items))
        yield PrintedCell(column, cell, frozenset(column.compares), asks, tuple(items), reach)
