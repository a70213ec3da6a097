"""New databases of each kind for measurements, durable as a clinic has them."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from tests.records.postgres import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORES = ("sqlite", "postgresql")


@contextmanager
def new_databases(store: str, folder: Path) -> Iterator[Iterator[str]]:
    """Addresses of new, empty databases; a PostgreSQL server is started for them, and stopped at the end."""
    if store == "sqlite":
        yield (f"sqlite:///{folder}/records-{number}.sqlite" for number in count())
        return
    server = Server(durable=True)
    try:
        yield (server.new_database() for _ in count())
    finally:
        server.stop()
