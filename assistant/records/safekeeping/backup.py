"""A backup of every table in one file, made while the database is in use, checked before it replaces.

One line of JSON a row, compressed, the same for both databases, so that it also moves records from one to the
other. The last line holds how many rows there are and the digest of all lines before it. The backup of an
encrypted database is encrypted with the same key.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tempfile
import zlib
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table, insert, select, text

from assistant.errors import quoted
from assistant.records.durable import sync_folder
from assistant.records.errors import BackupError, StoreNewer
from assistant.records.safekeeping import passphrases
from assistant.records.safekeeping.sealed import SealedReader, SealedWriter
from assistant.records.store import audit
from assistant.records.store.audit import Author, Entry, Event
from assistant.records.store.migrating import known_versions, lock_tables, remove, upgrade
from assistant.records.store.places import SALT_BYTES
from assistant.records.store.sqlite_file import sqlite_errors
from assistant.records.store.tables import IN_ORDER, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from assistant.records.store.database import Database
    from assistant.records.store.encryption import Key

FORMAT = "malar backup"
FORMAT_VERSION = 1
LONGEST_LINE = 2_000_000_000
CHUNK = 500
_COMPRESSED = b"\x1f\x8b"
_PAGE = 4096
"""What the size of an encrypted file is a multiple of."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A file of `make_backup`, with its key where it is encrypted."""

    file: Path
    key: Key | None


@dataclass(slots=True)
class _Seen:
    """What was met in a backup beside its audit trail."""

    version: str = ""
    rows: int = 0
    head: tuple[int, str] | None = None


def make_backup(database: Database, file: Path) -> int:
    """Write every row to a new file, its owner's alone; returns how many rows. Raises BackupError."""
    if file.exists():
        raise BackupError(f"{quoted(file)} exists already and is left as it is; give another name")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as error:
        raise _not_written(file, error.strerror) from error
    try:
        with os.fdopen(handle, "wb") as raw, database.reading() as connection:
            with ExitStack() as stack:
                sealed = database.key and stack.enter_context(SealedWriter(Path(name), database.key))
                packed = gzip.GzipFile(fileobj=sealed or raw, mode="wb", mtime=0)
                rows = _write(connection, packed)
            raw.flush()
            os.fsync(raw.fileno())
        _put_in_place(Path(name), file)
    except OSError as error:
        raise _not_written(file, error.strerror) from error
    except sqlite_errors() as error:
        raise _not_written(file, error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    sync_folder(file.parent)
    return rows


def find_backup(file: Path) -> Backup:
    """A backup, with its key where it is encrypted. Raises BackupError, and StoreError without that."""
    try:
        with file.open("rb") as opened:
            start = opened.read(SALT_BYTES)
        size = file.stat().st_size
    except OSError as error:
        raise _damaged(file, error.strerror) from error
    if start.startswith(_COMPRESSED) or not size or size % _PAGE:
        return Backup(file, None)
    try:
        return Backup(file, passphrases.current().key_of(file, start))
    except sqlite_errors() as error:
        raise _damaged(file, error) from error


def check_backup(backup: Backup) -> tuple[str, int]:
    """The version of the tables in a backup and its number of rows. Raises BackupError or StoreNewer."""
    seen, file = _Seen(), backup.file
    verdict = audit.check_chain(_trail(backup, seen), lambda: seen.head)
    if seen.version not in known_versions():
        raise StoreNewer(
            f"{quoted(file)} was made by a newer malar (tables {quoted(seen.version)}); "
            "restore it with that version"
        )
    if verdict.problems:
        raise BackupError(
            f"{quoted(file)} has a broken audit trail ({verdict.problems[0]}); use another backup"
        )
    return seen.version, seen.rows


def restore_backup(database: Database, backup: Backup, author: Author) -> int:
    """Put a backup that was checked in the place of everything, in one transaction; returns how many rows.

    Raises BackupError, and leaves everything as it was.
    """
    version, count = check_backup(backup)
    with database.writing() as connection:
        lock_tables(connection)
        replaced = audit.noted_end(connection)
        remove(connection)
        upgrade(connection, version)
        _load(connection, backup)
        upgrade(connection)
        note = (
            f"{count} rows; the trail that was replaced ended with {replaced[1] if replaced else 'nothing'}"
        )
        audit.append(connection, author, [Event("restore", note)])
    return count


def _put_in_place(made: Path, file: Path) -> None:
    """Give a file that was made its name. Unlike a rename, a link never replaces what came in between."""
    try:
        os.link(made, file)
    except FileExistsError:
        raise
    except OSError:
        # A stick or a share may know no links.
        if file.exists():
            raise
        made.rename(file)


def _write(connection: Connection, packed: gzip.GzipFile) -> int:
    digest = hashlib.sha256()
    count = 0

    def line(document: object) -> None:
        written = json.dumps(document, ensure_ascii=False).encode("utf-8") + b"\n"
        digest.update(written)
        packed.write(written)

    with packed:
        line({"format": FORMAT, "format_version": FORMAT_VERSION, "tables": SCHEMA_VERSION})
        for table in IN_ORDER:
            query = select(table).order_by(*table.primary_key).execution_options(yield_per=CHUNK)
            for row in connection.execute(query):
                line({"table": table.name, "row": dict(row._mapping)})
                count += 1
        line({"rows": count})
        packed.write(json.dumps({"sha256": digest.hexdigest()}).encode("ascii") + b"\n")
    return count


def _rows(backup: Backup) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows with the names of their tables, after the header as `header`. Raises BackupError."""
    file = backup.file
    digest = hashlib.sha256()
    count, said, closed = 0, -1, False
    try:
        with closing(_bytes(backup)) as raw_bytes, gzip.open(raw_bytes, "rb") as packed:
            while raw := packed.readline(LONGEST_LINE):
                document = json.loads(raw)
                if closed or not isinstance(document, dict):
                    raise _damaged(file, "it goes on after its end")
                if "sha256" in document:
                    closed = document["sha256"] == digest.hexdigest()
                    if not closed:
                        raise _damaged(file, "its digest is not that of its content")
                    continue
                digest.update(raw)
                if "rows" in document:
                    said = document["rows"]
                elif "table" in document:
                    count += 1
                    yield str(document["table"]), document["row"]
                elif (document.get("format"), document.get("format_version")) == (FORMAT, FORMAT_VERSION):
                    yield "header", document
                else:
                    raise _damaged(file, "it is no backup of this version")
    except (OSError, EOFError, ValueError, KeyError, zlib.error, RecursionError) as error:
        raise _damaged(
            file, getattr(error, "strerror", None) or "it is no backup, or is cut short"
        ) from error
    except sqlite_errors() as error:
        raise _damaged(file, error) from error
    if not closed or said != count:
        raise _damaged(file, "it is cut short")


def _bytes(backup: Backup) -> IO[bytes]:
    if backup.key is None:
        return backup.file.open("rb")
    return io.BufferedReader(SealedReader(backup.file, backup.key))


def _trail(backup: Backup, seen: _Seen) -> Iterator[Entry]:
    """The audit trail in a backup; what else stands there is noted in `seen`."""
    for table, row in _rows(backup):
        seen.rows += table != "header"
        try:
            if table == "header":
                seen.version = str(row["tables"])
            elif table == "audit":
                yield Entry(**row)
            elif table == "audit_head":
                seen.head = (row["seq"], row["digest"])
        except (KeyError, TypeError) as error:
            raise _damaged(backup.file, "a row of it is incomplete") from error


def _load(connection: Connection, backup: Backup) -> None:
    stored = MetaData()
    # The tables as that version has them, which need not be those of this program.
    stored.reflect(connection)
    connection.execute(stored.tables["audit_head"].delete())
    waiting: list[dict[str, Any]] = []
    current: Table | None = None
    for name, row in _rows(backup):
        if name == "header":
            continue
        table = stored.tables.get(name)
        if table is None or set(row) != set(table.columns.keys()):
            raise _damaged(backup.file, f"it has rows of {quoted(name)} that do not fit")
        if current is not None and (table is not current or len(waiting) >= CHUNK):
            connection.execute(insert(current), waiting)
            waiting = []
        current = table
        waiting.append(row)
    if current is not None and waiting:
        connection.execute(insert(current), waiting)
    if connection.dialect.name == "postgresql":
        for name in ("patients", "visits", "assessments"):
            connection.execute(_NEXT_ID[name])


_NEXT_ID = {
    name: text(
        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608  # names of our own tables
        f"(SELECT coalesce(max(id), 0) + 1 FROM {name}), false)"
    )
    for name in ("patients", "visits", "assessments")
}


def _damaged(file: Path, why: object) -> BackupError:
    return BackupError(f"{quoted(file)} cannot be restored: {why}; nothing was changed, use another backup")


def _not_written(file: Path, why: object) -> BackupError:
    return BackupError(f"the backup {quoted(file)} cannot be written ({why}); give another place")
