"""Small files of the data folder: refused questions, training attempts, what was recalled, and settings.

The first line of an input is the place of the file in the data folder; the rest is the file.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from tools.fuzzing.command import malar, require_well_behaved
from tools.fuzzing.faults import require
from tools.fuzzing.mutation import changed_bytes, json_lines
from tools.fuzzing.surroundings import content_read_once, own_home
from tools.fuzzing.targets.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from random import Random

    from tools.fuzzing.mutation import Mutate

QUESTIONS, OFF = "unanswered/questions.jsonl", "unanswered/off"
ATTEMPT, RECALLED = "training/attempts/a.json", "training/recall/learner.json"
PLACES = (QUESTIONS, OFF, ATTEMPT, RECALLED)
TALK = b"/train recall\n1\n2\nesc\n/train\n1\nesc\nesc\nprice of the moon?\n/quit\n"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("unanswered",),
    ("unanswered", "--json"),
    ("training", "list"),
    ("training", "report"),
    ("training", "agreement"),
)


def try_one(data: bytes) -> None:
    """Read the file in every way that there is, keep more in it, and erase all; no other file is touched."""
    named, _, text = data.partition(b"\n")
    place = named.decode("utf-8", "replace")
    if place not in PLACES:
        return
    with own_home() as home, content_read_once():
        file = home / place
        file.parent.mkdir(parents=True)
        file.write_bytes(text)
        witness = home / "drafts-of-mine.json"
        witness.write_text("{}", encoding="utf-8")
        for command in COMMANDS:
            require_well_behaved(malar(*command), lines=True)
        talk = malar("--plain", typed=TALK)
        require_well_behaved(talk)
        require(talk.code == 0, "the conversation ended with an error", talk.err)
        require_kept(home, place, text)
        require_well_behaved(malar("ask", "price of the moon?"))
        require_well_behaved(malar("training", "erase", "--learner", "L-1"), lines=True)
        require_well_behaved(malar("training", "erase", "--everybody"), lines=True)
        require(witness.exists(), "erasing removed a file that is none of training's")
        require_well_behaved(malar("unanswered", "--clear"), lines=True)


def require_kept(home: Path, place: str, text: bytes) -> None:
    """A file that cannot be read is somewhere as it was."""
    if place == QUESTIONS or not text:
        return
    there = [file.read_bytes() for file in (home / place).parent.rglob("*") if file.is_file()]
    try:
        sound = isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        sound = False
    require(sound or text in there, "a damaged file was not kept as it was", place)


@cache
def kept() -> tuple[tuple[str, bytes], ...]:
    """The files as the program writes them."""
    found = []
    for talk in (b"/train recall\n1\n2\n1\nesc\n", b"/train\n1\n2\n0\na\ny\n\n\n\n"):
        with own_home() as home, content_read_once():
            malar("--plain", typed=talk)
            malar("ask", "what does anifrolumab cost in euros?")
            for file in home.rglob("*.json*"):
                found.append((str(file.relative_to(home)), file.read_bytes()))
    return tuple(found)


def attempt() -> dict[str, object]:
    """A training attempt with everything."""
    texts = {"id": "a", "learner": "L-1", "case": "own", "case_digest": "0", "instrument": "cla-iga"}
    times = {"begun": "2026-11-22T14:00:00+00:00", "finished": "2026-11-22T14:02:00+00:00"}
    head = {"format": "malar training attempt", "format_version": 1}
    return {**head, **texts, **times, "content_version": "1", "blind": True, "window": None,
            "answers": {"level": 2}, "session": ""}  # fmt: skip


def seeds() -> Iterable[bytes]:
    """Each file as it is written."""
    yield f"{ATTEMPT}\n{json.dumps(attempt())}".encode()
    yield f"{ATTEMPT}\n{json.dumps({**attempt(), 'id': '../../drafts-of-mine'})}".encode()
    yield f"{OFF}\n".encode()
    memory = {"level": {"due": "2026-11-22T14:00:00+00:00", "state": 1, "step": 0}}
    recalled = {"format": "malar recall", "format_version": 1, "cards": memory}
    yield f"{RECALLED}\n{json.dumps(recalled)}".encode()
    for place, text in kept():
        known = RECALLED if "/recall/" in place else ATTEMPT if "/attempts/" in place else place
        if known in PLACES:
            yield known.encode() + b"\n" + text


def mutate() -> Mutate:
    """By the lines, each a tree."""
    keys: set[str] = {*attempt(), "question", "kind", "missing", "first", "last", "times", "cards", "due"}
    for _, text in kept():
        for line in text.splitlines():
            try:
                read = json.loads(line)
            except ValueError:
                continue
            keys |= {*read, *(str(each) for each in read.get("cards", {}))}
    by_lines = json_lines(
        [*sorted(keys), "2026-11-22", "2026-11-22T14:00:00+00:00", "cla-iga", "L-1", "level"]
    )

    def change(data: bytes, chance: Random) -> bytes:
        place, _, text = data.partition(b"\n")
        return place + b"\n" + (changed_bytes if chance.random() < 0.1 else by_lines)(text, chance)

    return change


TARGET = Target("kept_files", "small files of the data folder", try_one, mutate, seeds, seconds=5.0)
