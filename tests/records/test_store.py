"""Patients, visits and signed assessments on both databases: kept, found, and never lost to another."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.records.errors import (
    ChangedMeanwhile,
    NotSigned,
    PatientExists,
    StoreBusy,
    StoreError,
    UnknownPatient,
    UnknownVisit,
    VisitExists,
)
from assistant.records.store import audit
from tests.records.clinic import assessment, patient, visit

if TYPE_CHECKING:
    from assistant.records.records import Records
    from tests.records.clinic import Clinic

DAY = date(2024, 2, 5)


def test_what_was_recorded_is_there_for_another_terminal(clinic: Clinic) -> None:
    clinic.records.add_patient(patient(sex="female", notes="prefers mornings"))
    clinic.records.add_visit("p-014", visit(pga=1.5))
    clinic.records.sign("P-014", DAY, assessment(3))
    found = clinic.terminal().whole("P-014")
    assert (found.sex, found.notes, found.visits[0].pga) == ("female", "prefers mornings", 1.5)
    assert found.visits[0].assessments == (assessment(3),)


def test_a_code_means_one_patient_however_it_is_cased(clinic: Clinic) -> None:
    clinic.records.add_patient(patient("P-014"))
    with pytest.raises(PatientExists):
        clinic.records.add_patient(patient("p-014"))
    with pytest.raises(UnknownPatient, match="P-01"):
        clinic.records.patient("P-01")


def test_a_list_by_prefix_takes_no_sign_for_a_pattern(clinic: Clinic) -> None:
    for code in ("P-2", "P-10", "P_1", "p-1", "Q-1"):
        clinic.records.add_patient(patient(code))
    clinic.records.add_visit("P-10", visit())
    assert [each.code for each in clinic.records.patients("p-")] == ["p-1", "P-10", "P-2"]
    assert [each.code for each in clinic.records.patients("P_")] == ["P_1"]
    assert [(each.visits, each.last_visit) for each in clinic.records.patients("P-10")] == [(1, "2024-02-05")]


def test_of_two_changes_to_one_patient_none_is_lost(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    mine, theirs = clinic.records.patient("P-014"), clinic.terminal().patient("P-014")
    clinic.records.change_patient(mine.patient.model_copy(update={"phototype": "II"}), mine.version)
    with pytest.raises(ChangedMeanwhile, match="version 1, now 2"):
        clinic.records.change_patient(theirs.patient.model_copy(update={"phototype": "IV"}), theirs.version)
    assert clinic.records.patient("P-014").patient.phototype == "II"


def test_of_two_changes_to_one_visit_none_is_lost(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    [read] = clinic.records.visits("P-014")
    clinic.records.change_visit("P-014", visit(pga=1), read.version)
    with pytest.raises(ChangedMeanwhile):
        clinic.records.change_visit("P-014", visit(pga=2), read.version)
    assert [each.visit.pga for each in clinic.records.visits("P-014")] == [1.0]


def test_a_second_visit_on_a_day_must_be_asked_for(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    with pytest.raises(VisitExists, match="number_on_day: 2"):
        clinic.records.add_visit("P-014", visit())
    with pytest.raises(UnknownVisit):
        clinic.records.add_visit("P-014", visit(number_on_day=3))
    clinic.records.add_visit("P-014", visit(number_on_day=2))
    assert [each.visit.number_on_day for each in clinic.records.visits("P-014")] == [1, 2]


def test_a_signed_assessment_stays_and_an_amendment_stands_beside_it(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    clinic.records.sign("P-014", DAY, assessment(3))
    with pytest.raises(NotSigned, match="amend it as revision 2"):
        clinic.records.sign("P-014", DAY, assessment(2))
    amended = assessment(2, revision=2, reason="read the wrong side")
    clinic.records.sign("P-014", DAY, amended)
    assert clinic.records.whole("P-014").visits[0].assessments == (assessment(3), amended)


def test_an_amendment_belongs_to_the_visit_that_was_assessed(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    clinic.records.add_visit("P-014", visit("2024-03-04"))
    clinic.records.sign("P-014", DAY, assessment(3))
    with pytest.raises(NotSigned, match="another visit"):
        clinic.records.sign("P-014", date(2024, 3, 4), assessment(2, revision=2, reason="a slip"))


@pytest.mark.parametrize("change", ["UPDATE {} SET document = '{{}}'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_was_signed(clinic: Clinic, change: str) -> None:
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit())
    clinic.records.sign("P-014", DAY, assessment(3))
    with pytest.raises(StoreError, match="assessments never changes"):
        clinic.run(change.format("assessments"))
    assert clinic.records.whole("P-014").visits[0].assessments == (assessment(3),)


def test_eight_terminals_at_once_lose_nothing_and_double_nothing(clinic: Clinic) -> None:
    clinic.records.add_patient(patient())
    terminals = [clinic.terminal() for _ in range(8)]

    def add_own_and_contend(number: int, records: Records) -> int:
        won = 0
        for index in range(5):
            records.add_visit("P-014", visit(f"2024-{number + 1:02}-{index + 1:02}"))
            read = records.patient("P-014")
            try:
                records.change_patient(
                    read.patient.model_copy(update={"notes": f"{number} {index}"}), read.version
                )
            except ChangedMeanwhile:
                continue
            won += 1
        return won

    with ThreadPoolExecutor(len(terminals)) as pool:
        won = sum(pool.map(add_own_and_contend, range(8), terminals))
    assert len(clinic.records.visits("P-014")) == 40
    assert clinic.records.patient("P-014").version == 1 + won
    verdict = clinic.records.verify()
    assert (verdict.rows, verdict.problems) == (1 + 40 + won, ())


def test_who_waits_too_long_for_another_writer_is_told_so(clinic: Clinic) -> None:
    other = clinic.terminal(seconds_waited=1)
    with clinic.records.database.writing() as connection:
        audit.hold(connection)
        with pytest.raises(StoreBusy, match="try again"):
            other.add_patient(patient())
    other.add_patient(patient())
    assert other.verify().rows == 1


WRITER = """
from itertools import count
from assistant.records.opening import open_records
from tests.records.clinic import patient
records = open_records()
for number in count():
    records.add_patient(patient(f"P-{number}"))
    print(number, flush=True)
"""


def test_a_killed_writer_loses_nothing_that_it_had_said(clinic: Clinic) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(30)]
        writer.send_signal(signal.SIGKILL)
        said += [int(line) for line in writer.stdout.read().split()]
    stored = {each.code for each in clinic.records.patients()}
    assert {f"P-{number}" for number in said} <= stored
    assert clinic.records.verify().problems == ()
    assert clinic.records.verify().rows == len(stored)
