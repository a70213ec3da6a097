"""How active each place is: the points of the items that a figure shows, added up place by place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.instrument import Instrument

STEPS = 4
"""Shades above clear: as many as patterns of a terminal can be told apart."""


@dataclass(frozen=True, slots=True)
class PlaceShade:
    """One place: the interval in which its sum lies. Nothing answered is 0 to `most`, never 0."""

    place: str
    title: str
    low: int
    high: int
    most: int
    answered: bool
    """Whether anything of it has a value."""

    @property
    def value(self) -> int | None:
        """The sum; None while it is open."""
        return self.low if self.low == self.high else None

    @property
    def step(self) -> int | None:
        """The shade: 0 for clear, up to STEPS; None while the sum is open."""
        return None if self.value is None else step_of(self.value, self.most)


def step_of(value: int, most: int) -> int:
    """The shade of a sum: 0 for 0, and every other from 1 to STEPS in equal parts of the range."""
    return 0 if value <= 0 else min(1 + (value - 1) * STEPS // most, STEPS)


def shades_of(instrument: Instrument, values: Mapping[str, int]) -> tuple[PlaceShade, ...]:
    """The shade of every place, in the order of the walk; `values` are levels by item."""
    shows = instrument.definition.figure.shows if instrument.definition.figure is not None else ()
    shades: list[PlaceShade] = []
    for group in instrument.groups:
        items = [item for item in group.items if item.base in shows]
        if group.kind != "place" or not items:
            continue
        known = {item.id: values[item.id] for item in items if values.get(item.id) in item.levels}
        low = sum(known.get(item.id, item.levels[0]) * item.weight for item in items)
        high = sum(known.get(item.id, item.levels[-1]) * item.weight for item in items)
        most = sum(item.levels[-1] * item.weight for item in items)
        shades.append(PlaceShade(group.id, group.title, low, high, most, bool(known)))
    return tuple(shades)
