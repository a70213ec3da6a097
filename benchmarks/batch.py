"""Lines a second of `malar score --batch`, the whole process on one core."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from assistant.scoring.library import load_library
from benchmarks.figures import Figure
from benchmarks.terminal import surroundings

if TYPE_CHECKING:
    from assistant.scoring.instrument import Instrument

LINES = 10_000
RUNS = 3
AT_LEAST = 2_000
SEED = 1


def measure() -> list[Figure]:
    """Complete CLASI forms, each with other answers, scored from a file."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "batch.jsonl"
        batch.write_text("".join(forms(load_library().instrument("clasi"))), encoding="utf-8")
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        seconds = [seconds_of_one_run(batch, home) for _ in range(RUNS + 1)][1:]
    rate = LINES / median(seconds)
    what = f"malar score --batch, {LINES:,} complete CLASI lines, whole process, one core"
    return [Figure(what, f"{rate:,.0f} lines/s", f"at least {AT_LEAST:,}", rate >= AT_LEAST)]


def forms(instrument: Instrument) -> list[str]:
    """Lines of a batch, the same at every run: every item answered, colour changed in at least one place."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    lines = []
    for _ in range(LINES):
        answers = {item.id: chance.choice(item.options).value for item in instrument.items}
        answers["chest.dyspigmentation"] = 1
        lines.append(json.dumps({"instrument": instrument.id, "answers": answers}) + "\n")
    return lines


def seconds_of_one_run(batch: Path, home: dict[str, str]) -> float:
    """From launch to exit, with every line scored."""
    command = [sys.executable, "-m", "assistant", "score", "--batch", str(batch), "--json"]
    started = time.perf_counter()
    done = subprocess.run(
        command,
        env=surroundings(home),
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=stay_on_one_core,
    )
    taken = time.perf_counter() - started
    results = done.stdout.splitlines()
    if len(results) != LINES or not all('"complete": true' in line for line in results):
        raise RuntimeError(f"{len(results)} results for {LINES} lines, or some are not complete")
    return taken


def stay_on_one_core() -> None:
    """Keep this process on one core, where the system can do so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
