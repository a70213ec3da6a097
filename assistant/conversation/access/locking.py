"""What the lock may not let happen: that answers which are only in memory are lost to someone else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.turn import Quit, Turn

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage

NOT_KEPT = "The last answers are NOT SAVED on any disk, so only {who} can go on here."


def refuse_to_put_away(stage: Stage, name: str) -> bool:
    """Whether someone else would lose what is only in memory; then the lock says so."""
    before = stage.access.operator
    if not before or not stage.unsaved or name.strip().casefold() == before.casefold():
        return False
    stage.access.tell(NOT_KEPT.format(who=before))
    return True


def quit_behind_lock(stage: Stage) -> Turn:
    """End, but not while answers are only in memory: who is here signs in, and is asked."""
    if stage.unsaved:
        stage.access.tell(NOT_KEPT.format(who=stage.access.operator or "who was here"))
        return stage.turn()
    stage.leave_for_good()
    return Turn(deed=Quit(), lock=stage.access.lock)
