"""Where a tour was left, and whether someone is here for the first time."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from assistant.records.durable import private_folder, write_durably
from assistant.records.store.places import URL_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

FILE = "tour.json"
OF_THE_PROGRAM = ("cache", "malar.log")
"""How the names begin of what the program makes by itself in the data folder."""


def left_at(folder: Path) -> str:
    """The chapter at which the tour was left; empty where it was not, or nothing can be read."""
    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        # A note of where one was: without it the tour begins at its start.
        return ""
    chapter = kept.get("chapter") if isinstance(kept, dict) else None
    return chapter if isinstance(chapter, str) else ""


def remember(folder: Path, chapter: str) -> None:
    """Note where the tour was left; an empty name says that it was seen to its end."""
    try:
        private_folder(folder)
        write_durably(folder / FILE, json.dumps({"chapter": chapter}))
    except OSError:
        # As above: nothing that anyone entered depends on it.
        return


def is_new(folder: Path) -> bool:
    """Whether nobody has worked here yet: no database is named, and the data folder is as good as empty."""
    if os.environ.get(URL_VARIABLE):
        return False
    try:
        return all(each.name.startswith(OF_THE_PROGRAM) for each in folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        # A folder that cannot be read is told where it is needed; nobody is greeted as new over it.
        return False
