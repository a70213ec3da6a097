"""The table of reports as text for reading and as JSON for scripts."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from assistant.reference.evidence.telling import brief, caveats_in_words, row_name, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.reference.evidence.table import EvidenceTable, Query, Seen
    from assistant.reference.format.tables import Cell, Row

WIDTH = 100


def evidence_text(evidence: EvidenceTable, query: Query) -> str:
    """Title, how the filters went, the rows with every column, and the footnotes."""
    return "\n".join(_lines(evidence, query))


def evidence_json(evidence: EvidenceTable, query: Query) -> dict[str, object]:
    """The same with every cell: what is not reported is null with `reported` false, never zero."""
    seen = evidence.see(query)
    return {
        "source": evidence.source,
        "title": evidence.table.title,
        "evidence": evidence.kind_of_evidence,
        "filters": [
            {
                "column": each.filter.column,
                "value": each.label,
                "lists": [row.id for row in each.lists],
                "may_list": [row.id for row in each.may],
                "not_reported": [row.id for row in each.unreported],
            }
            for each in seen.findings
        ],
        "sort": {
            "column": query.sort,
            "ascending": query.ascending,
            "no_figure": [r.id for r in seen.unsorted],
        }
        if query.sort
        else None,
        "in_different_patients": [row.id for row in seen.apart],
        "rows": [_row_json(evidence, row, seen) for row in seen.rows],
        "notes": list(told(evidence, query, seen)),
        "footnotes": list(evidence.page.footnotes),
    }


def _row_json(evidence: EvidenceTable, row: Row, seen: Seen) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "refs": list(row.refs),
        "size": row.size,
        "match": "may" if row.id in seen.may else "lists",
        "cells": {column.id: _cell_json(evidence, row, column.id) for column in evidence.columns},
        "caveats": list(caveats_in_words(evidence.further_caveats(row))),
    }


def _cell_json(evidence: EvidenceTable, row: Row, column: str) -> dict[str, object]:
    cell: Cell = row.cell(column)
    each = evidence.patients(row) if cell.figure == "each_patient" else ()
    return {
        "reported": cell.reported,
        "brief": cell.brief,
        "text": cell.text if cell.reported else None,
        "number": None if each else cell.number,
        "of_each_patient": [patient.cell(column).number for patient in each] or None,
        "figure": cell.figure,
        "range": list(cell.range) if cell.range else None,
        "items": [{"of": item.of, "n": item.n} for item in cell.items],
        "caveats": list(caveats_in_words(evidence.caveats(row, column))),
    }


def _lines(evidence: EvidenceTable, query: Query) -> Iterator[str]:
    seen = evidence.see(query)
    yield evidence.table.title
    for line in told(evidence, query, seen):
        yield from textwrap.wrap(line, WIDTH, subsequent_indent="  ")
    for row in seen.rows:
        yield ""
        yield row_name(row, seen)
        yield from _row_lines(evidence, row)
    yield ""
    for note in evidence.page.footnotes:
        yield from textwrap.wrap(note, WIDTH, subsequent_indent="  ")
    yield f"Evidence: {evidence.kind_of_evidence}"
    yield f"Source: {evidence.source}, {evidence.name}"


def _row_lines(evidence: EvidenceTable, row: Row) -> Iterator[str]:
    cells = [(column, row.cell(column.id)) for column in evidence.columns]
    printed = " · ".join(f"{column.heading} {brief(cell)}" for column, cell in cells if cell.reported)
    yield from textwrap.wrap(printed, WIDTH, initial_indent="  ", subsequent_indent="  ")
    missing = ", ".join(column.label for column, cell in cells if not cell.reported)
    if missing:
        yield from textwrap.wrap(
            f"not reported: {missing}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    for column, _ in cells:
        for note in caveats_in_words(evidence.caveats(row, column.id)):
            yield from _note(f"* {column.heading}: {note}")
    for note in caveats_in_words(evidence.further_caveats(row)):
        yield from _note(f"Note: {note}")


def _note(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
