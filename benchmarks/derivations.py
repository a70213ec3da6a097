"""How long it takes to read laboratory values and to derive from them, on the texts of the tests."""

from __future__ import annotations

import time
from datetime import date

from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.library import load_whole_library
from benchmarks.figures import Figure, milliseconds
from tests.scoring.laboratory_texts import DERIVED, REFUSED

DAY = date(2026, 11, 10)
REPEATS = 5
MARK = 10
"""Milliseconds."""


def measure() -> list[Figure]:
    """How many texts give what they must, and the times; each text counts with its best of a few."""
    desk = LaboratoryDesk(load_whole_library().instrument("sledai-2k"))
    texts = [*(text for text, _ in DERIVED), *(text for text, *_ in REFUSED)]
    first = _seconds(desk, texts[0])
    right = sum(
        {item: each.value for item, each in desk.derive(text, DAY).proposals.items()} == proposed
        for text, proposed in DERIVED
    )
    right += sum(item not in desk.derive(text, DAY).proposals for text, item, _ in REFUSED)
    middle, slowest = milliseconds([min(_seconds(desk, text) for _ in range(REPEATS)) for text in texts])
    return [
        Figure(
            "laboratory texts judged as they must be",
            f"{right} of {len(texts)}",
            "all of them",
            right == len(texts),
        ),
        Figure(
            f"deriving from a laboratory text, best of {REPEATS}",
            f"{middle:.1f} ms median, {slowest:.1f} ms p99",
            f"at most {MARK} ms p99",
            slowest <= MARK,
        ),
        Figure("the first of all, with what it makes ready", f"{1000 * first:.0f} ms"),
    ]


def _seconds(desk: LaboratoryDesk, text: str) -> float:
    began = time.perf_counter()
    desk.derive(text, DAY)
    return time.perf_counter() - began
