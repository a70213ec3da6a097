"""The lettered lists of a questionnaire: what an overview marks, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.scoring.instrument import Instrument, Item


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with a letter: what it stands for, its title, and the items in it."""

    key: str
    id: str
    title: str
    items: tuple[str, ...]


def overview_entries(instrument: Instrument) -> tuple[Entry, ...]:
    """What is marked in the overview: places, or single items; empty when the instrument has none."""
    if instrument.overview == "groups":
        return _lettered(
            (group.id, group.title, group.items) for group in instrument.groups if group.kind == "place"
        )
    if instrument.overview == "items":
        return _lettered((item.id, item.title, (item,)) for item in instrument.items)
    return ()


def places_entries(instrument: Instrument) -> tuple[Entry, ...]:
    """Where one can go: every item while letters suffice, else the areas and sections."""
    if len(instrument.items) <= len(ascii_lowercase):
        return _lettered((item.id, item.title, (item,)) for item in instrument.items)
    return _lettered((group.id, group.title, group.items) for group in instrument.groups)


def _lettered(found: Iterable[tuple[str, str, tuple[Item, ...]]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(key, id_, capital(title), tuple(item.id for item in items))
        for key, (id_, title, items) in zip(ascii_lowercase, found, strict=False)
    )
