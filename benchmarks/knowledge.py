"""The time of one answer as the knowledge grows: as shipped, and with thousands of entries made by rule."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from typing import TYPE_CHECKING
from unittest.mock import patch

from assistant.conversation.asking.asker import Asker, open_asker
from assistant.reference.library import load_knowledge
from benchmarks.exam_sets import question_sets
from benchmarks.figures import Figure, milliseconds
from benchmarks.larger_knowledge import larger, questions_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIZES = (3_000, 30_000)
SHIPPED_MS, LARGEST_MS = 5, 50
ON_SHIPPED, ON_MADE = 1_000, 500
SEED = 1
ROUNDS = 3


def measure() -> list[Figure]:
    """A sample of all sets of questions, turn by turn, and questions on what was made."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    everything = [question.turns for each in question_sets() for question in each.questions]
    asked = chance.sample(everything, min(ON_SHIPPED, len(everything)))
    with tempfile.TemporaryDirectory() as home, patch.dict("os.environ", {"MALAR_HOME": home}):
        shipped = load_knowledge()
        asker = open_asker(knowledge=shipped)
        figures = [_figure(f"shipped, {len(shipped.entries)}", seconds(asker, asked), SHIPPED_MS)]
        for size in SIZES:
            knowledge, made = larger(shipped, asker.desk.lexicon, size)
            grown = open_asker(knowledge=knowledge)
            on_made = [(question,) for question in questions_on(made, ON_MADE)]
            check_sense(grown, on_made)
            mark = LARGEST_MS if size == max(SIZES) else None
            figures.append(_figure(f"{size:,}", seconds(grown, [*asked, *on_made]), mark))
            del grown
    return figures


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
        times.append([_timed(apart, turn) for turn in turns])
    return times


def _timed(asker: Asker, question: str) -> float:
    started = time.perf_counter()
    asker.ask(question)
    return time.perf_counter() - started


def check_sense(asker: Asker, asked: Sequence[Sequence[str]]) -> None:
    """Raises RuntimeError where what was made is not found: then its time would mean nothing."""
    answered = sum(asker.ask_last(turns).status == "answered" for turns in asked)
    if answered < 0.9 * len(asked):
        raise RuntimeError(f"only {answered} of {len(asked)} questions on made entries are answered")


def _figure(entries: str, taken: Sequence[float], mark: int | None) -> Figure:
    middle, slowest = milliseconds(taken)
    return Figure(
        f"answer in process, {entries} entries, {len(taken):,} questions, best of {ROUNDS}, median / p99",
        f"{middle:.1f} / {slowest:.1f} ms",
        f"p99 at most {mark} ms" if mark else "",
        slowest <= mark if mark else None,
    )
