"""Encrypt the file of the records, give it another passphrase, or make it plain again.

A new file is written beside the old one, held against it row by row, and then put in its place in one step.
At any instant there is one whole file or the other.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL

from assistant.errors import quoted
from assistant.records.durable import sync_folder
from assistant.records.errors import StoreDamaged, StoreError
from assistant.records.safekeeping import passphrases
from assistant.records.store import audit, encryption
from assistant.records.store.audit import Author, Event
from assistant.records.store.database import Database, told
from assistant.records.store.places import SECONDS_WAITED
from assistant.records.store.sqlite_file import alone, sqlite_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.records.store.encryption import Key

_BESIDE = ("", "-wal", "-shm", "-journal", ".lock", ".users")


def rekey(file: Path, old: Key | None, new: Key | None, author: Author, ready: Callable[[], None]) -> int:
    """Write the file anew with another key, None being plain; returns how many rows it has.

    `ready` is called just before the new file takes the place of the old one. Raises StoreBusy where others
    have the file open, and StoreError; the old file is then left as it was.
    """
    file = file.resolve()
    fresh = file.with_name(f".{file.name}.rekey")
    try:
        with alone(file):
            # One that was killed while it wrote leaves its part behind.
            _remove(fresh)
            try:
                rows = _copied(file, old, fresh, new)
                _noted(fresh, new, Event("rekey", _what(old, new)), author)
                ready()
                fresh.replace(file)
                sync_folder(file.parent)
            finally:
                _remove(fresh)
    except OSError as error:
        raise StoreError(
            f"{quoted(file)} cannot be written anew ({error.strerror}); free space, or check the rights"
        ) from error
    except sqlite_errors() as error:
        raise told(error, str(file)) from error
    return rows


def _what(old: Key | None, new: Key | None) -> str:
    if new is None:
        return "no longer encrypted"
    return "encrypted" if old is None else "another passphrase"


def _copied(file: Path, old: Key | None, fresh: Path, new: Key | None) -> int:
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(encryption.connect(file, old, timeout=SECONDS_WAITED, isolation_level=None)) as connection:
        # The last changes may stand in the journal yet. It is folded in, which nobody else may hinder.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), new.literal if new else ""))
        connection.execute("SELECT sqlcipher_export('fresh')")
        tables = [
            name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        ]
        rows = sum(_same(connection, name, file) for name in tables)
        connection.execute("DETACH DATABASE fresh")
    return rows


def _same(connection: Any, table: str, file: Path) -> int:  # noqa: ANN401  # a driver without types
    """The number of rows of a table that is the same in both files. Raises StoreDamaged."""

    def counted(what: str) -> int:
        # The names are those of the tables in the file itself.
        return int(connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0])  # noqa: S608

    old, fresh = f'main."{table}"', f'fresh."{table}"'
    rows = counted(old)
    if rows != counted(fresh) or counted(f"(SELECT * FROM {old} EXCEPT SELECT * FROM {fresh})"):  # noqa: S608
        raise StoreDamaged(f"{quoted(file)} cannot be copied whole (table {quoted(table)}); restore a backup")
    return rows


def _noted(fresh: Path, key: Key | None, event: Event, author: Author) -> None:
    """Note in the new file what was done, and look whether it is whole. Raises StoreDamaged."""
    if key is not None:
        passphrases.current().remember(key)
    database = Database(URL.create("sqlite", database=str(fresh)))
    try:
        with database.writing() as connection:
            audit.append(connection, author, [event])
        with database.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            if found != "ok":
                raise StoreDamaged(f"the new file is not whole ({found}), so the old one was kept; try again")
    finally:
        database.close()
    descriptor = os.open(fresh, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(fresh: Path) -> None:
    for ending in _BESIDE:
        Path(f"{fresh}{ending}").unlink(missing_ok=True)
