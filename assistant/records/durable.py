"""Write a file so that it is wholly there or not at all, and stays there when the power goes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def private_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, readable by their owner alone. Raises OSError."""
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        folder.chmod(0o700)


def write_durably(path: Path, text: str) -> None:
    """Replace the content of `path`, whose folder exists; it is on disk when this returns, its owner's alone.

    A reader sees the old content or the new, never a part; a failure (a full disk, a read-only folder) raises
    OSError and leaves the old content.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
    sync_folder(path.parent)


def remove_durably(path: Path) -> None:
    """Remove `path` so that it stays removed. Raises OSError; a file already gone is no error."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have what was made, renamed or removed in a folder stay so. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
