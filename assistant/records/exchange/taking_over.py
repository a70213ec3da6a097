"""Take over records that were checked: patients who are new, and what is new of those who are known.

Nothing that is on record is changed. Everything is held against the record before the first row is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import insert

from assistant.content.problems import Finding
from assistant.errors import described, quoted
from assistant.records.exchange.refusing import refusal, spelled
from assistant.records.store import derived, rows, writing
from assistant.records.store.against_rows import assessment_subject, visit_subject
from assistant.records.store.audit import Event
from assistant.records.store.tables import assessments, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from assistant.content.problems import Location
    from assistant.records.assessment import Assessment
    from assistant.records.store.rows import PatientRow, VisitRow
    from assistant.records.visit import Visit
    from assistant.records.whole import WholePatient, WholeVisit

_COMPUTED = frozenset({"id", "scores", "content_version", "digest", "window"})
"""What of an assessment malar itself makes; the rest tells whether two are the same."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was taken over: patients and visits that are new, and what was there already."""

    patients: int = 0
    visits: int = 0
    assessments: int = 0
    known: int = 0
    """Patients who were on record."""
    same: int = 0
    """Visits and assessments that were on record."""


@dataclass(frozen=True, slots=True)
class _Signing:
    """One assessment to be written, and the revision that it amends."""

    patient: PatientRow
    row: VisitRow
    assessment: Assessment
    former: Assessment | None


@dataclass(frozen=True, slots=True)
class _AtVisit:
    """A visit on record with what was signed at it."""

    patient: PatientRow
    row: VisitRow
    signed: Sequence[Assessment]


@dataclass(slots=True)
class _Plan:
    """What is to be written of patients who are known."""

    visits: list[tuple[PatientRow, WholeVisit]] = field(default_factory=list)
    signed: list[_Signing] = field(default_factory=list)
    """New assessments at visits that are there."""
    names: dict[str, Location] = field(default_factory=dict)
    """Where the ids stand that must not be on record yet."""
    known: int = 0
    same: int = 0


def take_over(
    connection: Connection,
    whole: Sequence[WholePatient],
    place: Callable[[Location], str] = spelled,
    *,
    add: bool = False,
) -> tuple[TakenOver, list[Event]]:
    """Write what is new, and say what is to be noted of it. Raises RefusedRecords with all that does not fit.

    With `add` a patient may be known: visits and assessments that are not there are added.
    """
    plan, new = _Plan(), []
    problems: list[Finding] = []
    taken = rows.codes_taken(connection, [each.code for each in whole])
    for number, patient in enumerate(whole):
        at: Location = ("patients", number)
        if rows.code_key(patient.code) not in taken:
            new.append(patient)
            problems.extend(_numbered_from_one(patient, at))
            plan.names |= {each.id: at for visit in patient.visits for each in visit.assessments}
        elif add:
            problems.extend(_compared(connection, patient, at, plan))
        else:
            what = f"the patient {quoted(patient.code)} is on record already"
            problems.append(Finding((*at, "code"), what, "say --add to add what is new, or use another code"))
    for name in sorted(rows.names_taken(connection, plan.names)):
        what = f"the assessment {quoted(name)} is on record already with another patient or visit"
        problems.append(Finding(plan.names[name], what, "give it another id"))
    if problems:
        raise refusal(problems, place, len(problems))
    writing.insert_whole(connection, new)
    events = [Event("import", each.code, None, writing.document(each)) for each in new]
    events += [event for own, visit in plan.visits for event in _add_visit(connection, own, visit)]
    events += [_sign(connection, each) for each in plan.signed]
    added = [visit for each in new for visit in each.visits] + [visit for _, visit in plan.visits]
    signed = len(plan.signed) + sum(len(visit.assessments) for visit in added)
    return TakenOver(len(new), len(added), signed, plan.known, plan.same), events


def _compared(connection: Connection, given: WholePatient, at: Location, plan: _Plan) -> Iterator[Finding]:
    """What of a known patient does not fit the record; what is new goes into the plan."""
    stored = rows.find_patient(connection, given.code)
    if stored is None:
        return
    plan.known += 1
    yield from _differing(given, stored.patient, at, {"code", "visits"})
    found = rows.find_visits(connection, [stored.id])[stored.id]
    there = {(each.visit.date, each.visit.number_on_day): each for each in found}
    signed = rows.find_assessments(connection, [each.id for each in found])
    days = [each.visit.date for each in found]
    for place, visit in _in_order(given, at):
        row = there.get((visit.date, visit.number_on_day))
        if row is not None:
            plan.same += 1
            yield from _differing(visit, row.visit, place, {"assessments"})
            yield from _signed_anew(_AtVisit(stored, row, signed[row.id]), visit, place, plan)
            continue
        yield from _next_on_day(visit, days, place)
        plan.visits.append((stored, visit))
        for index, each in enumerate(visit.assessments):
            plan.names.setdefault(each.id, (*place, "assessments", index))
        yield from _beginnings(visit, place)


def _numbered_from_one(given: WholePatient, at: Location) -> Iterator[Finding]:
    """What of a new patient does not begin with the first visit of a day, or the first signing."""
    days: list[date] = []
    for place, visit in _in_order(given, at):
        yield from _next_on_day(visit, days, place)
        yield from _beginnings(visit, place)


def _in_order(given: WholePatient, at: Location) -> list[tuple[Location, WholeVisit]]:
    placed = [((*at, "visits", number), visit) for number, visit in enumerate(given.visits)]
    return sorted(placed, key=lambda each: (each[1].date, each[1].number_on_day))


def _next_on_day(visit: WholeVisit, days: list[date], place: Location) -> Iterator[Finding]:
    days.append(visit.date)
    number = days.count(visit.date)
    if visit.number_on_day != number:
        what = f"it is visit {number} of {visit.date}, but says it is {visit.number_on_day}"
        yield Finding(place, what, f"write number_on_day: {number}")


def _differing(
    given: WholePatient | WholeVisit, stored: object, at: Location, besides: set[str]
) -> Iterator[Finding]:
    """The fields that the file gives otherwise than the record has them."""
    for name in sorted(given.model_fields_set - besides):
        new, old = getattr(given, name), getattr(stored, name)
        if new != old:
            plain = not isinstance(new, tuple)
            what = f"{described(_text(new))} is not what the record has ({described(_text(old))})"
            yield Finding(
                (*at, name),
                what if plain else "it is not what the record has",
                "leave it out, or change the record first: an import changes nothing",
            )


def _text(value: object) -> object:
    return None if value is None else str(value)


def _signed_anew(there: _AtVisit, visit: WholeVisit, at: Location, plan: _Plan) -> Iterator[Finding]:
    """The assessments that a visit on record does not have yet."""
    latest = {each.id: each for each in there.signed}
    by_name = {(each.id, each.revision): each for each in there.signed}
    known = [_given(each) for each in there.signed]
    for index, each in enumerate(visit.assessments):
        place: Location = (*at, "assessments", index)
        former, last = by_name.get((each.id, each.revision)), latest.get(each.id)
        if former is not None and last is not None and _given(former) != _given(each):
            what = f"revision {each.revision} of {quoted(each.id)} is signed otherwise on record"
            remedy = f"what is signed does not change: amend it as revision {last.revision + 1}"
            yield Finding(place, what, remedy)
        elif former is not None or _given(each) in known:
            plan.same += 1
        elif each.revision != (last.revision if last else 0) + 1:
            yield _does_not_follow(each, place)
        else:
            if last is None:
                plan.names.setdefault(each.id, place)
            latest[each.id] = each
            plan.signed.append(_Signing(there.patient, there.row, each, last))


def _beginnings(visit: WholeVisit, at: Location) -> Iterator[Finding]:
    """The assessments of a new visit that do not begin with their first revision."""
    latest: dict[str, int] = {}
    for index, each in enumerate(visit.assessments):
        if each.revision != latest.get(each.id, 0) + 1:
            yield _does_not_follow(each, (*at, "assessments", index))
        latest[each.id] = each.revision


def _does_not_follow(assessment: Assessment, place: Location) -> Finding:
    what = f"revision {assessment.revision} of {quoted(assessment.id)} does not follow on what is there"
    return Finding(place, what, "add the revisions before it, at the same visit")


def _given(assessment: Assessment) -> dict[str, object]:
    """An assessment as it was given, without what malar makes of it."""
    computed = _COMPUTED - {"scores"} if assessment.basis == "printed" else _COMPUTED
    return assessment.model_dump(exclude=set(computed))


def _add_visit(connection: Connection, patient: PatientRow, visit: WholeVisit) -> Iterator[Event]:
    alone = visit.alone()
    statement = insert(visits).values(writing.visit_values(patient.id, alone)).returning(visits.c.id)
    own = connection.execute(statement).scalar_one()
    derived.put_visit(connection, patient.id, own, alone)
    yield Event("add visit", _named(patient, alone), None, writing.document(alone))
    latest: dict[str, Assessment] = {}
    for each in visit.assessments:
        signing = _Signing(patient, rows.VisitRow(own, 1, alone), each, latest.get(each.id))
        yield _sign(connection, signing)
        latest[each.id] = each


def _sign(connection: Connection, signing: _Signing) -> Event:
    patient, row, assessment, former = signing.patient, signing.row, signing.assessment, signing.former
    connection.execute(insert(assessments).values(writing.assessment_values(row.id, assessment)))
    derived.put_assessment(connection, patient.id, row.id, row.visit, assessment)
    subject = assessment_subject(_named(patient, row.visit), assessment.instrument, assessment.id)
    before = None if former is None else writing.document(former)
    action = "sign assessment" if former is None else "amend assessment"
    return Event(action, subject, before, writing.document(assessment))


def _named(patient: PatientRow, visit: Visit) -> str:
    return visit_subject(patient.patient.code, visit.date.isoformat(), visit.number_on_day)
