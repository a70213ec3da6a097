"""Whether an item is asked, when not every answer is known: yes, no, or not yet known (None)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HIDDEN = -1
"""Stands for the value of an item that is not asked; no comparison with it holds."""


class Condition(Protocol):
    """A condition over known values, in three-valued logic."""

    @property
    def items(self) -> frozenset[str]:
        """The items whose answers decide."""

    def verdict(self, values: Mapping[str, int]) -> bool | None:
        """Whether it holds; None while the answers given leave it open."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An answer is one of some values: in at least one of the items, or in every one."""

    items: frozenset[str]
    allowed: frozenset[int]
    every: bool = False

    def verdict(self, values: Mapping[str, int]) -> bool | None:
        """See Condition."""
        parts = (None if item not in values else values[item] in self.allowed for item in self.items)
        return every(parts) if self.every else some(parts)


@dataclass(frozen=True, slots=True)
class Joined:
    """Conditions joined by `all` or `any`."""

    parts: tuple[Condition, ...]
    every: bool

    @property
    def items(self) -> frozenset[str]:
        """See Condition."""
        return frozenset().union(*(part.items for part in self.parts))

    def verdict(self, values: Mapping[str, int]) -> bool | None:
        """See Condition."""
        verdicts = (part.verdict(values) for part in self.parts)
        return every(verdicts) if self.every else some(verdicts)


@dataclass(frozen=True, slots=True)
class Negated:
    """A condition that must not hold."""

    part: Condition

    @property
    def items(self) -> frozenset[str]:
        """See Condition."""
        return self.part.items

    def verdict(self, values: Mapping[str, int]) -> bool | None:
        """See Condition."""
        verdict = self.part.verdict(values)
        return None if verdict is None else not verdict


def some(verdicts: Iterable[bool | None]) -> bool | None:
    """Three-valued `or`."""
    result: bool | None = False
    for verdict in verdicts:
        if verdict:
            return True
        if verdict is None:
            result = None
    return result


def every(verdicts: Iterable[bool | None]) -> bool | None:
    """Three-valued `and`."""
    result: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            result = None
    return result
