"""The audit trail tells who did what, and every way in which it can be changed behind its back is found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.records.errors import StoreDamaged, StoreError
from assistant.records.opening import open_records
from tests.records.clinic import WHOLE, assessment, patient, visit
from tests.records.test_store import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar
    from tests.records.clinic import Clinic

TAMPERED = {
    "an edited row": (["UPDATE audit SET operator = 'someone' WHERE seq = 2"], "row 2 was edited"),
    "a removed row": (["DELETE FROM audit WHERE seq = 2"], "row 3 follows row 1"),
    "a removed end": (["DELETE FROM audit WHERE seq = 4"], "its end was changed"),
    "two rows in each other's place": (
        [
            "UPDATE audit SET seq = 99 WHERE seq = 2",
            "UPDATE audit SET seq = 2 WHERE seq = 3",
            "UPDATE audit SET seq = 3 WHERE seq = 99",
        ],
        "row 2 does not follow",
    ),
    "a lost note of the end": (["DELETE FROM audit_head"], "note of where the trail ends is missing"),
}


@pytest.fixture
def used(clinic: Clinic) -> Clinic:
    """A clinic with a trail of four rows."""
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    [read] = clinic.records.visits("P-014")
    clinic.records.change_visit("P-014", visit(pga=1), read.version)
    clinic.records.add_patient(patient("P-015"))
    return clinic


def test_the_trail_tells_who_did_what_and_what_it_was_before(used: Clinic, malar: Malar) -> None:
    rows = malar("audit", "--json").lines
    assert [(row["seq"], row["operator"], row["action"], row["subject"]) for row in rows] == [
        (1, "tester", "add patient", "P-014"),
        (2, "tester", "add visit", "P-014 2024-02-05"),
        (3, "tester", "change visit", "P-014 2024-02-05"),
        (4, "tester", "add patient", "P-015"),
    ]
    assert "pga" not in json.loads(rows[2]["before"])
    assert json.loads(rows[2]["after"])["pga"] == 1


def test_the_trail_of_one_patient_and_its_days_day_first(used: Clinic, malar: Malar) -> None:
    used.records.add_patient(patient("P-014 2"))
    assert [row["seq"] for row in malar("audit", "--patient", "p-014", "--json").lines] == [1, 2, 3]
    listed = malar("audit", "--patient", "P-014").out.splitlines()
    assert listed[1] == "     2  01.06.2024 12:00:00+00:00  tester  add visit: P-014 05.02.2024"
    assert malar("audit", "--patient", "P-01").out == ""


def test_a_clock_that_jumps_back_is_told_and_the_order_stays(used: Clinic, malar: Malar) -> None:
    earlier = open_records(now=lambda: datetime(2024, 5, 31, 23, 59, tzinfo=UTC))
    earlier.add_patient(patient("P-016"))
    earlier.close()
    assert [row["seq"] for row in malar("audit", "--json").lines] == [1, 2, 3, 4, 5]
    *before, last = malar("audit").out.splitlines()
    assert last.startswith("     5  31.05.2024 23:59:00")
    assert last.endswith("(the clock was set back before this)")
    assert not any("set back" in line for line in before)
    assert malar("audit", "verify").code == 0
    assert used.records.has_patients()


def test_a_trail_that_nobody_touched_is_whole(used: Clinic, malar: Malar) -> None:
    told = malar("audit", "verify", "--json")
    assert (told.code, told.json["whole"], told.json["rows"]) == (0, True, 4)
    assert "The audit trail is whole: 4 rows" in malar("audit", "verify").out


@pytest.mark.parametrize("change", ["UPDATE audit SET operator = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_trail(used: Clinic, change: str) -> None:
    with pytest.raises(StoreError, match="audit never changes"):
        used.run(change)
    assert used.records.verify().problems == ()


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_its_back_is_found(used: Clinic, malar: Malar, what: str) -> None:
    statements, told = TAMPERED[what]
    used.unguarded("audit")
    used.run(*statements)
    run = malar("audit", "verify")
    assert run.code == 1
    assert told in run.err
    assert malar("audit", "verify", "--json").json["whole"] is False


EDITED = {
    "an edited patient": (
        ["UPDATE patients SET document = replace(document, 'P-014', 'P-041') WHERE code = 'P-014'"],
        "the patient P-014 was edited outside malar: not what row 1 of the trail tells",
    ),
    "a renamed patient": (
        ["UPDATE patients SET code = 'P-041' WHERE code = 'P-014'"],
        "the patient P-041 is on record, but was not put there by malar",
    ),
    "an edited visit": (
        ["UPDATE visits SET document = replace(document, '1.0', '2.0')"],
        "the visit P-014 2024-02-05 was edited outside malar: not what row 3 of the trail tells",
    ),
    "a visit that is no document any more": (
        ["UPDATE visits SET document = 'x'"],
        "the visit P-014 2024-02-05 was edited outside malar",
    ),
    "a visit on another day": (
        ["UPDATE visits SET day = '2024-02-06'"],
        "the visit P-014 2024-02-05 is missing, which row 3 of the trail recorded",
    ),
    "an edited assessment": (
        ["UPDATE assessments SET document = replace(document, '3', '2')"],
        "the assessment P-014 2024-02-05 cla-iga A-0001 revision 1 was edited outside malar: not what row 5",
    ),
    "a removed assessment": (["DELETE FROM assessments"], "A-0001 revision 1 is missing, which row 5"),
    "a removed patient": (["DELETE FROM patients WHERE code = 'P-015'"], "the patient P-015 is missing"),
    "an edited import": (
        ["UPDATE visits SET document = replace(document, 'photographs', 'nothing')"],
        "the visit Q-1 2024-03-04 was edited outside malar: not what row 6",
    ),
}


@pytest.mark.parametrize("what", EDITED)
def test_what_was_edited_among_the_records_is_found_by_its_subject(
    used: Clinic, malar: Malar, tmp_path: Path, what: str
) -> None:
    used.records.sign("P-014", DAY, assessment(3))
    imported = {**WHOLE, "code": "Q-1", "visits": WHOLE["visits"][1:]}
    (tmp_path / "q.json").write_text(json.dumps({"patients": [imported]}), encoding="utf-8")
    assert malar("import", str(tmp_path / "q.json")).code == 0
    assert malar("audit", "verify").code == 0
    statements, told = EDITED[what]
    used.unguarded("assessments")
    used.run(*statements)
    run = malar("audit", "verify")
    assert run.code == 1
    assert told in run.err


def test_without_the_note_of_its_end_nothing_is_written_and_a_backup_helps(
    used: Clinic, malar: Malar, tmp_path: Path
) -> None:
    backup = str(tmp_path / "malar.backup")
    assert malar("backup", backup).code == 0
    used.run("DELETE FROM audit_head")
    assert len(malar("audit", "--json").lines) == 5
    with pytest.raises(StoreDamaged, match="restore a backup"):
        used.records.add_patient(patient("P-016"))
    assert malar("restore", backup, "--replace").code == 0
    assert malar("audit", "verify").code == 0
