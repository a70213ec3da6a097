"""Open assessments as a shared database holds them: listed, found and taken over, or told to be of no use.

An input is a row of the table: its columns by name; the document is a draft.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

from tools.fuzzing.faults import require, require_shown_safely
from tools.fuzzing.mutation import json_tree
from tools.fuzzing.surroundings import content_read_once, library, own_home
from tools.fuzzing.targets.clinic import FILE, put_records
from tools.fuzzing.targets.drafts import documents
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import item_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.fuzzing.mutation import Mutate

ID = "20261101-000000-ffffffff"


def try_one(data: bytes) -> None:
    """Put the row into the table, list it, and take it over."""
    try:
        row = json.loads(data)
    except (ValueError, RecursionError):
        return
    with own_home() as home, content_read_once():
        put_records(home)
        if isinstance(row, dict) and put_row(home / FILE, {**row, "id": ID}):
            taken_over(home)


def taken_over(home: Path) -> None:
    """List what is open, and hold it here."""
    from datetime import UTC, datetime

    from assistant.conversation.together.elsewhere import shared_lines  # the watched program
    from assistant.conversation.together.fetching import fetch
    from assistant.errors import AssistantError
    from assistant.records.opening import open_assessments
    from assistant.records.under_way.drafts import Drafts

    now = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
    store = open_assessments()
    drafts = Drafts(home)
    try:
        require(all(shared_lines(store.listing(), now)), "what is open elsewhere is told without a word")
        walk, draft = fetch(ID, drafts, Direct(store), library(), now)  # type: ignore[arg-type]
        require(drafts.open(draft.id) == draft, "what was taken over is not on this disk", draft)
        require(walk.session.instrument.id == draft.instrument, "another instrument was taken over", draft)
    except AssistantError as error:
        require(len(error.lines) == 1, "a refusal is one line", error.lines)
        require_shown_safely(error.lines[0], "a refusal", line_breaks=False)
        require(not drafts.listing().problems, "a refused assessment left a damaged draft", error)
    finally:
        store.close_connections()
        drafts.close()


class Direct:
    """The way to the database without the thread that speaks with it while someone types."""

    def __init__(self, store: Any) -> None:  # noqa: ANN401  # of the watched program
        self.find = store.find
        self.take = store.take


def put_row(file: Path, row: dict[str, Any]) -> bool:
    """Write a row as another terminal would; False where no database takes it."""
    base = default_row()
    values = {name: plain(row.get(name, base[name])) for name in base}
    marks = ", ".join("?" * len(values))
    with closing(sqlite3.connect(file)) as connection:
        try:
            into = f"INSERT INTO open_assessments ({', '.join(values)}) VALUES ({marks})"  # noqa: S608
            connection.execute(into, list(values.values()))
            connection.commit()
        except (sqlite3.Error, OverflowError, UnicodeError):
            return False
    return True


def plain(value: Any) -> str | int | float | None:  # noqa: ANN401
    """A value as a column holds it."""
    return value if isinstance(value, str | int | float) or value is None else json.dumps(value)


@cache
def default_row() -> dict[str, Any]:
    """A row as a terminal writes it."""
    return {
        "id": ID,
        "patient": "P-014",
        "instrument": "cla-iga",
        "title": "CLA-IGA",
        "answered": 1,
        "total": 1,
        "saved": "2026-11-22T14:00:00+00:00",
        "document": "",
        "version": 3,
        "holder": "0a1b2c3d",
        "held": 1,
        "heartbeat": "2026-11-22T14:00:00Z",
        "operator": "R8",
        "terminal": "ward-3",
        "since": "2026-11-22T13:00:00Z",
        "closed": None,
    }


def seeds() -> Iterable[bytes]:
    """A row for every draft, whole and in other states."""
    for document in documents():
        row = {**default_row(), "instrument": document["instrument"], "document": document}
        yield json.dumps(row).encode()
        yield json.dumps({"document": document, "held": 0, "heartbeat": "2026-11-21T14:00:00Z"}).encode()
    for name in default_row():
        yield json.dumps({"document": documents()[2], name: "x"}).encode()


def mutate() -> Mutate:
    """By the columns, and by the tree of the document."""
    keys = [key for document in documents() for key in (*document, *document["state"])]
    times = ["2026-11-22T14:02:00Z", "2026-11-22T14:02:00", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z"]
    return json_tree([*default_row(), *keys, *times, *item_words()[-40:]])


TARGET = Target(
    "shared", "open assessments in a shared database", try_one, mutate, seeds, longest=8_000, seconds=2.0
)
