"""The tables of figures say what was measured, and how a cost grows."""

from __future__ import annotations

import pytest

from benchmarks.figures import Figure, Point, growth, table
from benchmarks.performance_page import page


def at(size: int, amount: float, cost: str = "opening") -> Figure:
    return Figure(f"{cost} at {size}", f"{amount} ms", point=Point(cost, size, "visits", amount, "ms"))


@pytest.mark.parametrize(
    ("last", "told"), [(2.0, "1.00 times"), (200.0, "10.00 times"), (20_000.0, "100.00 times")]
)
def test_growth_is_what_ten_times_the_size_costs(last: float, told: str) -> None:
    drawn = growth([at(1_000, last), at(10, 2.0), Figure("of one size", "3 ms")])
    [row] = drawn.splitlines()[2:]
    assert told in row
    assert "10, 1,000 visits" in row
    assert "of one size" not in drawn


def test_growth_is_not_made_up_from_one_size() -> None:
    assert "not known" in growth([at(10, 2.0)])


def test_a_missed_mark_is_said_and_a_figure_without_one_has_no_verdict() -> None:
    rows = table(
        [
            Figure("fast", "1 ms", "at most 2 ms", met=True, floor="0.5 ms"),
            Figure("slow", "3 ms", "at most 2 ms", met=False),
            Figure("seen", "4 ms"),
        ]
    ).splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert cells == [
        ["fast", "1 ms", "0.5 ms", "at most 2 ms", "met"],
        ["slow", "3 ms", "", "at most 2 ms", "**missed**"],
        ["seen", "4 ms", "", "", ""],
    ]


def test_the_page_holds_every_figure_of_its_run_and_on_what_it_ran() -> None:
    written = page([at(10, 2.0), at(1_000, 3.0)], "an abacus", 61.6)
    assert "an abacus, in 62 seconds" in written
    assert "opening at 10 " in written
    assert "opening at 1000 " in written
