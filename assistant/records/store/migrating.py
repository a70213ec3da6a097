"""Bring a database to the tables of this program, also one that was just made, or say that it is newer."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from assistant.errors import quoted
from assistant.records.errors import StoreDamaged, StoreNewer
from assistant.records.store.tables import IN_ORDER, SCHEMA_VERSION

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from assistant.records.store.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 5_140_822_411
"""Names, among the advisory locks of a PostgreSQL database, the one held while tables are changed."""


def bring_up_to_date(database: Database) -> None:
    """Make or change the tables where they are not those of this program. Raises StoreError."""
    with database.reading() as connection:
        if version(connection) == SCHEMA_VERSION:
            return
    with database.writing() as connection:
        lock_tables(connection)
        # Another copy of the program may have been faster.
        stored = version(connection)
        if stored == SCHEMA_VERSION:
            return
        _refuse_strange(connection, stored, database.where)
        upgrade(connection)


def version(connection: Connection) -> str | None:
    """The version of the tables; None where there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def lock_tables(connection: Connection) -> None:
    """Keep every other copy of the program from changing tables until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to a version."""
    from alembic import command  # noqa: PLC0415  # half a second, and only for a database that is not ready

    command.upgrade(_config(connection), to)


def remove(connection: Connection) -> None:
    """Remove every table and all that is in them."""
    from alembic import command  # noqa: PLC0415  # as above

    command.downgrade(_config(connection), "base")


def known_versions() -> tuple[str, ...]:
    """Every version of the tables that this program can read, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  # as above

    return tuple(script.revision for script in ScriptDirectory(_SCRIPTS).walk_revisions())


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config()
    # A per cent sign would begin a placeholder.
    config.set_main_option("script_location", os.fspath(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _refuse_strange(connection: Connection, stored: str | None, where: str) -> None:
    if stored is not None and stored not in known_versions():
        raise StoreNewer(
            f"the database {quoted(where)} was written by a newer malar (tables {quoted(stored)}, "
            f"known here up to {SCHEMA_VERSION}) and is left untouched; use that version"
        )
    theirs = set(inspect(connection).get_table_names())
    if stored is None and theirs & {table.name for table in IN_ORDER}:
        raise StoreDamaged(
            f"the database {quoted(where)} has tables of these names that are not malar's; use an empty one"
        )
