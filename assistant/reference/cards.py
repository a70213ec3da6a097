"""Cards: the units that answer. Each knows what it explains, what must be asked for it, and its phrasings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.reference.format.sources import Place
from assistant.reference.question.question import SUBJECTS, Question, Term, TimeAsked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.reference.format.entries import Caveat, Entry
    from assistant.reference.format.tables import Cell, Column, Row, Table
    from assistant.reference.question.lexicon import Lexicon

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
class Unit:
    """A unit in which a value may be given, and how it becomes the unit of the limit: times, then plus."""

    name: str
    times: float
    plus: float = 0.0


@dataclass(frozen=True, slots=True)
class Threshold:
    """A strict limit: only a value beyond it counts. The first of `units` is the unit of the limit."""

    measures: str
    way: Literal["above", "below"]
    value: float
    units: tuple[Unit, ...]


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
    of_instrument: bool = False
    of_caveat: bool = False
    ranges: tuple[Range, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    further: tuple[str, ...] = ()
    """More ways in which it is asked; the words of each speak only together."""


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
        return self.row.cell(self.column.id)


@dataclass(frozen=True, slots=True)
class ColumnCard:
    """One column over all rows of a table."""

    table: Table
    column: Column

    @property
    def has_numbers(self) -> bool:
        """Whether its rows can be ranked."""
        return any(row.cell(self.column.id).number is not None for row in self.table.rows)


Payload = Statement | RowCard | CellCard | ColumnCard


@dataclass(frozen=True, slots=True)
class Card:
    """What can answer. `needs` are sets of keys, of each of which the question must name one."""

    id: str
    payload: Payload
    vocabulary: frozenset[str]
    topics: frozenset[str] = frozenset()
    """Of the vocabulary what it is written about, whatever its text and phrasings say in passing."""
    needs: tuple[frozenset[str], ...] = ()
    asks: tuple[tuple[Term, ...], ...] = ()
    wordings: tuple[tuple[str, ...], ...] = ()
    """The stems of the words of each phrasing, each once."""
    told: tuple[str, ...] = ()
    """The stems of every word that it says, or by which it is called, each once."""
    present: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    times: frozenset[TimeAsked] = frozenset()


def statement_card(statement: Statement, read: Mapping[str, Question], lexicon: Lexicon) -> Card:
    """The card of a written answer: it explains its phrasings, its topics and the things its text names.

    `read` holds its phrasings and its text as questions.
    """
    asked = [read[ask] for ask in statement.asks]
    further = [read[ask] for ask in statement.further]
    said = read[statement.says]
    vocabulary = set(statement.topics)
    for term in (term for question in asked for term in question.terms):
        if not term.kinds & SUBJECTS:
            # One phrasing among many may describe the whole by one of its rows.
            vocabulary.update(_meant(term, statement, lexicon))
    for term in said.terms:
        if not term.kinds & _NOT_FROM_TEXT:
            vocabulary.update(_meant(term, statement, lexicon))
    phrasings = (*asked, *further)
    wordings = tuple(dict.fromkeys(tuple(sorted(set(question.stems))) for question in phrasings))
    numbers = set(said.numbers).union(*(question.numbers for question in phrasings))
    return Card(
        statement.id,
        statement,
        frozenset(vocabulary),
        topics=frozenset(statement.topics),
        asks=tuple(dict.fromkeys(question.terms for question in phrasings)),
        wordings=wordings,
        told=tuple(sorted(set(said.stems).union(*wordings))),
        numbers=frozenset(numbers),
        times=frozenset(said.times).union(*(question.times for question in phrasings)),
    )


def _meant(term: Term, statement: Statement, lexicon: Lexicon) -> set[str]:
    """What a word of several meanings stands for in a statement: its topic, if it can mean that.

    Else no item of a form in the paper's statements, and no other score in an instrument's.
    """
    keys = set(term.keys)
    topical = keys.intersection(statement.topics)
    if topical or len(keys) == 1:
        return topical or keys
    unlikely = "score" if statement.of_instrument else "instrument_item"
    return {key for key in keys if lexicon.kind(key) != unlikely}


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
        of_caveat=True,
    )


def row_place(row: Row) -> str:
    """Where a row stands in the paper."""
    return str(Place(section=row.place)) if row.place else "table 1"


def cell_text(row: Row, cell: Cell) -> str:
    """A cell in words, its values with their times in order."""
    if cell.points:
        return "; ".join(f"{point.value} {point.at}" for point in cell.points)
    return cell.text or "not reported"
