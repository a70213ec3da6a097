"""Open a conversation over the shipped content and the user's data folder."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.content.problems import ContentError
from assistant.conversation.asking import Asker, open_asker
from assistant.conversation.conversation import Asks, Conversation
from assistant.conversation.unanswered import keeper
from assistant.paths import data_folder
from assistant.records.drafts import Drafts
from assistant.scoring.library import Library, load_library

if TYPE_CHECKING:
    from assistant.reference.beside import BesideChanges
    from assistant.reference.evidence import EvidenceTable
    from assistant.reference.ladder.standing import Standing
    from assistant.reference.reply import Reply


def open_conversation() -> Conversation:
    """Load instruments and knowledge. Raises ContentError where the content cannot be used at all."""
    library = load_library()
    folder = data_folder()
    asker = _asker(library)
    keeps = keeper(asker.desk, _now) if isinstance(asker, Asker) else None
    return Conversation(library, asker, Drafts(folder), folder, _now, keeper=keeps)


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


def _asker(library: Library) -> Asks:
    try:
        return open_asker(library)
    except ContentError as error:
        return KnowledgeOutOfOrder(error)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
