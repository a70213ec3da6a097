"""Keys to a full score, counted by pressing them until the summary stands there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.driving import REVIEW, SUMMARY, WINDOW, levels, marks, opened, start
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from benchmarks.terminal import Terminal

ENTER = "\r"
REST_SECONDS = 0.2
CLASI_AREAS = ("Scalp", "Nose and malar area", "V of the neck (front)")
SLEDAI_ITEMS = ("Rash", "Alopecia", "Mucosal ulcers")
CLASI_AT_MOST, SLEDAI_AT_MOST = 40, 12


def measure() -> list[Figure]:
    """Each score in a fresh program, counted from the first card to the finished score."""
    clasi = keys_pressed("clasi", CLASI_AREAS, rest_absent=False)
    sledai = keys_pressed("sledai", SLEDAI_ITEMS, rest_absent=True)
    return [
        Figure(
            "keys for a full CLASI, three areas affected, the rest clear",
            str(clasi),
            f"at most {CLASI_AT_MOST}",
            clasi <= CLASI_AT_MOST,
        ),
        Figure(
            "keys for SLEDAI-2K, three items present",
            str(sledai),
            f"at most {SLEDAI_AT_MOST}",
            sledai <= SLEDAI_AT_MOST,
        ),
    ]


def keys_pressed(instrument: str, marked: tuple[str, ...], *, rest_absent: bool) -> int:
    """How many keys were pressed once the first card stood there; an answer is the first level above zero."""
    with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as terminal:
        terminal.wait_for(opened)
        terminal.press(f"/score {instrument}{ENTER}")
        keys = CountedKeys(terminal)
        if WINDOW in keys.shown:
            keys.press(ENTER)
        keys.press("m")
        for key in [marks(keys.shown)[title] for title in marked]:
            keys.press(key)
        keys.press(ENTER)
        if rest_absent:
            keys.press("a")
            keys.press(ENTER)
        while REVIEW not in keys.shown:
            keys.press(levels(keys.shown)[1])
        keys.press(ENTER)
        if SUMMARY not in keys.shown:
            raise RuntimeError(f"no summary after {keys.count} keys; the screen was:\n{keys.shown}")
        return keys.count


class CountedKeys:
    """Keys pressed one after the other, each once the screen has come to rest."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.count = 0
        self.shown = terminal.settle(REST_SECONDS)

    def press(self, key: str) -> None:
        """Press one key, and look at the screen when it rests."""
        self._terminal.press(key)
        self.count += 1
        self.shown = self._terminal.settle(REST_SECONDS)
