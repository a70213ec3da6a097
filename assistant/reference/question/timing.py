"""Times on treatment: which printed value belongs to a time that is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reference.question.question import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.format.tables import Cell, Point
    from assistant.reference.question.question import Question, TimeAsked

BASELINE = "baseline"
LAST = "last"
"""The concepts that name the first and the last printed value."""

_WEEKS_A_MONTH = 52 / 12


def points_asked(points: Sequence[Point], question: Question) -> list[Point]:
    """The printed values for the times of a question; all of them where it names none."""
    keys = keys_of(question.terms)
    found = [
        point
        for point in points
        if (BASELINE in keys and point.week == 0)
        or (LAST in keys and point.last)
        or any(_at(point, time) for time in question.times)
    ]
    return found if found or question.times else list(points)


def tells_of(cell: Cell, times: Iterable[TimeAsked]) -> bool:
    """Whether the words of a cell speak of one of these times."""
    words = (cell.text or "").replace("-", " ").split()
    return any(f"{time.value:g}" in words or time.value == 1 for time in times)


def named_among(times: Iterable[TimeAsked], known: Iterable[TimeAsked]) -> bool:
    """Whether one of these times, in weeks or months, is among the known ones."""
    weeks = [_in_weeks(time) for time in known]
    return any(abs(_in_weeks(time) - week) < _slack(time) for time in times for week in weeks)


def unprinted(label: str, name: str, question: Question) -> str:
    """The sentence for a time that the paper prints nothing for."""
    asked = " and ".join(f"{time.unit} {time.value:g}" for time in question.times) or "that time"
    return f"The paper prints no {label} for {name} at {asked}."


def _at(point: Point, time: TimeAsked) -> bool:
    if time.unit == "month":
        if point.month is not None:
            return point.month == time.value
        return point.week == round(time.value * _WEEKS_A_MONTH)
    return point.week is not None and abs(point.week - time.value) < (2 if point.month else 1)


def _in_weeks(time: TimeAsked) -> float:
    return time.value * (_WEEKS_A_MONTH if time.unit == "month" else 1)


def _slack(time: TimeAsked) -> float:
    return 2 if time.unit == "month" else 1
