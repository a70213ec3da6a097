"""Whether there are accounts, as a start may ask before the database library is loaded.

A file in the data folder notes that there were accounts when the records were last opened here. It lets the
first frame ask who is there, and keeps the door shut while a server is away; the records have the last word.
"""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from assistant.errors import DataFolderError
from assistant.paths import data_folder
from assistant.records.errors import StoreError
from assistant.records.store.places import configured_file, salt_of

if TYPE_CHECKING:
    from pathlib import Path


def _mark() -> Path:
    return data_folder() / "accounts"


def noted() -> bool:
    """Whether there were accounts when this was last known. Raises DataFolderError."""
    return _mark().exists()


def note(*, there: bool) -> None:
    """Note for the next start whether there are accounts; a folder that cannot be written stays as it is."""
    if there == noted():
        return
    with suppress(OSError, DataFolderError):
        if there:
            from assistant.records.durable import private_folder  # noqa: PLC0415  # once, with the first account

            private_folder(data_folder())
            _mark().touch(mode=0o600)
        else:
            _mark().unlink(missing_ok=True)


def in_file(*, encrypted: bool = True) -> bool | None:
    """Whether the configured SQLite file has accounts; None where it cannot be told without opening more.

    `encrypted` tells whether one that is encrypted is looked into, for which the passphrase is needed.
    Only for a process that has not opened the file yet (see `salt_of`).
    """
    from assistant.records.safekeeping import passphrases  # noqa: PLC0415  # not for records in PostgreSQL
    from assistant.records.store import sqlite_file  # noqa: PLC0415  # as above

    try:
        file = configured_file()
        if file is None:
            return None
        if not file.exists():
            return False
        salt = salt_of(file)
        if salt is not None and not encrypted:
            return None
        key = None if salt is None else passphrases.current().key_of(file, salt)
        with closing(sqlite_file.connect(file, key, timeout=1)) as connection:
            made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'operators'").fetchone()
            return bool(made and connection.execute("SELECT 1 FROM operators LIMIT 1").fetchone())
    except (OSError, StoreError):
        return None
    except sqlite_file.sqlite_errors():
        # What is wrong with the file is told where the records are opened.
        return None
