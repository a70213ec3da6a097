"""Every released state of the tables, with data, becomes that of the program; a newer one is left alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from assistant.records.opening import open_records
from assistant.records.operators.roles import Role, Signed
from assistant.records.store.audit import verify
from assistant.records.store.database import Database, configured_url
from assistant.records.store.migrating import known_versions, upgrade, version
from assistant.records.store.tables import SCHEMA_VERSION, metadata
from tests.records.clinic import Clinic, patient, visit
from tests.records.test_derived import told_by_documents, told_by_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.running import Malar

RELEASED = Path(__file__).parent / "released"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database without any table."""
    assert database_url
    database = Database(configured_url())
    yield database
    database.close()


def test_the_newest_migration_is_the_one_that_the_program_looks_for() -> None:
    assert known_versions()[0] == SCHEMA_VERSION


def test_there_is_data_of_every_version() -> None:
    assert sorted(file.stem for file in RELEASED.glob("*.sql")) == sorted(known_versions())


@pytest.mark.parametrize("released", sorted(file.stem for file in RELEASED.glob("*.sql")))
def test_data_of_a_released_version_is_read_by_this_one(database: Database, released: str) -> None:
    with database.writing() as connection:
        upgrade(connection, released)
        for statement in (RELEASED / f"{released}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.connection.cursor().execute(statement)
    records = open_records(signs_in=lambda _: Signed("R7", Role.CLINICIAN))
    try:
        found = records.whole("P-014")
        assert (found.sex, found.phototype, [each.agent for each in found.treatments]) == (
            "female",
            "III",
            ["anifrolumab"],
        )
        [first] = found.visits
        assert (first.date.isoformat(), first.pga) == ("2024-02-05", 1.5)
        assert [(each.revision, each.scores["global"].value) for each in first.assessments] == [
            (1, 3),
            (2, 2),
        ]
        assert told_by_rows(records) == told_by_documents(records)
        assert len(told_by_rows(records)) == 4
        records.add_patient(patient("P-015"))
        records.add_visit("P-015", visit())
        with database.reading() as connection:
            verdict = verify(connection)
        assert (verdict.problems, verdict.rows) == ((), 5)
    finally:
        records.close()


def test_the_migrations_make_the_tables_that_the_program_uses(clinic: Clinic) -> None:
    with clinic.records.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert version(connection) == SCHEMA_VERSION


def test_a_database_of_a_newer_version_is_left_untouched(clinic: Clinic, malar: Malar) -> None:
    clinic.records.add_patient(patient())
    clinic.run("UPDATE alembic_version SET version_num = '9999'")
    assert "was written by a newer malar (tables '9999'" in malar("patients").message
    clinic.run(f"UPDATE alembic_version SET version_num = '{SCHEMA_VERSION}'")  # noqa: S608  # our own constant
    assert malar("patients", "--json").json["code"] == "P-014"


def test_a_database_with_tables_of_another_program_is_left_untouched(
    database: Database, malar: Malar
) -> None:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE patients (name VARCHAR(9))"))
    assert "has tables of these names that are not malar's" in malar("patients").message
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM patients")).scalar_one() == 0


def test_many_that_open_a_new_database_at_once_make_it_once(database_url: str) -> None:
    assert database_url

    def first_use(number: int) -> None:
        records = open_records()
        records.add_patient(patient(f"P-{number}"))
        records.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(first_use, range(6)))
    records = open_records()
    assert len(list(records.patients())) == 6
    assert records.verify().problems == ()
    records.close()
