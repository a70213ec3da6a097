"""Patients, visits and assessments written as rows, each with what is read fast of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from assistant.records.revisions import latest_revisions
from assistant.records.store import derived
from assistant.records.store.rows import CHUNK, code_key
from assistant.records.store.tables import (
    assessments,
    patients,
    signed_scores,
    treatment_starts,
    visit_measures,
    visits,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

    from assistant.records.assessment import Assessment
    from assistant.records.fields import RecordModel
    from assistant.records.patient import Patient
    from assistant.records.visit import Visit
    from assistant.records.whole import WholePatient, WholeVisit


def document(model: RecordModel) -> str:
    """A part of a record as it is kept."""
    return model.model_dump_json(exclude_none=True)


def insert_whole(connection: Connection, whole: Sequence[WholePatient]) -> None:
    """Write patients with everything; that none of them is there was checked before."""
    for start in range(0, len(whole), CHUNK):
        chunk = whole[start : start + CHUNK]
        ids = _insert(connection, patients, [patient_values(each.alone()) for each in chunk])
        owned = [(own, visit) for own, each in zip(ids, chunk, strict=True) for visit in each.visits]
        visit_ids = _insert(connection, visits, [visit_values(own, visit.alone()) for own, visit in owned])
        visited = [(own, number, visit) for number, (own, visit) in zip(visit_ids, owned, strict=True)]
        signed = [
            assessment_values(number, assessment)
            for _, number, visit in visited
            for assessment in visit.assessments
        ]
        derived.insert_all(connection, assessments, signed)
        _insert_derived(connection, zip(ids, chunk, strict=True), visited)


def _insert_derived(
    connection: Connection,
    patients_written: Iterable[tuple[int, WholePatient]],
    visits_written: Sequence[tuple[int, int, WholeVisit]],
) -> None:
    """What is read fast of patients, and of visits with the rows of the patient and their own."""
    derived.insert_all(
        connection,
        treatment_starts,
        (row for own, each in patients_written for row in derived.starts(own, each)),
    )
    derived.insert_all(
        connection,
        visit_measures,
        (row for own, number, visit in visits_written for row in derived.measures(own, number, visit)),
    )
    derived.insert_all(
        connection,
        signed_scores,
        (
            row
            for own, number, visit in visits_written
            for assessment in latest_revisions(visit.assessments)
            for row in derived.scores(own, number, visit, assessment)
        ),
    )


def insert_one(connection: Connection, target: Table, values: dict[str, object]) -> int:
    """Write a row and return its number."""
    [number] = _insert(connection, target, [values])
    return number


def patient_values(patient: Patient) -> dict[str, object]:
    """The row of a patient that is new."""
    return {
        "code": patient.code,
        "code_key": code_key(patient.code),
        "version": 1,
        "document": document(patient),
    }


def visit_values(patient_id: int, visit: Visit) -> dict[str, object]:
    """The row of a visit that is new."""
    return {
        "patient_id": patient_id,
        "day": visit.date.isoformat(),
        "number_on_day": visit.number_on_day,
        "version": 1,
        "document": document(visit),
    }


def assessment_values(visit_id: int, assessment: Assessment) -> dict[str, object]:
    """The row of an assessment."""
    return {
        "visit_id": visit_id,
        "name": assessment.id,
        "revision": assessment.revision,
        "instrument": assessment.instrument,
        "document": document(assessment),
    }


def _insert(connection: Connection, target: Table, values: list[dict[str, object]]) -> list[int]:
    if not values:
        return []
    statement = insert(target).returning(target.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(statement, values))
