"""Operators for tests: their PINs cost next to nothing to look at, and their desk is a file."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import URL

from assistant.records.operators.accounts import Accounts
from assistant.records.operators.pins import Cost
from assistant.records.operators.roles import Role, Signed
from assistant.records.operators.sign_in import SignIn
from assistant.records.records import Records
from assistant.records.store.database import Database

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.records.operators.admission import Admitted

CHEAP = Cost(1, 8, 1)
PIN = "482915"
ADMINISTRATOR = Signed("tester", Role.CLINICIAN, administers=True)
NAMES = {Role.CLINICIAN: "R7", Role.RESIDENT: "R8", Role.CURATOR: "C1", Role.AUDITOR: "A1"}
"""One operator of each role, each with the same PIN. The first administers."""


def now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def add_one_of_each(database: Database) -> None:
    """An account of each role."""
    for role, name in NAMES.items():
        by = ADMINISTRATOR if role is not Role.CLINICIAN else None
        Accounts(Records(database, "tester", now, by), CHEAP).add(name, role, PIN)


class FileDesk:
    """Looks at names and PINs in the records of one home."""

    def __init__(self, home: Path) -> None:
        self._url = URL.create("sqlite", database=str(home / "records.sqlite"))
        self.away: Exception | None = None

    def needed(self) -> bool:
        """Whether there are accounts."""
        self._look()
        with closing(Database(self._url)) as database:
            return SignIn(database, "ward-3", now, CHEAP).needed()

    def sign_in(self, name: str, secret: str) -> Admitted:
        """Who this is."""
        self._look()
        with closing(Database(self._url)) as database:
            return SignIn(database, "ward-3", now, CHEAP).sign_in(name, secret)

    def add_one_of_each(self) -> None:
        """An account of each role."""
        with closing(Database(self._url)) as database:
            add_one_of_each(database)

    def _look(self) -> None:
        if self.away is not None:
            raise self.away
