"""The course of a patient drawn in characters for any width: a panel for each score, all on the same weeks.

Nothing but characters comes out, no colour: a final value is `o` with its figure, one that is not final a bar
from the least to the most that it can be, a treatment a line of `=`, an adverse event a number.
"""

from __future__ import annotations

import textwrap
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.records.drawn_course import Course, Line, Point

NARROWEST = 60
WIDEST = 160
LABELS = 16
WIDER_LABELS = 30
WIDER_FROM = 110
"""Columns from which the labels at the left get more room."""

ROWS = 5
"""Rows of a panel."""

FRAME = 2
FINAL = "o"
BETWEEN = "·"
NOT_FINAL = "|"
TREATED = "="
EVENT = "!"
LEGEND = (
    f"{FINAL} value   {NOT_FINAL} not final: between its ends   {TREATED} treated   {EVENT} adverse event"
)
TICKS = (1, 2, 4, 8, 12, 24, 26, 52, 104, 208, 520)
COLUMNS_OF_A_TICK = 7


def course_text(course: Course, width: int) -> str:
    """The picture in so many columns."""
    return "\n".join(_Picture(course, max(NARROWEST, min(WIDEST, width))).lines())


class _Picture:
    """One course at one width."""

    def __init__(self, course: Course, width: int) -> None:
        self.course = course
        self.width = width
        self.labels = WIDER_LABELS if width >= WIDER_FROM else LABELS
        self.first = floor(min(0.0, course.first))
        self.last = max(ceil(course.last), self.first + 1)

    def lines(self) -> Iterator[str]:
        """Every line of it."""
        course = self.course
        yield from self._wrapped(f"{course.code}: weeks since {course.zero}")
        yield from self._wrapped(LEGEND)
        for line in course.lines:
            yield ""
            yield line.title
            yield from self._panel(line)
        yield from self._bars()
        yield from self._after()
        yield from self._notes()

    def _panel(self, line: Line) -> Sequence[str]:
        figure = self._figure(ROWS + FRAME)
        low, high = _limits(line.points)
        ticks = [low, (low + high) / 2, high]
        figure.ruler("y").lim(low, high)
        figure.ruler("y").ticks(ticks, [f"{tick:g}".rjust(self.labels) for tick in ticks])
        finals = [point for point in line.points if point.final]
        for before, after in pairwise(finals):
            figure.draw(figure.segment((before.week, after.week), (before.low, after.low), marker=BETWEEN))
        for point in line.points:
            if not point.final:
                ends = (point.low, point.high)
                figure.draw(figure.segment((point.week, point.week), ends, marker=NOT_FINAL))
        for point in finals:
            self._mark(figure, point)
        return _built(figure)

    def _mark(self, figure: Any, point: Point) -> None:  # noqa: ANN401  # the library states no types
        """The value as a sign with its figure beside it, to the left of the right edge."""
        figure.draw(figure.signal([point.week], [point.low], marker=FINAL))
        text = f"{point.low:g}"
        last = self.width - self.labels - FRAME - 1
        weeks = (self.last - self.first) / last
        column = floor((point.week - self.first) / weeks + 0.5)
        side, beside = ("left", column + 1) if column + len(text) <= last else ("right", column - 1)
        figure.draw(figure.text(self.first + beside * weeks, point.low, text, alignment=side))

    def _bars(self) -> Iterator[str]:
        """Treatments and events under the panels, and the weeks under them."""
        rows = [each.label for each in self.course.treatments]
        if self.course.events:
            rows.append("adverse events")
        rows = rows or ["treatments"]
        figure = self._figure(len(rows) + FRAME + 1, weeks=True)
        places = list(range(len(rows), 0, -1))
        figure.ruler("y").lim(1, max(len(rows), 2)) if len(rows) > 1 else figure.ruler("y").lim(0.5, 1.5)
        figure.ruler("y").ticks(places, [self._label(row) for row in rows])
        for place, each in zip(places, self.course.treatments, strict=False):
            start, stop = max(each.start, self.first), min(self._end(each.stop), self.last)
            if start <= stop:
                figure.draw(figure.segment((start, stop), (place, place), marker=TREATED))
        for event in self.course.events:
            if self.first <= event.week <= self.last:
                figure.draw(figure.signal([event.week], [1], marker=EVENT))
        yield ""
        yield "Treatments and adverse events; weeks below"
        yield from _built(figure)

    def _after(self) -> Iterator[str]:
        for event in sorted(self.course.events, key=lambda each: each.week):
            yield from self._wrapped(f"{EVENT} week {floor(event.week)}: {event.label}")
        for each in self.course.treatments:
            if each.start < self.first or each.stop is not None:
                until = "" if each.stop is None else f" to week {floor(each.stop)}"
                yield from self._wrapped(f"{TREATED} {each.label}: from week {floor(each.start)}{until}")
        if self.course.undated:
            yield from self._wrapped(f"Without a first day on record: {', '.join(self.course.undated)}")

    def _notes(self) -> Iterator[str]:
        for each in self.course.notes:
            yield from self._wrapped(f"~ {each}")

    def _figure(self, rows: int, *, weeks: bool = False) -> Any:  # noqa: ANN401  # as above
        # Only where something is drawn: it takes a tenth of a second to import.
        import plotext  # noqa: PLC0415

        # The picture scrolls, and is not held to the size of the terminal.
        plotext.terminal.limit(False, False)
        figure = plotext.figure
        figure.clear()
        figure.plot_size(self.width, rows)
        figure.ruler("x").lim(self.first, self.last)
        figure.ruler("x").ticks(_ticks(self.first, self.last, self.width - self.labels) if weeks else [])
        return figure

    def _end(self, stop: float | None) -> float:
        return self.last if stop is None else stop

    def _label(self, text: str) -> str:
        shown = text if len(text) <= self.labels else text[: self.labels - 1] + "…"
        return shown.rjust(self.labels)

    def _wrapped(self, text: str) -> list[str]:
        return textwrap.wrap(text, self.width, subsequent_indent="    ")


def _limits(points: Sequence[Point]) -> tuple[float, float]:
    """From 0 to the highest value, rounded up so that the middle is a plain number, too."""
    highest = max(point.high for point in points)
    return 0, max(2, 2 * ceil(highest / 2))


def _ticks(first: int, last: int, columns: int) -> list[int]:
    """Weeks that stand at the bottom, as many as have room."""
    most = max(2, columns // COLUMNS_OF_A_TICK)
    step = next((each for each in TICKS if (last - first) / each < most), TICKS[-1])
    return [week for week in range(first, last + 1) if week % step == 0]


def _built(figure: Any) -> Sequence[str]:  # noqa: ANN401  # as above
    built: str = figure.build().string(colorless=True)
    return [line.rstrip() for line in built.splitlines()]
