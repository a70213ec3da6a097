"""The audit trail: every change, chained by digests so that none can be edited, removed or moved unseen.

The chain shows what was changed by someone who does not compute the whole chain anew; keep its last digest
elsewhere (`malar audit` prints it) to see that, too.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from assistant.records.errors import StoreDamaged
from assistant.records.store.against_rows import Expected
from assistant.records.store.derived_check import differing_patients
from assistant.records.store.rows import code_key
from assistant.records.store.tables import audit, audit_head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

MOST_TOLD = 20
_A_DAY = re.compile(r"$| \d{4}-\d{2}-\d{2}( |$)")


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something, and when."""

    operator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """What was done to what: the documents before and after it, as JSON text."""

    action: str
    subject: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the trail."""

    seq: int
    at: str
    operator: str
    action: str
    subject: str
    before: str | None
    after: str | None
    previous: str
    digest: str

    def computed(self) -> str:
        """The digest that the row must have."""
        return _digest(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: how many rows there are, the last digest, and what is wrong with which row."""

    rows: int
    digest: str
    problems: tuple[str, ...]


def hold(connection: Connection) -> tuple[int, str]:
    """Take the writer's place: where the trail ends now, and nobody else writes until this ends.

    Raises StoreDamaged where the note of its end is gone, or is no row.
    """
    end = noted_end(connection)
    if end is None or not isinstance(end[0], int):
        raise StoreDamaged(
            "the note of where the audit trail ends is missing or damaged, so nothing is written; "
            "see malar audit verify, and restore a backup"
        )
    return end


def noted_end(connection: Connection) -> tuple[int, str] | None:
    """The last row and its digest as they were noted, held for this transaction; None where that is gone.

    SQLite takes text for a number, and what counts on from it would be no number either.
    """
    query = select(audit_head.c.seq, audit_head.c.digest).with_for_update()
    row = connection.execute(query).one_or_none()
    whole = row is not None and type(row.seq) is int and isinstance(row.digest, str)
    return (row.seq, row.digest) if row is not None and whole else None


def append(connection: Connection, author: Author, events: Iterable[Event]) -> None:
    """Add events at the end, in order."""
    seq, previous = hold(connection)
    rows: list[dict[str, object]] = []
    for event in events:
        seq += 1
        entry = Entry(
            seq,
            author.at.isoformat(timespec="seconds"),
            author.operator,
            event.action,
            event.subject,
            event.before,
            event.after,
            previous,
            "",
        )
        previous = entry.computed()
        rows.append({**_fields(entry), "digest": previous})
    if rows:
        connection.execute(insert(audit), rows)
        connection.execute(update(audit_head).values(seq=seq, digest=previous))


def entries(connection: Connection, last: int | None = None, code: str | None = None) -> Iterator[Entry]:
    """The rows in order: all, or the last so many; with a code those of one patient."""
    query = select(audit).order_by(audit.c.seq)
    if code is not None:
        # The database narrows them down, by its own notion of case.
        folded = code_key(code)
        wanted = query.where(func.lower(audit.c.subject).startswith(folded, autoescape=True))
        found = (Entry(**row._mapping) for row in connection.execute(wanted.execution_options(yield_per=500)))
        yield from deque((entry for entry in found if _is_of(entry, folded)), maxlen=last)
        return
    if last is not None:
        end = connection.execute(select(func.max(audit.c.seq))).scalar() or 0
        query = query.where(audit.c.seq > end - last)
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield Entry(**row._mapping)


def _is_of(entry: Entry, folded: str) -> bool:
    """Whether an entry is of the patient, or of a visit and what was assessed there."""
    subject, length = code_key(entry.subject), len(folded)
    return subject[:length] == folded and _A_DAY.match(subject[length:]) is not None


def verify(connection: Connection) -> Verdict:
    """Compute the whole chain again, and hold the rows against what it tells."""

    def noted() -> tuple[int, str] | None:
        head = connection.execute(select(audit_head.c.seq, audit_head.c.digest)).one_or_none()
        return None if head is None else (head.seq, head.digest)

    with closing(Expected()) as expected:
        verdict = check_chain(expected.noting(entries(connection)), noted)
        differing = chain(expected.differences(connection), expected.missing(lambda: entries(connection)))
        problems = verdict.problems + _first_of(differing)
    # Only of documents that are as they were can it be said what was made from them.
    return replace(verdict, problems=problems or _first_of(differing_patients(connection)))


def check_chain(rows: Iterable[Entry], noted: Callable[[], tuple[int, str] | None]) -> Verdict:
    """Compute a chain again, and hold its end against what was noted as its end, asked for after the rows."""
    problems: list[str] = []
    seq, previous, count = 0, "", 0
    for entry in rows:
        count += 1
        if entry.seq != seq + 1:
            problems.append(f"row {entry.seq} follows row {seq}: rows between them are missing")
        elif entry.previous != previous:
            problems.append(
                f"row {entry.seq} does not follow the row before it: one of them was moved or replaced"
            )
        if entry.computed() != entry.digest:
            problems.append(f"row {entry.seq} was edited after it was written")
        seq, previous = entry.seq, entry.digest
    head = noted()
    if head is None:
        problems.append("the note of where the trail ends is missing")
    elif head != (seq, previous):
        problems.append(
            f"the trail ends at row {seq}, but was written up to row {head[0]}: its end was changed"
        )
    return Verdict(count, previous, _first_of(problems))


def _first_of(problems: Iterable[str]) -> tuple[str, ...]:
    """The first of them, and how many more there are; no more are kept in memory."""
    found = iter(problems)
    told = tuple(islice(found, MOST_TOLD))
    more = sum(1 for _ in found)
    return (*told, f"and {more:,} more") if more else told


def _fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Entry.__slots__ if name != "digest"}


def _digest(entry: Entry) -> str:
    text = json.dumps(list(_fields(entry).values()), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
