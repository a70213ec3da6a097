"""A measured figure beside its floor and its mark, and the tables of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Point:
    """One amount of a cost that was measured at several sizes."""

    cost: str
    size: int
    of: str
    """What there were so many of."""
    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, beside the least that it could be.

    `floor` is the same work without malar, measured in the same run; `mark` says in words what must hold, and
    `met` is None where no mark is set. `point` takes the figure into the table of how costs grow.
    """

    what: str
    value: str
    mark: str = ""
    met: bool | None = None
    floor: str = ""
    point: Point | None = None


HEAD = ("what", "measured", "floor", "mark", "")
VERDICTS = {True: "met", False: "**missed**", None: ""}


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table in Markdown, which also reads well in a terminal."""
    return drawn_table(
        HEAD, [(each.what, each.value, each.floor, each.mark, VERDICTS[each.met]) for each in figures]
    )


def growth(figures: Sequence[Figure]) -> str:
    """How each cost that was measured at several sizes grows, as a table in Markdown."""
    points: dict[str, list[Point]] = {}
    for point in (each.point for each in figures if each.point is not None):
        points.setdefault(point.cost, []).append(point)
    rows = [_grown(cost, sorted(found, key=lambda point: point.size)) for cost, found in points.items()]
    return drawn_table(("cost", "sizes", "amounts", "ten times the size costs"), rows)


def _grown(cost: str, points: Sequence[Point]) -> tuple[str, ...]:
    first, last = points[0], points[-1]
    sizes = ", ".join(f"{point.size:,}" for point in points)
    amounts = ", ".join(f"{point.amount:.3g}" for point in points)
    tenfold = "not known"
    if first.size < last.size and min(first.amount, last.amount) > 0:
        power = math.log(last.amount / first.amount) / math.log(last.size / first.size)
        tenfold = f"{10**power:.2f} times as much"
    return cost, f"{sizes} {first.of}", f"{amounts} {first.unit}", tenfold


def drawn_table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns aligned."""
    rows = [head, *body]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    drawn.insert(1, "| " + " | ".join("-" * max(width, 3) for width in widths) + " |")
    return "\n".join(drawn)


def milliseconds(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile of times, in milliseconds."""
    return 1000 * median(seconds), 1000 * quantiles(seconds, n=100, method="inclusive")[98]
