"""Many numbers side by side, held and kept in four or eight bytes each, without an object.

What is kept of an opening is read whole: with a list for each text it left holes of 20 MB behind.
"""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT, MARK, REAL = "I", "Q", "d"
"""Kinds of number: a small whole one, a whole one of eight bytes, and a real one."""


class Rows:
    """Many short rows of whole numbers, added one after the other."""

    def __init__(self, numbers: str = "", ends: str = "") -> None:
        """Empty, or as `packed` gave them."""
        self._numbers: array[int] = array(COUNT, unpacked(numbers))
        self._ends: array[int] = array(COUNT, unpacked(ends))

    def add(self, row: Iterable[int]) -> None:
        """A further row."""
        self._numbers.extend(row)
        self._ends.append(len(self._numbers))

    def row(self, place: int) -> array[int]:
        """The row of this place, counted from 0."""
        return self._numbers[self._ends[place - 1] if place else 0 : self._ends[place]]

    def packed(self) -> tuple[str, str]:
        """As text, for this machine."""
        return packed(self._numbers), packed(self._ends)


def packed(numbers: array[int] | array[float]) -> str:
    """The numbers as text, in the order of bytes of this machine."""
    return b64encode(numbers.tobytes()).decode("ascii")


def unpacked(text: str) -> bytes:
    """The bytes of numbers that were packed."""
    return b64decode(text)
