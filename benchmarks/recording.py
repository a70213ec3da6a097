"""How long one answer takes to be recorded: on this machine's disk, and in a shared database after it."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from assistant.records.durable import write_durably
from benchmarks.conversing import Scorer
from benchmarks.figures import Figure, milliseconds
from benchmarks.servers import STORES, new_databases

WALKS = 2
THOUGHT_SECONDS = 0.05
"""Nobody answers faster; without it one answer would be measured waiting for the disk of the one before."""
P99_MS = 10
TYPICAL_BYTES = 15_000


def measure() -> list[Figure]:
    """Whole walks through CLASI, every item answered, without a screen."""
    with tempfile.TemporaryDirectory() as folder:
        figures = [_figure("on the disk alone", Path(folder) / "alone", "")]
        for store in STORES:
            with new_databases(store, Path(folder)) as urls:
                figures.append(_figure(f"and shared in {store}", Path(folder) / store, next(urls)))
    return figures


def _figure(where: str, home: Path, url: str) -> Figure:
    before = dict(os.environ)
    scorer = Scorer(home, url, "measured")
    if scorer.sharing is not None:
        scorer.sharing.listing()
    bare: list[float] = []
    taken = [seconds for _ in range(WALKS) for seconds in _walk(scorer, bare)]
    os.environ.clear()
    os.environ.update(before)
    middle, slowest = milliseconds(taken)
    bare_middle, bare_slowest = milliseconds(bare)
    return Figure(
        f"one answer recorded {where}, {len(taken)} answers, median / p99",
        f"{middle:.1f} / {slowest:.1f} ms",
        f"p99 at most {P99_MS} ms",
        slowest <= P99_MS,
        f"{bare_middle:.1f} / {bare_slowest:.1f} ms for the disk alone",
    )


def _walk(scorer: Scorer, bare: list[float]) -> list[float]:
    """The seconds of each answer; `bare` gets those that the disk takes for as many bytes by itself."""
    beside = scorer.home / "bare"
    scorer.say("/score clasi full")
    taken = []
    while levels := scorer.levels():
        begun = time.perf_counter()
        scorer.press(levels[0])
        taken.append(time.perf_counter() - begun)
        time.sleep(THOUGHT_SECONDS)
        begun = time.perf_counter()
        write_durably(beside, "x" * TYPICAL_BYTES)
        bare.append(time.perf_counter() - begun)
    scorer.press("enter")
    return taken
