"""What was signed: each assessment as its last amendment left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.records.assessment import Assessment


def latest(assessments: Iterable[Assessment]) -> tuple[Assessment, ...]:
    """Each assessment in its last revision, in the order of their first signing."""
    return tuple({each.id: each for each in assessments}.values())
