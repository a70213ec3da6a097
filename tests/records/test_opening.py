"""Where the records are, who may read the file, and what is said when they cannot be used."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from assistant.paths import data_folder
from assistant.records.opening import open_records
from tests.contracts.test_pure_layers import loaded, modules_after

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Malar


def test_the_file_of_the_data_folder_is_its_owners_alone(malar: Malar) -> None:
    assert malar("patients").out.startswith("No patient is on record.")
    assert data_folder().stat().st_mode & 0o777 == 0o700
    assert (data_folder() / "records.sqlite").stat().st_mode & 0o777 == 0o600


def test_what_is_written_is_on_disk_when_the_call_returns() -> None:
    records = open_records()
    with records.database.reading() as connection:
        full = 2
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == full
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    files = [each for each in data_folder().iterdir() if each.name.startswith("records.sqlite")]
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}
    records.close()


def test_a_damaged_file_is_told_and_left_as_it_is(malar: Malar) -> None:
    data_folder().mkdir(parents=True)
    file = data_folder() / "records.sqlite"
    file.write_bytes(b"SQLite format 3\x00" + b"\x07" * 5_000)
    assert "malar restore FILE" in malar("patients").message
    assert file.read_bytes().endswith(b"\x07" * 5_000)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "is no address of a database"),
        ("mysql://u:secret@h/d", "does not use (mysql)"),
        ("sqlite://", "does not use (sqlite)"),
        ("postgresql://u:secret@/d?host=/nowhere", "cannot be reached"),
        ("postgresql://u@/d?host=/nowhere&password=secret", "cannot be reached"),
    ],
)
def test_an_address_that_is_of_no_use_is_told_without_its_password(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, url: str, told: str
) -> None:
    monkeypatch.setenv("MALAR_DATABASE_URL", url)
    message = malar("patients").message
    assert told in message
    assert "secret" not in message


def test_without_its_driver_postgresql_is_told(malar: Malar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("MALAR_DATABASE_URL", "postgresql://u@/d?host=/nowhere")
    assert "install malar[postgresql]" in malar("patients").message


def test_a_folder_that_cannot_be_written_is_told(
    malar: Malar, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MALAR_DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite'}")
    assert "cannot be opened" in malar("patients").message


def test_the_journal_of_a_file_that_was_moved_away_is_not_used_for_a_new_one(malar: Malar) -> None:
    data_folder().mkdir(parents=True)
    journal = data_folder() / "records.sqlite-wal"
    journal.write_bytes(b"x" * 99)
    assert "put this one aside, too" in malar("patients").message
    assert journal.read_bytes() == b"x" * 99
    assert not (data_folder() / "records.sqlite").exists()


@pytest.mark.parametrize("command", ["patient", "visits"])
def test_a_code_that_is_no_text_is_unknown(malar: Malar, command: str) -> None:
    assert "there is no patient" in malar(command, "P-\udcff").message


def test_an_operator_that_cannot_be_shown_is_refused(malar: Malar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALAR_OPERATOR", "x\u001b[2J")
    assert "MALAR_OPERATOR cannot be" in malar("patients").message


def test_a_command_that_needs_no_record_loads_no_database() -> None:
    modules = modules_after("from assistant.cli.main import main\nmain(['instruments'])")
    assert "assistant.scoring.library" in modules
    assert not loaded(("sqlalchemy", "alembic", "psycopg", "assistant.records"), modules)


def test_opening_a_ready_database_loads_no_migrations() -> None:
    home = os.environ["MALAR_HOME"]
    opening = f"import os\nos.environ['MALAR_HOME'] = {home!r}\nfrom assistant.cli.main import main\n"
    assert loaded(("alembic",), modules_after(opening + "main(['patients'])"))
    assert not loaded(("alembic",), modules_after(opening + "main(['patients'])"))
