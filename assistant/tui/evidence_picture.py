"""The picture of the reports: a figure against the number of patients, drawn sign by sign.

It is drawn here and not by a plotting library. plotext takes 800 kB and 0.1 s to import, knows no range that
is longer to one side, sets names over points, moves points by a row or more at this size, and returns a text
of terminal controls, past the one way by which text becomes something drawn.
"""

from __future__ import annotations

from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.text import literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.evidence.page import EvidencePicture, EvidencePoint

SECONDARY = "dim"
ACCENT = "bold $accent"
CHOSEN = "bold reverse"
MARGIN = 5
"""Columns before the drawing: the figures of the axis, and the axis."""
STEP = 10
LAST = 4
"""Columns beyond the widest report."""
SINGLE, SEVERAL, TWO = "○", "●", "◎"
LEGEND = f"{SINGLE} one patient  {SEVERAL} several  │ printed range"
LEGEND_OF_TWO = f"  {TWO} two"
FRAME = 3
"""Rows of the title and of the axis below."""
GOOD_ROWS, FEWEST_ROWS = 13, 9

Sign = tuple[str, str]
Place = tuple[int, int]


def drawn_picture(picture: EvidencePicture, width: int, height: int, chosen: str) -> list[Content]:
    """The picture for `width` cells and `height` rows, who prints no figure, and the figures as printed.

    Where all that has no room, the list of figures reaches below the last row.
    """
    without = list(_without(picture, width))
    figures = list(_figures(picture, width, chosen))
    room = height - FRAME - len(without)
    rows = max(room - len(figures) - 1, min(room, GOOD_ROWS), FEWEST_ROWS)
    drawing = _Drawing(picture, width - MARGIN - 1, rows)
    for point in picture.points:
        drawing.draw(point, chosen)
    drawing.name_all(picture.points, chosen)
    legend = literal(LEGEND + LEGEND_OF_TWO if drawing.holds_two else LEGEND, SECONDARY).wrap(width)
    return [*literal(picture.title, ACCENT).wrap(width)[:1], *drawing.lines(), *without, *legend, *figures]


class _Drawing:
    """A field of signs; rows are counted from the top, columns from the axis."""

    def __init__(self, picture: EvidencePicture, columns: int, rows: int) -> None:
        self._columns = columns
        self._top = ceil(picture.highest / STEP) * STEP
        # The figures of the axis stand at equal distances.
        steps = self._top // STEP
        self._rows = max((rows - 1) // steps, 1) * steps + 1
        self.holds_two = False
        self._widest = picture.widest
        self._signs: dict[Place, Sign] = {}

    def draw(self, point: EvidencePoint, chosen: str) -> None:
        """A point over its printed range."""
        column = self._column(point.size)
        style = ACCENT if point.row == chosen else ""
        if point.low is not None and point.high is not None:
            top, bottom = self._row(point.high), self._row(point.low)
            for row in range(top, bottom + 1):
                sign = "┬" if row == top else "┴" if row == bottom else "│"
                self._signs.setdefault((row, column), (sign, style))
        place = self._row(point.value), column
        sign = SINGLE if point.single else SEVERAL
        if self._signs.get(place, ("", ""))[0] in {SINGLE, SEVERAL}:
            sign, self.holds_two = TWO, True
        self._signs[place] = (sign, style or "bold")

    def name_all(self, points: Iterable[EvidencePoint], chosen: str) -> None:
        """Names beside the points, the one with the fewest places first; the list below holds every name."""
        unnamed = {point.row: point for point in reversed(tuple(points))}
        while unnamed:
            places = {row: self._places(point) for row, point in unnamed.items()}
            point = unnamed.pop(min(places, key=lambda row: len(places[row])))
            if places[point.row]:
                at, start = places[point.row][0]
                style = CHOSEN if point.row == chosen else SECONDARY
                self._signs |= {
                    (at, start + offset): (sign, style) for offset, sign in enumerate(point.label)
                }

    def _places(self, point: EvidencePoint) -> list[Place]:
        """Where the name may begin: beside the point, or touching it from above or below."""
        row, column, length = self._row(point.value), self._column(point.size), len(point.label)
        right, left, middle = column + 2, column - 1 - length, column - length // 2
        touching = [(at, start) for at in (row - 1, row + 1) for start in (middle, right, left)]
        return [place for place in ((row, right), (row, left), *touching) if self._is_free(*place, length)]

    def _is_free(self, row: int, start: int, length: int) -> bool:
        inside = start >= 0 and start + length <= self._columns and 0 <= row < self._rows
        return inside and not any((row, start + offset) in self._signs for offset in range(-1, length + 1))

    def lines(self) -> Iterator[Content]:
        """The field with its axes."""
        ticks = {self._row(value): str(value) for value in range(0, self._top + 1, STEP)}
        for row in range(self._rows):
            yield Content.assemble(
                literal(f"{ticks.get(row, ''):>{MARGIN - 2}} {'┤' if row in ticks else '│'}", SECONDARY),
                *self._pieces(row),
            )
        line, named = ["─"] * self._columns, [" "] * self._columns
        for size in range(1, self._widest + 1):
            column = self._column(size)
            line[column] = "┬"
            for offset, figure in enumerate(str(size)):
                named[column + offset] = figure
        yield literal(" " * (MARGIN - 1) + "└" + "".join(line), SECONDARY)
        yield literal(" " * MARGIN + "".join(named), SECONDARY)

    def _pieces(self, row: int) -> Iterator[Content]:
        signs = [self._signs.get((row, column), (" ", "")) for column in range(self._columns)]
        for style, run in groupby(signs, key=lambda sign: sign[1]):
            yield literal("".join(text for text, _ in run), style)

    def _row(self, value: float) -> int:
        return round((self._rows - 1) * (1 - value / self._top))

    def _column(self, size: int) -> int:
        return round((self._columns - LAST) * size / self._widest)


def _without(picture: EvidencePicture, width: int) -> Iterator[Content]:
    """The rows that print no figure."""
    if picture.without:
        text = f"Not drawn, for they print no {picture.figure}: {', '.join(picture.without)}."
        yield from literal(text).wrap(width)


def _figures(picture: EvidencePicture, width: int, chosen: str) -> Iterator[Content]:
    """Every figure as printed."""
    for row, group in groupby(picture.points, key=lambda point: point.row):
        point = next(group)
        sign = SINGLE if point.single else SEVERAL
        patients = "1 patient" if point.size == 1 else f"{point.size} patients"
        kind = f", {point.kind}" if point.size > 1 else ""
        notes = "".join(f"; {note}" for note in point.notes)
        text = f"{sign} {point.label}, {patients}: {point.printed}{kind}{notes}"
        yield from literal(text, ACCENT if row == chosen else "").wrap(width)
