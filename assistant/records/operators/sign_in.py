"""Sign in: a name and its PIN against the accounts, with attempts slowed for every terminal alike.

An attempt counts as failed before its PIN is looked at, so that neither two terminals at once nor a program
that is killed gains one. An unknown name costs the same, waits the same and is answered the same.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from assistant.records.errors import RecordError
from assistant.records.operators.admission import Admitted, MustWait, WrongPin
from assistant.records.operators.pins import USUAL, holds
from assistant.records.operators.roles import Role, Signed
from assistant.records.operators.waiting import seconds_after, seconds_left
from assistant.records.store import audit
from assistant.records.store.audit import Author, Event
from assistant.records.store.clock import moment, now_of
from assistant.records.store.rows import code_key
from assistant.records.store.tables import failed_sign_ins, operators

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Connection

    from assistant.records.operators.pins import Cost
    from assistant.records.store.database import Database

NOBODY = "(not signed in)"
"""The operator of a row of the trail that tells of a failed sign-in."""

MOST_UNKNOWN = 1000
"""Names without an account of which failures are kept; the oldest go first."""


class SignInNeeded(RecordError):
    """The records have accounts, and nobody is signed in."""

    def __init__(self) -> None:
        super().__init__(
            "these records have operator accounts, and nobody is signed in; start again, and sign in"
        )


class SignIn:
    """The way into the records of one database, at one terminal. Every method may raise StoreError."""

    def __init__(
        self, database: Database, terminal: str, now: Callable[[], datetime], cost: Cost = USUAL
    ) -> None:
        self._database = database
        self._terminal = terminal
        self._now = now
        self._nobody = _pin_of_nobody(cost)

    def needed(self) -> bool:
        """Whether there is any account."""
        return have_accounts(self._database)

    def sign_in(self, name: str, secret: str) -> Admitted:
        """Who has this name and PIN. Raises WrongPin or MustWait; the trail tells both outcomes."""
        key = _key(name)
        with self._database.writing() as connection:
            audit.hold(connection)
            wait = self._count(connection, key)
            found = connection.execute(select(operators).where(operators.c.name_key == key)).one_or_none()
        if wait:
            raise MustWait(wait)
        right = holds(secret, found.pin if found is not None else self._nobody)
        with self._database.writing() as connection:
            audit.hold(connection)
            if found is None or not right:
                who = f"operator {found.name}" if found is not None else "an unknown name"
                # What was typed as a name is not kept: it may be a PIN in the wrong line.
                self._note(connection, NOBODY, Event("failed sign-in", f"{who} at {self._terminal}"))
                wait = seconds_after(_failures(connection, key)[0])
            else:
                connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.name_key == key))
                who = f"operator {found.name}"
                self._note(connection, found.name, Event("sign in", f"{who} at {self._terminal}"))
        if found is None or not right:
            raise WrongPin(wait)
        return Admitted(Signed(found.name, Role(found.role), bool(found.administers)), found.pin)

    def _count(self, connection: Connection, key: str) -> int:
        """Seconds to wait still; without a wait the attempt is counted as failed."""
        table, now = failed_sign_ins, now_of(self._database)
        failures, latest = _failures(connection, key)
        at = moment(connection.execute(select(now)).scalar_one())
        silent = (at - moment(latest)).total_seconds() if latest else 0.0
        own = table.c.name_key == key
        left = seconds_left(failures, silent)
        if left:
            if silent < 0:
                # The clock was set back: the wait begins anew by the clock as it is, and ends by it.
                connection.execute(update(table).where(own).values(latest=now))
            return left
        if failures:
            connection.execute(update(table).where(own).values(failures=failures + 1, latest=now))
        else:
            _make_room(connection)
            connection.execute(insert(table).values(name_key=key, failures=1, latest=now))
        return 0

    def _note(self, connection: Connection, who: str, event: Event) -> None:
        audit.append(connection, Author(who, self._now()), [event])


def have_accounts(database: Database) -> bool:
    """Whether there is any account in a database whose tables are those of this program."""
    with database.reading() as connection:
        return connection.execute(select(operators.c.name_key).limit(1)).first() is not None


def _failures(connection: Connection, key: str) -> tuple[int, str]:
    table = failed_sign_ins
    row = connection.execute(
        select(table.c.failures, table.c.latest).where(table.c.name_key == key)
    ).one_or_none()
    return (0, "") if row is None else (row.failures, row.latest)


def _make_room(connection: Connection) -> None:
    table = failed_sign_ins
    unknown = table.c.name_key.not_in(select(operators.c.name_key))
    many = connection.execute(select(func.count()).select_from(table).where(unknown)).scalar_one()
    if many >= MOST_UNKNOWN:
        oldest = select(table.c.name_key).where(unknown).order_by(table.c.latest)
        too_many = oldest.limit(many - MOST_UNKNOWN + 1)
        connection.execute(delete(table).where(table.c.name_key.in_(too_many)))


def _key(name: str) -> str:
    """By which a typed name is found; characters that no account can have are found nowhere."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name.strip()[:64])
    return code_key(shown)


def _pin_of_nobody(cost: Cost) -> str:
    """A hash that no PIN has, which costs as much to look at as one of an account."""
    salt, digest = (base64.b64encode(bytes(length)).decode().rstrip("=") for length in (16, 32))
    return f"$argon2id$v=19$m={cost.kibibytes},t={cost.passes},p={cost.lanes}${salt}${digest}"
