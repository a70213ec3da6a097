"""Cards: the units that answer. Each knows what it explains, what must be asked for it, and its phrasings."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal

from assistant.reference.content import Caveat, Cell, Column, Concept, Entry, Place, Row, Table
from assistant.reference.question import Question, parse_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.reference.lexicon import Lexicon

_NOT_FROM_TEXT = frozenset({"aspect", "time", "outside", "group"})
"""Kinds that an answer's own text does not explain: naming a dose is not to answer about doses."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: the source, the place in it, and the references given there."""

    source: str
    section: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """What a number from `low` to `high`, both included, means; `{number}` in `says` stands for it."""

    low: float
    high: float
    says: str


@dataclass(frozen=True, slots=True)
class Threshold:
    """A strict limit: only a value beyond it counts. `unit` is the unit of the limit."""

    measures: str
    unit: str
    way: Literal["above", "below"]
    value: float


@dataclass(frozen=True, slots=True)
class Statement:
    """A written answer with everything that is shown beside it."""

    id: str
    says: str
    asks: tuple[str, ...]
    citations: tuple[Citation, ...]
    evidence: str
    topics: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    limits: str | None = None
    ranges: tuple[Range, ...] = ()
    threshold: Threshold | None = None


@dataclass(frozen=True, slots=True)
class RowCard:
    """One row of a table as a whole."""

    table: Table
    row: Row


@dataclass(frozen=True, slots=True)
class CellCard:
    """One cell: a row and a column of a table."""

    table: Table
    row: Row
    column: Column

    @property
    def cell(self) -> Cell:
        """What is printed; an absent cell prints nothing."""
        return self.row.cells.get(self.column.id, Cell(reported=False))


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """One column over all rows of a table."""

    table: Table
    column: Column


Payload = Statement | RowCard | CellCard | ColumnCard


@dataclass(frozen=True, slots=True)
class Card:
    """What can answer. `needs` are sets of keys, of each of which the question must name one."""

    id: str
    payload: Payload
    vocabulary: frozenset[str]
    needs: tuple[frozenset[str], ...] = ()
    asks: tuple[frozenset[str], ...] = ()
    wordings: tuple[frozenset[str], ...] = ()
    present: frozenset[str] = field(default=frozenset())
    numbers: frozenset[float] = field(default=frozenset())


def keys_of(question: Question) -> frozenset[str]:
    """Every key of a question's terms."""
    return frozenset(chain.from_iterable(term.keys for term in question.terms))


def statement_card(statement: Statement, lexicon: Lexicon) -> Card:
    """The card of a written answer: it explains its phrasings, its topics and the things its text names."""
    asked = [parse_question(ask, lexicon) for ask in statement.asks]
    said = parse_question(statement.says, lexicon)
    vocabulary = set(statement.topics).union(*(keys_of(question) for question in asked))
    for term in said.terms:
        if not term.kinds & _NOT_FROM_TEXT:
            vocabulary.update(term.keys)
    numbers = set(said.numbers).union(*(question.numbers for question in asked))
    return Card(
        statement.id,
        statement,
        frozenset(vocabulary),
        asks=tuple(keys_of(question) for question in asked),
        wordings=tuple(frozenset(question.stems) for question in asked),
        numbers=frozenset(numbers),
    )


def entry_statement(entry: Entry, source: str) -> Statement:
    """An entry of the knowledge base as a statement."""
    places = entry.place if isinstance(entry.place, tuple) else (entry.place,)
    return Statement(
        entry.id,
        entry.says,
        (*entry.asks, *entry.premises),
        tuple(Citation(source, str(place), entry.refs) for place in places),
        entry.evidence,
        entry.topics,
        entry.caveats,
        entry.limits,
    )


def caveat_statement(caveat: Caveat, verdict: str, source: str) -> Statement:
    """A caveat as the answer to whether its figures agree."""
    return Statement(
        f"caveat.{caveat.id}",
        f"{caveat.printed} {caveat.found} {verdict}",
        caveat.asks,
        tuple(Citation(source, str(place)) for place in caveat.place),
        "statement",
        caveat.about,
    )


def table_cards(table: Table, lexicon: Lexicon) -> Iterable[Card]:
    """The cards of a table: every cell, every row as a whole, every column as a whole."""
    by_kind = _concepts_by_kind(lexicon.concepts)
    rows = {row.id for row in table.rows}
    for column in table.columns:
        asked = _asked_by(column, by_kind)
        held = {item.of for row in table.rows for item in row.cells.get(column.id, Cell()).items}
        about = {name for row in table.rows for name in row.cells.get(column.id, Cell()).about}
        yield Card(
            f"{table.id}.{column.id}",
            ColumnCard(table, column),
            frozenset(asked | held | about | {table.group}),
            needs=(frozenset(asked | held),),
            present=frozenset(held),
        )
        for row in table.rows:
            card = CellCard(table, row, column)
            holds = {item.of for item in card.cell.items}
            described = _described(table, row)
            yield Card(
                f"{table.id}.{row.id}.{column.id}",
                card,
                frozenset({row.id, table.group, *asked, *held, *card.cell.about, *described}),
                needs=(frozenset({row.id}), frozenset(asked | held | set(card.cell.about))),
                present=frozenset(holds | set(card.cell.about)),
            )
    for row in table.rows:
        yield Card(
            f"{table.id}.{row.id}", RowCard(table, row), frozenset({row.id, table.group}),
            needs=(frozenset({row.id}),), asks=(frozenset(rows & {row.id}),),
        )  # fmt: skip


def _described(table: Table, row: Row) -> set[str]:
    """What is true of every patient of the row, and may be said of it in passing."""
    cells = [row.cells.get(column.id, Cell()) for column in table.columns if column.describes]
    return {item.of for cell in cells for item in cell.items if item.n is None or item.n == row.size}


def _asked_by(column: Column, by_kind: Mapping[str, frozenset[str]]) -> set[str]:
    return set(column.aspects).union(column.items, *(by_kind.get(kind, frozenset()) for kind in column.kinds))


def _concepts_by_kind(concepts: Mapping[str, Concept]) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for concept in concepts.values():
        kinds.setdefault(concept.kind, set()).add(concept.id)
    return {kind: frozenset(names) for kind, names in kinds.items()}


def row_place(row: Row) -> str:
    """Where a row stands in the paper."""
    return str(Place(section=row.place)) if row.place else "table 1"


def cell_text(row: Row, cell: Cell) -> str:
    """A cell in words, its values with their times in order."""
    if cell.points:
        return "; ".join(f"{point.value} {point.at}" for point in cell.points)
    return cell.text or "not reported"
