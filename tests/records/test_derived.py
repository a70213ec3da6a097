"""The rows that are read fast say what the documents say, whatever was written, and by whichever way."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from assistant.records.store.tables import signed_scores, treatment_starts, visit_measures
from assistant.records.whole import WholePatient
from tests.records.clinic import WHOLE, assessment, patient, visit

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.records import Records
    from tests.cli.running import Malar
    from tests.records.clinic import Clinic

DAY = date(2024, 2, 5)


def test_they_follow_every_change(clinic: Clinic) -> None:
    records = clinic.records
    treated = ({"agent": "anifrolumab", "start": "2024-02-05"}, {"agent": "belimumab"})
    records.add_patient(patient(treatments=treated))
    records.add_visit("P-014", visit(pga=1.5, prednisone_equivalent=7.5))
    records.add_visit("P-014", visit("2024-03-04", pga=0))
    records.sign("P-014", DAY, assessment(3))
    records.sign("P-014", DAY, assessment(2, revision=2, reason="a slip"))
    open_score = {"global": {"low": 1, "high": 4}}
    records.sign("P-014", date(2024, 3, 4), assessment(0, id="A-0002", scores=open_score))
    stored = told_by_documents(records)
    assert stored == told_by_rows(records)
    assert {row[5:] for row in stored if row[0] == "score"} == {(2, 2, 2), (None, 1, 4)}

    [first, _] = records.visits("P-014")
    records.change_visit("P-014", visit(pga=2), first.version)
    changed = patient(treatments=({"agent": "belimumab", "start": "2024-01-01"},))
    records.change_patient(changed, records.patient("P-014").version)
    assert told_by_documents(records) == told_by_rows(records) != stored


def test_they_are_there_after_an_import_and_a_restore(clinic: Clinic, malar: Malar, tmp_path: Path) -> None:
    signed = [assessment(3), assessment(1, revision=2, reason="a slip"), assessment(2, id="A-0002")]
    written = [each.model_dump(mode="json", exclude_none=True) for each in signed]
    visits = [{**WHOLE["visits"][0], "assessments": written}, WHOLE["visits"][1]]
    clinic.records.take_over([WholePatient.model_validate_json(json.dumps({**WHOLE, "visits": visits}))])
    taken_over = told_by_rows(clinic.records)
    assert taken_over == told_by_documents(clinic.records)
    assert len(taken_over) == 6
    file = tmp_path / "malar.backup"
    assert malar("backup", str(file)).code == 0
    clinic.records.sign("P-014", DAY, assessment(0, revision=3, reason="again"))
    assert told_by_rows(clinic.records) != taken_over
    assert malar("restore", str(file), "--replace").code == 0
    assert told_by_rows(clinic.records) == taken_over


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE signed_scores SET value = 0, low = 0, high = 0",
        "DELETE FROM visit_measures WHERE measure = 'pga'",
        "UPDATE treatment_starts SET day_number = day_number + 1",
    ],
)
def test_what_was_edited_in_them_behind_its_back_is_found(clinic: Clinic, change: str) -> None:
    records = clinic.records
    records.add_patient(patient(treatments=({"agent": "anifrolumab", "start": "2024-02-05"},)))
    records.add_patient(patient("P-015"))
    records.add_visit("P-014", visit(pga=1.5))
    records.sign("P-014", DAY, assessment(3))
    assert records.verify().problems == ()
    clinic.run(change)
    [told] = records.verify().problems
    assert told.startswith("what the cohort reads of the patient 'P-014' is not what is on record")


def told_by_rows(records: Records) -> set[tuple[object, ...]]:
    """What stands in the tables for fast reading."""
    with records.database.reading() as connection:
        scores = connection.execute(select(signed_scores)).mappings().all()
        measures = connection.execute(select(visit_measures)).mappings().all()
        starts = connection.execute(select(treatment_starts)).mappings().all()
    kept = ("name", "instrument", "score", "day_number", "value", "low", "high")
    return {
        *(("score", *(row[name] for name in kept)) for row in scores),
        *(("measure", row["day_number"], row["measure"], row["value"]) for row in measures),
        *(("start", row["agent"], row["day_number"]) for row in starts),
    }


def told_by_documents(records: Records) -> set[tuple[object, ...]]:
    """The same, worked out from what was signed and written."""
    told: set[tuple[object, ...]] = set()
    for whole in records.everything():
        told |= {("start", each.agent, each.start.toordinal()) for each in whole.treatments if each.start}
        for each in whole.visits:
            day = each.date.toordinal()
            told |= {
                ("measure", day, name, getattr(each, name))
                for name in ("pga", "prednisone_equivalent")
                if getattr(each, name) is not None
            }
            for latest in {signed.id: signed for signed in each.assessments}.values():
                told |= {
                    ("score", latest.id, latest.instrument, name, day, score.value, score.low, score.high)
                    for name, score in latest.scores.items()
                }
    return told
