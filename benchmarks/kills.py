"""Terminals killed (kill -9) at random instants while they answer: what was shown must be there."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.records.opening import open_assessments, open_records
from benchmarks.conversing import Scorer, library
from benchmarks.figures import Figure
from benchmarks.servers import STORES, new_databases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

KILLS = 200
LONGEST_LIFE = 0.6
INSTRUMENTS = ("clasi", "sledai-2k", "cla-iga")
Shown = dict[str, Any]
"""What stood on a screen: the id of the assessment, its answers (kind and level), whether it was finished."""


def measure(kills: int = KILLS) -> list[Figure]:
    """So many kills on each store; every one is looked at before the next."""
    library()
    figures = []
    for store in STORES:
        with tempfile.TemporaryDirectory() as folder, new_databases(store, Path(folder)) as urls:
            chance = random.Random(41)  # noqa: S311  # the same instants every time
            problems, answers, inside = run(Path(folder) / "home", next(urls), kills, chance)
        told = f"; first: {problems[0]}" if problems else ""
        figures.append(
            Figure(
                f"killed at random instants, {store}: {kills} kills ({inside} within a write), "
                f"{answers} answers shown",
                f"{len(problems)} lost or unreadable{told}",
                "none",
                not problems,
            )
        )
    return figures


def run(home: Path, url: str, kills: int, chance: random.Random) -> tuple[list[str], int, int]:
    """What was lost, how many answers were shown as recorded, and how many kills met one half done."""
    problems: list[str] = []
    answers = inside = 0
    context = multiprocessing.get_context("fork")
    for number in range(kills):
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_score, args=(home, url, number, theirs))
        process.start()
        theirs.close()
        lived = list(_until_killed(mine, process.pid or 0, chance.uniform(0, LONGEST_LIFE)))
        process.join()
        shown = [each for each in lived if "id" in each]
        answers += sum(each.get("new", 0) for each in shown)
        inside += bool(lived and lived[-1].get("pressed"))
        pressed = lived[-1].get("pressed", "") if lived else ""
        latest = shown[-1]["id"] if shown else ""
        for each in {each["id"]: each for each in shown}.values():
            key = pressed if each["id"] == latest else ""
            problems += [f"kill {number}: {told}" for told in _missing(home, each, key)]
    return [*problems, *_after_all(home, url)], answers, inside


def _until_killed(pipe: Connection, process: int, seconds: float) -> Iterator[Shown]:
    """What the terminal showed, from its first sign of life until it was killed so many seconds later."""
    try:
        yield pipe.recv()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if pipe.poll(left):
                yield pipe.recv()
        os.kill(process, signal.SIGKILL)
        while True:
            yield pipe.recv()
    except EOFError:
        return


def _score(home: Path, url: str, number: int, pipe: Connection) -> None:
    """A terminal that resumes what there is, or begins anew, and answers until it is killed."""
    chance = random.Random(number)  # noqa: S311  # as above
    scorer = Scorer(home, url, "killed")
    pipe.send({"opened": True})
    if scorer.card is not None and not scorer.card.takes_keys:
        scorer.press("enter")
    while True:
        levels = scorer.levels()
        if levels:
            key = chance.choice([*levels, "n", "c", "u"])
        elif scorer.card is not None:
            key = "enter"
        else:
            scorer.say(f"/score {chance.choice(INSTRUMENTS)} full")
            continue
        walk = scorer.walk
        before = len(walk.session.answers) if walk is not None else 0
        pipe.send({"pressed": key})
        scorer.press(key)
        if walk is not None:
            pipe.send(_shown(scorer, walk.draft_id, before))


def _shown(scorer: Scorer, draft_id: str, before: int) -> Shown:
    walk = scorer.walk
    if walk is None or walk.draft_id != draft_id:
        return {"id": draft_id, "finished": True, "answers": None}
    answers = {item: [each.kind, each.value] for item, each in walk.session.answers.items()}
    return {"id": draft_id, "finished": False, "answers": answers, "new": max(0, len(answers) - before)}


def _missing(home: Path, shown: Shown, pressed: str) -> Iterator[str]:
    """What the screen had shown and the disk has not; `pressed` is a key whose effect was not shown."""
    finished = home / "finished" / f"{shown['id']}.json"
    file = finished if finished.exists() else home / "drafts" / f"{shown['id']}.json"
    if shown["finished"] and file != finished:
        yield f"{shown['id']} was shown as finished and is not"
    if not shown["answers"] or pressed == "u":
        return
    try:
        session = json.loads(file.read_text(encoding="utf-8"))["state"]["session"]
    except (OSError, ValueError, KeyError) as error:
        yield f"{file.name} cannot be read: {error}"
        return
    now = _said(session["answers"])
    steps = session["history"]
    before = {**now, **_said(steps[-1]["answers"])} if steps else now
    without_last = {item: given for item, given in before.items() if given is not None}
    if shown["answers"] not in ([now, without_last] if pressed else [now]):
        yield f"{file.name} has {len(now)} answers, {len(shown['answers'])} were shown"


def _said(answers: dict[str, Any]) -> dict[str, Any]:
    return {item: each and [each["kind"], each["value"]] for item, each in answers.items()}


def _after_all(home: Path, url: str) -> Iterator[str]:
    """Whether everything opens, and the walk goes on, and the database has nothing that is not here."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_look, args=(home, url, theirs))
    process.start()
    theirs.close()
    try:
        yield from mine.recv()
    except EOFError:
        yield "the program did not come back"
    process.join()


def _look(home: Path, url: str, pipe: Connection) -> None:
    scorer = Scorer(home, url, "killed")
    problems = [f"told: {reply.text}" for reply in scorer.turn.replies if reply.voice.value == "problem"]
    listing = scorer.drafts.listing()
    problems += listing.problems
    if listing.drafts:
        scorer.press("enter")
        if scorer.walk is None:
            problems.append("the walk does not go on")
    scorer.say("/quit")
    store, records = open_assessments(), open_records()
    for row in store.listing():
        if not (home / "drafts" / f"{row.id}.json").exists():
            problems.append(f"{row.id} is open in the database and not here")
    problems += records.verify().problems
    pipe.send(problems)
