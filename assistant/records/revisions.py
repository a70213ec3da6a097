"""Which revision of a signed assessment counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.records.assessment import Assessment


def latest_revisions(revisions: Iterable[Assessment]) -> list[Assessment]:
    """Each assessment as its last amendment left it, in the order in which they are given first."""
    latest: dict[str, Assessment] = {}
    for each in revisions:
        if each.id not in latest or latest[each.id].revision < each.revision:
            latest[each.id] = each
    return list(latest.values())
