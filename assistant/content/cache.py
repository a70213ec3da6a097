"""Parsed trees kept as JSON, so that a start need not parse YAML again.

A tree is found by the hash of the file it came from, and carries a hash of itself: a damaged one is not used.
Trouble with the cache never breaks a load; the file itself is the truth and is read again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from assistant.errors import DataFolderError
from assistant.ownership import ours_alone
from assistant.paths import data_folder, make_private_folder

TREE_FORMAT = 1
"""Raised when the same file would give another tree."""

MAX_TREES = 256
LEAST_FREE_BYTES = 4 * 1024 * 1024
"""With less free space nothing is kept: the room belongs to the user's answers."""


def cached_tree(raw: bytes) -> str | None:
    """The JSON of the tree of these file contents, or None."""
    try:
        with _place(raw).open("rb") as kept:
            # What another has put there would be scored by, without a word.
            stored = kept.read() if ours_alone(os.fstat(kept.fileno())) else b""
    except (OSError, DataFolderError):
        return None
    digest, _, tree = stored.partition(b"\n")
    if digest != _digest(tree):
        return None
    return tree.decode("utf-8")


def keep_tree(raw: bytes, tree: str) -> None:
    """Keep a tree for the next start, where the data folder can be written."""
    encoded = tree.encode("utf-8")
    try:
        place = _place(raw)
        if _free_bytes(place) < LEAST_FREE_BYTES:
            return
        folder = make_private_folder(place.parent)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(encoded) + b"\n" + encoded)
            Path(temporary).replace(place)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        _drop_oldest(folder)
    except (OSError, DataFolderError):
        return


def drop_trees(data: Path) -> None:
    """Remove every tree kept in a data folder, as far as the system lets them go."""
    for tree in _folder(data).glob("*"):
        try:
            tree.unlink()
        except OSError:
            # What stays takes room, but nothing depends on its going.
            continue


def _place(raw: bytes) -> Path:
    return _folder(data_folder()) / f"{hashlib.sha256(raw).hexdigest()}-{TREE_FORMAT}.json"


def _folder(data: Path) -> Path:
    return data / "cache" / "content"


def _free_bytes(place: Path) -> int:
    there = next(folder for folder in place.parents if folder.exists())
    system = os.statvfs(there)
    return system.f_bavail * system.f_frsize


def _digest(tree: bytes) -> bytes:
    return hashlib.sha256(tree).hexdigest().encode("ascii")


def _drop_oldest(folder: Path) -> None:
    trees = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for path in trees[:-MAX_TREES]:
        path.unlink(missing_ok=True)
