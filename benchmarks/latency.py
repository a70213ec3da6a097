"""From a key press in a questionnaire to the next question painted, in a pseudo-terminal."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.driving import IDLE, REVIEW, SUMMARY, answered, levels, opened
from benchmarks.figures import Figure, Point, milliseconds
from benchmarks.long_day import COMMAND, fill
from benchmarks.terminal import Terminal, resident_megabytes

SIZES = ((80, 24), (140, 40))
MESSAGES = (10, 1_000, 10_000)
WALKS = 2
BARE_KEYS = 110
MEDIAN_MS, P99_MS = 15, 40
GROWTH_AT_MOST = 30

ONE_KEY = """
import os
import pathlib
import sys

from textual.app import App
from textual.widgets import Label

KEPT = pathlib.Path(sys.argv[1])
NEW = KEPT.with_suffix(".new")
FOLDER = os.open(KEPT.parent, os.O_RDONLY)

class OneKey(App):
    def compose(self):
        self.pressed = 0
        yield Label("pressed 0 times")

    def on_key(self):
        self.pressed += 1
        with NEW.open("wb") as file:
            file.write(b"x" * 15_000)
            file.flush()
            os.fsync(file.fileno())
        NEW.replace(KEPT)
        os.fsync(FOLDER)
        self.query_one(Label).update(f"pressed {self.pressed} times")

OneKey().run()
"""


def measure() -> list[Figure]:
    """Whole walks through CLASI, every item answered by its first level, after ever longer days."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        least = {size: milliseconds(bare_keys(size, home, Path(folder))) for size in SIZES}
        held = {}
        with Terminal(COMMAND, environment=home) as terminal:
            terminal.wait_for(opened)
            for count in MESSAGES:
                fill(terminal, count)
                for size in SIZES:
                    terminal.resize(*size)
                    terminal.settle()
                    taken = [seconds for _ in range(WALKS) for seconds in walk(terminal)]
                    figures.append(_figure(size, count, taken, least[size]))
                held[count] = resident_megabytes(terminal.process)
    return figures + _memory(held)


def _figure(size: tuple[int, int], count: int, taken: list[float], least: tuple[float, float]) -> Figure:
    middle, slowest = milliseconds(taken)
    shape = f"{size[0]}x{size[1]}"
    return Figure(
        f"key to next question painted, {shape}, {count:,} messages, {len(taken)} keys, median / p99",
        f"{middle:.1f} / {slowest:.1f} ms",
        f"at most {MEDIAN_MS} / {P99_MS} ms",
        middle <= MEDIAN_MS and slowest <= P99_MS,
        f"{least[0]:.1f} / {least[1]:.1f} ms for a key that is kept on disk and changes one label",
        Point(f"key to paint, {shape} (median)", count, "messages", middle, "ms"),
    )


def _memory(held: dict[int, float]) -> list[Figure]:
    grown = held[MESSAGES[-1]] - held[MESSAGES[0]]
    growth = Figure(
        f"memory grown from {MESSAGES[0]:,} to {MESSAGES[-1]:,} messages",
        f"{grown:.0f} MB",
        f"at most {GROWTH_AT_MOST} MB",
        grown <= GROWTH_AT_MOST,
    )
    return [
        growth,
        *(
            Figure(
                f"memory after {count:,} messages",
                f"{megabytes:.0f} MB",
                point=Point("memory of a session", count, "messages", megabytes, "MB"),
            )
            for count, megabytes in held.items()
        ),
    ]


def bare_keys(size: tuple[int, int], home: dict[str, str], folder: Path) -> list[float]:
    """The seconds of keys into an application with one label, which keeps each on disk as malar does."""
    program = folder / "one_key.py"
    program.write_text(ONE_KEY, encoding="utf-8")
    taken = []
    with Terminal([sys.executable, str(program), str(folder / "kept")], *size, environment=home) as terminal:
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
