"""What can be known of one item. Silence is not an answer: an item without one is not in the mapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

AnswerKind = Literal["value", "not_assessed", "pending"]
Origin = Literal["entered", "attested", "marked", "derived", "prefilled"]

NOT_ASSESSED: Literal["not_assessed"] = "not_assessed"
PENDING: Literal["pending"] = "pending"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its origin.

    `entered` on its own, `attested` with others as looked at and clear, `marked` on the overview,
    `derived` from a laboratory value or `prefilled` from a dictated line, and confirmed.
    """

    kind: AnswerKind
    value: int | None
    how: Origin
    at: datetime
    reason: str | None = None
    """Why it was not assessed."""
