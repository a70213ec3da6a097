"""A backup is made while others work, checked whole before it replaces anything, and fits both databases."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
from typing import TYPE_CHECKING

import pytest

from assistant.records.errors import BackupError
from tests.records.clinic import Clinic, assessment, patient, visit
from tests.records.test_store import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar
    from tests.records.postgres import Server


@pytest.fixture
def backup(clinic: Clinic, malar: Malar, tmp_path: Path) -> Path:
    """A backup of a clinic with one patient who was amended once."""
    clinic.records.add_patient(patient())
    clinic.records.add_visit("P-014", visit(notes="naïve τ"))
    clinic.records.sign("P-014", DAY, assessment(3))
    clinic.records.sign("P-014", DAY, assessment(2, revision=2, reason="a slip"))
    file = tmp_path / "malar.backup"
    assert malar("backup", str(file)).code == 0
    return file


def test_a_restored_record_is_the_one_that_was_backed_up(clinic: Clinic, malar: Malar, backup: Path) -> None:
    before = malar("patient", "P-014", "--json").json
    [read] = clinic.records.visits("P-014")
    clinic.records.change_visit("P-014", visit(pga=3), read.version)
    clinic.records.add_patient(patient("P-015"))
    assert malar("restore", str(backup), "--replace").code == 0
    assert malar("patient", "P-014", "--json").json == before
    assert [row["code"] for row in malar("patients", "--json").lines] == ["P-014"]
    # What comes after it is written as if nothing had been: ids, the trail, and what guards them.
    clinic.records.add_patient(patient("P-016"))
    clinic.records.add_visit("P-016", visit())
    assert clinic.records.verify().problems == ()
    assert [row["action"] for row in malar("audit", "--json").lines][-3:] == [
        "restore",
        "add patient",
        "add visit",
    ]


def test_patients_on_record_are_not_replaced_unasked(malar: Malar, backup: Path) -> None:
    assert "then say --replace" in malar("restore", str(backup)).message


def test_a_backup_moves_records_to_the_other_database(
    backup: Path, malar: Malar, postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = malar("patient", "P-014", "--json").json
    for url in (f"sqlite:///{tmp_path / 'other.sqlite'}", postgres.new_database()):
        monkeypatch.setenv("MALAR_DATABASE_URL", url)
        assert malar("restore", str(backup)).code == 0
        assert malar("patient", "P-014", "--json").json == before
        assert malar("audit", "verify").code == 0


def test_a_backup_is_its_owners_alone_and_replaces_no_file(malar: Malar, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert "exists already" in malar("backup", str(backup)).message
    assert [each.name for each in backup.parent.iterdir() if each.name.startswith(".malar")] == []


def test_a_backup_made_while_another_writes_is_of_one_moment(
    clinic: Clinic, malar: Malar, backup: Path
) -> None:
    with clinic.records.database.reading() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM patients").scalar_one() == 1
        clinic.terminal().add_patient(patient("P-015"))
        second = backup.with_name("second.backup")
        assert malar("backup", str(second)).code == 0
    assert malar("restore", str(second), "--replace").code == 0
    assert malar("audit", "verify").code == 0
    assert [row["code"] for row in malar("patients", "--json").lines] == ["P-014", "P-015"]


def lines_of(file: Path) -> list[bytes]:
    """The lines of a backup."""
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def damage(file: Path, how: str) -> None:
    """Change a backup as chance or someone could."""
    lines = lines_of(file)
    match how:
        case "cut in its lines":
            file.write_bytes(gzip.compress(b"".join(lines[:-2])))
        case "cut in its bytes":
            file.write_bytes(file.read_bytes()[:-30])
        case "edited":
            file.write_bytes(gzip.compress(b"".join(lines).replace(b"P-014", b"P-041", 1)))
        case "no backup":
            file.write_bytes(b"patients: []\n")
        case "another format":
            file.write_bytes(gzip.compress(json.dumps({"format": "x"}).encode() + b"\n"))
        case _:
            file.unlink()


@pytest.mark.parametrize(
    "how", ["cut in its lines", "cut in its bytes", "edited", "no backup", "another format", "missing"]
)
def test_a_damaged_backup_changes_nothing(clinic: Clinic, malar: Malar, backup: Path, how: str) -> None:
    damage(backup, how)
    assert "cannot be restored" in malar("restore", str(backup), "--replace").message
    assert [each.code for each in clinic.records.patients()] == ["P-014"]
    assert clinic.records.verify().problems == ()


def test_a_disk_without_links_takes_a_backup_too(
    clinic: Clinic, malar: Malar, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", target)

    monkeypatch.setattr(os, "link", none)
    second = backup.with_name("second.backup")
    assert malar("backup", str(second)).code == 0
    assert malar("restore", str(second), "--replace").code == 0
    assert [each.code for each in clinic.records.patients()] == ["P-014"]


def test_a_full_disk_is_told_as_one_of_the_backup(
    malar: Malar, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: object, written: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(gzip.GzipFile, "write", full)
    second = backup.with_name("second.backup")
    assert "the backup" in (message := malar("backup", str(second)).message)
    assert "No space left" in message
    assert [each for each in backup.parent.iterdir() if "second" in each.name] == []


@pytest.mark.parametrize(
    "row", [{"table": "sqlite_master", "row": {}}, {"table": "visits", "row": {"id": 9}}]
)
def test_a_backup_with_rows_of_no_table_changes_nothing(
    clinic: Clinic, malar: Malar, backup: Path, row: dict[str, object]
) -> None:
    lines = lines_of(backup)[:-2]
    lines += [json.dumps(each).encode() + b"\n" for each in (row, {"rows": len(lines)})]
    digest = hashlib.sha256(b"".join(lines)).hexdigest()
    backup.write_bytes(gzip.compress(b"".join(lines) + json.dumps({"sha256": digest}).encode() + b"\n"))
    assert "do not fit" in malar("restore", str(backup), "--replace").message
    assert [each.code for each in clinic.records.patients()] == ["P-014"]
    assert clinic.records.verify().problems == ()


def test_a_backup_that_cannot_be_written_is_told(malar: Malar, backup: Path) -> None:
    message = malar("backup", str(backup.parent / "nowhere" / "x")).message
    assert "cannot be written" in message
    assert BackupError.__name__ not in message
