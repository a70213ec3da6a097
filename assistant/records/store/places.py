"""Where the records are kept, and whether encrypted. A start may ask, for it loads no database."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.paths import data_folder

URL_VARIABLE = "MALAR_DATABASE_URL"
SECONDS_WAITED = 15
"""How long another writer, or a server, may keep whoever asks waiting."""

SALT_BYTES = 16
_PLAIN_HEADER = b"SQLite format 3\x00"


def default_file() -> Path:
    """The SQLite file in the data folder."""
    return data_folder() / "records.sqlite"


def demo_file() -> Path:
    """The SQLite file of the demonstration."""
    return data_folder() / "demo.sqlite"


def configured_file() -> Path | None:
    """The SQLite file that holds the records; None where they are in PostgreSQL. Raises StoreError."""
    written = os.environ.get(URL_VARIABLE)
    if not written:
        return default_file()
    if not written.startswith("sqlite"):
        return None
    from assistant.records.store.database import configured_url  # noqa: PLC0415  # loads SQLAlchemy

    return Path(str(configured_url().database))


def salt_of(file: Path) -> bytes | None:
    """The salt of an encrypted file; None for one that is plain, empty or not there. Raises OSError.

    Never for a file that this process has open: closing it would drop the locks that SQLite holds on it.
    """
    try:
        with file.open("rb") as opened:
            header = opened.read(SALT_BYTES)
    except FileNotFoundError:
        return None
    return header if len(header) == SALT_BYTES and header != _PLAIN_HEADER else None
