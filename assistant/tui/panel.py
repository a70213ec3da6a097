"""The panel: who is assessed, the running scores with their bands, how far, and the marks place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from assistant.tui.steady import Steady
from assistant.tui.text import indented, literal, padded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.turn import CourseRow, MarkRow, Panel, ScoreLine

SECONDARY = "dim"
ACCENT = "$accent"
AROUND = 5
"""Columns of padding and scrollbar."""
LABEL_WIDTH = 10
GAUGE_WIDTH = 24
CLOSE_FROM = 60
"""Columns from which the panel stands alone on a small screen, and is set without blank lines."""


class PanelView(VerticalScroll, can_focus=False):
    """One widget of text, redrawn in place."""

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._body = Steady(id="panel-body")
        self._panel: Panel | None = None

    def on_mount(self) -> None:
        """Stand empty until there is something to show."""
        self.mount(self._body)

    def on_resize(self) -> None:
        """Set the table for the width there is."""
        if self._panel is not None:
            self.show(self._panel)

    def show(self, panel: Panel) -> None:
        """Draw `panel`; a hidden panel keeps it for when it is opened."""
        self._panel = panel
        if self.size.width:
            self._body.draw(_lines(panel, self.size.width - AROUND))


def _lines(panel: Panel, width: int) -> Iterator[Content]:
    close = width >= CLOSE_FROM
    gap = () if close else (Content(""),)
    yield from _fact("patient", panel.patient or "no code set (/patient)", width, muted=not panel.patient)
    for name, value in panel.facts:
        yield from _fact(name, value, width)
    if not panel.instrument:
        yield Content("")
        if panel.course:
            yield from _course(panel.course, width)
            yield Content("")
        yield literal("Nothing is being scored. /score starts.", SECONDARY)
        return
    yield from gap if panel.facts else ()
    yield from _fact("scoring", panel.instrument, width)
    if panel.window:
        yield from _fact("window", panel.window, width)
    for score in panel.scores:
        yield from gap
        yield from _score(score, width, close=close)
    yield from gap
    yield from _fact("answered", f"{panel.answered} of {panel.total}", width)
    if not close:
        yield _gauge(panel.answered, panel.total)
    if panel.rows or panel.others:
        yield from gap
        yield from _table(panel, min(width, CLOSE_FROM))
    if panel.legend:
        yield from literal(panel.legend, SECONDARY).wrap(width)


def _fact(name: str, value: str, width: int, *, muted: bool = False) -> Iterator[Content]:
    lead = literal(name.ljust(LABEL_WIDTH), SECONDARY)
    yield from indented(literal(value, SECONDARY if muted else ""), width, lead, LABEL_WIDTH).split("\n")


def _score(score: ScoreLine, width: int, *, close: bool) -> Iterator[Content]:
    yield Content.assemble(
        literal(score.title.ljust(LABEL_WIDTH), SECONDARY),
        literal(score.span, f"bold {ACCENT}"),
        literal(f" of {score.maximum}", SECONDARY),
        literal(f"  {score.words}" if close else ""),
    )
    if score.words and not close:
        yield from (
            Content(" " * LABEL_WIDTH) + line for line in literal(score.words).wrap(width - LABEL_WIDTH)
        )


def _course(rows: tuple[CourseRow, ...], width: int) -> Iterator[Content]:
    """As many of the last visits side by side as there is room for."""
    titles = max(len(row.title) for row in rows)
    cell = max(len(text) for row in rows for text in row.cells) + 1
    shown = max((width - titles) // cell, 1)
    for number, row in enumerate(rows):
        cells = "".join(text.rjust(cell) for text in row.cells[-shown:])
        yield Content.assemble(
            literal(row.title.ljust(titles), SECONDARY), literal(cells, SECONDARY if number == 0 else "")
        )


def _gauge(answered: int, total: int) -> Content:
    done = GAUGE_WIDTH * answered // total if total else 0
    return Content.assemble(
        Content(" " * LABEL_WIDTH),
        literal("━" * done, ACCENT),
        literal("─" * (GAUGE_WIDTH - done), SECONDARY),
    )


def _table(panel: Panel, width: int) -> Iterator[Content]:
    cell = max((len(column) for column in panel.columns), default=1) + 1
    names = max(width - cell * max(len(panel.columns), 1) - 2, 8)
    if panel.columns:
        heads = "".join(column.rjust(cell) for column in panel.columns)
        yield literal(" " * (names + 2) + heads, SECONDARY)
    for row in panel.rows:
        yield _row(row, names, cell)
    for row in panel.others:
        yield _row(row, width - 4, 2)


def _row(row: MarkRow, names: int, cell: int) -> Content:
    style = "bold" if row.current else ""
    return Content.assemble(
        literal("❯ " if row.current else "  ", f"bold {ACCENT}"),
        padded(literal(row.title, style), names),
        literal("".join(mark.rjust(cell) for mark in row.marks), style),
    )
