"""Sign now, or when the database is back: what was finished waits in the data folder, and is signed once."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.conversation.walk.keeping import draft_of
from assistant.conversation.walk.walk import Walk
from assistant.conversation.wording import counted, day_and_time
from assistant.errors import AssistantError
from assistant.records.errors import StoreAway, StoreBusy
from assistant.records.operators.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.access.access import Access
    from assistant.conversation.chart.signing import Signing
    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.unsigned import Unsigned
    from assistant.scoring.library import Library

SIGNER = "signer"
"""Under which name the file of what waits says who finished it: another may be here when it is signed."""

PAUSE = 30.0
"""Seconds between two tries; each may hold the prompt for as long as a lost server is waited for."""


class SigningLater:
    """Signs a finished walk, at once where that can be.

    `away` says why the database is known not to be there, and nothing where it is not known.
    """

    def __init__(
        self,
        signing: Signing,
        unsigned: Unsigned,
        drafts: Drafts,
        library: Library,
        *,
        away: Callable[[], str],
        access: Access,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._signing = signing
        self._unsigned = unsigned
        self._drafts = drafts
        self._library = library
        self._away = away
        self._access = access
        self._clock = clock
        self._waiting: list[Draft] = []
        self._next_try = 0.0

    def begin(self) -> tuple[str, ...]:
        """Look what waits from before, and say it; a line for each file that cannot be read."""
        waiting, problems = self._unsigned.read()
        self._waiting = list(waiting)
        told = f"{counted(len(waiting), 'finished assessment')} still to be signed." if waiting else ""
        return (*problems, told) if told else problems

    def sign(self, walk: Walk, now: datetime) -> str:
        """Sign the walk, or keep it to be signed, and say which. Raises AssistantError where refused."""
        if not self._away():
            try:
                return self._signing.sign(walk, now)
            except (StoreAway, StoreBusy):
                # It waits, as where the database is known to be away.
                pass
        if walk.patient:
            self._access.require(Act.AMEND if walk.belongs.amends else Act.SIGN)
        draft = draft_of(walk, now)
        if self._access.operator:
            draft = replace(draft, state={**draft.state, SIGNER: self._access.operator})
        self._unsigned.add(draft)
        self._waiting.append(draft)
        self._next_try = self._clock() + PAUSE
        return "The database is away: it is kept here, and is signed as of now when that returns."

    def try_again(self) -> tuple[str, ...]:
        """Sign what waits, where it is time to look, and say what came of it."""
        if not self._waiting or self._clock() < self._next_try or self._away():
            return ()
        self._next_try = self._clock() + PAUSE
        told: list[str] = []
        try:
            for draft in [each for each in self._waiting if self._signing.is_of(each)]:
                told.append(self._sign_late(draft))
                self._unsigned.remove(draft.id)
                self._waiting.remove(draft)
        except (StoreAway, StoreBusy):
            # It is not back yet; what waits goes on waiting.
            pass
        return tuple(told)

    def _sign_late(self, draft: Draft) -> str:
        """Sign one, as of when it was finished; what is refused by now becomes an unfinished one again."""
        finished = datetime.fromisoformat(draft.saved)
        what = f"{draft.title}, {draft.patient}, finished {day_and_time(finished)}"
        try:
            instrument = self._library.instrument(draft.instrument)
            walk = Walk.from_json(instrument, draft.state, draft.id, draft.patient)
            signer = str(draft.state.get(SIGNER) or "")
            return f"{what}: {self._signing.sign(walk, finished, signer=signer)}"
        except (StoreAway, StoreBusy):
            raise
        except (AssistantError, ValueError) as error:
            again = replace(draft, id=self._drafts.new_id(finished), copy=None)
            self._drafts.save(again)
            self._drafts.release(again.id)
            return (
                f"Conflict: {what}, could not be signed: {error}. It is unfinished again: /resume opens it."
            )
