"""Backup files: one that is refused changes nothing; one that is restored can be read.

An input is the file itself, or, where it begins with a brace, its lines: these are packed and closed with
their count and digest, as a whole backup is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, refused, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import changed_bytes, json_lines
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import put_records
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tools.fuzzing.mutation import Mutate

FILE = "in.backup"


def try_one(data: bytes) -> None:
    """Restore the file in the place of records, and read what is there then."""
    with own_home() as home, content_read_once():
        put_records(home)
        before = malar("export", "--identified").out
        home.parent.joinpath(FILE).write_bytes(packed(data) if data[:1] == b"{" else data)
        run = malar("restore", FILE, "--replace")
        require_well_behaved(run)
        after = malar("export", "--identified")
        if refused(run):
            require(after.out == before, "a backup that is refused changed the records", run.err)
            require(malar("audit", "verify").code == 0, "a backup that is refused broke the trail", run.err)
            return
        for command in (
            ("patients", "--json"),
            ("patient", "P-014"),
            ("audit", "verify"),
            ("visits", "P-014"),
        ):
            require_well_behaved(malar(*command), lines="verify" in command)
        require_well_behaved(after, batch=True)


def packed(lines: bytes) -> bytes:
    """Lines as a whole backup holds them."""
    whole = [line for line in lines.split(b"\n") if line.strip()]
    rows = sum(b'"table"' in line for line in whole)
    body = b"".join(line + b"\n" for line in [*whole, json.dumps({"rows": rows}).encode()])
    closed = body + json.dumps({"sha256": hashlib.sha256(body).hexdigest()}).encode() + b"\n"
    return gzip.compress(closed, 1, mtime=0)


@cache
def backup() -> bytes:
    """A backup of the records."""
    with own_home() as home, content_read_once():
        put_records(home)
        require(malar("backup", FILE).code == 0, "the records cannot be backed up")
        return home.parent.joinpath(FILE).read_bytes()


def lines_of_backup() -> list[bytes]:
    """Its lines without the last two, which close it."""
    return gzip.decompress(backup()).split(b"\n")[:-3]


def seeds() -> Iterable[bytes]:
    """A whole backup, its lines, and beginnings of either."""
    lines = lines_of_backup()
    yield b"\n".join(lines)
    for number in (1, 2, 4, 8):
        yield b"\n".join(lines[:number])
        yield backup()[: len(backup()) // (number + 1)]
    yield backup()
    for line in lines[1:]:
        yield b"\n".join([lines[0], line])


def mutate() -> Mutate:
    """By the lines, or by the bytes."""
    rows = [json.loads(line) for line in lines_of_backup()[1:]]
    names = {name for row in rows for name in (row["table"], *row["row"])}
    by_lines = json_lines(
        [*sorted(names), "format", "format_version", "tables", "0001", "0002", "0003", "0004"]
    )

    def change(data: bytes, chance: Random) -> bytes:
        return (by_lines if data[:1] == b"{" else changed_bytes)(data, chance)

    return change


TARGET = Target("backups", "backup files", try_one, mutate, seeds, longest=16_000, seconds=4.0)
