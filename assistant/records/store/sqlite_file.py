"""The SQLite file of the records: held while it is used, made private, and opened plain or encrypted.

Two lock files stand beside it. `.lock` lets one process at a time make the file ready, because SQLite does
not wait for another that changes the journal. `.users` is shared by all that have the file open, so that
nobody puts another file in its place meanwhile: what they wrote then would be lost.
"""

from __future__ import annotations

import fcntl
import os
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import quoted
from assistant.ownership import ALLOW, SHARED_VARIABLE, exposed_way, shared_allowed
from assistant.paths import data_folder
from assistant.records.durable import private_folder, sync_folder
from assistant.records.errors import StoreBusy, StoreError
from assistant.records.safekeeping import passphrases
from assistant.records.store import encryption
from assistant.records.store.places import SECONDS_WAITED, salt_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.store.encryption import Key


@dataclass(slots=True)
class _Use:
    """One file as this process uses it."""

    descriptor: int
    key: Key | None
    times: int = 0


_uses: dict[Path, _Use] = {}
_guard = threading.Lock()


def enter(file: Path, new: Key | None = None) -> Key | None:
    """Begin to use a file, which is made where it is not there; returns its key, None for a plain one.

    `new` is the key of a file that has to be made. Raises OSError, StoreError and the driver's errors.
    """
    with _guard:
        use = _uses.get(file)
        if use is None:
            use = _uses[file] = _first_use(file, new)
        use.times += 1
        return use.key


def leave(file: Path) -> None:
    """End what `enter` began, once every connection is closed."""
    with _guard:
        use = _uses[file]
        use.times -= 1
        if not use.times:
            del _uses[file]
            os.close(use.descriptor)


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Nobody has the file open meanwhile, and nobody opens it. Raises StoreBusy or OSError."""
    with _locked(file):
        descriptor = _lock_file(file, "users")
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreBusy(
                    f"{quoted(file)} is open in another malar; close it there, and try again"
                ) from None
            yield
        finally:
            os.close(descriptor)


def identity(file: Path) -> tuple[int, int] | None:
    """Which file stands at a place; None where there is none.

    What is open stays so when it is removed from its place, and what is written there then ends with it.
    """
    try:
        found = file.stat()
    except OSError:
        # Whatever stands in the way, the open file is not to be found where the next start looks for it.
        return None
    return found.st_dev, found.st_ino


def connect(file: Path, key: Key | None, **settings: Any) -> Any:  # noqa: ANN401  # of either driver
    """A connection to the file. Raises the driver's errors."""
    if key is not None:
        return encryption.connect(file, key, **settings)
    import sqlite3  # noqa: PLC0415  # only where the store is no PostgreSQL

    return sqlite3.connect(file, **settings)


def sqlite_errors() -> tuple[type[Exception], ...]:
    """What the drivers of SQLite raise that were loaded."""
    names = ("sqlite3", "sqlcipher3.dbapi2")
    return tuple(sys.modules[name].Error for name in names if name in sys.modules)


def _first_use(file: Path, new: Key | None) -> _Use:
    if file.parent == data_folder():
        private_folder(file.parent)
    _refuse_shared(file)
    while True:
        # Asked for before others are kept waiting.
        salt = salt_of(file)
        key = None if salt is None else passphrases.current().key_of(file, salt)
        with _locked(file):
            if salt_of(file) != salt:
                # Another has just encrypted it, or given it another passphrase.
                continue
            key = _made_ready(file, key, new)
            descriptor = _lock_file(file, "users")
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            return _Use(descriptor, key)


def _refuse_shared(file: Path) -> None:
    found = () if shared_allowed() else exposed_way(file)
    if found:
        first = found[0]
        raise StoreError(
            f"the records in {quoted(file)} are not yours alone, for of {quoted(first.path)}: {first.why}; "
            f"{first.remedy}, or set {SHARED_VARIABLE}={ALLOW}"
        )


def _made_ready(file: Path, key: Key | None, new: Key | None) -> Key | None:
    """The file, its owner's alone before anything stands in it, with its journal written ahead."""
    if not file.exists():
        journal = Path(f"{file}-wal")
        if journal.exists() and journal.stat().st_size:
            raise StoreError(
                f"{quoted(journal)} belongs to a database that is gone from its place, and may hold its "
                "last changes; put both back, or put this one aside, too"
            )
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        sync_folder(file.parent)
        key = new
    file.chmod(0o600)
    with closing(connect(file, key, timeout=SECONDS_WAITED)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    return key


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    descriptor = _lock_file(file, "lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock_file(file: Path, what: str) -> int:
    return os.open(f"{file}.{what}", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
