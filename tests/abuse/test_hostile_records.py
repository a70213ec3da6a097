"""Values that another program wrote into the database, and what leaves it: cells, pictures, files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from assistant.paths import data_folder
from assistant.records.exchange.exporting import guarded
from tests.abuse.nasty import FEW, NASTY, steers
from tests.abuse.test_hostile_text import check
from tests.cli.running import Malar
from tests.records.clinic import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WRITTEN = FEW[0].replace("\ud800", "").replace("\udcff", "")
"""What a database takes as text."""

ANSWER = {"kind": "value", "value": 3, "how": "entered", "at": "2024-02-05T10:15:00+00:00"}


@pytest.fixture
def malar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Malar:
    return Malar(monkeypatch, capsys)


@pytest.fixture
def file(malar: Malar, tmp_path: Path) -> Path:
    """The file of the records of one patient, with nothing that guards its rows."""
    patient = json.loads(json.dumps(WHOLE))
    patient["visits"][0]["assessments"][0]["answers"] = {"level": ANSWER}
    clinic = tmp_path / "clinic.json"
    clinic.write_text(json.dumps({"patients": [patient]}), encoding="utf-8")
    assert malar("import", str(clinic)).code == 0
    found = data_folder() / "records.sqlite"
    for name in asked(found, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        change(found, f"DROP TRIGGER {name}")
    return found


def asked(file: Path, query: str) -> list[Any]:
    """The first column of what a query finds."""
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute(query)]


def change(file: Path, statement: str, *values: object) -> None:
    """What another program does."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement, values)


COLUMNS: dict[str, tuple[str, ...]] = {
    "patients.code": ("patients", "audit verify", "export --identified"),
    "patients.document": ("patient P-014", "export --format csv --identified"),
    "visits.day": ("visits P-014", "cohort"),
    "visits.number_on_day": ("audit verify", "visits P-014"),
    "visits.document": ("visits P-014", "plot P-014"),
    "assessments.visit_id": ("audit verify",),
    "assessments.document": ("change P-014", "consistency P-014"),
    "audit.subject": ("audit", "audit verify"),
    "audit.operator": ("audit",),
    "audit_head.seq": ("export --identified", "audit verify"),
}


@pytest.mark.parametrize("column", COLUMNS)
def test_what_another_program_wrote_is_text(malar: Malar, file: Path, column: str) -> None:
    table, _, name = column.partition(".")
    first = f"rowid = (SELECT min(rowid) FROM {table})"  # noqa: S608 - names from the table above
    change(file, f"UPDATE {table} SET {name} = ? WHERE {first}", WRITTEN)  # noqa: S608
    for command in COLUMNS[column]:
        run = malar(*command.split())
        check(run) if "verify" not in command else None
        assert not steers(run.out + run.err)


def replaced(value: object, nasty: str) -> object:
    """A document with a text in the place of each of its own that is prose."""
    if isinstance(value, dict):
        return {
            name: nasty if name in {"notes", "reason", "rater"} else replaced(each, nasty)
            for name, each in value.items()
        }
    return [replaced(each, nasty) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "nasty", [WRITTEN, NASTY["formula"], NASTY["wide formula"]], ids=["all", "formula", "wide"]
)
def test_prose_that_another_program_wrote_is_text(malar: Malar, file: Path, nasty: str) -> None:
    for table in ("patients", "visits", "assessments"):
        for number in asked(file, f"SELECT id FROM {table}"):  # noqa: S608 - one of three names
            [document] = asked(file, f"SELECT document FROM {table} WHERE id = {number}")  # noqa: S608
            written = json.dumps(replaced(json.loads(document), nasty))
            change(file, f"UPDATE {table} SET document = ? WHERE id = {number}", written)  # noqa: S608
    for command in ("patient P-014", "visits P-014", "change P-014", "export --identified"):
        check(malar(*command.split()))
    run = malar("export", "--format", "csv", "--identified")
    check(run)
    cells = [cell for row in csv.reader(io.StringIO(run.out)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+@\uff1d\uff0b\uff20")]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r", "\n=", " =", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    assert guarded(f"{start}1") == f"'{start}1"
    assert guarded(-1.5) == -1.5
    assert guarded("P-014") == "P-014"


def plotted(malar: Malar, target: Path) -> None:
    assert malar("plot", "P-014", "--out", str(target)).code == 0


def linked(malar: Malar, target: Path) -> None:
    target.symlink_to(target.with_name("elsewhere"))
    assert "is left as it is" in malar("plot", "P-014", "--out", str(target)).message
    assert not target.with_name("elsewhere").exists()


@pytest.mark.parametrize("draw", [plotted, linked])
def test_a_picture_is_a_new_file_of_its_owner(
    malar: Malar, file: Path, tmp_path: Path, draw: Callable[[Malar, Path], None]
) -> None:
    target = tmp_path / "course.svg"
    draw(malar, target)
    if not target.is_symlink():
        assert target.stat().st_mode & 0o777 == 0o600
        assert ET.parse(target).getroot().tag.endswith("svg")  # noqa: S314 - written here
