"""Keep the walk on disk after every step, and say for as long as it lasts when that fails."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.conversation.together.fetching import NotTakenOver, fetch
from assistant.conversation.walk.summary import summary
from assistant.log import note
from assistant.records.under_way.draft_files import Draft, LocalCopy, read_draft, said
from assistant.records.under_way.drafts import DraftNotSavedError, DraftOpenElsewhereError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from assistant.conversation.walk.walk import Walk
    from assistant.records.under_way.drafts import Drafts, Listing
    from assistant.records.under_way.elsewhere import Shared
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.library import Library


AWAY = "DATABASE AWAY: answers go on being kept on this machine, and are written when it returns. "


class Keeping:
    """The one way an assessment reaches the disk, and the shared database after it, where there is one.

    `unsaved` is empty while everything shown is on disk.
    """

    def __init__(self, drafts: Drafts, sharing: Sharing | None = None) -> None:
        self._drafts = drafts
        self._sharing = sharing
        self._begun: set[str] = set()
        self._copies: dict[str, LocalCopy] = {}
        self.unsaved = ""

    @property
    def notice(self) -> str:
        """A lasting warning: something is not on disk, or the shared database is away."""
        if self.unsaved or self._sharing is None or not self._sharing.away:
            return self.unsaved
        return f"{AWAY}({self._sharing.away})"

    def keep(self, walk: Walk, now: datetime) -> None:
        """Write the walk as it stands; a failure is told in `unsaved`.

        A form that is untouched, or that it is again, leaves no file.
        """
        untouched = not (walk.session.answers or walk.session.history or walk.marking.marked)
        if untouched and walk.draft_id not in self._begun:
            return
        try:
            if untouched:
                self._drafts.delete(walk.draft_id)
                self._begun.discard(walk.draft_id)
                self._close(walk)
            else:
                self._begun.add(walk.draft_id)
                self._save(self._draft(walk, now))
        except (DraftNotSavedError, DraftOpenElsewhereError) as error:
            if not self.unsaved:
                note("not-saved", error=type(error).__name__)
            self.unsaved = (
                f"NOT SAVED: {error}. Your answers are held in memory only; malar tries again at every key. "
                "Do not quit; F3 copies the summary."
            )
        else:
            self.unsaved = ""

    def took_up(self, draft: Draft) -> None:
        """A walk was read from disk: it is there already, and may be held at another terminal by now."""
        self._begun.add(draft.id)
        if draft.copy is not None:
            self._copies[draft.id] = draft.copy
        if self._sharing is not None:
            copy = self._copies.setdefault(draft.id, LocalCopy(secrets.token_hex(8)))
            self._sharing.write(replace(draft, copy=copy))

    def taken(self, walk: Walk) -> tuple[Shared, LocalCopy] | None:
        """Where the walk is held elsewhere, as the last write found, and what both copies began with."""
        there = self._sharing.taken(walk.draft_id) if self._sharing is not None else None
        return None if there is None else (there, self._copies[walk.draft_id])

    def held_elsewhere(self, walk: Walk, now: datetime) -> bool:
        """Look, before a walk is finished, whether another terminal has it; `taken` then says where."""
        if self._sharing is None:
            return False
        self.keep(walk, now)
        self._sharing.flush()
        return self._sharing.is_taken(walk.draft_id)

    def take_back(self, walk: Walk, there: Shared, now: datetime) -> None:
        """Hold a walk here again that was merged with what stood `there`.

        Raises TakenOver where that has changed meanwhile, DatabaseAway, or DraftNotSavedError.
        """
        if self._sharing is None:
            return
        copy = self._copies[walk.draft_id]
        base, window = said(read_draft(json.loads(there.document), there.id))
        merged = LocalCopy(copy.name, max(copy.version, there.version), base, window)
        self._copies[walk.draft_id] = merged
        draft = self._draft(walk, now)
        self._drafts.save(draft)
        self._sharing.take(draft, there, now)

    def take_over(self, draft_id: str, library: Library, now: datetime) -> Walk:
        """Hold here what another terminal has. Raises the errors of `fetch`."""
        if self._sharing is None:
            raise NotTakenOver("No shared database is configured; set MALAR_DATABASE_URL and start again.")
        walk, draft = fetch(draft_id, self._drafts, self._sharing, library, now)
        self._begun.add(draft.id)
        if draft.copy is not None:
            self._copies[draft.id] = draft.copy
        return walk

    def elsewhere(self, listing: Listing) -> tuple[Shared, ...]:
        """What is in the shared database and not this machine's own; what could not follow goes there now."""
        if self._sharing is None:
            return ()
        shared = {each.id: each for each in self._sharing.listing()}
        if self._sharing.away:
            return ()
        for draft in listing.drafts:
            there = shared.get(draft.id)
            if draft.copy is None or (there is not None and there.holder != draft.copy.name):
                continue
            shared.pop(draft.id, None)
            if (
                there is None or there.version < draft.copy.version
            ) and draft.id not in listing.open_elsewhere:
                self._catch_up(draft, draft.copy)
        for each in tuple(shared.values()):
            if self._drafts.finished_copy(each.id) == each.holder:
                self._sharing.close(each.id, each.holder)
                del shared[each.id]
        return tuple(shared.values())

    def close(self) -> None:
        """Let other copies of the program, and other terminals, have everything; wait a moment for it."""
        self._drafts.close()
        if self._sharing is not None:
            self._sharing.end()

    def news(self) -> tuple[str, ...]:
        """What happened to the shared database since this was asked last."""
        return self._sharing.news() if self._sharing is not None else ()

    def _catch_up(self, draft: Draft, copy: LocalCopy) -> None:
        if self._sharing is not None and draft.id not in self._copies:
            self._sharing.write(draft)
            self._sharing.release(draft.id, copy.name)

    def set_aside(self, walk: Walk) -> Path:
        """Put the file of a walk aside that goes on elsewhere. Raises DraftNotSavedError."""
        return self._drafts.retire(walk.draft_id)

    def finish(self, walk: Walk, now: datetime) -> Path | None:
        """Keep the walk as finished and return where its text lies, or None with `unsaved` set."""
        text = summary(walk.session, walk.patient, now, finished=True, remarks=walk.remarks)
        try:
            path = self._drafts.finish(self._draft(walk, now), text)
        except DraftNotSavedError as error:
            self.unsaved = (
                f"NOT SAVED: {error}. The assessment is held in memory only; Enter tries again. "
                "Do not quit; F3 copies the summary."
            )
            return None
        self.unsaved = ""
        self._close(walk)
        return path

    def let_go(self, walk: Walk) -> None:
        """Another copy of the program may go on with this walk."""
        self._drafts.release(walk.draft_id)
        copy = self._copies.get(walk.draft_id)
        if self._sharing is not None and copy is not None:
            self._sharing.release(walk.draft_id, copy.name)

    def _save(self, draft: Draft) -> None:
        """Disk first: what is in the database is never more than what is here."""
        self._drafts.save(draft)
        if self._sharing is not None:
            self._sharing.write(draft)

    def _close(self, walk: Walk) -> None:
        copy = self._copies.pop(walk.draft_id, None)
        if self._sharing is not None and copy is not None:
            self._sharing.close(walk.draft_id, copy.name)

    def _draft(self, walk: Walk, now: datetime) -> Draft:
        return replace(draft_of(walk, now), copy=self._next_copy(walk.draft_id))

    def _next_copy(self, draft_id: str) -> LocalCopy | None:
        """What this machine's copy is called, one version on, with what the database is known to have."""
        copy = self._copies.get(draft_id)
        if self._sharing is None:
            return copy
        if copy is None:
            copy = LocalCopy(secrets.token_hex(8))
        written = self._sharing.written(draft_id)
        if written is not None:
            base, window = said(written)
            copy = replace(copy, base=base, window=window)
        self._copies[draft_id] = replace(copy, version=copy.version + 1)
        return self._copies[draft_id]


def draft_of(walk: Walk, now: datetime) -> Draft:
    """A walk as it is kept."""
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
