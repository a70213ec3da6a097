"""The records of a clinic: patients, visits and signed assessments, every change with its place in the audit.

A change happens in one transaction with its audit row, and is on disk when the call returns. Writers take
turns, so that what is checked before a write still holds when it is written.
"""

from __future__ import annotations

import copy
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from assistant.errors import quoted
from assistant.records.errors import (
    ChangedMeanwhile,
    NotSigned,
    PatientExists,
    UnknownPatient,
    UnknownVisit,
    VisitExists,
)
from assistant.records.exchange.refusing import spelled
from assistant.records.exchange.taking_over import TakenOver, take_over
from assistant.records.operators.roles import Act
from assistant.records.operators.sign_in import SignInNeeded, have_accounts
from assistant.records.store import audit, derived, rows, writing
from assistant.records.store.against_rows import assessment_subject, visit_subject
from assistant.records.store.audit import Author, Event
from assistant.records.store.migrating import bring_up_to_date
from assistant.records.store.tables import assessments, patients, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from assistant.content.problems import Location
    from assistant.records.assessment import Assessment
    from assistant.records.operators.roles import Signed
    from assistant.records.patient import Patient
    from assistant.records.store.database import Database
    from assistant.records.store.rows import PatientLine, PatientRow, VisitRow
    from assistant.records.visit import Visit
    from assistant.records.whole import WholePatient


class Records:
    """The records in one database, used by one operator.

    Every method may raise StoreError, and NotAllowed where the role of who is signed in does not allow it.
    """

    def __init__(
        self, database: Database, operator: str, now: Callable[[], datetime], by: Signed | None = None
    ) -> None:
        """Open the database, and make or change its tables where needed. Raises StoreError.

        `by` is who is signed in; where there are accounts and nobody is, it raises SignInNeeded.
        """
        self.database = database
        self._operator = by.name if by is not None else operator
        self.by = by
        self._now = now
        bring_up_to_date(database)
        if by is None and have_accounts(database):
            raise SignInNeeded

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    def require(self, act: Act) -> None:
        """Raises NotAllowed where who is signed in may not; without accounts everything is allowed."""
        if self.by is not None:
            self.by.require(act)

    def in_the_name_of(self, operator: str) -> Records:
        """The same records for what another operator has done, who was allowed to do it then."""
        other = copy.copy(self)
        other._operator, other.by = operator, None
        return other

    def patients(self, prefix: str = "") -> Iterator[PatientLine]:
        """The patients whose code begins so, in order."""
        with self._reading(Act.SEE) as connection:
            yield from rows.patient_lines(connection, prefix)

    def has_patients(self) -> bool:
        """Whether anyone is on record."""
        with self.database.reading() as connection:
            return connection.execute(select(patients.c.id).limit(1)).first() is not None

    def patient(self, code: str) -> PatientRow:
        """A patient, and the version to name when changing it. Raises UnknownPatient."""
        with self._reading(Act.SEE) as connection:
            return _patient(connection, code)

    def visits(self, code: str) -> tuple[VisitRow, ...]:
        """The visits of a patient in order of time. Raises UnknownPatient."""
        with self._reading(Act.SEE) as connection:
            own = _patient(connection, code).id
            return tuple(rows.find_visits(connection, [own])[own])

    def whole(self, code: str) -> WholePatient:
        """A patient with every visit and every revision of every assessment. Raises UnknownPatient."""
        with self._reading(Act.SEE) as connection:
            return rows.whole_patient(connection, _patient(connection, code))

    def everything(self, *, shuffled: bool = False) -> Iterator[WholePatient]:
        """Every patient with everything, as at one moment, by code or in an order that tells nothing."""
        with self._reading(Act.EXPORT) as connection:
            yield from rows.whole_patients(connection, shuffled=shuffled)

    def add_patient(self, patient: Patient) -> None:
        """Record a new patient. Raises PatientExists."""
        with self._writing(Act.RECORD) as connection:
            if rows.find_patient(connection, patient.code) is not None:
                raise PatientExists(patient.code)
            own = writing.insert_one(connection, patients, writing.patient_values(patient))
            derived.put_patient(connection, own, patient)
            self._log(connection, Event("add patient", patient.code, None, writing.document(patient)))

    def change_patient(self, patient: Patient, version: int) -> None:
        """Replace a patient that was read at `version`. Raises UnknownPatient or ChangedMeanwhile."""
        with self._writing(Act.RECORD) as connection:
            stored = _patient(connection, patient.code)
            if stored.version != version:
                raise ChangedMeanwhile(f"the patient {quoted(patient.code)}", version, stored.version)
            kept = patient.model_copy(update={"code": stored.patient.code})
            values = {"version": version + 1, "document": writing.document(kept)}
            connection.execute(update(patients).where(patients.c.id == stored.id).values(values))
            derived.put_patient(connection, stored.id, kept)
            before = writing.document(stored.patient)
            self._log(connection, Event("change patient", kept.code, before, writing.document(kept)))

    def add_visit(self, code: str, visit: Visit) -> None:
        """Record a new visit. Raises UnknownPatient, or VisitExists where the day and number are taken."""
        day = visit.date.isoformat()
        with self._writing(Act.RECORD) as connection:
            patient = _patient(connection, code)
            same_day = [each for each in _visits(connection, patient) if each.visit.date == visit.date]
            if any(each.visit.number_on_day == visit.number_on_day for each in same_day):
                raise VisitExists(code, day, visit.number_on_day)
            if visit.number_on_day != len(same_day) + 1:
                raise UnknownVisit(code, day, visit.number_on_day - 1)
            own = writing.insert_one(connection, visits, writing.visit_values(patient.id, visit))
            derived.put_visit(connection, patient.id, own, visit)
            self._log(connection, Event("add visit", _named(patient, visit), None, writing.document(visit)))

    def change_visit(self, code: str, visit: Visit, version: int) -> None:
        """Replace a visit that was read at `version`. Raises UnknownVisit or ChangedMeanwhile."""
        with self._writing(Act.RECORD) as connection:
            patient = _patient(connection, code)
            stored = _visit(connection, patient, visit.date, visit.number_on_day)
            if stored.version != version:
                raise ChangedMeanwhile(f"the visit {_named(patient, visit)}", version, stored.version)
            values = {"version": version + 1, "document": writing.document(visit)}
            connection.execute(update(visits).where(visits.c.id == stored.id).values(values))
            derived.put_visit(connection, patient.id, stored.id, visit)
            before = writing.document(stored.visit)
            self._log(
                connection, Event("change visit", _named(patient, visit), before, writing.document(visit))
            )

    def sign(self, code: str, day: date, assessment: Assessment, number_on_day: int = 1) -> None:
        """Record a signed assessment, or an amendment of one, of which every former revision stays.

        Raises UnknownVisit; NotSigned where the revision does not follow on those that are stored.
        """
        with self._writing(Act.SIGN if assessment.revision == 1 else Act.AMEND) as connection:
            patient = _patient(connection, code)
            visit = _visit(connection, patient, day, number_on_day)
            former = rows.revisions_of(connection, assessment.id)
            _refuse_misplaced(assessment, visit.id, former)
            connection.execute(insert(assessments).values(writing.assessment_values(visit.id, assessment)))
            derived.put_assessment(connection, patient.id, visit.id, visit.visit, assessment)
            before = writing.document(former[-1][1]) if former else None
            subject = assessment_subject(_named(patient, visit.visit), assessment.instrument, assessment.id)
            action = "amend assessment" if former else "sign assessment"
            self._log(connection, Event(action, subject, before, writing.document(assessment)))

    def take_over(
        self,
        whole: Sequence[WholePatient],
        place: Callable[[Location], str] = spelled,
        *,
        add: bool = False,
    ) -> TakenOver:
        """Record patients with everything, all or none; with `add`, what is new of those who are known.

        `place` names where something stands. Raises RefusedRecords with all that does not fit the record.
        """
        with self._writing(Act.IMPORT) as connection:
            done, events = take_over(connection, whole, place, add=add)
            self._log(connection, *events)
        return done

    def log(self, action: str, subject: str) -> None:
        """Note in the audit trail what was done without a change, such as an export."""
        with self._writing() as connection:
            self._log(connection, Event(action, subject))

    def trail(self, last: int | None = None, code: str | None = None) -> Iterator[audit.Entry]:
        """The audit trail in order: all of it, or the last so many rows; with a code that of one patient."""
        with self._reading(Act.AUDIT) as connection:
            yield from audit.entries(connection, last, code)

    def verify(self) -> audit.Verdict:
        """Compute the audit trail again, and hold what is on record against it."""
        with self._reading(Act.AUDIT) as connection:
            return audit.verify(connection)

    @property
    def author(self) -> Author:
        """Who writes now."""
        return Author(self._operator, self._now())

    @contextmanager
    def _reading(self, act: Act) -> Iterator[Connection]:
        self.require(act)
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self, act: Act | None = None) -> Iterator[Connection]:
        if act is not None:
            self.require(act)
        with self.database.writing() as connection:
            audit.hold(connection)
            yield connection

    def _log(self, connection: Connection, *events: Event) -> None:
        audit.append(connection, self.author, events)


def _patient(connection: Connection, code: str) -> PatientRow:
    found = rows.find_patient(connection, code)
    if found is None:
        raise UnknownPatient(code)
    return found


def _visits(connection: Connection, patient: PatientRow) -> list[VisitRow]:
    return rows.find_visits(connection, [patient.id])[patient.id]


def _visit(connection: Connection, patient: PatientRow, day: date, number: int) -> VisitRow:
    for each in _visits(connection, patient):
        if (each.visit.date, each.visit.number_on_day) == (day, number):
            return each
    raise UnknownVisit(patient.patient.code, day.isoformat(), number)


def _named(patient: PatientRow, visit: Visit) -> str:
    return visit_subject(patient.patient.code, visit.date.isoformat(), visit.number_on_day)


def _refuse_misplaced(
    assessment: Assessment, visit_id: int, former: Sequence[tuple[int, Assessment]]
) -> None:
    latest = former[-1][1].revision if former else 0
    if assessment.revision != latest + 1:
        raise NotSigned(
            f"revision {assessment.revision} of the assessment {quoted(assessment.id)} does not follow on "
            f"revision {latest}, and what is signed does not change; amend it as revision {latest + 1}"
        )
    if former and (former[-1][0], former[-1][1].instrument) != (visit_id, assessment.instrument):
        raise NotSigned(
            f"the assessment {quoted(assessment.id)} belongs to another visit or instrument; amend it there"
        )
