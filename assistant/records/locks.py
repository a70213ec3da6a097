"""Hold a file for one process, so that two copies of the program never write the same assessment."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

from assistant.records.durable import private_folder

if TYPE_CHECKING:
    from pathlib import Path


# A link is not followed to the file of somebody else, and a pipe without a writer is not waited for.
_PLAINLY = os.O_NOFOLLOW | os.O_NONBLOCK


class HeldElsewhereError(Exception):
    """Another process holds the file; `process` is its id, 0 when it has not said so yet."""

    def __init__(self, process: int) -> None:
        super().__init__(f"held by process {process}")
        self.process = process


class Hold:
    """A lock on one file, held until `release` or until the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock. Raises HeldElsewhereError, or OSError where the folder cannot be written."""
        private_folder(path.parent)
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _PLAINLY, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            process = _process_in(self._descriptor)
            os.close(self._descriptor)
            raise HeldElsewhereError(process) from None
        try:
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, str(os.getpid()).encode(), 0)
        except OSError:
            # The process id is a courtesy to the other copy; on a full disk the lock holds without it.
            pass

    def release(self) -> None:
        """Give the file free.

        The lock file stays: removing it here would race with another copy taking it.
        """
        os.close(self._descriptor)


def holder(path: Path) -> int | None:
    """The process that holds `path` now (0 when unknown), or None when nobody does."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _PLAINLY)
    except OSError:
        # There is no lock, or a thing in its place that no copy of the program could have locked.
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _process_in(descriptor)
    finally:
        os.close(descriptor)
    return None


def _process_in(descriptor: int) -> int:
    written = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return int(written) if written.isdecimal() else 0
