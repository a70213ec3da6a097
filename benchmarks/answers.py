"""The time of one answer to a question, in process."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from assistant.conversation.asking.asker import open_asker
from benchmarks.figures import Figure, milliseconds

ROUNDS = 5
QUESTIONS = Path(__file__).with_name("questions") / "plain.txt"


def measure() -> list[Figure]:
    """Every question of the list, several times over; opening is timed apart."""
    questions = QUESTIONS.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as home, patch.dict("os.environ", {"MALAR_HOME": home}):
        started = time.perf_counter()
        asker = open_asker()
        opening = time.perf_counter() - started
        taken = []
        for question in questions * ROUNDS:
            asked = time.perf_counter()
            asker.ask_last([question])
            taken.append(time.perf_counter() - asked)
    middle, slowest = milliseconds(taken)
    what = f"one answer in process, {len(questions)} questions {ROUNDS} times, median / p99"
    return [
        Figure(what, f"{middle:.1f} / {slowest:.1f} ms"),
        Figure("opening the knowledge the first time, in process", f"{1000 * opening:.0f} ms"),
    ]
