"""Sign a finished walk into the visit to which it belongs, once, whatever happens in between."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.chart.belonging import Belongs
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.wording import clock_behind, visit_day
from assistant.errors import quoted

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.conversation.chart.chart import Chart
    from assistant.conversation.walk.walk import Walk
    from assistant.records.assessment import Assessment, RecordedAnswer
    from assistant.records.records import Records
    from assistant.records.under_way.draft_files import Draft
    from assistant.records.visit import Visit
    from assistant.records.whole import WholePatient
    from assistant.scoring.library import Library

MENDED = "changed before it was kept as finished"
"""The reason of a revision where the signed assessment could not be filed at first, and went on."""


class Place(NamedTuple):
    """A visit in the records, and what was signed of the assessment before."""

    records: Records
    visit: Visit
    former: tuple[Assessment, ...]


class Signing:
    """Signs what is finished, for whoever is on record."""

    def __init__(self, chart: Chart, library: Library) -> None:
        self._chart = chart
        self._library = library

    def sign(self, walk: Walk, now: datetime, *, signer: str = "") -> str:
        """Sign the walk, and say where, or why it is kept as a file alone. Done again, it changes nothing.

        `signer` is who finished it, where that may be another than who is here now. Raises AssistantError
        where the records refuse: nothing was signed, and it may be tried again.
        """
        if not walk.patient:
            return ""
        if not walk.session.answers:
            return "Nothing was answered, so nothing is signed."
        if walk.belongs.demo != self._chart.demo:
            raise Refused(
                "it was begun in the demonstration; /demo opens that"
                if walk.belongs.demo
                else "it belongs to the records of the clinic; /demo off opens them"
            )
        from assistant.records.errors import UnknownPatient  # noqa: PLC0415 - only where there is a patient

        records = self._chart.records
        if signer:
            records = records.in_the_name_of(signer)
        try:
            whole = records.whole(walk.patient)
        except UnknownPatient:
            return f"{walk.patient} is not on record, so this is kept as a file and not signed into a visit."
        place = _place(records, walk, whole)
        said = self._write(walk, whole, place, now)
        if self._chart.is_of(walk.patient):
            self._chart.read_again()
        return said

    def is_of(self, draft: Draft) -> bool:
        """Whether a draft belongs to the records that are open: those of the clinic, or the demonstration."""
        return Belongs.from_json(draft.state.get("belongs")).demo == self._chart.demo

    def _write(self, walk: Walk, whole: WholePatient, place: Place, now: datetime) -> str:
        answers = _recorded(walk)
        records, visit, former = place
        where = f"the visit of {visit_day(visit)}"
        if former and former[-1].answers == answers and former[-1].window == walk.session.window:
            if walk.belongs.amends and former[-1].revision == walk.belongs.revision:
                return f"Nothing differs from what was signed at {where}: no amendment was made."
            return f"Signed into {where}."
        if walk.belongs.amends and former[-1].revision != walk.belongs.revision:
            raise Refused(
                f"it was amended meanwhile (now revision {former[-1].revision}, by "
                f"{quoted(former[-1].rater or 'another')}); press Esc, and /amend opens that one"
            )
        signed = self._assessment(walk, whole, place, answers, now)
        records.sign(whole.code, visit.date, signed, visit.number_on_day)
        if former:
            return f"Amended at {where} as revision {signed.revision}; the former stays, /visits shows both."
        calibrated = f", calibrated for {walk.session.instrument.abbreviation}" if signed.calibrated else ""
        behind = "" if walk.belongs.visit else clock_behind(whole.visits, now.date())
        return f"Signed into {where} by {signed.rater}{calibrated}.{behind}"

    def _assessment(
        self,
        walk: Walk,
        whole: WholePatient,
        place: Place,
        answers: dict[str, RecordedAnswer],
        now: datetime,
    ) -> Assessment:
        from assistant.records.assessment import Assessment  # noqa: PLC0415 - only where something is signed
        from assistant.records.scores_at_signing import with_scores  # noqa: PLC0415 - as above
        from assistant.records.training.calibrations import Calibrations  # noqa: PLC0415 - as above

        former, rater = place.former, place.records.author.operator
        instrument = walk.session.instrument.id
        unscored = Assessment(
            id=walk.belongs.amends or walk.draft_id,
            revision=len(former) + 1,
            reason=(walk.belongs.reason or MENDED) if former else None,
            instrument=instrument,
            window=walk.session.window,
            rater=rater,
            calibrated=Calibrations(place.records).holds(rater, instrument, place.visit.date),
            phototype=whole.phototype,
            let_stand=tuple(dict.fromkeys(each.check for each in walk.remarks.stood)) or None,
            signed_at=now,
            answers=answers,
        )
        return with_scores(unscored, self._library)


def _place(records: Records, walk: Walk, whole: WholePatient) -> Place:
    """The visit to which a walk belongs; that of the day on which it was begun is made where none is."""
    name = walk.belongs.amends or walk.draft_id
    for visit in whole.visits:
        former = tuple(each for each in visit.assessments if each.id == name)
        if former:
            return Place(records, visit, former)
    if walk.belongs.amends:
        raise Refused("what it amends is no longer on record; restore a backup, or score it anew")
    return Place(records, _visit(records, walk, whole), ())


def _visit(records: Records, walk: Walk, whole: WholePatient) -> Visit:
    from assistant.records.errors import VisitExists  # noqa: PLC0415 - only where something is signed
    from assistant.records.visit import Visit  # noqa: PLC0415 - as above

    belongs = walk.belongs
    day = date.fromisoformat(belongs.visit) if belongs.visit else walk.session.started.date()
    there = _on(day, whole)
    if belongs.visit:
        there = [each for each in there if each.number_on_day == belongs.number]
    if there:
        return there[-1]
    made = Visit(date=day)
    # Where another terminal has begun it meanwhile, it is signed into that one.
    with suppress(VisitExists):
        records.add_visit(whole.code, made)
    return made


def _on(day: date, whole: WholePatient) -> list[Visit]:
    return [each for each in whole.visits if each.date == day]


def _recorded(walk: Walk) -> dict[str, RecordedAnswer]:
    """The answers to what belongs to the form, each with its time and origin."""
    from assistant.records.assessment import RecordedAnswer  # noqa: PLC0415 - only where something is signed

    return {
        item.id: RecordedAnswer(
            kind=answer.kind, value=answer.value, how=answer.how, at=answer.at, reason=answer.reason
        )
        for item in walk.session.items()
        if (answer := walk.session.answers.get(item.id)) is not None
    }
