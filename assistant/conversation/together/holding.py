"""Who holds the walk under way: taken over here, taken back after a merge, or left to another terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.together.conflict import Conflict
from assistant.conversation.wording import how_far

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.conversation.stage import Stage
    from assistant.records.under_way.elsewhere import Shared


def take_over(stage: Stage, draft_id: str) -> str:
    """Go on here with an assessment of another terminal. Raises the errors of `fetch`, and NotLetGoError."""
    stage.leave_practice()
    kept = stage.way.leave()
    walk = stage.way.keeping.take_over(draft_id, stage.library, stage.clock())
    stage.way.hold(walk)
    far = how_far(*walk.session.progress, walk.awaiting)
    return f"{kept}{walk.session.instrument.abbreviation} is taken over and goes on here, {far}."


def conflict(stage: Stage) -> Conflict | None:
    """What another terminal has taken over while it is under way here; told once for each try to write it."""
    walk = stage.way.walk
    taken = stage.way.keeping.taken(walk) if walk is not None else None
    return None if walk is None or taken is None else Conflict(walk, *taken)


def take_back(stage: Stage, there: Shared) -> None:
    """Hold the walk here again, which was merged with what stood `there`.

    Raises TakenOver where that has changed meanwhile, or DatabaseAway.
    """
    walk = stage.way.walk
    if walk is not None:
        stage.way.hold(walk)
        stage.way.keeping.take_back(walk, there, stage.clock())


def put_down(stage: Stage) -> None:
    """Leave the walk to the terminal that has it; what was answered here stays in its file."""
    walk = stage.way.walk
    if walk is not None:
        stage.drafts.release(walk.draft_id)
        stage.way.hold(None)


def keep_as_own(stage: Stage) -> None:
    """Go on with the walk under another id, as an assessment of its own. Raises DraftNotSavedError."""
    walk = stage.way.walk
    if walk is not None:
        former, now = walk.draft_id, stage.clock()
        walk.draft_id = stage.drafts.new_id(now)
        stage.way.hold(walk)
        stage.way.keeping.keep(walk, now)
        if not stage.way.keeping.unsaved:
            stage.drafts.delete(former)


def set_aside(stage: Stage) -> Path | None:
    """Put the file of the walk aside; that of the other terminal stands. Raises DraftNotSavedError."""
    walk = stage.way.walk
    if walk is None:
        return None
    kept = stage.way.keeping.set_aside(walk)
    stage.way.hold(None)
    return kept
