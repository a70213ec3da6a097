"""Patients, visits and assessments found in their rows, and read back with nothing taken on trust."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from random import SystemRandom
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import func, select

from assistant.errors import quoted
from assistant.records.assessment import Assessment
from assistant.records.errors import StoreDamaged
from assistant.records.patient import Patient
from assistant.records.store.tables import assessments, patients, visits
from assistant.records.visit import Visit
from assistant.records.whole import WholePatient, WholeVisit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

M = TypeVar("M", Patient, Visit, Assessment)
CHUNK = 500
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A patient in a list."""

    code: str
    visits: int
    last_visit: str | None
    """ISO 8601; None without visits."""


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient with the row that holds it."""

    id: int
    version: int
    patient: Patient


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit with the row that holds it."""

    id: int
    version: int
    visit: Visit


def code_key(code: str) -> str:
    """By which a code is found, however it is cased; what no text can hold is found nowhere."""
    return code.casefold().encode("utf-8", "replace").decode("utf-8")


def patient_lines(connection: Connection, prefix: str) -> Iterator[PatientLine]:
    """The patients whose code begins so, in order."""
    key = code_key(prefix)
    own = visits.c.patient_id == patients.c.id
    query = (
        select(
            patients.c.code,
            select(func.count()).select_from(visits).where(own).scalar_subquery(),
            select(func.max(visits.c.day)).where(own).scalar_subquery(),
        )
        .where(patients.c.code_key >= key, patients.c.code_key < key + _AFTER_ALL)
        .order_by(patients.c.code_key)
    )
    for code, count, last in connection.execute(query.execution_options(yield_per=CHUNK)):
        yield PatientLine(code, count, last)


def find_patient(connection: Connection, code: str) -> PatientRow | None:
    """The patient of this code. Raises StoreDamaged for a row that makes no sense."""
    query = select(patients.c.id, patients.c.version, patients.c.document)
    row = connection.execute(query.where(patients.c.code_key == code_key(code))).one_or_none()
    if row is None:
        return None
    return PatientRow(row.id, row.version, read(Patient, row.document, f"the patient {quoted(code)}"))


def find_visits(connection: Connection, patient_ids: Sequence[int]) -> dict[int, list[VisitRow]]:
    """The visits of patients by the patient's row, each in order of time."""
    query = select(visits.c.id, visits.c.patient_id, visits.c.version, visits.c.day, visits.c.document)
    found: dict[int, list[VisitRow]] = {patient_id: [] for patient_id in patient_ids}
    for row in connection.execute(
        query.where(visits.c.patient_id.in_(patient_ids)).order_by(visits.c.day, visits.c.number_on_day)
    ):
        visit = read(Visit, row.document, f"a visit on {row.day}")
        found[row.patient_id].append(VisitRow(row.id, row.version, visit))
    return found


def find_assessments(connection: Connection, visit_ids: Sequence[int]) -> dict[int, list[Assessment]]:
    """The assessments of visits by the visit's row, each in order of signing."""
    query = select(assessments.c.visit_id, assessments.c.name, assessments.c.document)
    found: dict[int, list[Assessment]] = {visit_id: [] for visit_id in visit_ids}
    for row in connection.execute(
        query.where(assessments.c.visit_id.in_(visit_ids)).order_by(assessments.c.id)
    ):
        found[row.visit_id].append(read(Assessment, row.document, f"the assessment {quoted(row.name)}"))
    return found


def revisions_of(connection: Connection, name: str) -> list[tuple[int, Assessment]]:
    """Every revision of an assessment with the row of its visit, the first first."""
    query = select(assessments.c.visit_id, assessments.c.document).where(assessments.c.name == name)
    rows = connection.execute(query.order_by(assessments.c.revision))
    return [(row.visit_id, read(Assessment, row.document, f"the assessment {quoted(name)}")) for row in rows]


def names_taken(connection: Connection, names: Iterable[str]) -> set[str]:
    """Which of these names of assessments are taken."""
    wanted = iter(names)
    taken: set[str] = set()
    while chunk := list(islice(wanted, CHUNK)):
        taken |= set(
            connection.scalars(select(assessments.c.name).where(assessments.c.name.in_(chunk)).distinct())
        )
    return taken


def codes_taken(connection: Connection, codes: Iterable[str]) -> set[str]:
    """Which of these codes are taken, folded by `code_key`."""
    wanted = map(code_key, codes)
    taken: set[str] = set()
    while chunk := list(islice(wanted, CHUNK)):
        taken |= set(connection.scalars(select(patients.c.code_key).where(patients.c.code_key.in_(chunk))))
    return taken


def whole_patients(connection: Connection, *, shuffled: bool = False) -> Iterator[WholePatient]:
    """Every patient with everything, by code or in an order that tells nothing; some hundred in memory."""
    query = select(patients.c.id, patients.c.version, patients.c.code_key, patients.c.document)
    ids = list(connection.scalars(select(patients.c.id).order_by(patients.c.code_key)))
    if shuffled:
        SystemRandom().shuffle(ids)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        found = {row.id: row for row in connection.execute(query.where(patients.c.id.in_(chunk)))}
        yield from _joined(connection, [found[own] for own in chunk])


def whole_patient(connection: Connection, row: PatientRow) -> WholePatient:
    """One patient with everything."""
    visit_rows = find_visits(connection, [row.id])[row.id]
    signed = find_assessments(connection, [each.id for each in visit_rows])
    return _whole(row.patient, visit_rows, signed)


def read(model: type[M], text: str, what: str) -> M:
    """A part of a record as it was kept. Raises StoreDamaged."""
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        place = ".".join(map(str, error.errors(include_url=False)[0]["loc"])) or "the whole"
        raise StoreDamaged(
            f"{what} cannot be read from the database (at {quoted(place)}); "
            "see malar audit verify, and restore a backup"
        ) from error


def _joined(connection: Connection, rows: Sequence[Row[Any, Any, Any, Any]]) -> Iterator[WholePatient]:
    by_patient = find_visits(connection, [row.id for row in rows])
    visit_ids = [visit.id for found in by_patient.values() for visit in found]
    signed: dict[int, list[Assessment]] = {}
    # A statement takes only so many values.
    for start in range(0, len(visit_ids), 10 * CHUNK):
        signed |= find_assessments(connection, visit_ids[start : start + 10 * CHUNK])
    for row in rows:
        patient = read(Patient, row.document, f"the patient {quoted(row.code_key)}")
        yield _whole(patient, by_patient[row.id], signed)


def _whole(patient: Patient, rows: Iterable[VisitRow], signed: dict[int, list[Assessment]]) -> WholePatient:
    return WholePatient(
        **dict(patient),
        visits=tuple(WholeVisit(**dict(row.visit), assessments=tuple(signed[row.id])) for row in rows),
    )
