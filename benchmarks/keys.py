"""Keys to a full score, counted by pressing them until the summary stands there."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.driving import REVIEW, SUMMARY, levels, marks, opened, sections, start
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.terminal import Terminal

ENTER = "\r"
REST_SECONDS = 0.2
AREAS = ("Scalp", "Nose and malar area", "V of the neck (front)")
MODERATE = {"erythema": "3", "scale": "1"}
"""What each area scores, so that the whole is moderate; damage is left at its lowest level."""
ONE_SYSTEM = (("Skin and mucosa", ("Rash", "Alopecia", "Mucosal ulcers")),)
THREE_SYSTEMS = (("rash", "Rash"), ("arthritis", "Arthritis"), ("fever", "Fever"))
CLASI_AT_MOST, SLEDAI_AT_MOST, DICTATED_AT_MOST = 22, 9, 4
PROPOSED = "attest"
"""What the card of proposals offers, beside taking them as they stand."""
DICTATED = (
    "scalp red and scaly, ears pink, malar dark red, mouth ulcer, patchy hair loss two quadrants, rest clear"
)


def measure() -> list[Figure]:
    """Each score in a fresh program, counted from the first card to the finished score."""
    counted = [
        ("CLASI, three areas of moderate pattern, the rest clear", "clasi", clasi, CLASI_AT_MOST),
        ("SLEDAI-2K, three items of one system", "sledai", one_system, SLEDAI_AT_MOST),
        ("SLEDAI-2K, three items of three systems", "sledai", three_systems, SLEDAI_AT_MOST),
    ]
    figures = [
        Figure(
            f"keys for {what}, from its first card to the summary", str(keys), f"at most {most}", keys <= most
        )
        for what, instrument, press, most in counted
        for keys in (keys_pressed(instrument, press),)
    ]
    dictated = keys_after_dictation("clasi", DICTATED)
    what = "keys for CLASI of a dictated line, from the key that sends it to the summary"
    mark = f"at most {DICTATED_AT_MOST}"
    return [*figures, Figure(what, str(dictated), mark, dictated <= DICTATED_AT_MOST)]


def keys_pressed(instrument: str, press: Callable[[CountedKeys], None]) -> int:
    """How many keys were pressed after the line that begins it, until the summary stood there."""
    with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as terminal:
        terminal.wait_for(opened)
        terminal.press(f"/score {instrument}{ENTER}")
        keys = CountedKeys(terminal)
        press(keys)
        keys.press(ENTER)
        if SUMMARY not in keys.shown:
            raise RuntimeError(f"no summary after {keys.count} keys; the screen was:\n{keys.shown}")
        return keys.count


def clasi(keys: CountedKeys) -> None:
    """Mark the areas on the body map, answer for them, attest what is asked once as absent."""
    for area in AREAS:
        keys.press(marks(keys.shown)[area])
    keys.press(ENTER)
    while any(f"· {area}: " in keys.shown for area in AREAS):
        level = next((key for item, key in MODERATE.items() if f": {item} ·" in keys.shown), None)
        keys.press(level or levels(keys.shown)[0])
    keys.press("a")
    keys.press(ENTER)


def one_system(keys: CountedKeys) -> None:
    """Open the section of the list, mark in it, attest the rest as absent."""
    for section, titles in ONE_SYSTEM:
        keys.press(sections(keys.shown)[section])
        for title in titles:
            keys.press(marks(keys.shown)[title])
    attest_rest(keys)


def three_systems(keys: CountedKeys) -> None:
    """Seek each item by its first letter, mark it by its digit, attest the rest as absent."""
    for word, title in THREE_SYSTEMS:
        keys.press(word[0])
        keys.press(marks(keys.shown)[title])
    attest_rest(keys)


def attest_rest(keys: CountedKeys) -> None:
    """From the marks over their review to that of the whole."""
    keys.press(ENTER)
    keys.press("a")
    if REVIEW not in keys.shown:
        raise RuntimeError(f"no review after {keys.count} keys; the screen was:\n{keys.shown}")


def keys_after_dictation(instrument: str, line: str) -> int:
    """How many keys a dictated line takes to the finished score, beside its own letters."""
    with tempfile.TemporaryDirectory() as folder, start(Path(folder)) as terminal:
        terminal.wait_for(opened)
        terminal.press(f"/score {instrument} {line}")
        keys = CountedKeys(terminal)
        for key, seen in ((ENTER, PROPOSED), ("1", REVIEW), (ENTER, SUMMARY)):
            keys.press(key)
            keys.wait_for(seen)
        return keys.count


class CountedKeys:
    """Keys pressed one after the other, each once the screen has come to rest."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.count = 0
        self.shown = terminal.settle(REST_SECONDS)

    def wait_for(self, text: str) -> None:
        """Look at the screen until a text stands there."""
        if text not in self.shown:
            self._terminal.wait_for(lambda shown: text in shown)

    def press(self, key: str) -> None:
        """Press one key, and look at the screen when it rests."""
        self._terminal.press(key)
        self.count += 1
        self.shown = self._terminal.settle(REST_SECONDS)
