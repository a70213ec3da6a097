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


READ_AND_WRITTEN = """
import json, sys
with open(sys.argv[1], encoding="utf-8") as lines:
    for line in lines:
        print(json.dumps(json.loads(line)))
"""


def measure() -> list[Figure]:
    """Complete CLASI forms, each with other answers, scored from a file."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "batch.jsonl"
        batch.write_text("".join(forms(load_library().instrument("clasi"))), encoding="utf-8")
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        scoring = ["-m", "assistant", "score", "--batch", str(batch), "--json"]
        scored = [seconds_of_one_run(scoring, home) for _ in range(RUNS + 1)][1:]
        read = [seconds_of_one_run(["-c", READ_AND_WRITTEN, str(batch)], home) for _ in range(RUNS)]
    rate = LINES / median(scored)
    return [
        Figure(
            f"malar score --batch, {LINES:,} complete CLASI lines, whole process, one core",
            f"{rate:,.0f} lines/s",
            f"at least {AT_LEAST:,} lines/s",
            rate >= AT_LEAST,
            f"{LINES / median(read):,.0f} lines/s read and written as JSON",
        )
    ]


def forms(instrument: Instrument) -> list[str]:
    """Lines of a batch, the same at every run: every item answered, colour changed in at least one place."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    lines = []
    for _ in range(LINES):
        answers = {item.id: chance.choice(item.options).value for item in instrument.items}
        answers["chest.dyspigmentation"] = 1
        lines.append(json.dumps({"instrument": instrument.id, "answers": answers}) + "\n")
    return lines


def seconds_of_one_run(arguments: list[str], home: dict[str, str]) -> float:
    """From launch to exit of one Python, with a result for every line."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        env=surroundings(home),
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=stay_on_one_core,
    )
    taken = time.perf_counter() - started
    results = done.stdout.splitlines()
    if len(results) != LINES or any('"error"' in line or '"complete": false' in line for line in results):
        raise RuntimeError(f"{len(results)} results for {LINES} lines, or some are not complete")
    return taken


def stay_on_one_core() -> None:
    """Keep this process on one core, where the system can do so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
