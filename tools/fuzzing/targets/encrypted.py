"""Encrypted database files with damaged bytes: told as damaged or as of another key, and left alone."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.clinic import FILE, put_records
from tools.fuzzing.targets.databases import places
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.fuzzing.mutation import Mutate

PASSPHRASE = b"of the targets"


def try_one(data: bytes) -> None:
    """Damage the file, and read it with its passphrase."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return
    with own_home() as home, content_read_once():
        home.mkdir(mode=0o700, exist_ok=True)
        file = home / FILE
        file.write_bytes(encrypted())
        file.chmod(0o600)
        if not isinstance(read, dict) or not places(file, read):
            return
        before = file.read_bytes()
        for command in (("patients",), ("patient", "P-014"), ("audit", "verify")):
            with passphrase("--key-fd") as given:
                run = malar(*command, *given)
            require_well_behaved(run, lines=command[0] == "audit")
            require(len(before) <= 1 or file.read_bytes() == before, "reading changed the file", run.err)


@contextmanager
def passphrase(option: str) -> Iterator[tuple[str, str]]:
    """The passphrase on an open descriptor, as an option of a command."""
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE)
    os.close(writing)
    try:
        yield option, str(reading)
    finally:
        # The program closes what it has read.
        with suppress(OSError):
            os.close(reading)


@cache
def encrypted() -> bytes:
    """The records of the targets, encrypted."""
    with own_home() as home, content_read_once():
        file = put_records(home)
        with passphrase("--new-key-fd") as given:
            run = malar("rekey", *given)
        require(run.code == 0, "the records of the targets cannot be encrypted", run.err)
        return file.read_bytes()


def seeds() -> Iterable[bytes]:
    """A byte here and there, and a file cut short."""
    size = len(encrypted())
    for place in (0, 15, 16, 100, 4079, 4080, 4096, size // 2, size - 10):
        yield json.dumps({"bytes": [[place, "ff"]]}).encode()
    for cut in (0, 1, 16, 100, 4095, 4096, size // 2, size - 1):
        yield json.dumps({"cut": cut}).encode()
    yield json.dumps({"bytes": [[0, b"SQLite format 3\x00".hex()]]}).encode()


def mutate() -> Mutate:
    """By what is done to the file."""
    size = len(encrypted())
    known = [*range(0, size, 4096), *range(16, size, 5003), "00", "ff" * 16, "bytes", "cut", b"SQLite".hex()]
    return json_tree(known)


TARGET = Target("encrypted", "damaged encrypted database files", try_one, mutate, seeds, seconds=6.0)
