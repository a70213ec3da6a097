"""The rows held against the audit trail: what was edited, removed or put in behind the program's back.

The trail is read once from its beginning, and of each subject the digest of its last document is kept in a
database of its own, which lies on disk where it grows. Then every row is looked up in it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from assistant.errors import one_line
from assistant.records.store.tables import assessments, patients, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from assistant.records.store.audit import Entry

KINDS = ("patient", "visit", "assessment")
CHUNK = 2_000
KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Kept:
    """One document with what it is about, as a row has it or as the trail tells it."""

    kind: str
    subject: str
    document: str | dict[str, Any] | None

    @property
    def named(self) -> str:
        """As it is told."""
        return f"the {self.kind} {one_line(self.subject)}"


class Expected:
    """What the rows must hold after all that the trail tells. Takes the trail, then the rows."""

    def __init__(self) -> None:
        # Without a name it is a file only where it grows, and is gone with the connection. Without the secret
        # nobody could read who is meant.
        self._database = sqlite3.connect("", isolation_level=None)
        self._secret = secrets.token_bytes(KEY_BYTES)
        self._database.execute(
            "CREATE TABLE told (key BLOB PRIMARY KEY, digest BLOB, seq INTEGER NOT NULL) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        self._database.close()

    def noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same entries, each noted as it passes."""
        waiting: list[tuple[bytes, bytes | None, int]] = []
        for entry in entries:
            waiting += ((self._key(each), self._digest(each), entry.seq) for each in told_by(entry))
            if len(waiting) >= CHUNK:
                self._note(waiting)
                waiting = []
            yield entry
        self._note(waiting)

    def differences(self, connection: Connection) -> Iterator[str]:
        """What of the rows is not what the trail tells."""
        for kept in _rows(connection):
            key = self._key(kept)
            found = self._database.execute("SELECT digest, seq FROM told WHERE key = ?", (key,)).fetchone()
            if found is None or found[0] is None:
                yield f"{kept.named} is on record, but was not put there by malar"
            elif found[0] != self._digest(kept):
                yield f"{kept.named} was edited outside malar: not what row {found[1]} of the trail tells"
            self._database.execute("DELETE FROM told WHERE key = ?", (key,))

    def missing(self, trail: Callable[[], Iterable[Entry]]) -> Iterator[str]:
        """What the trail tells and no row holds, after `differences`; the trail is read again for names."""
        query = "SELECT 1 FROM told WHERE digest IS NOT NULL LIMIT 1"
        if self._database.execute(query).fetchone() is None:
            return
        for entry in trail():
            for kept in told_by(entry):
                query = "SELECT 1 FROM told WHERE key = ? AND seq = ? AND digest IS NOT NULL"
                if self._database.execute(query, (self._key(kept), entry.seq)).fetchone():
                    yield f"{kept.named} is missing, which row {entry.seq} of the trail recorded"

    def _note(self, waiting: list[tuple[bytes, bytes | None, int]]) -> None:
        self._database.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", waiting)

    def _key(self, kept: Kept) -> bytes:
        text = f"{kept.kind} {kept.subject}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, digest_size=KEY_BYTES, key=self._secret).digest()

    def _digest(self, kept: Kept) -> bytes | None:
        if kept.document is None:
            return None
        written = json.dumps(_read(kept.document), sort_keys=True).encode("ascii")
        return hashlib.blake2b(written, digest_size=KEY_BYTES, key=self._secret).digest()


def told_by(entry: Entry) -> Iterator[Kept]:
    """The documents that an entry of the trail leaves behind it; None for one that it removed."""
    kind = entry.action.rpartition(" ")[2]
    if entry.before is None and entry.after is None:
        return
    if entry.action == "import":
        try:
            yield from _whole(json.loads(entry.after or "{}"))
        except (ValueError, TypeError, LookupError, AttributeError):
            # The row was edited, which its digest tells.
            return
    elif kind == "assessment":
        read = _read(entry.after or entry.before or "{}")
        revision = read.get("revision") if isinstance(read, dict) else None
        yield Kept(kind, f"{entry.subject} revision {revision}", entry.after)
    elif kind in KINDS:
        yield Kept(kind, entry.subject, entry.after)


def _whole(patient: dict[str, Any]) -> Iterator[Kept]:
    code = patient["code"]
    yield Kept("patient", code, {name: value for name, value in patient.items() if name != "visits"})
    for visit in patient["visits"]:
        subject = visit_subject(code, visit["date"], visit["number_on_day"])
        yield Kept("visit", subject, {name: value for name, value in visit.items() if name != "assessments"})
        for signed in visit["assessments"]:
            named = assessment_subject(subject, signed["instrument"], signed["id"])
            yield Kept("assessment", f"{named} revision {signed['revision']}", signed)


def visit_subject(code: str, day: str, number: int) -> str:
    """A visit as the trail names it."""
    return f"{code} {day}{'' if number == 1 else f' ({number})'}"


def assessment_subject(visit: str, instrument: str, name: str) -> str:
    """An assessment as the trail names it; its revisions have one name."""
    return f"{visit} {instrument} {name}"


def _rows(connection: Connection) -> Iterator[Kept]:
    lines = {"yield_per": CHUNK}
    query = select(patients.c.code, patients.c.document)
    for code, document in connection.execute(query.execution_options(**lines)):
        yield Kept("patient", code, document)
    of_visit = (patients.c.code, visits.c.day, visits.c.number_on_day)
    joined = visits.outerjoin(patients)
    of_visits = select(*of_visit, visits.c.document).select_from(joined)
    for code, day, number, document in connection.execute(of_visits.execution_options(**lines)):
        yield Kept("visit", visit_subject(code, day, number), document)
    signed = (assessments.c.instrument, assessments.c.name, assessments.c.revision, assessments.c.document)
    of_assessments = select(*of_visit, *signed).select_from(assessments.outerjoin(joined))
    for code, day, number, instrument, name, revision, document in connection.execute(
        of_assessments.execution_options(**lines)
    ):
        named = assessment_subject(visit_subject(code, day, number), instrument, name)
        yield Kept("assessment", f"{named} revision {revision}", document)


def _read(document: str | dict[str, Any]) -> object:
    """A document, or its very text where it is none any more."""
    if isinstance(document, dict):
        return document
    try:
        return json.loads(document)
    except ValueError:
        return document
