"""What a view of the table of reports says in words: how filters and sorting went, and one row in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import capital, listed
from assistant.reference.evidence.table import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.reference.evidence.table import EvidenceTable, Finding, Query, Seen
    from assistant.reference.format.entries import Caveat
    from assistant.reference.format.tables import Cell, Row

NOT_REPORTED = "not reported"
NR = "NR"
MAY = "?"
"""Behind a row that only may fit."""

DOUBTED = "*"
"""Before a figure with a caveat, so that it stands where the figure is cut."""


class Line(NamedTuple):
    """One column of a row in full: its name, what is printed, and what is to be minded."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def told(evidence: EvidenceTable, query: Query, seen: Seen) -> Iterator[str]:
    """How many rows are shown, how each filter went, who reports nothing on it, and how it is sorted."""
    total = len(evidence.table.rows)
    shown = f"{len(seen.rows)} of {total} rows." if query.filters else f"All {total} rows."
    ordered = query.sort or query.ascending
    yield f"{shown} {_sorting_in_words(evidence, query, seen)}" if ordered else shown
    for finding in seen.findings:
        yield _finding_in_words(evidence, finding)
    if seen.apart:
        yield f"Left out, for these are different patients there: {_names(seen.apart)}."
    if len(query.filters) > 1:
        yield evidence.page.combined


def brief(cell: Cell) -> str:
    """A cell in the fewest signs, marked where it has a caveat; one that reports nothing says so."""
    if not cell.reported:
        return NR
    return f"{DOUBTED if cell.caveats else ''}{cell.brief or cell.text or ''}"


def row_name(row: Row, seen: Seen) -> str:
    """The name of a row, marked where it only may fit."""
    return f"{row.heading} {MAY}" if row.id in seen.may else row.heading


def row_in_full(evidence: EvidenceTable, row: Row) -> Iterator[Line]:
    """Every column of a row, with the caveats on its figures, and those on the row itself."""
    for column in evidence.columns:
        cell = row.cell(column.id)
        text = (cell.text or "") if cell.reported else NOT_REPORTED
        if cell.note:
            text += f" ({cell.note})"
        if cell.figure and row.size > 1:
            text += f"; {evidence.page.figures[cell.figure]}"
        yield Line(column.label, text, caveats_in_words(evidence.caveats(row, column.id)))
    for caveat in evidence.further_caveats(row):
        yield Line("note", "", tuple(caveats_in_words([caveat])))


def caveats_in_words(caveats: Iterable[Caveat]) -> tuple[str, ...]:
    """Caveats with what is printed and what the paper's own data show."""
    return tuple(f"{caveat.printed} {caveat.found}" for caveat in caveats)


def _finding_in_words(evidence: EvidenceTable, finding: Finding) -> str:
    column = evidence.column(finding.filter.column)
    parts = [f"{capital(finding.label)}: {_rows(len(finding.lists))}"]
    if not finding.lists and column.kinds:
        values = evidence.values(column.id)
        parts.append(f"listed are {listed(map(evidence.lexicon.label, values), 'and')}")
    if finding.may:
        where = (f"{row.heading} ({brief(row.cell(column.id))})" for row in finding.may)
        parts.append(f"{len(finding.may)} more may, marked {MAY}: {listed(where, 'and')}")
    if finding.unreported:
        parts.append(f"{NOT_REPORTED} by {len(finding.unreported)}: {_names(finding.unreported)}")
    else:
        parts.append("reported by all")
    return "; ".join(parts) + "."


def _sorting_in_words(evidence: EvidenceTable, query: Query, seen: Seen) -> str:
    if not query.sort:
        return "From the last row to the first."
    if query.sort == NAME:
        return f"Sorted by name, {'A to Z' if query.ascending else 'Z to A'}."
    column = evidence.column(query.sort)
    said = f"Sorted by {column.heading}, {'smallest' if query.ascending else 'largest'} first"
    each = [row for row in seen.rows if row.cell(column.id).figure == "each_patient"]
    if each:
        said += f"; {_names(each)} by the mean of the patients printed"
    if seen.unsorted:
        said += f"; {_names(seen.unsorted)} report none and stand last"
    return f"{said}."


def _names(rows: Iterable[Row]) -> str:
    return listed((row.heading for row in rows), "and")


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
