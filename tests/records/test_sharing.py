"""The way to the shared database beside the prompt: a slow server holds no key, and nothing is told twice."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.errors import StoreBusy
from assistant.records.under_way.draft_files import Draft, LocalCopy
from assistant.records.under_way.elsewhere import Shared, TakenOver
from assistant.records.under_way.server_thread import DatabaseAway
from assistant.records.under_way.sharing import Sharing

if TYPE_CHECKING:
    from collections.abc import Iterable

LONG = 30.0
NOW = datetime(2026, 11, 22, tzinfo=UTC)
THERE = Shared("d", "P-1", "clasi", "CLASI", 1, 2, "", 3, "other", True, "R9", "room-2", NOW, 0.0, False)


class SlowStore:
    """A database that answers each write only when it is let, and finds the assessment taken over."""

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.written: list[int] = []

    def write(self, draft: Draft) -> None:
        """Wait, and refuse."""
        assert self.let.acquire(timeout=LONG)
        self.written.append(draft.answered)
        raise TakenOver(THERE)

    def listing(self) -> tuple[Shared, ...]:
        """Nothing."""
        return ()

    def find(self, draft_id: str) -> Shared | None:
        """Nothing."""

    def take(self, draft: Draft, expected: Shared, at: datetime) -> None:
        """Nothing to take."""

    def release(self, draft_id: str, holder: str) -> None:
        """Nothing to release."""

    def close(self, draft_id: str, holder: str) -> None:
        """Nothing to close."""

    def beat(self, held: Iterable[tuple[str, str]]) -> tuple[Shared, ...]:
        """All is held."""
        return ()

    def close_connections(self) -> None:
        """There is none."""


def draft(answered: int) -> Draft:
    """An assessment with so many answers."""
    state: dict[str, Any] = {"session": {"answers": {}, "window": None}}
    return Draft("d", "clasi", "CLASI", "P-1", answered, 9, "", state, LocalCopy("mine", answered))


def wait_until_taken(sharing: Sharing) -> None:
    """Until the thread has noted it."""
    deadline = time.monotonic() + LONG
    while not sharing.is_taken("d"):
        assert time.monotonic() < deadline


def test_a_server_that_does_not_answer_holds_no_key_and_a_conflict_is_told_once() -> None:
    store = SlowStore()
    sharing = Sharing(lambda: store, patience=0.01)
    begun = time.monotonic()
    for answered in range(1, 40):
        sharing.write(draft(answered))
    assert time.monotonic() - begun < LONG / 10, "only the first may wait, and only a moment"
    store.let.release()
    wait_until_taken(sharing)
    assert sharing.taken("d") == THERE
    store.let.release()
    sharing.flush()
    assert (sharing.taken("d"), store.written[-1]) == (None, 39)
    sharing.write(draft(40))
    store.let.release()
    wait_until_taken(sharing)
    sharing.end()


def test_what_is_asked_of_a_silent_server_is_refused_in_words() -> None:
    def never() -> SlowStore:
        raise DatabaseAway("no server is there")

    sharing = Sharing(never, patience=LONG)
    with pytest.raises(DatabaseAway, match="does not answer \\(no server is there\\)"):
        sharing.find("d")
    assert (sharing.listing(), sharing.away) == ((), "no server is there")
    sharing.end()


class BusyStore(SlowStore):
    """A database that another is writing when it is first wanted."""

    def write(self, draft: Draft) -> None:
        """Refuse once."""
        self.written.append(draft.answered)
        if len(self.written) == 1:
            raise StoreBusy("being written by another")


def test_a_database_that_others_keep_busy_is_not_told_to_be_away() -> None:
    store = BusyStore()
    sharing = Sharing(lambda: store, patience=LONG)
    sharing.write(draft(1))
    assert (sharing.away, sharing.written("d"), store.written) == ("", None, [1])
    sharing.write(draft(2))
    assert (sharing.away, sharing.written("d"), store.written) == ("", draft(2), [1, 2])
    sharing.end()


class FailingStore(SlowStore):
    """A database in whose driver something fails that nobody thought of, until it is mended."""

    mended = False

    def write(self, draft: Draft) -> None:
        """Fail with what it worked on."""
        if not self.mended:
            raise KeyError(draft.patient)
        self.written.append(draft.answered)


def test_a_fault_in_the_thread_is_shown_and_what_it_held_is_written_once_it_works() -> None:
    failed: list[str] = []
    threading.excepthook, before = lambda told: failed.append(told.exc_type.__name__), threading.excepthook
    store, now = FailingStore(), [0.0]
    sharing = Sharing(lambda: store, patience=LONG, clock=lambda: now[0])
    try:
        sharing.write(draft(1))
        assert sharing.away.startswith("malar itself failed with it, KeyError in ")
        assert "P-1" not in sharing.away
        sharing.write(draft(2))
        assert store.written == []
        store.mended = True
        now[0] += LONG
        sharing.write(draft(3))
        assert (store.written, sharing.away) == ([3], "")
        assert sharing.news() == ("The shared database is back: what was kept here meanwhile is written.",)
    finally:
        sharing.end()
        threading.excepthook = before
    assert failed == ["KeyError"]
