"""What one step of an assessment changed, and the standing to which undo returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.answers import Answer


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One answer before and after; None is unanswered."""

    item: str
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did."""

    what: str
    """One plain line, such as `Scalp: erythema = 2 (red)`."""
    items: tuple[ItemChange, ...]


@dataclass(slots=True)
class Standing:
    """Where an assessment stands. Everything that undo restores, but for its history."""

    current: str | None
    window: int | None
    answers: dict[str, Answer] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    """Items passed over without an answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step back: what it did, and what stood before it."""

    what: str
    answers: Mapping[str, Answer | None]
    """The answers that the step changed, as they were."""
    current: str | None
    window: int | None
    skipped: frozenset[str]
