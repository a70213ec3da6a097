"""Carry assessments to a shared database beside the prompt, so that a slow or lost server never holds a key.

Every answer is on this machine's disk before it comes here. One thread speaks with the database; whoever asks
it waits a moment and then goes on. What could not be written is kept and tried again, at the next answers and
in between, by a clock that nobody sets.
"""

from __future__ import annotations

import queue
import threading
import time
from typing import TYPE_CHECKING, Protocol, TypeVar

from assistant.errors import AssistantError
from assistant.log import failure, note
from assistant.records.errors import StoreBusy
from assistant.records.under_way.elsewhere import TakenOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.elsewhere import Shared

PATIENCE = 0.005
"""Seconds for which an answer waits for a database that has answered so far."""
FLUSH_PATIENCE = 1.0
"""Seconds for which finishing and quitting wait for what is not written yet."""
REQUEST_PATIENCE = 4.0
"""Seconds for which something that was asked of the database waits, such as a list or taking over."""
BEAT = 30.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0

T = TypeVar("T")


class Store(Protocol):
    """The table of open assessments, as `OpenAssessments` offers it."""

    def listing(self) -> tuple[Shared, ...]:
        """Everything that is open."""

    def find(self, draft_id: str) -> Shared | None:
        """One assessment with its document."""

    def write(self, draft: Draft) -> None:
        """Put a draft in the place of what stood there. Raises TakenOver."""

    def take(self, draft: Draft, expected: Shared, at: datetime) -> None:
        """Hold an assessment here from now on. Raises TakenOver."""

    def release(self, draft_id: str, holder: str) -> None:
        """Note that nobody works on it now."""

    def close(self, draft_id: str, holder: str) -> None:
        """Note that it is finished. Raises TakenOver."""

    def beat(self, held: Iterable[tuple[str, str]]) -> tuple[Shared, ...]:
        """Give a sign of life for what is held; what is not held any more comes back."""

    def close_connections(self) -> None:
        """Let the database go; the next need opens it again."""


class DatabaseAway(AssistantError):
    """The shared database does not answer."""


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
        self._opener = opener
        self._patience = patience
        self._clock = clock
        self._beat = beat
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._store: Store | None = None
        self._guard = threading.Lock()
        self._waiting: dict[str, Callable[[Store], None]] = {}
        self._held: dict[str, str] = {}
        self._written: dict[str, Draft] = {}
        self._taken: dict[str, Shared] = {}
        self._sent: dict[str, int] = {}
        self._told_up_to: dict[str, int] = {}
        self._news: list[str] = []
        self._pause = FIRST_PAUSE
        self._next_try = 0.0
        self._late = False
        self.away = ""

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
        if self.away and self._clock() < self._next_try:
            return ()
        try:
            return self._request(lambda store: store.listing())
        except DatabaseAway:
            return ()

    def find(self, draft_id: str) -> Shared | None:
        """One assessment with its document. Raises DatabaseAway."""
        return self._request(lambda store: store.find(draft_id))

    def take(self, draft: Draft, expected: Shared, at: datetime) -> None:
        """Hold an assessment here from now on. Raises TakenOver where it has changed, or DatabaseAway."""
        with self._guard:
            # What was written before says nothing any more of what this copy and the other began with.
            self._written.pop(draft.id, None)
            self._waiting.pop(draft.id, None)
        self._request(lambda store: store.take(draft, expected, at))
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
            self._late = False
            self._do(self._send_waiting, max(self._patience, FLUSH_PATIENCE))

    def end(self) -> None:
        """Write what is not written yet, wait a moment for it, and let the database go."""
        self.flush()
        self._tasks.put(None)

    def begin(self) -> None:
        """Open the database in the background, so that nobody waits for it later."""
        self._do(self._look, 0.0)

    def _later(self, draft_id: str, send: Callable[[Store], None]) -> None:
        """Send now if the database is there or it is time to look, else when it is; the latest wins."""
        with self._guard:
            self._waiting[draft_id] = send
        if not self.away or self._clock() >= self._next_try:
            self._do(self._send_waiting, self._patience)

    def _request(self, ask: Callable[[Store], T]) -> T:
        """Raises DatabaseAway, or what the store raises beside it."""
        answers: list[T] = []
        refused: list[TakenOver] = []

        def run() -> None:
            try:
                answers.append(ask(self._opened()))
            except TakenOver as error:
                refused.append(error)

        self._do(run, max(self._patience, REQUEST_PATIENCE))
        if refused:
            raise refused[0]
        if not answers:
            raise DatabaseAway(
                f"the shared database does not answer ({self.away or 'it takes too long'}); what is on this "
                "machine goes on, try again later for what is on others"
            )
        return answers[0]

    def _do(self, task: Callable[[], None], patience: float) -> None:
        """Run a task in the thread, and wait for it, but not behind one that is late already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="sharing", daemon=True)
            self._thread.start()
        done = threading.Event()

        def run() -> None:
            try:
                self._told(task)
            finally:
                self._late = False
                done.set()

        self._tasks.put(run)
        if not self._late and patience:
            self._late = not done.wait(patience)

    def _run(self) -> None:
        while True:
            try:
                task = self._tasks.get(timeout=self._beat)
            except queue.Empty:
                self._told(self._tick)
                continue
            if task is None:
                self._let_go()
                return
            task()

    def _let_go(self) -> None:
        if self._store is not None:
            self._store.close_connections()
            self._store = None

    def _tick(self) -> None:
        if self.away and self._clock() < self._next_try:
            return
        if self.away:
            self._look()
        self._send_waiting()
        for there in self._opened().beat(tuple(self._held.items())):
            self._lost(there, self._sent.get(there.id, 0))

    def _look(self) -> None:
        self._opened().listing()

    def _send_waiting(self) -> None:
        while True:
            with self._guard:
                found = next(iter(self._waiting.items()), None)
            if found is None:
                return
            draft_id, send = found
            send(self._opened())
            with self._guard:
                if self._waiting.get(draft_id) is send:
                    del self._waiting[draft_id]

    def _lost(self, there: Shared, number: int) -> None:
        """Note where an assessment is held, as its write of this number found."""
        with self._guard:
            if number > self._told_up_to.get(there.id, 0):
                self._taken[there.id] = there
            self._held.pop(there.id, None)

    def _opened(self) -> Store:
        if self._store is None:
            self._store = self._opener()
        return self._store

    def _gone(self, why: str, error: Exception) -> None:
        """Do without the database until it is time to try again."""
        if not self.away:
            note("database-away", error=type(error).__name__)
        self.away = why
        self._next_try = self._clock() + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _told(self, task: Callable[[], None]) -> None:
        """Run a task, and note whether the database is there."""
        try:
            task()
        except StoreBusy:
            # It is there, and in use by many: what waits is tried again at the next answer or beat.
            return
        except AssistantError as error:
            self._gone(str(error), error)
            return
        except Exception as error:
            # It ends this thread; the next task finds none and begins another.
            self._thread = None
            self._gone(f"malar itself failed with it, {failure(error)}", error)
            raise
        if self.away and self._store is not None:
            note("database-back")
            self.away = ""
            self._pause = FIRST_PAUSE
            self._told(self._send_waiting)
            if not self.away:
                with self._guard:
                    self._news.append("The shared database is back: what was kept here meanwhile is written.")
