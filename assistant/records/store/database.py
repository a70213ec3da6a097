"""The connection to the database: which one, opened safely, and its errors in plain words."""

from __future__ import annotations

import fcntl
import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from assistant.errors import one_line, quoted
from assistant.paths import data_folder
from assistant.records.durable import private_folder, sync_folder
from assistant.records.errors import StoreAway, StoreBusy, StoreDamaged, StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

URL_VARIABLE = "MALAR_DATABASE_URL"
SECONDS_WAITED = 15
WRITES = "malar_writes"
_FORMS = "write sqlite:////path/to/file or postgresql://user@host/database"


def default_file() -> Path:
    """The SQLite file in the data folder."""
    return data_folder() / "records.sqlite"


def demo_file() -> Path:
    """The SQLite file of the demonstration."""
    return data_folder() / "demo.sqlite"


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

    `seconds_waited` is how long a server may take to answer, and another writer to finish.
    """

    def __init__(self, url: URL, seconds_waited: int = SECONDS_WAITED) -> None:
        self.url = url
        self._seconds_waited = seconds_waited
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._engine = self._sqlite() if self.is_sqlite else self._postgresql()

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
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state from beginning to end. Raises StoreError."""
        options: dict[str, Any] = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self._engine.connect() as plain:
            connection = plain.execution_options(**options)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are all on disk afterwards, or none of them. Raises StoreError."""
        with self._told(), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    def _sqlite(self) -> Engine:
        engine = create_engine(self.url, connect_args={"timeout": self._seconds_waited})

        ready: list[Path] = []

        @event.listens_for(engine, "do_connect")
        def _prepare_once(dialect: object, record: object, arguments: object, parameters: object) -> None:
            if not ready:
                ready.append(self._prepare())

        @event.listens_for(engine, "connect")
        def _durable(connection: sqlite3.Connection, record: object) -> None:
            # The program begins transactions itself: Python's own way commits before some statements.
            connection.isolation_level = None
            for setting in ("synchronous = FULL", "foreign_keys = ON"):
                connection.execute(f"PRAGMA {setting}")

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            # A writer takes its place at once, so that nobody changes what it has read before it writes.
            writes = connection.get_execution_options().get(WRITES)
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

        return engine

    def _prepare(self) -> Path:
        try:
            return _prepared(Path(str(self.url.database)))
        except OSError as error:
            raise StoreError(
                f"the database {quoted(self.where)} cannot be opened ({error.strerror}); "
                "check its rights and the space"
            ) from error

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
            raise self._plain(error) from error

    def _plain(self, error: DBAPIError) -> StoreError:
        reason = one_line(str(error.orig).strip().split("\n")[0])
        place = quoted(self.where)
        if "locked" in reason or "lock timeout" in reason:
            return StoreBusy(f"the database {place} is being written by another; nothing was lost, try again")
        if "malformed" in reason or "not a database" in reason:
            return StoreDamaged(
                f"the file {place} is damaged or no database ({reason}); "
                "put it aside with its -wal and -shm, and restore a backup: malar restore FILE"
            )
        if _left(error):
            return StoreAway(f"the database {place} cannot be reached ({reason}); try again when it is there")
        return StoreError(f"the database {place} refused ({reason}); nothing of this step was written")


def _left(error: DBAPIError) -> bool:
    """Whether a server was not there, went away, or ends its work: none of them has a word of its own."""
    state = getattr(error.orig, "sqlstate", "no server")
    return (
        error.connection_invalidated
        or (isinstance(error, OperationalError) and state is None)
        or str(state).startswith(("08", "57P"))
    )


def _prepared(file: Path) -> Path:
    """The file, its owner's alone before anything stands in it, with its journal written ahead.

    One process at a time: SQLite does not wait for another that changes the journal. The file itself is
    never opened here once it is there, because closing it would drop the locks that SQLite holds on it.
    Raises OSError, sqlite3.Error, or StoreError where the journal of a file that was moved away is left.
    """
    import sqlite3  # noqa: PLC0415  # only where the store is no PostgreSQL

    if file.parent == data_folder():
        private_folder(file.parent)
    lock = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            journal = Path(f"{file}-wal")
            if journal.exists() and journal.stat().st_size:
                raise StoreError(
                    f"{quoted(journal)} belongs to a database that is gone from its place, and may hold its "
                    "last changes; put both back, or put this one aside, too"
                )
            os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            sync_folder(file.parent)
        file.chmod(0o600)
        with closing(sqlite3.connect(file, timeout=SECONDS_WAITED)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    finally:
        os.close(lock)
    return file
