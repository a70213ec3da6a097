"""The connection to the database: which one, opened safely, and its errors in plain words."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from assistant.errors import one_line, quoted
from assistant.records.errors import StoreAway, StoreBusy, StoreDamaged, StoreError
from assistant.records.store import encryption, sqlite_file
from assistant.records.store.places import SECONDS_WAITED, URL_VARIABLE, default_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from assistant.records.store.encryption import Key

WRITES = "malar_writes"
_FORMS = "write sqlite:////path/to/file or postgresql://user@host/database"


def configured_url() -> URL:
    """Where the records are: what MALAR_DATABASE_URL says, or the file in the data folder.

    Raises StoreError for a variable that means nothing.
    """
    written = os.environ.get(URL_VARIABLE)
    if not written:
        return URL.create("sqlite", database=str(default_file()))
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise StoreError(f"{URL_VARIABLE} is no address of a database; {_FORMS}") from None
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return url
    raise StoreError(f"{URL_VARIABLE} names a database that malar does not use ({url.drivername}); {_FORMS}")


class Database:
    """One database, SQLite or PostgreSQL. Nothing is opened before the first connection.

    `seconds_waited` is how long a server may take to answer, and another writer to finish. `new` is the key
    of an SQLite file that has to be made; None makes a plain one.
    """

    def __init__(self, url: URL, seconds_waited: int = SECONDS_WAITED, new: Key | None = None) -> None:
        self.url = url
        self._seconds_waited = seconds_waited
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._file = Path(str(url.database)).absolute() if self.is_sqlite else None
        self._new = new
        self._opening = threading.Lock()
        self._engine: Engine | None = None if self._file else self._postgresql()
        self._key: Key | None = None

    @property
    def key(self) -> Key | None:
        """The key of an encrypted file, once it was opened; None for what is not encrypted."""
        return self._key

    @property
    def where(self) -> str:
        """The database as it is named to the user, without a password."""
        if self.is_sqlite:
            return str(self.url.database)
        # A password may stand among the settings, too, which the rendering does not hide.
        shown = self.url.difference_update_query([name for name in self.url.query if name != "host"])
        return shown.render_as_string(hide_password=True)

    def close(self) -> None:
        """Close every connection."""
        with self._opening:
            if self._engine is not None:
                self._engine.dispose()
            if self._file and self._engine is not None:
                self._engine = None
                sqlite_file.leave(self._file.resolve())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state from beginning to end. Raises StoreError."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self._opened().connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all on disk afterwards, or none of them. Raises StoreError."""
        with self._told(), self._opened().connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def _opened(self) -> Engine:
        with self._opening:
            if self._engine is None:
                self._engine = self._sqlite(Path(str(self._file)).resolve())
            return self._engine

    def _sqlite(self, file: Path) -> Engine:
        try:
            self._key = key = sqlite_file.enter(file, self._new)
        except OSError as error:
            raise StoreError(
                f"the database {quoted(self.where)} cannot be opened ({error.strerror}); "
                "check its rights and the space"
            ) from error
        driver = {} if key is None else {"module": encryption.driver()}
        engine = create_engine(self.url, connect_args={"timeout": self._seconds_waited}, **driver)

        @event.listens_for(engine, "do_connect")
        def _connect(
            dialect: object, record: object, arguments: tuple[str], settings: dict[str, Any]
        ) -> object:
            return sqlite_file.connect(file, key, **settings)

        @event.listens_for(engine, "connect")
        def _durable(connection: sqlite3.Connection, record: object) -> None:
            # The program begins transactions itself: Python's own way commits before some statements.
            connection.isolation_level = None
            for setting in ("synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {setting}")

        stood = sqlite_file.identity(file)

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            if sqlite_file.identity(file) != stood:
                raise StoreError(
                    f"the file {quoted(self.where)} was removed or replaced while it was open; nothing of "
                    "this step was written. Put it back, or end every malar and start again"
                )
            # A writer takes its place at once, so that nobody changes what it has read before it writes.
            writes = connection.get_execution_options().get(WRITES)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _postgresql(self) -> Engine:
        try:
            engine = create_engine(self.url, pool_pre_ping=True, connect_args=self._patience())
        except (ImportError, NoSuchModuleError):
            raise StoreError(
                "PostgreSQL needs the package psycopg, which is not installed here; install malar[postgresql]"
            ) from None

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{self._seconds_waited}s'")

        return engine

    def _patience(self) -> dict[str, int]:
        """How long PostgreSQL may be silent: while a connection is made, and once it is there (in ms)."""
        return {"connect_timeout": self._seconds_waited, "tcp_user_timeout": 1000 * self._seconds_waited}

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise told(error, self.where) from error
        except sqlite_file.sqlite_errors() as error:
            raise told(error, self.where) from error


def _left(error: DBAPIError) -> bool:
    """Whether a server was not there, went away, or ends its work: none of them has a word of its own."""
    state = getattr(error.orig, "sqlstate", "no server")
    return (
        error.connection_invalidated
        or (isinstance(error, OperationalError) and state is None)
        or str(state).startswith(("08", "57P"))
    )


def told(error: Exception, where: str) -> StoreError:
    """An error of a driver in plain words."""
    reason = one_line(str(error.orig if isinstance(error, DBAPIError) else error).strip().split("\n")[0])
    place = quoted(where)
    if "locked" in reason or "lock timeout" in reason:
        return StoreBusy(f"the database {place} is being written by another; nothing was lost, try again")
    if "malformed" in reason or "not a database" in reason:
        return StoreDamaged(
            f"the file {place} is damaged or no database ({reason}); "
            "put it aside with its -wal and -shm, and restore a backup: malar restore FILE"
        )
    if "disk is full" in reason or "No space left" in reason:
        return StoreError(f"the disk is full where {place} is; nothing of this step was written, free space")
    if "disk I/O error" in reason:
        return StoreError(
            f"the database {place} cannot be read or written ({reason}); nothing of this step was written, "
            "free space or check the disk"
        )
    if isinstance(error, DBAPIError) and _left(error):
        return StoreAway(f"the database {place} cannot be reached ({reason}); try again when it is there")
    return StoreError(f"the database {place} refused ({reason}); nothing of this step was written")
