"""Which questions a finished walk raises, beside what else is signed at its visit and what stood before."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from assistant.content.problems import ContentError
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.conversation.chart.chart import Chart
    from assistant.conversation.walk.walk import Walk
    from assistant.records.whole import WholePatient
    from assistant.scoring.change.series import Occasion, Rating, Series
    from assistant.scoring.checks.asking import Asked
    from assistant.scoring.format.checks import CheckRule
    from assistant.scoring.library import Library


class Raising:
    """Looks at a walk that is to be finished. It changes no answer."""

    def __init__(self, chart: Chart, library: Library) -> None:
        self._chart = chart
        self._library = library
        self._rules: tuple[CheckRule, ...] | None = None
        self._problem = ""

    def open_questions(self, walk: Walk) -> tuple[Asked, ...]:
        """The questions that were not let stand yet."""
        # What judges costs what a start need not pay.
        from assistant.scoring.checks.asking import questions  # noqa: PLC0415

        rules = self._loaded()
        if not rules:
            return ()
        whole = self._whole(walk)
        if whole is not None:
            walk.remarks = walk.remarks._replace(phototype=whole.phototype or "")
        series, here = _course(walk, whole)
        instrument = walk.session.instrument
        raised = questions(rules, {each.id: each for each in self._library}, series, here, of=instrument.id)
        walk.remarks = walk.remarks._replace(
            stood=tuple(old for old in walk.remarks.stood if old.mark in {each.mark for each in raised})
        )
        return tuple(each for each in raised if not walk.remarks.asked_of(each.mark))

    def make_ready(self) -> None:
        """Load beforehand, while nobody waits, what the first finish looks at."""
        import assistant.scoring.checks.asking  # noqa: F401, PLC0415 - as above

        self._loaded()

    def news(self) -> tuple[str, ...]:
        """That the checks cannot be read, told once."""
        problem, self._problem = self._problem, ""
        return (problem,) if problem else ()

    def _loaded(self) -> tuple[CheckRule, ...]:
        if self._rules is None:
            from assistant.scoring.checks.library import load_checks  # noqa: PLC0415 - as above

            try:
                self._rules = load_checks(self._library)
            except ContentError as error:
                # An assessment can be finished without them; that they are not asked is said.
                self._rules = ()
                self._problem = f"The checks cannot be read, so nothing is asked: {error.lines[0]}"
        return self._rules

    def _whole(self, walk: Walk) -> WholePatient | None:
        """The record of the patient; without one, or while it is away, the walk is looked at alone."""
        if not walk.patient or walk.belongs.demo != self._chart.demo:
            return None
        if self._chart.is_of(walk.patient):
            return self._chart.whole
        with suppress(AssistantError):
            return self._chart.records.whole(walk.patient)
        return None


def _course(walk: Walk, whole: WholePatient | None) -> tuple[Series, Occasion]:
    """The visits as they are signed, with the walk in its own."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from assistant.records.course import occasion_of  # noqa: PLC0415 - as above
    from assistant.scoring.change.series import Occasion, Series  # noqa: PLC0415 - as above

    signed = [occasion_of(visit) for visit in whole.visits] if whole is not None else []
    belongs = walk.belongs
    day = date.fromisoformat(belongs.visit) if belongs.visit else walk.session.started.date()
    same_day = [each for each in signed if each.day == day]
    if belongs.visit:
        same_day = [each for each in same_day if each.number == belongs.number]
    before = same_day[-1] if same_day else Occasion(day)
    instrument = walk.session.instrument.id
    others = (each for each in before.ratings if each.instrument != instrument)
    here = replace(before, ratings=(*others, _rating(walk)))
    series = Series(walk.patient, (*(each for each in signed if each is not before), here))
    return series, here


def _rating(walk: Walk) -> Rating:
    from assistant.scoring.change.series import Rating, Span  # noqa: PLC0415 - as above

    session = walk.session
    given = {item.id: session.answers[item.id] for item in session.items() if item.id in session.answers}
    return Rating(
        session.instrument.id,
        {name: Span(score.low, score.high) for name, score in session.result().scores.items()},
        {item: answer.value for item, answer in given.items() if answer.value is not None},
        session.window,
        phototype=walk.remarks.phototype or None,
        left=frozenset(item for item, answer in given.items() if answer.value is None),
    )
