"""The one thread that speaks with a server, so that a slow or lost one never holds a key.

Whoever asks it waits a moment and then goes on. Where the server is away it is tried again after pauses, by a
clock that nobody sets.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from assistant.errors import AssistantError
from assistant.log import failure, note
from assistant.records.errors import StoreBusy
from assistant.records.under_way.elsewhere import TakenOver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.elsewhere import Shared

REQUEST_PATIENCE = 4.0
"""Seconds for which something that was asked of the database waits, such as a list or taking over."""
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


class Duties(NamedTuple):
    """What the thread does by itself."""

    work: Callable[[], None]
    """Write what waits: when the server is back, and at every beat."""
    beat: Callable[[], None]
    """Give a sign of life."""
    back: Callable[[], None]
    """Tell that the server is back, once what waited is written."""


class ServerThread:
    """Runs tasks one after the other; `away` says why the server is not there, and is empty while it is."""

    def __init__(
        self, opener: Callable[[], Store], duties: Duties, clock: Callable[[], float], beat: float
    ) -> None:
        self._opener = opener
        self._duties = duties
        self._clock = clock
        self._beat = beat
        self._tasks: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._store: Store | None = None
        self._pause = FIRST_PAUSE
        self._next_try = 0.0
        self._late = False
        self.away = ""

    @property
    def is_worth_trying(self) -> bool:
        """Whether the server is there, as far as is known, or it is time to look again."""
        return not self.away or self._clock() >= self._next_try

    def opened(self) -> Store:
        """The store, opened at the first need; only for tasks of the thread."""
        if self._store is None:
            self._store = self._opener()
        return self._store

    def look(self) -> None:
        """Look whether the server answers; only as a task of the thread."""
        self.opened().listing()

    def end(self) -> None:
        """Let the server go after what is under way."""
        self._tasks.put(None)

    def request(self, ask: Callable[[Store], T], patience: float) -> T:
        """What the store answers. Raises DatabaseAway, or TakenOver where the store does."""
        answers: list[T] = []
        refused: list[TakenOver] = []

        def run() -> None:
            try:
                answers.append(ask(self.opened()))
            except TakenOver as error:
                refused.append(error)

        self.do(run, max(patience, REQUEST_PATIENCE))
        if refused:
            raise refused[0]
        if not answers:
            raise DatabaseAway(
                f"the shared database does not answer ({self.away or 'it takes too long'}); what is on this "
                "machine goes on, try again later for what is on others"
            )
        return answers[0]

    def do(self, task: Callable[[], None], patience: float, *, anyway: bool = False) -> None:
        """Run a task in the thread, and wait for it, but behind one that is late already only `anyway`."""
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
        if (anyway or not self._late) and patience:
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
        if not self.is_worth_trying:
            return
        if self.away:
            self.look()
        self._duties.work()
        self._duties.beat()

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
            self._told(self._duties.work)
            if not self.away:
                self._duties.back()
