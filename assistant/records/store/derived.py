"""What the documents say, as rows that are read fast over many patients; written with them, never alone.

Days are counted by `date.toordinal`, so that both databases compute with them alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert

from assistant.records.store.tables import signed_scores, treatment_starts, visit_measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection, Table

    from assistant.records.assessment import Assessment
    from assistant.records.patient import Patient
    from assistant.records.visit import Visit

MEASURES = ("pga", "prednisone_equivalent")
"""The figures of a visit that stand beside the scores."""

Values = dict[str, object]


def put_patient(connection: Connection, patient_id: int, patient: Patient) -> None:
    """The starts of the treatments of a patient, new or changed."""
    connection.execute(delete(treatment_starts).where(treatment_starts.c.patient_id == patient_id))
    insert_all(connection, treatment_starts, starts(patient_id, patient))


def put_visit(connection: Connection, patient_id: int, visit_id: int, visit: Visit) -> None:
    """The measures of a visit, new or changed."""
    connection.execute(delete(visit_measures).where(visit_measures.c.visit_id == visit_id))
    insert_all(connection, visit_measures, measures(patient_id, visit_id, visit))


def put_assessment(
    connection: Connection, patient_id: int, visit_id: int, visit: Visit, assessment: Assessment
) -> None:
    """The scores of an assessment as it was signed last."""
    connection.execute(delete(signed_scores).where(signed_scores.c.name == assessment.id))
    insert_all(connection, signed_scores, scores(patient_id, visit_id, visit, assessment))


def insert_all(connection: Connection, table: Table, values: Iterable[Values]) -> None:
    """Write rows, if there are any."""
    if rows := list(values):
        connection.execute(insert(table), rows)


def starts(patient_id: int, patient: Patient) -> Iterator[Values]:
    """The treatments whose first day is known."""
    for position, treatment in enumerate(patient.treatments):
        if treatment.start is not None:
            yield {
                "patient_id": patient_id,
                "position": position,
                "agent": treatment.agent,
                "day_number": treatment.start.toordinal(),
            }


def measures(patient_id: int, visit_id: int, visit: Visit) -> Iterator[Values]:
    """The measures that a visit has."""
    for measure in MEASURES:
        value = getattr(visit, measure)
        if value is not None:
            yield {
                "visit_id": visit_id,
                "measure": measure,
                "patient_id": patient_id,
                "day_number": visit.date.toordinal(),
                "value": value,
            }


def scores(patient_id: int, visit_id: int, visit: Visit, assessment: Assessment) -> Iterator[Values]:
    """The scores of an assessment."""
    for score, signed in assessment.scores.items():
        yield {
            "name": assessment.id,
            "score": score,
            "patient_id": patient_id,
            "visit_id": visit_id,
            "day_number": visit.date.toordinal(),
            "instrument": assessment.instrument,
            "value": signed.value,
            "low": signed.low,
            "high": signed.high,
        }
