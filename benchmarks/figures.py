"""A measured figure beside its mark, and the table of them."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured. `mark` says in words what must hold; `met` is None where no mark is set."""

    what: str
    value: str
    mark: str = ""
    met: bool | None = None


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table in Markdown, which also reads well in a terminal."""
    verdicts = {True: "met", False: "MISSED", None: ""}
    rows = [("what", "measured", "mark", "")]
    rows += [(each.what, each.value, each.mark, verdicts[each.met]) for each in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    drawn.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(drawn)


def milliseconds(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile of times, in milliseconds."""
    return 1000 * median(seconds), 1000 * quantiles(seconds, n=100, method="inclusive")[98]
