"""A disk that is full or read-only, a file that is hurt, codes that are none: told, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.errors import StoreError
from assistant.records.opening import open_records
from assistant.records.store import sqlite_file
from assistant.records.whole import WholePatient
from tests.abuse.running import ROOT
from tests.abuse.running import malar as in_a_process
from tests.records.clinic import assessment, patient, visit
from tests.records.test_store import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.records import Records
    from tests.cli.running import Malar
    from tests.records.clinic import Clinic

PAGE = 4096
NOBODY = 65_534


CODES_THAT_ARE_NONE = ("P\u001b[2J", "P" * 10_000, "P'; DROP TABLE patients", "%", "_", "P\udcff")


@pytest.mark.parametrize("command", [("patient",), ("visits",), ("audit", "--patient"), ("patients",)])
def test_a_code_that_is_none_finds_nobody(clinic: Clinic, malar: Malar, command: tuple[str, ...]) -> None:
    clinic.records.add_patient(patient("P-014"))
    for code in CODES_THAT_ARE_NONE:
        run = malar(*command, code)
        if command in {("patient",), ("visits",)}:
            assert "there is no patient" in run.message
        assert "P-014" not in run.out
        assert "\u001b" not in run.out + run.err
        assert len(run.err) < 300


@pytest.fixture
def filled() -> Path:
    """The file of the records with five hundred patients, folded into one file."""
    records = open_records()
    records.take_over([WholePatient(code=f"P-{number}", notes="x" * 400) for number in range(500)])
    records.close()
    return Path(records.database.where)


def hurt(whole: bytes, how: str) -> bytes:
    """A file as chance can leave it."""
    middle = len(whole) // 2 // PAGE * PAGE
    match how:
        case "in the middle":
            return whole[:middle] + b"\xa5" * 5 * PAGE + whole[middle + 5 * PAGE :]
        case "cut short":
            return whole[: middle + 99]
        case _:
            return b"\x00" * PAGE + whole[PAGE:]


@pytest.mark.parametrize("how", ["in the middle", "cut short", "at its beginning"])
def test_a_file_that_was_damaged_is_told_by_whatever_meets_it(filled: Path, malar: Malar, how: str) -> None:
    damaged = hurt(filled.read_bytes(), how)
    filled.write_bytes(damaged)
    for command in (("audit", "verify"), ("backup", str(filled.with_name("b")))):
        run = malar(*command)
        assert run.code == 1
        [line] = run.err.splitlines()
        assert "restore a backup" in line or "is encrypted (or no database)" in line
    assert not filled.with_name("b").exists()
    assert filled.stat().st_size == len(damaged)


def sign_until_it_is_full(records: Records) -> None:
    """Amend one assessment again and again."""
    for revision in range(1, 40):
        reason = None if revision == 1 else "x" * 1900
        records.sign("P-014", DAY, assessment(3, revision=revision, reason=reason))


def test_a_full_disk_loses_nothing_that_was_there(
    malar: Malar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = open_records()
    records.add_patient(patient())
    records.add_visit("P-014", visit())
    records.close()
    connect = sqlite_file.connect

    def full(*arguments: Any, **settings: Any) -> Any:  # noqa: ANN401  # whatever the driver takes and gives
        connection = connect(*arguments, **settings)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    many = tmp_path / "many.json"
    codes = [{"code": f"Q-{number}", "notes": "x" * 1000} for number in range(400)]
    many.write_text(json.dumps({"patients": codes}), encoding="utf-8")
    with monkeypatch.context() as filled:
        filled.setattr(sqlite_file, "connect", full)
        assert "the disk is full" in malar("import", str(many)).message
        records = open_records()
        with pytest.raises(StoreError, match="the disk is full"):
            sign_until_it_is_full(records)
        kept = records.whole("P-014").visits[0].assessments
        records.close()
    assert malar("patients", "--json").json["code"] == "P-014"
    assert len(kept) == json.loads(malar("audit", "--json").out.splitlines()[-1])["seq"] - 2
    assert malar("audit", "verify").code == 0


def test_a_file_that_cannot_be_written_anew_is_kept(filled: Path) -> None:
    # A shell counts in blocks of half a kilobyte or of one; either is too little.
    limited = f"ulimit -f 200; exec {sys.executable} -m assistant rekey --new-key-fd 0"
    run = subprocess.run(
        ["/bin/sh", "-c", limited], cwd=ROOT, input="secret", capture_output=True, text=True, check=False
    )
    [line] = run.stderr.splitlines()
    assert (run.returncode, run.stdout) == (1, "")
    assert "disk I/O error" in line
    assert "nothing of this step was written, free space or check the disk" in line
    assert in_a_process("patients", "P-499").output.startswith("P-499")
    assert [each.name for each in filled.parent.iterdir() if "rekey" in each.name] == []


@pytest.fixture
def only_readable() -> Iterator[Path]:
    """A data folder with records that may be read, not written, by whoever runs the test."""
    folder = Path(tempfile.mkdtemp(prefix="malar-readonly-"))
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_folder_that_may_only_be_read_is_told(
    only_readable: Path, malar: Malar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MALAR_DATABASE_URL", f"sqlite:///{only_readable}/records.sqlite")
    file = only_readable / "more.json"
    file.write_text('{"patients": [{"code": "P-1"}]}', encoding="utf-8")
    assert malar("import", str(file)).code == 0
    for each in (*only_readable.iterdir(), only_readable):
        each.chmod(0o500 if each.is_dir() else 0o400)
        if os.geteuid() == 0:
            os.chown(each, NOBODY, NOBODY)
    if root := os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        message = malar("patients").message
    finally:
        if root:
            os.seteuid(0)
    assert "cannot be opened (Permission denied)" in message
    assert "check its rights" in message
