"""The rows that are read fast, held against the documents that they were made from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from assistant.errors import quoted
from assistant.records.patient import Patient
from assistant.records.revisions import latest_revisions
from assistant.records.store import derived, rows
from assistant.records.store.tables import patients, signed_scores, treatment_starts, visit_measures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

CHUNK = 200
TABLES = (signed_scores, visit_measures, treatment_starts)
Found = Counter[frozenset[tuple[str, object]]]


def differing_patients(connection: Connection) -> Iterator[str]:
    """Of whom the rows for fast reading say something else than the documents. Raises StoreDamaged."""
    last = 0
    query = select(patients.c.id, patients.c.code, patients.c.document).order_by(patients.c.id).limit(CHUNK)
    while found := connection.execute(query.where(patients.c.id > last)).all():
        last = found[-1].id
        stored = _stored(connection, [row.id for row in found])
        wanted = _wanted(connection, {row.id: row.document for row in found})
        for row in found:
            if stored[row.id] != wanted[row.id]:
                yield (
                    f"what the cohort reads of the patient {quoted(row.code)} is not what is on record: "
                    "it was edited outside malar"
                )


def _stored(connection: Connection, ids: Sequence[int]) -> dict[int, Found]:
    """The rows as they are, by patient."""
    stored: dict[int, Found] = {own: Counter() for own in ids}
    for table in TABLES:
        for row in connection.execute(select(table).where(table.c.patient_id.in_(ids))).mappings():
            stored[row["patient_id"]][frozenset(dict(row).items())] += 1
    return stored


def _wanted(connection: Connection, documents: Mapping[int, str]) -> dict[int, Found]:
    """The rows as the documents would make them, by patient."""
    wanted: dict[int, Found] = {}
    visits = rows.find_visits(connection, list(documents))
    for own, document in documents.items():
        patient = rows.read(Patient, document, "a patient")
        made = list(derived.starts(own, patient))
        signed = rows.find_assessments(connection, [each.id for each in visits[own]])
        for each in visits[own]:
            made += derived.measures(own, each.id, each.visit)
            for assessment in latest_revisions(signed[each.id]):
                made += derived.scores(own, each.id, each.visit, assessment)
        wanted[own] = Counter(frozenset(row.items()) for row in made)
    return wanted
