"""Carry assessments to a shared database beside the prompt: the latest state of each, and who holds it.

Every answer is on this machine's disk before it comes here. What could not be written is kept and tried
again, at the next answers and in between.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from assistant.records.under_way.elsewhere import TakenOver
from assistant.records.under_way.server_thread import DatabaseAway, Duties, ServerThread

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.elsewhere import Shared
    from assistant.records.under_way.server_thread import Store

PATIENCE = 0.005
"""Seconds for which an answer waits for a database that has answered so far."""
FLUSH_PATIENCE = 1.0
"""Seconds for which finishing and quitting wait for what is not written yet."""
BEAT = 30.0


class Sharing:
    """The one way to the shared database.

    `away` says why it is not there, and is empty while it is. `news` are told once.
    """

    def __init__(
        self,
        opener: Callable[[], Store],
        *,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        beat: float = BEAT,
    ) -> None:
        self._patience = patience
        duties = Duties(self._send_waiting, self._give_sign, self._tell_back)
        self._server = ServerThread(opener, duties, clock, beat)
        self._guard = threading.Lock()
        self._waiting: dict[str, Callable[[Store], None]] = {}
        self._held: dict[str, str] = {}
        self._written: dict[str, Draft] = {}
        self._taken: dict[str, Shared] = {}
        self._sent: dict[str, int] = {}
        self._told_up_to: dict[str, int] = {}
        self._news: list[str] = []

    @property
    def away(self) -> str:
        """Why the database is not there; empty while it is."""
        return self._server.away

    def write(self, draft: Draft) -> None:
        """Have a draft that is on disk follow into the database; what came of it is asked for by its id."""
        holder = draft.copy.name if draft.copy is not None else ""

        with self._guard:
            number = self._sent[draft.id] = self._sent.get(draft.id, 0) + 1

        def send(store: Store) -> None:
            try:
                store.write(draft)
            except TakenOver as error:
                self._lost(error.there, number)
                return
            with self._guard:
                self._written[draft.id] = draft
                self._held[draft.id] = holder

        self._later(draft.id, send)

    def release(self, draft_id: str, holder: str) -> None:
        """Let others take an assessment up without asking; the last state of it is written before."""
        before = self._waiting.get(draft_id)

        def send(store: Store) -> None:
            if before is not None:
                before(store)
            store.release(draft_id, holder)

        self._later(draft_id, send)
        self._held.pop(draft_id, None)

    def close(self, draft_id: str, holder: str) -> None:
        """Have an assessment that was finished, or taken back to nothing, no longer stand as open."""

        def send(store: Store) -> None:
            try:
                store.close(draft_id, holder)
            except TakenOver as error:
                there = error.there
                told = f"{there.title}, {there.whose}, was finished here while {there.operator} at "
                with self._guard:
                    self._news.append(f"{told}{there.terminal} had taken it over: both are kept.")

        self._later(draft_id, send)
        self._held.pop(draft_id, None)

    def listing(self) -> tuple[Shared, ...]:
        """What is open, here and elsewhere; nothing while the database is known to be away."""
        if not self._server.is_worth_trying:
            return ()
        try:
            return self._server.request(lambda store: store.listing(), self._patience)
        except DatabaseAway:
            return ()

    def find(self, draft_id: str) -> Shared | None:
        """One assessment with its document. Raises DatabaseAway."""
        return self._server.request(lambda store: store.find(draft_id), self._patience)

    def take(self, draft: Draft, expected: Shared, at: datetime) -> None:
        """Hold an assessment here from now on. Raises TakenOver where it has changed, or DatabaseAway."""
        with self._guard:
            # What was written before says nothing any more of what this copy and the other began with.
            self._written.pop(draft.id, None)
            self._waiting.pop(draft.id, None)
        self._server.request(lambda store: store.take(draft, expected, at), self._patience)
        with self._guard:
            self._taken.pop(draft.id, None)
            self._written[draft.id] = draft
            if draft.copy is not None:
                self._held[draft.id] = draft.copy.name

    def written(self, draft_id: str) -> Draft | None:
        """The state of an assessment that is known to be in the database."""
        return self._written.get(draft_id)

    def is_taken(self, draft_id: str) -> bool:
        """Whether the last try to write an assessment found it held elsewhere."""
        return draft_id in self._taken

    def taken(self, draft_id: str) -> Shared | None:
        """Where an assessment is held elsewhere, as the last try to write it found; told once."""
        with self._guard:
            there = self._taken.pop(draft_id, None)
            if there is not None:
                # What is on its way by now finds the same, and must not be told as if it had happened again.
                self._told_up_to[draft_id] = self._sent.get(draft_id, 0)
        return there

    def news(self) -> tuple[str, ...]:
        """What happened to the database since this was asked last, one line each."""
        with self._guard:
            told, self._news = tuple(self._news), []
        return told

    def flush(self) -> None:
        """Wait a moment for what is not written yet, where the database is there."""
        if not self.away:
            self._server.do(self._send_waiting, max(self._patience, FLUSH_PATIENCE), anyway=True)

    def end(self) -> None:
        """Write what is not written yet, wait a moment for it, and let the database go."""
        self.flush()
        self._server.end()

    def begin(self) -> None:
        """Open the database in the background, so that nobody waits for it later."""
        self._server.do(self._server.look, 0.0)

    def _later(self, draft_id: str, send: Callable[[Store], None]) -> None:
        """Send now if the database is there or it is time to look, else when it is; the latest wins."""
        with self._guard:
            self._waiting[draft_id] = send
        if self._server.is_worth_trying:
            self._server.do(self._send_waiting, self._patience)

    def _send_waiting(self) -> None:
        while True:
            with self._guard:
                found = next(iter(self._waiting.items()), None)
            if found is None:
                return
            draft_id, send = found
            send(self._server.opened())
            with self._guard:
                if self._waiting.get(draft_id) is send:
                    del self._waiting[draft_id]

    def _lost(self, there: Shared, number: int) -> None:
        """Note where an assessment is held, as its write of this number found."""
        with self._guard:
            if number > self._told_up_to.get(there.id, 0):
                self._taken[there.id] = there
            self._held.pop(there.id, None)

    def _give_sign(self) -> None:
        """Say that this terminal lives, and note what is no longer held here."""
        for there in self._server.opened().beat(tuple(self._held.items())):
            self._lost(there, self._sent.get(there.id, 0))

    def _tell_back(self) -> None:
        with self._guard:
            self._news.append("The shared database is back: what was kept here meanwhile is written.")
