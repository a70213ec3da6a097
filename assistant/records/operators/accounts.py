"""The accounts of those who use the records. Every change is in the audit trail, never a PIN."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from assistant.errors import listed, quoted
from assistant.records.errors import RecordError
from assistant.records.operators.pins import USUAL, check_pin, hashed
from assistant.records.operators.roles import Act, Role
from assistant.records.operators.sign_in import SignInNeeded
from assistant.records.store import audit
from assistant.records.store.audit import Event
from assistant.records.store.rows import code_key
from assistant.records.store.tables import failed_sign_ins, operators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import ColumnElement, Connection

    from assistant.records.operators.pins import Cost
    from assistant.records.records import Records

LONGEST_NAME = 64


class AccountRefused(RecordError):
    """A change of an account that cannot be made; nothing was changed."""


class Account(NamedTuple):
    """One account, without its PIN."""

    name: str
    role: Role
    administers: bool
    since: str

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on, and the audit trail keeps."""
        return {
            "name": self.name,
            "role": self.role.value,
            "administers": self.administers,
            "since": self.since,
        }


class Accounts:
    """The accounts in some records. Every method may raise StoreError.

    A change by who may not make it raises NotAllowed or SignInNeeded.
    """

    def __init__(self, records: Records, cost: Cost = USUAL) -> None:
        self._records = records
        self._cost = cost

    def all(self) -> tuple[Account, ...]:
        """Every account, by name."""
        with self._records.database.reading() as connection:
            return _read(connection)

    def add(self, name: str, role: Role, secret: str, *, administers: bool = False) -> Account:
        """Make an account; the first one administers. Raises AccountRefused or PinRefused."""
        written = _checked_name(name)
        check_pin(secret, written)
        pin = hashed(secret, self._cost)
        author = self._records.author

        def change(connection: Connection) -> Event:
            there = _read(connection)
            if there:
                self._records.require(Act.ADMINISTER)
            if any(code_key(each.name) == code_key(written) for each in there):
                raise AccountRefused(f"there is an operator {quoted(written)} already; choose another name")
            made = Account(written, role, administers or not there, author.at.isoformat(timespec="seconds"))
            row = {**made.as_json(), "administers": int(made.administers), "pin": pin}
            connection.execute(insert(operators).values({**row, "name_key": code_key(written)}))
            return Event("add operator", _subject(written), None, json.dumps(made.as_json()))

        self._change(change)
        return self._found(written)

    def change_role(self, name: str, role: Role, *, administers: bool | None = None) -> Account:
        """Give another role, and with `administers` that right, or take it. Raises AccountRefused."""

        def change(connection: Connection) -> Event:
            former = _find(connection, name)
            made = former._replace(role=role, administers=_given(administers, former.administers))
            if not made.administers:
                _refuse_last(connection, former)
            values = {"role": role.value, "administers": int(made.administers)}
            connection.execute(update(operators).where(_is(former.name)).values(values))
            before, after = (json.dumps(each.as_json()) for each in (former, made))
            return Event("change operator", _subject(former.name), before, after)

        self._administer(change)
        return self._found(name)

    def reset(self, name: str, secret: str) -> None:
        """Give an account another PIN, and forget its failed sign-ins. Raises AccountRefused, PinRefused.

        Everyone may do so with the own one.
        """
        pin = self._new_pin(name, secret)

        def change(connection: Connection) -> Event:
            former = _find(connection, name)
            if code_key(former.name) != code_key(self._records.author.operator):
                self._records.require(Act.ADMINISTER)
            connection.execute(update(operators).where(_is(former.name)).values(pin=pin))
            connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.name_key == code_key(name)))
            return Event("reset PIN of operator", _subject(former.name))

        self._change(change)

    def remove(self, name: str) -> None:
        """Remove an account; what was signed under its name stays. Raises AccountRefused."""

        def change(connection: Connection) -> Event:
            former = _find(connection, name)
            if len(_read(connection)) > 1:
                _refuse_last(connection, former)
            connection.execute(delete(operators).where(_is(former.name)))
            return Event("remove operator", _subject(former.name), json.dumps(former.as_json()), None)

        self._administer(change)

    def _new_pin(self, name: str, secret: str) -> str:
        check_pin(secret, name)
        return hashed(secret, self._cost)

    def _found(self, name: str) -> Account:
        with self._records.database.reading() as connection:
            return _find(connection, name)

    def _administer(self, change: Callable[[Connection], Event]) -> None:
        self._records.require(Act.ADMINISTER)
        self._change(change)

    def _change(self, change: Callable[[Connection], Event]) -> None:
        author = self._records.author
        with self._records.database.writing() as connection:
            audit.hold(connection)
            if self._records.by is None and _read(connection):
                # Someone has made the first account meanwhile, and has the say from then on.
                raise SignInNeeded
            audit.append(connection, author, [change(connection)])


def _read(connection: Connection) -> tuple[Account, ...]:
    return tuple(_accounts(connection))


def _accounts(connection: Connection) -> Iterator[Account]:
    table = operators
    query = select(table.c.name, table.c.role, table.c.administers, table.c.since).order_by(table.c.name_key)
    for name, role, administers, since in connection.execute(query):
        yield Account(name, Role(role), bool(administers), since)


def _find(connection: Connection, name: str) -> Account:
    known = _read(connection)
    for each in known:
        if code_key(each.name) == code_key(name):
            return each
    there = f"there is {listed([each.name for each in known], 'and')}" if known else "there is none yet"
    raise AccountRefused(f"there is no operator {quoted(name)}; {there}")


def _is(name: str) -> ColumnElement[bool]:
    return operators.c.name_key == code_key(name)


def _subject(name: str) -> str:
    # Never like the code of a patient, by which the trail is looked through.
    return f"operator {name}"


def _given(wanted: bool | None, former: bool) -> bool:
    return former if wanted is None else wanted


def _refuse_last(connection: Connection, account: Account) -> None:
    others = [each for each in _read(connection) if each.administers and each.name != account.name]
    if account.administers and not others:
        raise AccountRefused(
            f"{account.name} is the last who administers accounts; give that to another first: "
            "malar operator role NAME ROLE --administers"
        )


def _checked_name(name: str) -> str:
    written = name.strip()
    if not written or not written.isprintable() or len(written) > LONGEST_NAME:
        raise AccountRefused(
            f"an operator cannot be called {quoted(name)}; choose an id of few letters, as in R7"
        )
    return written
