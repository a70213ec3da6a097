"""Against which visit change is judged, and why that one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, listed, quoted

if TYPE_CHECKING:
    from datetime import date

    from assistant.scoring.change.series import Course, Occasion, Series


BASELINE_DAYS = 90
"""How long before the start of a treatment the value that counts as its baseline may lie, for one patient
and for a cohort. Of two visits on one day the later counts, of two ratings at a visit the one signed last."""


class NoBaselineError(AssistantError):
    """There is no visit of the kind that was asked for."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for: a day, or the start of a treatment; neither means the first visit."""

    day: date | None = None
    agent: str | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The visits among which each score's baseline is sought, and how it is named."""

    candidates: tuple[Occasion, ...]
    """In the order in which they are preferred; the first that has the score is its baseline."""
    name: str
    missing: str
    """What is said of a score that none of them has."""
    start: date | None = None
    """When the named treatment began."""

    def of(self, instrument: str, score: str) -> Occasion | None:
        """The visit that is the baseline of one score."""
        for each in self.candidates:
            rating = each.rating(instrument)
            if rating is not None and score in rating.scores:
                return each
        return None


def choose(series: Series, choice: Choice) -> Baseline:
    """The baseline that was asked for. Raises NoBaselineError where there is none."""
    if choice.day is not None:
        return _of_day(series, choice.day)
    if choice.agent is not None:
        return _of_treatment(series, choice.agent)
    return Baseline(series.occasions, "the first visit", "not scored at any visit")


def _of_day(series: Series, day: date) -> Baseline:
    found = tuple(each for each in reversed(series.occasions) if each.day == day)
    if not found:
        days = [str(each) for each in series.occasions]
        raise NoBaselineError(
            f"{quoted(series.code)} has no visit on {day:%d.%m.%Y}; "
            + (f"choose {listed(days[:12])}" if days else "there is none at all")
        )
    return Baseline(found, f"the visit of {found[0]}", f"not scored on {day:%d.%m.%Y}")


def start_of(series: Series, agent: str) -> date:
    """When a treatment began, the last time if it was given more than once. Raises NoBaselineError."""
    return _starts(series, agent)[-1][0]


def _starts(series: Series, agent: str) -> list[tuple[date, Course]]:
    """The courses of a treatment whose start is known, in order of time; at least one."""
    courses = [each for each in series.courses if each.agent == agent]
    if not courses:
        known = [each.agent for each in series.courses if each.start is not None]
        remedy = f"choose {listed(dict.fromkeys(known))}" if known else "record the treatment with its start"
        raise NoBaselineError(f"{quoted(series.code)} has no treatment {quoted(agent)} on record; {remedy}")
    started = sorted(
        ((each.start, each) for each in courses if each.start is not None), key=lambda pair: pair[0]
    )
    if not started:
        raise NoBaselineError(
            f"the start of {courses[0].label} is not on record; record it, or name a day as baseline"
        )
    return started


def _of_treatment(series: Series, agent: str) -> Baseline:
    started = _starts(series, agent)
    start, course = started[-1]
    before = tuple(
        each for each in reversed(series.occasions) if 0 <= (start - each.day).days <= BASELINE_DAYS
    )
    told = (
        f"in the {BASELINE_DAYS} days up to the start of {course.label} ({start:%d.%m.%Y}{_again(started)})"
    )
    return Baseline(before, f"the last visit {told}", f"not scored {told}", start)


def _again(started: list[tuple[date, Course]]) -> str:
    return f", the latest of {len(started)} courses" if len(started) > 1 else ""
