"""The open assessments in the shared database: seen by every terminal, written by the one that holds each.

Who holds one is a name of that machine's copy. Whoever writes states it, so that nobody overwrites what
another has taken over; times are those of the database, so that no clock of a terminal matters.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from assistant.errors import quoted
from assistant.records.errors import StoreDamaged
from assistant.records.store import audit
from assistant.records.store.audit import Author, Event
from assistant.records.store.clock import moment, now_of
from assistant.records.store.migrating import bring_up_to_date
from assistant.records.store.tables import open_assessments as table
from assistant.records.under_way.draft_files import draft_text
from assistant.records.under_way.elsewhere import Shared, TakenOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from assistant.records.store.database import Database
    from assistant.records.under_way.draft_files import Draft, LocalCopy


class OpenAssessments:
    """The table, used by one terminal. Every method may raise StoreError."""

    def __init__(self, database: Database, operator: Callable[[], str], terminal: str) -> None:
        """Open the database, and make or change its tables where needed. Raises StoreError."""
        self._database = database
        self._operator = operator
        self._terminal = terminal
        self._now = now_of(database)
        bring_up_to_date(database)

    def close_connections(self) -> None:
        """Close every connection."""
        self._database.close()

    def listing(self) -> tuple[Shared, ...]:
        """Everything that is open, the latest first, without the documents."""
        columns = [each for each in table.columns if each.name != "document"]
        query = select(*columns, self._now.label("now")).where(table.c.closed.is_(None))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(table.c.heartbeat.desc(), table.c.id))
            return tuple(_shared(row) for row in rows)

    def find(self, draft_id: str) -> Shared | None:
        """One assessment with its document, also one that was closed."""
        with self._database.reading() as connection:
            return self._find(connection, draft_id)

    def write(self, draft: Draft) -> None:
        """Put a draft of this terminal in the place of what stood there. Raises TakenOver."""
        copy = _copy_of(draft)
        ours = (
            table.c.id == draft.id,
            table.c.holder == copy.name,
            table.c.version <= copy.version,
            table.c.closed.is_(None),
        )
        with self._database.writing() as connection:
            if connection.execute(update(table).where(*ours).values(self._values(draft))).rowcount:
                return
            there = self._find(connection, draft.id)
            if there is not None:
                raise TakenOver(there)
            new = {**self._values(draft), "id": draft.id, **self._holding(copy.name)}
            connection.execute(insert(table).values(new))

    def take(self, draft: Draft, expected: Shared, at: datetime) -> None:
        """Hold an assessment here from now on, as `draft` has it, if it still is as it was seen.

        Raises TakenOver where it is not. Noted in the audit trail.
        """
        as_seen = (
            table.c.id == draft.id,
            table.c.holder == expected.holder,
            table.c.version == expected.version,
            table.c.closed.is_(None),
        )
        values = {**self._values(draft), **self._holding(_copy_of(draft).name)}
        with self._audited() as connection:
            if not connection.execute(update(table).where(*as_seen).values(values)).rowcount:
                there = self._find(connection, draft.id)
                raise TakenOver(there or expected)
            subject = f"{draft.patient or '-'} {draft.instrument} {draft.id}"
            before = f"{expected.operator} at {expected.terminal}"
            after = f"{self._operator()} at {self._terminal}"
            # No document of the records: the last word of the action must not name a kind of them.
            event = Event("take over", subject, before, after)
            audit.append(connection, Author(self._operator(), at), [event])

    def release(self, draft_id: str, holder: str) -> None:
        """Note that nobody works on it now; it stays that terminal's until another takes it up."""
        self._change(draft_id, holder, held=0)

    def close(self, draft_id: str, holder: str) -> None:
        """Note that it is finished, or taken back to nothing. Raises TakenOver where another holds it."""
        if self._change(draft_id, holder, held=0, closed=self._now, document=""):
            return
        there = self.find(draft_id)
        if there is not None and not there.closed:
            raise TakenOver(there)

    def beat(self, held: Iterable[tuple[str, str]]) -> tuple[Shared, ...]:
        """Give a sign of life for what is held here: ids with the names of the copies.

        What another holds by now, or has closed, comes back.
        """
        lost = (self.find(own) for own, holder in held if not self._change(own, holder, held=1))
        return tuple(each for each in lost if each is not None)

    def _change(self, draft_id: str, holder: str, **values: object) -> int:
        ours = (table.c.id == draft_id, table.c.holder == holder, table.c.closed.is_(None))
        changed = {"heartbeat": self._now, **values}
        with self._database.writing() as connection:
            return connection.execute(update(table).where(*ours).values(changed)).rowcount

    def _find(self, connection: Connection, draft_id: str) -> Shared | None:
        query = select(*table.columns, self._now.label("now")).where(table.c.id == draft_id)
        row = connection.execute(query).one_or_none()
        return None if row is None else _shared(row)

    def _values(self, draft: Draft) -> dict[str, object]:
        return {
            "patient": draft.patient,
            "instrument": draft.instrument,
            "title": draft.title,
            "answered": draft.answered,
            "total": draft.total,
            "saved": draft.saved,
            "document": draft_text(draft),
            "version": _copy_of(draft).version,
            "held": 1,
            "heartbeat": self._now,
        }

    def _holding(self, holder: str) -> dict[str, object]:
        who = {"operator": self._operator(), "terminal": self._terminal}
        return {"holder": holder, **who, "since": self._now}

    @contextmanager
    def _audited(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            audit.hold(connection)
            yield connection


def _copy_of(draft: Draft) -> LocalCopy:
    if draft.copy is None:
        raise ValueError(f"the draft {draft.id} does not say whose copy it is")
    return draft.copy


def _shared(row: Row[*tuple[Any, ...]]) -> Shared:
    """A row as it is known to others. Raises StoreDamaged for one that no malar has written."""
    if not _is_whole(row):
        raise StoreDamaged(
            f"the open assessment {quoted(row.id)} in the shared database is damaged; "
            "have its row in open_assessments removed, or restore a backup"
        )
    values: dict[str, Any] = dict(row._mapping)
    now, heartbeat = moment(values.pop("now")), moment(values.pop("heartbeat"))
    # A clock of the database that was put back must not make the living look dead, nor the reverse.
    silent = max(0.0, (now - heartbeat).total_seconds())
    return Shared(
        **{
            **values,
            "held": bool(values["held"]),
            "since": moment(values["since"]),
            "closed": values["closed"] is not None,
            "silent": silent,
        }
    )


def _is_whole(row: Row[*tuple[Any, ...]]) -> bool:
    """Whether a row holds what its columns say: SQLite takes anything in any of them."""
    try:
        moment(row.heartbeat)
        moment(row.since)
    except (ValueError, TypeError):
        return False
    texts = (
        row.id,
        row.patient,
        row.instrument,
        row.title,
        row.saved,
        row.holder,
        row.operator,
        row.terminal,
    )
    numbers = (row.answered, row.total, row.version, row.held)
    return all(isinstance(each, str) for each in texts) and all(type(each) is int for each in numbers)
