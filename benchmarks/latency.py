"""From a key press in a questionnaire to the next question painted, in a pseudo-terminal."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.driving import IDLE, REVIEW, SUMMARY, answered, levels, opened
from benchmarks.figures import Figure, Point, milliseconds
from benchmarks.long_day import COMMAND, fill
from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = ((80, 24), (140, 40))
MESSAGES = (10, 1_000, 10_000)
WALKS = 2
BARE_KEYS = 60
MEDIAN_MS, P99_MS = 15, 40

ONE_KEY = """
from textual.app import App
from textual.widgets import Label

class OneKey(App):
    def compose(self):
        self.pressed = 0
        yield Label("pressed 0 times")

    def on_key(self):
        self.pressed += 1
        self.query_one(Label).update(f"pressed {self.pressed} times")

OneKey().run()
"""


def measure() -> list[Figure]:
    """Whole walks through CLASI, every item answered by its first level, after shorter and longer days."""
    with tempfile.TemporaryDirectory() as folder:
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        return [figure for size in SIZES for figure in _figures(size, home, Path(folder))]


def _figures(size: tuple[int, int], home: dict[str, str], folder: Path) -> Iterator[Figure]:
    least = milliseconds(bare_keys(size, home, folder))
    with Terminal(COMMAND, *size, environment=home) as terminal:
        terminal.wait_for(opened)
        for count in MESSAGES:
            fill(terminal, count)
            taken = [seconds for _ in range(WALKS) for seconds in walk(terminal)]
            middle, slowest = milliseconds(taken)
            shape = f"{size[0]}x{size[1]}"
            yield Figure(
                f"key to next question painted, {shape}, {count:,} messages, {len(taken)} keys, median / p99",
                f"{middle:.1f} / {slowest:.1f} ms",
                f"at most {MEDIAN_MS} / {P99_MS} ms",
                middle <= MEDIAN_MS and slowest <= P99_MS,
                f"{least[0]:.1f} / {least[1]:.1f} ms for a key that changes one label",
                Point(f"key to paint, {shape} (median)", count, "messages", middle, "ms"),
            )


def bare_keys(size: tuple[int, int], home: dict[str, str], folder: Path) -> list[float]:
    """The seconds of keys into an application with one label."""
    program = folder / "one_key.py"
    program.write_text(ONE_KEY, encoding="utf-8")
    taken = []
    with Terminal([sys.executable, str(program)], *size, environment=home) as terminal:
        terminal.wait_for(partial(counts, number=0))
        for number in range(BARE_KEYS):
            terminal.settle()
            pressed = terminal.press("x")
            taken.append(terminal.wait_for(partial(counts, number=number + 1)) - pressed)
    return taken


def counts(shown: str, *, number: int) -> bool:
    """Whether so many keys are told."""
    return f"pressed {number} times" in shown


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
