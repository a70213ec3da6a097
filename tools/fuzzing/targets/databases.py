"""Database files with damaged bytes or cells: told, never repaired by guessing, and left as they are.

An input says what is done to a whole file:
`{"bytes": [[place, "hex"]], "cut": length, "cells": [[table, column, row, value]]}`.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import database, patients, put_records
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.fuzzing.mutation import Mutate

READING: tuple[tuple[str, ...], ...] = (
    ("patients", "--json"),
    ("patient", "P-014"),
    ("visits", "P-014", "--json"),
    ("change", "P-014"),
    ("cohort",),
    ("raters",),
    ("audit", "verify"),
    ("audit", "--all"),
)
TALK = b"/patient P-014\n/visits\n/change\n/score cla-iga\n3\n\n"


def try_one(data: bytes) -> None:
    """Damage the file, read it in every way, and talk over it; one that is called damaged stays the same."""
    with own_home() as home, content_read_once():
        file = put_records(home)
        if not damaged(file, data):
            return
        before = file.read_bytes()
        told = []
        for command in READING:
            run = malar(*command)
            require_well_behaved(run, lines=command[0] == "audit")
            told.append(run.err)
        # An empty file, or for SQLite one of a single byte, is one that was being made: it is made now.
        require(len(before) <= 1 or file.read_bytes() == before, "reading changed the file", told)
        require_well_behaved(malar("export"), lines=True)
        talk = malar("--plain", typed=TALK)
        require_well_behaved(talk)
        require(talk.code == 0, "the conversation ended with an error", talk.err)
        if any("is damaged or no database" in each for each in told[:3]):
            require(file.read_bytes() == before, "a damaged file was written to", told)


def damaged(file: Path, data: bytes) -> bool:
    """Do to the file what an input says; False where it says nothing that can be done."""
    try:
        read = json.loads(data)
        return isinstance(read, dict) and (cells(file, read.get("cells")) | places(file, read))
    except (ValueError, RecursionError):
        return False


def cells(file: Path, wanted: Any) -> bool:  # noqa: ANN401  # an input is anything
    """Put values into cells."""
    done = False
    for each in wanted if isinstance(wanted, list) else ():
        if not (isinstance(each, list) and len(each) == len(("table", "column", "row", "value"))):
            continue
        table, column, row, value = each
        written = value if isinstance(value, str | int | float) or value is None else json.dumps(value)
        with closing(sqlite3.connect(file)) as connection:
            try:
                statement = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608  # a test's own file
                done |= connection.execute(statement, (written, row)).rowcount > 0
                connection.commit()
            except (sqlite3.Error, OverflowError, UnicodeError, TypeError):
                continue
    return done


def places(file: Path, wanted: dict[str, Any]) -> bool:
    """Put bytes into the file, and cut it."""
    raw = bytearray(file.read_bytes())
    before = bytes(raw)
    edits = wanted.get("bytes")
    for each in edits if isinstance(edits, list) else ():
        if isinstance(each, list) and len(each) == 2 and type(each[0]) is int and isinstance(each[1], str):
            try:
                written = bytes.fromhex(each[1])
            except ValueError:
                continue
            place = each[0] % max(1, len(raw))
            raw[place : place + len(written)] = written
    cut = wanted.get("cut")
    if type(cut) is int:
        del raw[abs(cut) % (len(raw) + 1) :]
    if bytes(raw) != before:
        file.write_bytes(raw)
    return bytes(raw) != before


def columns() -> list[tuple[str, str, int]]:
    """Every cell of the records: table, column and row."""
    with own_home() as home, closing(sqlite3.connect(put_records(home))) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
        found = []
        for (table,) in named:
            names = [each[1] for each in connection.execute(f'PRAGMA table_info("{table}")')]
            rows = [row for (row,) in connection.execute(f'SELECT rowid FROM "{table}" LIMIT 3')]  # noqa: S608
            found += [(table, name, row) for name in names for row in rows]
    return found


def seeds() -> Iterable[bytes]:
    """A byte here and there, a file cut short, and every cell with something else in it."""
    size = len(database())
    for place in (0, 16, 18, 24, 28, 40, 52, 96, 100, 4096, 5000, size // 2, size - 4000):
        yield json.dumps({"bytes": [[place, "ff"]]}).encode()
    for cut in (0, 1, 99, 4096, size // 2, size - 1):
        yield json.dumps({"cut": cut}).encode()
    for cell in columns():
        yield json.dumps({"cells": [[*cell, ""]]}).encode()
    whole = patients()["patients"][0]
    yield json.dumps({"cells": [["patients", "document", 1, json.dumps(whole)]]}).encode()


def mutate() -> Mutate:
    """By what is done to the file."""
    known: list[object] = [text for cell in columns() for text in cell]
    size = len(database())
    known += [
        *range(0, size, 4096),
        *range(100, size, 3777),
        "00",
        "ff" * 8,
        "0d0a",
        "7f" * 64,
        "53514c697465",
    ]
    known += ["bytes", "cut", "cells", "2024-02-05", "9999-99-99", '{"code": "P-014"}', "[]", "{}", "null"]
    return json_tree(known)


TARGET = Target("databases", "damaged database files", try_one, mutate, seeds, seconds=4.0)
