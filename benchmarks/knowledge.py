"""The time of one answer as the knowledge grows: as shipped, and with thousands of entries made by rule."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING
from unittest.mock import patch

from assistant.conversation.asking.asker import Asker, open_asker
from assistant.reference.library import load_knowledge
from benchmarks.baselines import PassageSearch, everything_sayable
from benchmarks.exam_sets import question_sets
from benchmarks.figures import Figure, Point, milliseconds
from benchmarks.larger_knowledge import larger, questions_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.reference.library import Knowledge

SIZES = (3_000, 30_000)
SHIPPED_MS, LARGEST_MS = 5, 50
ON_SHIPPED, ON_MADE = 250, 100
SEED = 1
ROUNDS = 3
SEARCHED = 50
"""Conversations that the plain search gets, which takes long."""
OPEN = "from assistant.conversation.asking.asker import open_asker"


def measure() -> list[Figure]:
    """A sample of all sets of questions, turn by turn, and questions on what was made; opening apart."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    everything = [question.turns for each in question_sets() for question in each.questions]
    asked = chance.sample(everything, min(ON_SHIPPED, len(everything)))
    with tempfile.TemporaryDirectory() as home, patch.dict("os.environ", {"MALAR_HOME": home}):
        figures = [_opening()]
        shipped = load_knowledge()
        asker = open_asker(knowledge=shipped)
        figures.append(_figure(shipped, asker, asked, SHIPPED_MS))
        for size in SIZES:
            knowledge, made = larger(shipped, asker.desk.lexicon, size)
            grown = open_asker(knowledge=knowledge)
            on_made = [(question,) for question in questions_on(made, ON_MADE)]
            check_sense(grown, on_made)
            mark = LARGEST_MS if size == max(SIZES) else None
            figures.append(_figure(knowledge, grown, [*asked, *on_made], mark))
            del grown
    return figures


def _opening() -> Figure:
    """The knowledge opened in processes of their own: the first time, and when it was opened before."""
    first, again = (_seconds_of(f"{OPEN}; open_asker()") for _ in range(2))
    floor = _seconds_of(OPEN)
    return Figure(
        "opening the knowledge, whole process: the first time / again",
        f"{first:.1f} / {again:.2f} s",
        floor=f"{floor:.2f} s to import what it needs",
    )


def _seconds_of(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=dict(os.environ))
    return time.perf_counter() - started


def seconds(asker: Asker, asked: Iterable[Sequence[str]]) -> list[float]:
    """The time of every single answer, the quickest of three; each conversation begins anew."""
    # As the screen does when it has loaded: what stays is not looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    taken = [quickest for turns in asked for quickest in map(min, *_in_turn(asker, turns))]
    gc.unfreeze()
    return taken


def _in_turn(asker: Asker, turns: Sequence[str]) -> list[list[float]]:
    """The times of the turns of a conversation, which is held several times."""
    times = []
    for _ in range(ROUNDS):
        apart = Asker(asker.desk)
        times.append([_timed(apart.ask, turn) for turn in turns])
    return times


def _timed(answer: Callable[[str], object], question: str) -> float:
    started = time.perf_counter()
    answer(question)
    return time.perf_counter() - started


def check_sense(asker: Asker, asked: Sequence[Sequence[str]]) -> None:
    """Raises RuntimeError where what was made is not found: then its time would mean nothing."""
    answered = sum(asker.ask_last(turns).status == "answered" for turns in asked)
    if answered < 0.9 * len(asked):
        raise RuntimeError(f"only {answered} of {len(asked)} questions on made entries are answered")


def _figure(knowledge: Knowledge, asker: Asker, asked: Sequence[Sequence[str]], mark: int | None) -> Figure:
    middle, slowest = milliseconds(seconds(asker, asked))
    floor = milliseconds(_searching(knowledge, asked[:: len(asked) // SEARCHED]))
    size = len(knowledge.entries)
    return Figure(
        f"one answer, {size:,} entries, {len(asked):,} conversations, best of {ROUNDS}, median / p99",
        f"{middle:.1f} / {slowest:.1f} ms",
        f"p99 at most {mark} ms" if mark else "",
        slowest <= mark if mark else None,
        f"{floor[0]:.1f} / {floor[1]:.1f} ms for a plain search (BM25)",
        Point("one answer (median)", size, "entries", middle, "ms"),
    )


def _searching(knowledge: Knowledge, asked: Sequence[Sequence[str]]) -> list[float]:
    """The time of every turn by a plain search."""
    search = PassageSearch(everything_sayable(knowledge, ()))
    return [_timed(search.nearest, question) for turns in asked for question in turns]
