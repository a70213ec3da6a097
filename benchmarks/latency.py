"""From a key press in a questionnaire to the next question painted, in a pseudo-terminal."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.driving import IDLE, REVIEW, SUMMARY, answered, levels, opened, start
from benchmarks.figures import Figure, milliseconds

if TYPE_CHECKING:
    from benchmarks.terminal import Terminal

SIZES = ((80, 24), (140, 40))
WALKS = 4
MEDIAN_MS, P99_MS = 20, 50


def measure() -> list[Figure]:
    """Whole walks through CLASI, every item answered by its first level."""
    figures = []
    for columns, lines in SIZES:
        with tempfile.TemporaryDirectory() as folder, start(Path(folder), columns, lines) as terminal:
            terminal.wait_for(opened)
            taken = [seconds for _ in range(WALKS) for seconds in walk(terminal)]
        middle, slowest = milliseconds(taken)
        figures.append(
            Figure(
                f"key to next question painted, {columns}x{lines}, {len(taken)} keys, median / p99",
                f"{middle:.1f} / {slowest:.1f} ms",
                f"at most {MEDIAN_MS} / {P99_MS} ms",
                middle <= MEDIAN_MS and slowest <= P99_MS,
            )
        )
    return figures


def walk(terminal: Terminal) -> list[float]:
    """The seconds of each key of one walk."""
    terminal.press("/score clasi full\r")
    terminal.wait_for(lambda shown: answered(shown) == 0 and bool(levels(shown)))
    taken = []
    while REVIEW not in (shown := terminal.settle()):
        pressed = terminal.press(levels(shown)[0])
        taken.append(terminal.wait_for(partial(went_on, before=answered(shown))) - pressed)
    terminal.press("\r")
    terminal.wait_for(lambda shown: SUMMARY in shown and IDLE in shown)
    return taken


def went_on(shown: str, *, before: int | None) -> bool:
    """Whether the next question with its levels, or the review, stands there."""
    return REVIEW in shown or (answered(shown) not in (None, before) and bool(levels(shown)))
