"""Files of the cache of parsed content: a damaged one is not used, and none ends the program."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.faults import require
from tools.fuzzing.mutation import json_tree
from tools.fuzzing.surroundings import own_home, trees
from tools.fuzzing.targets.target import Target
from tools.fuzzing.targets.words import ROOT, item_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.format.definition import InstrumentDefinition
    from tools.fuzzing.mutation import Mutate

CONTENT = ROOT / "instruments" / "cla-iga.yaml"


def try_one(data: bytes) -> None:
    """Load an instrument with the input for its tree, as it is and with the digest of a whole one."""
    from assistant.content.cache import _place  # where the cache looks for it
    from assistant.content.problems import ContentError

    with own_home():
        place = _place(CONTENT.read_bytes())
        require(trees() not in place.parents, "the cache of the fuzzer itself was meant")
        put(place, data)
        require(load().digest == load_whole(), "another content was used than the file holds")
        if not is_text(data):
            return
        put(place, hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
        try:
            load()
        except ContentError as error:
            require(error.lines, "a refusal without a word")


def is_text(data: bytes) -> bool:
    """Whether an input is text, as all that any malar ever kept."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def put(place: Path, data: bytes) -> None:
    """Write a file of the cache."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def load() -> Loaded[InstrumentDefinition]:
    """The instrument, read from the cache or from its file."""
    from assistant.scoring.library import load_instrument  # loaded with the watched program

    return load_instrument(CONTENT)


@cache
def load_whole() -> str:
    """The digest of what the file holds."""
    with own_home():
        return load().digest


@cache
def tree() -> bytes:
    """The tree that the cache holds of the file."""
    from assistant.content.cache import _place  # as above

    with own_home():
        load()
        return _place(CONTENT.read_bytes()).read_bytes().partition(b"\n")[2]


def seeds() -> Iterable[bytes]:
    """The whole tree, pieces of it, and what is no tree."""
    whole = tree()
    yield whole
    yield hashlib.sha256(whole).hexdigest().encode() + b"\n" + whole
    yield from (whole[: len(whole) // 2], b"", b"{}", b"null", b"\xff\xfe", b"[" * 3000, b"\n", b"1" * 5000)


def mutate() -> Mutate:
    """By the tree."""
    return json_tree([*item_words()[-20:], "id", "title", "items", "options", "value", "scores", "bands"])


TARGET = Target(
    "caches",
    "files of the content cache",
    try_one,
    mutate,
    seeds,
    longest=20_000,
    seconds=2.0,
    watched=("assistant.content", "assistant.scoring"),
)
