"""One laboratory result as plain values, exactly as it was given: nothing is converted, nothing added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, or the span in which it lies: `88`, `<0.5`, `8-10`. An end that is None is infinite."""

    text: str
    """As written."""
    least: Fraction | None
    most: Fraction | None
    least_open: bool = False
    """Whether the value is above `least`, never at it."""
    most_open: bool = False
    """Whether the value is below `most`, never at it."""

    @property
    def figure(self) -> Fraction | None:
        """The one figure that it is; None for a span."""
        return self.least if self.least == self.most else None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name on a report stands for: a hint of the instrument, and in which of its parts the name is."""

    rule: str
    """`value`, `finding`, `all_findings`, `uncounted`, `no_equivalent`, `never` or `excluded`."""
    hint: str
    """The id of the hint."""
    item: str
    why: str = ""
    specimen: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One result."""

    meanings: tuple[Meaning, ...]
    """What its name can stand for; its unit decides between them."""
    name: str
    """As written."""
    specimen_said: bool
    """Whether it is said what was examined."""
    text: str
    """The words in which it was given, for whoever checks the proposal."""
    amount: Amount | None = None
    unit: str | None = None
    """As written."""
    low: Fraction | None = None
    high: Fraction | None = None
    """The laboratory's range."""
    range_unit: str | None = None
    """The unit of the range, where it is printed beside it."""
    reading: str | None = None
    """A result in words, such as `negative`."""
    denied: bool = False
    """Said not to be there."""
    flag: str | None = None
    """`below` or `above`: the laboratory's own mark."""
    day: date | None = None
    doubt: str | None = None
    """Why it cannot be used as it was read."""
    other_reading: Result | None = None
    """The same with the figures read in the other way, where they leave two: `88.000`, `2 750`."""
    left_open: str = ""
    """What is open then, in words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text or of a list."""

    results: tuple[Result, ...]
    unread: tuple[str, ...]
    """What was not understood, as written."""
