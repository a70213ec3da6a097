"""The tables against the paper's own sums: what agrees, and that what does not carries a caveat."""

from __future__ import annotations

from statistics import mean, median

import pytest

from assistant.reference.format.tables import Cell, Table
from assistant.reference.library import Knowledge, load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _table(knowledge: Knowledge, name: str) -> Table:
    return next(table for table in knowledge.tables if table.id == name)


def _sum(table: Table, column: str, concept: str) -> int:
    """Patients of the published reports for whom a cell of the column lists the concept."""
    cells = [row.cells.get(column, Cell()) for row in table.rows if row.id != "series"]
    return sum(item.n or 0 for cell in cells for item in cell.items if item.of == concept)


@pytest.mark.parametrize(
    ("column", "concept", "total"),
    [
        ("therapies", "hydroxychloroquine", 26),  # printed 26 of 46
        ("mucosal", "mucosal_involvement", 11),  # printed 11 of 46
        ("subtype", "dle", 36),  # printed 29: caveat
        ("subtype", "scle", 7),  # printed as CLE 3: caveat
        ("therapies", "corticosteroids", 19),  # printed 10 of 36: caveat
        ("therapies", "mycophenolate_mofetil", 10),
    ],
)
def test_sums_of_the_rows(knowledge: Knowledge, column: str, concept: str, total: int) -> None:
    assert _sum(_table(knowledge, "studies"), column, concept) == total


def test_the_reports_hold_47_patients_where_46_are_printed(knowledge: Knowledge) -> None:
    sizes = [row.size for row in _table(knowledge, "studies").rows if row.id != "series"]
    assert len(sizes) == 9
    assert sum(sizes) == 47


@pytest.mark.parametrize("column", ["phototype", "subtype", "therapies", "side_effects"])
def test_no_item_counts_more_patients_than_the_report_has(knowledge: Knowledge, column: str) -> None:
    rows = _table(knowledge, "studies").rows
    counted = [(row, item) for row in rows for item in row.cells.get(column, Cell()).items]
    assert counted
    for row, item in counted:
        assert (item.n or 0) <= row.size, (row.id, item.of)


def test_the_four_cases_against_the_row_that_sums_them_up(knowledge: Knowledge) -> None:
    rows = _table(knowledge, "cases").rows
    ages = [row.cells["age"].number or 0 for row in rows]
    activity = [row.cells["clasi_activity"].number or 0 for row in rows]
    sledai = [row.cells["sledai"].number or 0 for row in rows]
    assert mean(ages) == 35.5
    assert (mean(activity), median(activity), min(activity), max(activity)) == (15.25, 14.5, 5, 27)
    assert mean(sledai) == 8.75
    own = next(row for row in _table(knowledge, "studies").rows if row.id == "series")
    assert own.cells["clasi_activity"].caveats
    assert own.cells["sledai"].caveats


def test_every_point_in_time_is_told_once_and_in_order(knowledge: Knowledge) -> None:
    rows = _table(knowledge, "cases").rows
    courses = [(row.id, column, cell.points) for row in rows for column, cell in row.cells.items()]
    assert any(points for *_, points in courses)
    for row, column, points in courses:
        weeks = [point.week for point in points if point.week is not None]
        assert weeks == sorted(set(weeks)), (row, column)
        if points:
            assert sum(point.last for point in points) == 1, (row, column)


def test_references_are_complete_and_every_confirmed_caveat_can_be_asked_for(knowledge: Knowledge) -> None:
    assert len(knowledge.sources.references) == 28
    assert all(caveat.asks for caveat in knowledge.caveats if caveat.verdict == "confirmed")
