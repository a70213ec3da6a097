"""The clock of the database: the same for every terminal, whatever their own clocks say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from assistant.records.store.database import Database

_NOW = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')",
    "postgresql": """to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
}


def now_of(database: Database) -> ColumnElement[Any]:
    """The time now, as text, in a statement for this database."""
    return literal_column(_NOW["sqlite" if database.is_sqlite else "postgresql"])


def moment(written: str) -> datetime:
    """What `now_of` has written."""
    return datetime.strptime(written, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
