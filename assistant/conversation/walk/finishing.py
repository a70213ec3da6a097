"""Finish a walk: ask first what must be asked, sign it, and keep it; or keep it open for what is pending."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.conversation.replies import told
from assistant.conversation.turn import Reply, Voice
from assistant.conversation.walk.summary import summary
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assistant.conversation.walk.keeping import Keeping
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.checks.asking import Asked


class Signs(Protocol):
    """Who signs a finished walk into the record."""

    def sign(self, walk: Walk, now: datetime) -> str:
        """Sign it once, and say where, or why not. Raises AssistantError; it may be tried again."""
        ...


class Looks(Protocol):
    """Who looks at a walk before it is finished."""

    def open_questions(self, walk: Walk) -> tuple[Asked, ...]:
        """What must be asked first."""
        ...


class Finished(NamedTuple):
    """The summary of what was finished last, and what a file with it is called."""

    text: str = ""
    name: str = ""


class Finishing:
    """The end of a walk. What stands in the way is in `asked` or `unsigned`, and the walk goes on."""

    def __init__(self, keeping: Keeping, signs: Signs | None, looks: Looks | None) -> None:
        self._keeping = keeping
        self._signs = signs
        self._looks = looks
        self.asked: tuple[Asked, ...] = ()
        """What is asked before the walk is finished."""
        self.unsigned = ""
        """A lasting notice that the walk could not be signed."""
        self.last = Finished()

    def forget(self) -> None:
        """The walk goes on, or another does: what stood in the way is looked at anew."""
        self.asked = ()
        self.unsigned = ""

    def finish(self, walk: Walk, now: datetime) -> tuple[Reply, ...]:
        """End the walk and say how; empty while it goes on, because of what is asked or failed."""
        if walk.awaiting:
            return self._keep_open(walk, now)
        self.asked = self._looks.open_questions(walk) if self._looks is not None else ()
        if self.asked or self._keeping.held_elsewhere(walk, now):
            return ()
        signed = self._sign(walk, now)
        if signed is None or self._keeping.finish(walk, now) is None:
            return ()
        done = f"{signed} Finished and kept. /copy copies this block, /export saves it to a file of your own."
        return self._summed_up(walk, now, done.lstrip(), finished=True)

    def _sign(self, walk: Walk, now: datetime) -> str | None:
        """Have the walk signed into its visit, and say where; None with a lasting notice where that fails."""
        if self._signs is None:
            return ""
        try:
            return self._signs.sign(walk, now)
        except AssistantError as error:
            self.unsigned = (
                f"NOT SIGNED: {error}. The assessment is kept unfinished on disk; Enter tries again, Escape "
                "leaves it for later."
            )
            return None

    def _keep_open(self, walk: Walk, now: datetime) -> tuple[Reply, ...]:
        """Sum up what is known, and leave the walk on disk until what is pending is answered."""
        self._keeping.keep(walk, now)
        if self._keeping.unsaved:
            return ()
        self._keeping.let_go(walk)
        return self._summed_up(walk, now, _left_open(walk.awaiting), finished=False)

    def _summed_up(self, walk: Walk, now: datetime, said: str, *, finished: bool) -> tuple[Reply, ...]:
        text = summary(walk.session, walk.patient, now, finished=finished, remarks=walk.remarks)
        self.last = Finished(text, file_name(walk))
        return Reply(Voice.SUMMARY, text.rstrip()), told(said)


def file_name(walk: Walk) -> str:
    """What a file with the summary of a walk is called: the instrument and the study code."""
    return f"{walk.session.instrument.id}-{walk.patient or 'no-code'}"


def _left_open(awaiting: Sequence[str]) -> str:
    return (
        f"Kept open, awaiting: {', '.join(awaiting)}. /resume goes on when the result is there; "
        "what is marked as not assessed (n) is no longer awaited. /copy copies this block, /export saves it "
        "to a file."
    )
