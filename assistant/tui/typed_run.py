"""Tells a line typed into the card from keys: a run of letters that came quickly and ends in no key.

A single letter that is no key of the card begins a line. Where keys came just before it, as in `clear` or
`2nd line`, they were meant as letters too: the run is taken back and written as text.
"""

from __future__ import annotations

from enum import Enum

QUICKLY = 0.5
"""Seconds within which a letter still belongs to the one before it."""
MOST_DIGITS = 2
"""A number may begin a line; more digits in a row are answers."""


class Meant(Enum):
    """What a typed character is."""

    KEY = "key"
    NOTHING = "nothing"
    LINE = "the beginning of a line"


class TypedRun:
    """The characters typed quickly one after the other, while each of them was a key."""

    def __init__(self) -> None:
        self.text = ""
        self._last = 0.0

    def end(self) -> None:
        """Whatever comes next begins anew."""
        self.text = ""

    def goes_on(self, time: float) -> bool:
        """Whether a character at this time belongs to a run that stands."""
        return bool(self.text) and 0 <= time - self._last <= QUICKLY

    def take(self, character: str, letters: frozenset[str], time: float) -> Meant:
        """What this character is on a card that takes `letters`. Keys, and spaces between, join the run."""
        if not self.goes_on(time):
            self.text = ""
        self._last = time
        if character.isspace():
            self.text += " " if self.text else ""
            return Meant.NOTHING
        if character.isalpha():
            return self._letter(character, letters)
        digits = self.text + character
        self.text = digits if digits.isdecimal() and len(digits) <= MOST_DIGITS else ""
        return Meant.KEY

    def _letter(self, letter: str, letters: frozenset[str]) -> Meant:
        held_down = bool(self.text) and set(self.text.lower()) == {letter.lower()}
        if " " in self.text or (letter.lower() not in letters and not held_down):
            return Meant.LINE
        self.text += letter
        return Meant.KEY
