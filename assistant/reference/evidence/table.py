"""The reports as a table that is filtered and sorted; what a row does not report is neither zero nor no.

A filter sorts the rows into four: those that list what is asked; those that may, because they print it under
a wider name or in a group; those that do not; and those that report nothing on it, which are named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from assistant.reference.library import Knowledge, load_knowledge
from assistant.reference.question.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.reference.format.entries import Caveat
    from assistant.reference.format.tables import Cell, Column, Row

FILTERED = ("subtype", "mucosal", "phototype", "therapies", "side_effects")
"""The columns by which rows are filtered."""

NAME = "name"
"""The sort key that is no column: the rows by their names."""


class Verdict(Enum):
    """What a row says to a filter."""

    LISTS = "lists"
    MAY = "may list"
    NOT = "does not list"
    UNREPORTED = "not reported"


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows whose cell of `column` lists `concept`, or anything at all; `negated` turns it round."""

    column: str
    concept: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of the table: filters that all hold, and the column it is sorted by.

    Without a column the rows stand as printed, or from the last to the first.
    """

    filters: tuple[Filter, ...] = ()
    sort: str = ""
    ascending: bool = False

    def filtered(self, column: str, wanted: Filter | None) -> Query:
        """With `wanted` in the place of every filter on the column, or with none on it."""
        others = tuple(each for each in self.filters if each.column != column)
        return replace(self, filters=(*others, wanted) if wanted else others)

    def sorted_by(self, column: str) -> Query:
        """Sorted by a column, the largest first; the same column once more turns the order round."""
        if column and column == self.sort:
            return self.reversed()
        return replace(self, sort=column, ascending=column == NAME)

    def reversed(self) -> Query:
        """In the opposite order."""
        return replace(self, ascending=not self.ascending)


@dataclass(frozen=True, slots=True)
class Finding:
    """How all rows of the table answer one filter."""

    filter: Filter
    label: str
    lists: tuple[Row, ...]
    may: tuple[Row, ...]
    unreported: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a query shows: the rows in order, those of them that only may fit, and how each filter went.

    `apart` are rows that fit, but with different patients; `unsorted` stand last for want of a figure.
    """

    rows: tuple[Row, ...]
    may: frozenset[str]
    findings: tuple[Finding, ...]
    apart: tuple[Row, ...]
    unsorted: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of the picture: of which row, its printed range and kind, and whether of a single patient."""

    row: Row
    value: float
    range: tuple[float, float] | None
    kind: str
    single: bool


class EvidenceTable:
    """The table that the knowledge shows as a page, with the patients that it prints one by one."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self.table, self.page = next(
            (table, table.page) for table in knowledge.tables if table.page is not None
        )
        self.name = self.table.title.partition(",")[0]
        self.lexicon = lexicon
        self.source = knowledge.sources.paper.short
        self.kind_of_evidence = knowledge.phrasing.evidence[self.table.evidence]
        self._caveats = {caveat.id: caveat for caveat in knowledge.caveats}
        rows = {row.id for row in self.table.rows}
        self._patients: dict[str, list[Row]] = {}
        for row in (row for table in knowledge.tables for row in table.rows):
            if row.part_of in rows and row.part_of is not None:
                self._patients.setdefault(row.part_of, []).append(row)
        by_id = {column.id: column for column in self.table.columns}
        self.columns: tuple[Column, ...] = tuple(by_id[name] for name in self.page.columns)

    def column(self, name: str) -> Column:
        """A column by its id."""
        return next(column for column in self.columns if column.id == name)

    def patients(self, row: Row) -> Sequence[Row]:
        """The patients of a row whom the table prints one by one; none where it sums them up."""
        return self._patients.get(row.id, ())

    def see(self, query: Query) -> Seen:
        """The rows that fit a query, in its order."""
        verdicts = {row.id: self._fits(row, query.filters) for row in self.table.rows}
        shown = [row for row in self.table.rows if verdicts[row.id] in {Verdict.LISTS, Verdict.MAY}]
        apart = [row for row in shown if self._only_apart(row, query.filters)]
        shown = [row for row in shown if row not in apart]
        ordered, unsorted = self._ordered(shown, query)
        return Seen(
            rows=(*ordered, *unsorted),
            may=frozenset(row.id for row in shown if verdicts[row.id] is Verdict.MAY),
            findings=tuple(self._finding(each) for each in query.filters),
            apart=tuple(apart),
            unsorted=tuple(unsorted),
        )

    def verdict(self, row: Row, asked: Filter) -> Verdict:
        """What one row, or one patient, says to one filter."""
        cell = row.cell(asked.column)
        if not cell.reported:
            return Verdict.UNREPORTED
        found = self._lists(cell, asked)
        if asked.negated and found is not Verdict.MAY:
            return Verdict.NOT if found is Verdict.LISTS else Verdict.LISTS
        return found

    def values(self, column: str) -> tuple[str, ...]:
        """The concepts that the cells of a column list, each once, in the order of the table."""
        cells = (row.cell(column) for row in self.table.rows)
        return tuple(dict.fromkeys(name for cell in cells for name in _listed(cell)))

    def label(self, asked: Filter) -> str:
        """A filter in words: `subtype: discoid lupus (DLE)`, `mucosal: none`."""
        if asked.concept is None:
            value = "none" if asked.negated else "any"
        else:
            value = ("not " if asked.negated else "") + self.lexicon.label(asked.concept)
        return f"{self.column(asked.column).heading}: {value}"

    def points(self, rows: Iterable[Row]) -> Iterator[Point]:
        """The figures of the picture; a row whose patients are printed one by one has one for each."""
        column = self.page.picture
        for row in rows:
            cell = row.cell(column)
            if cell.number is None or cell.figure is None:
                continue
            kind = self.page.figures[cell.figure]
            each = self.patients(row) if cell.figure == "each_patient" else ()
            numbers = [number for one in each if (number := one.cell(column).number) is not None]
            for value in numbers or [cell.number]:
                yield Point(
                    row, value, cell.range, kind, single=cell.figure in {"one_patient", "each_patient"}
                )

    def caveats(self, row: Row, column: str) -> tuple[Caveat, ...]:
        """The caveats on the printed figure of one cell."""
        return tuple(self._caveats[name] for name in row.cell(column).caveats)

    def further_caveats(self, row: Row) -> tuple[Caveat, ...]:
        """The caveats on the row that stand on none of its cells."""
        told = {name for cell in row.cells.values() for name in cell.caveats}
        return tuple(
            caveat
            for caveat in self._caveats.values()
            if caveat.id not in told and any(where.row == row.id for where in caveat.place)
        )

    def _fits(self, row: Row, filters: Sequence[Filter]) -> Verdict:
        """The verdict on all filters together: one that is not met decides, then one without a report."""
        found = {self.verdict(row, each) for each in filters}
        for verdict in (Verdict.NOT, Verdict.UNREPORTED, Verdict.MAY):
            if verdict in found:
                return verdict
        return Verdict.LISTS

    def _only_apart(self, row: Row, filters: Sequence[Filter]) -> bool:
        """Whether every patient of the row is printed, and none of them meets all filters."""
        patients = self.patients(row)
        misses = {Verdict.NOT, Verdict.UNREPORTED}
        return len(patients) == row.size and all(self._fits(each, filters) in misses for each in patients)

    def _lists(self, cell: Cell, asked: Filter) -> Verdict:
        names = set(_listed(cell))
        if asked.concept is None:
            nothing = {self.column(asked.column).none}
            return Verdict.LISTS if names - nothing else Verdict.NOT
        wanted = self.lexicon.closure(asked.concept)
        if names & wanted:
            return Verdict.LISTS
        wider = any(self.lexicon.closure(name) & wanted for name in names)
        return Verdict.MAY if wider else Verdict.NOT

    def _finding(self, asked: Filter) -> Finding:
        def those(verdict: Verdict) -> tuple[Row, ...]:
            return tuple(row for row in self.table.rows if self.verdict(row, asked) is verdict)

        label = self.label(asked)
        return Finding(asked, label, those(Verdict.LISTS), those(Verdict.MAY), those(Verdict.UNREPORTED))

    def _ordered(self, rows: Sequence[Row], query: Query) -> tuple[list[Row], list[Row]]:
        """Rows in order, and those without a figure to be sorted by, which stand last either way."""
        if not query.sort:
            return list(reversed(rows) if query.ascending else rows), []
        if query.sort == NAME:
            return sorted(rows, key=lambda row: row.heading.casefold(), reverse=not query.ascending), []
        figures = {row.id: row.cell(query.sort).number for row in rows}
        having = [(figure, row) for row in rows if (figure := figures[row.id]) is not None]
        having.sort(key=lambda each: each[0], reverse=not query.ascending)
        return [row for _, row in having], [row for row in rows if figures[row.id] is None]


def _listed(cell: Cell) -> tuple[str, ...]:
    """Everything that a cell prints, counted or not."""
    return (*(item.of for item in cell.items), *cell.also)


def open_evidence() -> EvidenceTable:
    """The table over the shipped knowledge and MALAR_CONTENT. Raises ContentError with every problem."""
    knowledge = load_knowledge()
    return EvidenceTable(knowledge, Lexicon(knowledge.concepts, knowledge.language))
