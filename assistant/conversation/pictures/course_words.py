"""The course of a patient in words, for who hears it instead of seeing a picture."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.drawn_course import Course, Point, Span


def course_words(course: Course) -> Iterator[str]:
    """A line for each score, treatment and adverse event."""
    yield f"Weeks since {course.zero}."
    for line in course.lines:
        yield f"{line.title}: {', '.join(map(_value, line.points))}."
    for each in course.treatments:
        yield f"Treatment: {each.label}, {_span(each)}."
    if course.undated:
        yield f"Without a first day on record: {', '.join(course.undated)}."
    for event in sorted(course.events, key=lambda each: each.week):
        yield f"Adverse event, week {floor(event.week)}: {event.label}."


def _value(point: Point) -> str:
    value = f"{point.low:g}" if point.final else f"{point.low:g} to {point.high:g}, not final"
    return f"week {floor(point.week)} {value}"


def _span(span: Span) -> str:
    until = "going on or with no last day on record" if span.stop is None else f"to week {floor(span.stop)}"
    return f"from week {floor(span.start)}, {until}"
