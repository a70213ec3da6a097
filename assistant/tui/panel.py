"""The panel: who is assessed, the running scores with their bands, how far, and the marks place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from assistant.tui.figure_drawing import drawn_figure
from assistant.tui.messages import Pressed
from assistant.tui.steady import Steady
from assistant.tui.text import CHOSEN, indented, literal, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual import events

    from assistant.conversation.body_map.cells import FigurePicture
    from assistant.conversation.turn import CourseRow, MarkRow, Panel, ScoreLine

SECONDARY = "dim"
ACCENT = "$accent"
AROUND = 5
"""Columns of padding and scrollbar."""
LABEL_WIDTH = 10
GAUGE_WIDTH = 24
FIGURE_GAP = 4
PATTERN_GAP = 2
LEAST_BESIDE = 30
"""Columns that words beside the figure need."""
CLOSE_FROM = 60
"""Columns from which the panel stands alone on a small screen, and is set without blank lines."""


class PanelView(VerticalScroll, can_focus=False):
    """One widget of text, redrawn in place."""

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._body = Steady(id="panel-body")
        self._panel: Panel | None = None
        self._as_figure = True

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
            as_figure = self._as_figure and panel.figure is not None
            lines = _with_figure if as_figure else _lines
            self._body.draw(lines(panel, self.size.width - AROUND))

    def turn_over(self, *, as_figure: bool) -> None:
        """Show the figure in the place of the table of marks, or the table again."""
        self._as_figure = as_figure
        if self._panel is not None:
            self.show(self._panel)

    def on_click(self, event: events.Click) -> None:
        """A click on a place of the figure does what its key on the card does."""
        key = event.style.meta.get(CHOSEN)
        if key is not None:
            self.post_message(Pressed(str(key)))


def _with_figure(panel: Panel, width: int) -> Iterator[Content]:
    """The figure below the scores, or where there is room beside them."""
    if panel.figure is None:
        return
    figure = list(drawn_figure(panel.figure.rows))
    columns = max(line.cell_length for line in figure)
    beside = width - columns - FIGURE_GAP
    if beside < LEAST_BESIDE:
        yield from _standing(panel, width)
        yield Content("")
        yield from _with_patterns(figure, panel.figure, columns)
        yield from _words(panel, width, (panel.figure.legend.about, panel.figure.legend.letters))
        return
    words = [*_standing(panel, beside), Content(""), *_words(panel, beside, panel.figure.legend.lines)]
    for row in range(max(len(figure), len(words))):
        left = figure[row] if row < len(figure) else Content("")
        right = words[row] if row < len(words) else Content("")
        yield Content.assemble(padded(left, columns), " " * FIGURE_GAP, right)


def _standing(panel: Panel, width: int) -> Iterator[Content]:
    """Who, with what, the scores and how far, without blank lines."""
    yield from _fact("patient", panel.patient or "no code set (/patient)", width, muted=not panel.patient)
    for name, value in panel.facts:
        yield from _fact(name, value, width)
    yield from _fact("scoring", panel.instrument, width)
    if panel.window:
        yield from _fact("window", panel.window, width)
    for score in panel.scores:
        yield from _score(score, width, close=False)
    yield from _fact("answered", f"{panel.answered} of {panel.total}", width)


def _with_patterns(figure: Sequence[Content], picture: FigurePicture, columns: int) -> Iterator[Content]:
    """The figure, and on its right what each pattern means."""
    patterns = ("", *picture.legend.patterns)
    for row, line in enumerate(figure):
        said = literal(patterns[row] if row < len(patterns) else "", SECONDARY)
        yield Content.assemble(padded(line, columns), " " * PATTERN_GAP, said)


def _words(panel: Panel, width: int, lines: Iterable[str]) -> Iterator[Content]:
    """What the figure means, and what is asked once."""
    for line in lines:
        yield from literal(line, SECONDARY).wrap(width)
    for row in panel.others:
        yield _row(row, width - 4, 2)


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
