"""The page of reports as plain values, which a screen draws and a test reads."""

from __future__ import annotations

from typing import NamedTuple


class EvidenceColumn(NamedTuple):
    """A column: its heading, whether rows can be sorted by it, and the sign of the order it has now."""

    id: str
    heading: str
    sortable: bool = False
    order: str = ""


class DetailLine(NamedTuple):
    """One column of a row in full: its name, what is printed, and what is to be minded."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


class EvidenceRow(NamedTuple):
    """A row: its cells in brief, in the order of the columns, and everything it prints."""

    id: str
    heading: str
    title: str
    cells: tuple[str, ...]
    detail: tuple[DetailLine, ...] = ()


class EvidencePoint(NamedTuple):
    """A figure of the picture, with its printed range, what kind of figure it is, and its caveats."""

    row: str
    label: str
    size: int
    value: float
    low: float | None
    high: float | None
    printed: str
    kind: str
    single: bool
    notes: tuple[str, ...] = ()


class EvidencePicture(NamedTuple):
    """The figures of the rows that print one, and the names of those that do not.

    `widest` and `highest` are the ends of the axes; they belong to the whole table and stand still.
    """

    title: str
    figure: str
    widest: int
    highest: float
    points: tuple[EvidencePoint, ...] = ()
    without: tuple[str, ...] = ()


class PageHint(NamedTuple):
    """A key that works on the page, and what it does in one or two words."""

    key: str
    what: str


class EvidencePage(NamedTuple):
    """The whole page: what is asked and how it went, the rows, the picture, and what stands under them."""

    title: str
    told: tuple[str, ...]
    columns: tuple[EvidenceColumn, ...]
    rows: tuple[EvidenceRow, ...]
    picture: EvidencePicture
    footnotes: tuple[str, ...]
    hints: tuple[PageHint, ...]
