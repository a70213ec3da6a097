"""Open a conversation over the shipped content and the user's data folder."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from assistant import __version__
from assistant.content.problems import ContentError
from assistant.conversation.access.opening import open_access
from assistant.conversation.asking.asker import Asker, open_asker
from assistant.conversation.asking.unanswered import keeper
from assistant.conversation.chart.chart import Chart
from assistant.conversation.conversation import Conversation
from assistant.log import note
from assistant.paths import data_folder
from assistant.records.under_way.drafts import Drafts
from assistant.records.under_way.sharing import Sharing
from assistant.scoring.library import Library, load_library

if TYPE_CHECKING:
    from assistant.conversation.access.access import Access
    from assistant.conversation.asking.answering import Asks
    from assistant.records.under_way.server_thread import Store
    from assistant.reference.beside import BesideChanges
    from assistant.reference.evidence.table import EvidenceTable
    from assistant.reference.ladder.standing import Standing
    from assistant.reference.reply import Reply


def open_conversation(*, demo: bool = False) -> Conversation:
    """Load instruments and knowledge; `demo` has the demonstration records open.

    Raises ContentError where the content cannot be used at all, and WrongLockTime.
    """
    access = open_access()
    sharing = _sharing(access)
    library = load_library()
    folder = data_folder()
    asker = _asker(library)
    keeps = keeper(asker.desk, _now) if isinstance(asker, Asker) else None
    conversation = Conversation(
        library,
        asker,
        Drafts(folder),
        folder,
        _now,
        keeper=keeps,
        chart=Chart(demo=demo),
        sharing=sharing,
        access=access,
    )
    conversation.make_ready()
    note("open", version=__version__, python=platform.python_version(), database=_kind(demo=demo))
    return conversation


class KnowledgeOutOfOrder:
    """Stands in where the knowledge cannot be read: whoever asks is told why, and scoring goes on."""

    def __init__(self, error: ContentError) -> None:
        self._error = error

    def ask(self, text: str) -> Reply:
        """Raises the ContentError that names every problem, whatever is asked."""
        raise self._error

    def ladder(self, had: str) -> Standing:
        """Raises the same ContentError."""
        raise self._error

    def evidence(self) -> EvidenceTable:
        """Raises the same: there is no table to show."""
        raise self._error

    def beside_change(self) -> BesideChanges:
        """Raises the same: nothing is known of the paper."""
        raise self._error

    def forget(self) -> None:
        """There is nothing to forget."""


def _kind(*, demo: bool) -> str:
    """What kind of database the records are in, as far as the log may say it: never its address."""
    if demo:
        return "demonstration"
    return "shared" if os.environ.get("MALAR_DATABASE_URL") else "own-file"


def _sharing(access: Access) -> Sharing | None:
    """The way to a database that others use, too, being opened from now on; None for records of one's own.

    Without MALAR_DATABASE_URL the drafts folder, which every copy of the program sees, says all there is.
    """
    if not os.environ.get("MALAR_DATABASE_URL"):
        return None
    sharing = Sharing(partial(_open_store, access))
    sharing.begin()
    return sharing


def _open_store(access: Access) -> Store:
    # The database library costs what a conversation without records need not pay.
    from assistant.records.opening import open_assessments, operator  # noqa: PLC0415

    return open_assessments(lambda: access.operator or operator())


def _asker(library: Library) -> Asks:
    try:
        return open_asker(library)
    except ContentError as error:
        return KnowledgeOutOfOrder(error)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
