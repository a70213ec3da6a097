"""Keep the walk on disk after every step, and say for as long as it lasts when that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.summary import summary
from assistant.records.draft_files import Draft
from assistant.records.drafts import DraftNotSavedError, DraftOpenElsewhereError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from assistant.conversation.walk import Walk
    from assistant.records.drafts import Drafts


class Keeping:
    """The one way an assessment reaches the disk. `notice` is empty while everything shown is on disk."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._begun: set[str] = set()
        self.notice = ""

    def keep(self, walk: Walk, now: datetime) -> None:
        """Write the walk as it stands; a failure is told in `notice`.

        A form that is untouched, or that it is again, leaves no file.
        """
        untouched = not walk.session.answers and not walk.session.history
        if untouched and walk.draft_id not in self._begun:
            return
        try:
            if untouched:
                self._drafts.delete(walk.draft_id)
                self._begun.discard(walk.draft_id)
            else:
                self._begun.add(walk.draft_id)
                self._drafts.save(_draft(walk, now))
        except (DraftNotSavedError, DraftOpenElsewhereError) as error:
            self.notice = (
                f"NOT SAVED: {error}. Your answers are held in memory only; malar tries again at every key. "
                "Do not quit; F3 copies the summary."
            )
        else:
            self.notice = ""

    def took_up(self, walk: Walk) -> None:
        """A walk was read from disk: it is there already."""
        self._begun.add(walk.draft_id)

    def finish(self, walk: Walk, now: datetime) -> Path | None:
        """Keep the walk as finished and return where its text lies, or None with `notice` set."""
        text = summary(walk.session, walk.patient, now, finished=True)
        try:
            path = self._drafts.finish(_draft(walk, now), text)
        except DraftNotSavedError as error:
            self.notice = (
                f"NOT SAVED: {error}. The assessment is held in memory only; Enter tries again. "
                "Do not quit; F3 copies the summary."
            )
            return None
        self.notice = ""
        return path

    def let_go(self, walk: Walk) -> None:
        """Another copy of the program may go on with this walk."""
        self._drafts.release(walk.draft_id)


def _draft(walk: Walk, now: datetime) -> Draft:
    answered, total = walk.session.progress
    return Draft(
        id=walk.draft_id,
        instrument=walk.session.instrument.id,
        title=walk.session.instrument.abbreviation,
        patient=walk.patient,
        answered=answered,
        total=total,
        saved=now.isoformat(timespec="seconds"),
        state=walk.to_json(),
    )
