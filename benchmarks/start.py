"""From launch to the first painted frame with the prompt ready, beside a program that shows one label."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.driving import MALAR, prompt_ready
from benchmarks.figures import Figure
from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
ALLOWED_RATIO = 1.25

ONE_LABEL = """
from textual.app import App
from textual.widgets import Label

class OneLabel(App):
    def compose(self):
        yield Label("one label only")

OneLabel().run()
"""


def measure() -> list[Figure]:
    """The two starts, measured in turn so that both meet the same machine."""
    malar: list[float] = []
    one_label: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        label_program = Path(folder) / "one_label.py"
        label_program.write_text(ONE_LABEL, encoding="utf-8")
        home = {"MALAR_HOME": str(Path(folder) / "home")}
        for number in range(ROUNDS + 1):
            first = launch(
                [sys.executable, str(label_program)], home, lambda shown: "one label only" in shown
            )
            second = launch(MALAR, home, prompt_ready)
            if number:  # the first round compiles bytecode and fills the caches
                one_label.append(first)
                malar.append(second)
    ratio = median(malar) / median(one_label)
    return [
        Figure(
            f"start to first frame with the prompt ready, median of {ROUNDS}",
            f"{1000 * median(malar):.0f} ms, {ratio:.2f} times the floor",
            f"at most {ALLOWED_RATIO} times",
            ratio <= ALLOWED_RATIO,
            f"{1000 * median(one_label):.0f} ms for an application of one label",
        )
    ]


def launch(command: list[str], home: dict[str, str], seen: Callable[[str], bool]) -> float:
    """Seconds from launch to the output that shows what is waited for."""
    with Terminal(command, environment=home) as terminal:
        return terminal.wait_for(seen) - terminal.started
