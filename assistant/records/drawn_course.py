"""The course of one patient, to be drawn: every score over weeks, the steroid dose, treatments and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, listed, quoted
from assistant.records.how_rated import changes_of_rating
from assistant.records.revisions import latest_revisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from assistant.records.patient import Treatment
    from assistant.records.visit import AdverseEvent
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient
    from assistant.scoring.instrument import Instrument

STEROID = "Prednisone-equivalent, mg/day"
DAYS_OF_A_WEEK = 7


class NoCourse(AssistantError):
    """There is nothing to draw, or not from when it was asked."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at a week; where both ends differ it is not final and lies between them."""

    week: float
    low: float
    high: float

    @property
    def final(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Line:
    """A score, or the steroid dose, in order of time."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A treatment on known days; `stop` is None while it goes on or is unknown."""

    label: str
    start: float
    stop: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """An adverse event: the week in which it began, or else of the visit at which it was told."""

    week: float
    label: str


@dataclass(frozen=True, slots=True)
class Course:
    """What is drawn; weeks count from `zero`."""

    code: str
    zero: str
    """What week 0 is, in words."""
    first: float
    last: float
    """The weeks of the first and the last visit."""
    lines: tuple[Line, ...]
    treatments: tuple[Span, ...]
    undated: tuple[str, ...]
    """Treatments whose first day is not on record."""
    events: tuple[Event, ...]
    notes: tuple[str, ...] = ()
    """What makes the values less comparable."""


def course_of(
    whole: WholePatient, instruments: Iterable[Instrument], vocabulary: Vocabulary, agent: str | None
) -> Course:
    """The course, its weeks counted from when a treatment began: the one named, else the latest that goes on.

    Without any that has a first day, from the first visit. Raises NoCourse.
    """
    if not whole.visits:
        raise NoCourse(
            f"{quoted(whole.code)} has no visit on record, so there is nothing to draw; begin one: /visit"
        )
    day, zero = _week_zero(whole, vocabulary, agent)

    def week(of: date) -> float:
        return (of - day).days / DAYS_OF_A_WEEK

    days = [visit.date for visit in whole.visits]
    known = tuple(instruments)
    return Course(
        whole.code,
        zero,
        week(min(days)),
        week(max(days)),
        tuple(line for line in (*_scores(whole, known, day), _dose(whole, day)) if line.points),
        tuple(
            Span(vocabulary.label(each.agent), week(each.start), week(each.stop) if each.stop else None)
            for each in whole.treatments
            if each.start is not None
        ),
        tuple(dict.fromkeys(_undated(whole.treatments, vocabulary))),
        tuple(
            Event(week(event.start or visit.date), _event_label(event, vocabulary))
            for visit in whole.visits
            for event in visit.adverse_events
        ),
        tuple(changes_of_rating(whole, {each.id: each.abbreviation for each in known})),
    )


def _week_zero(whole: WholePatient, vocabulary: Vocabulary, agent: str | None) -> tuple[date, str]:
    started = [(each.start, each) for each in whole.treatments if each.start is not None]
    if agent is not None:
        known = [vocabulary.label(each.agent) for _, each in started]
        started = [pair for pair in started if pair[1].agent == agent]
        if not started:
            remedy = f"choose {listed(dict.fromkeys(known))}" if known else "no treatment has one"
            raise NoCourse(
                f"{vocabulary.label(agent)} has no first day on record for {quoted(whole.code)}; {remedy}"
            )
    lasting = [pair for pair in started if pair[1].stop is None] or started
    if not lasting:
        return min(visit.date for visit in whole.visits), "the first visit"
    start, treatment = max(lasting, key=lambda pair: pair[0])
    return start, f"the start of {vocabulary.label(treatment.agent)}"


def _scores(whole: WholePatient, instruments: Iterable[Instrument], zero: date) -> Iterator[Line]:
    for instrument in instruments:
        for score in instrument.scores:
            title = score.title
            if instrument.abbreviation not in title:
                title = f"{instrument.abbreviation} {title}"
            points = (
                Point((visit.date - zero).days / DAYS_OF_A_WEEK, found.low, found.high)
                for visit in whole.visits
                for each in latest_revisions(visit.assessments)
                if each.instrument == instrument.id and (found := each.scores.get(score.id)) is not None
            )
            yield Line(title, tuple(points))


def _dose(whole: WholePatient, zero: date) -> Line:
    points = (
        Point((visit.date - zero).days / DAYS_OF_A_WEEK, dose, dose)
        for visit in whole.visits
        if (dose := visit.prednisone_equivalent) is not None
    )
    return Line(STEROID, tuple(points))


def _event_label(event: AdverseEvent, vocabulary: Vocabulary) -> str:
    """What happened; an event without a first day stands at a visit, and may have begun before it."""
    label = vocabulary.label(event.event)
    return label if event.start is not None else f"{label}, told then, first day not on record"


def _undated(treatments: Iterable[Treatment], vocabulary: Vocabulary) -> Iterator[str]:
    for each in treatments:
        if each.start is None:
            outcome = f" ({each.outcome})" if each.outcome else ""
            yield f"{vocabulary.label(each.agent)}{outcome}"
