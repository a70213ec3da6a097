"""Open a conversation over the shipped content and the user's data folder."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.conversation.asking import open_asker
from assistant.conversation.conversation import Conversation
from assistant.paths import data_folder
from assistant.records.drafts import Drafts
from assistant.scoring.library import load_library


def open_conversation() -> Conversation:
    """Load instruments and knowledge. Raises ContentError where the content cannot be used at all."""
    library = load_library()
    folder = data_folder()
    return Conversation(library, open_asker(library), Drafts(folder), folder, _now)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
