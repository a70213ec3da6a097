"""A conversation without a screen, as each of many terminals has one: its own disk, a database for all."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from assistant.content.problems import ContentError
from assistant.conversation.conversation import Conversation
from assistant.conversation.opening import KnowledgeOutOfOrder
from assistant.records.opening import open_assessments
from assistant.records.under_way.drafts import Drafts
from assistant.records.under_way.sharing import Sharing
from assistant.scoring.library import Library, load_library

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.conversation.turn import Card, Turn
    from assistant.conversation.walk.walk import Walk


@cache
def library() -> Library:
    """The shipped instruments, loaded once, before processes are forked."""
    return load_library()


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


class Scorer:
    """Someone at a terminal who scores; nothing is asked of the knowledge."""

    def __init__(self, home: Path, url: str, name: str) -> None:
        """With an empty `url` the terminal has records of its own and shares nothing."""
        os.environ["MALAR_TERMINAL"] = os.environ["MALAR_OPERATOR"] = name
        os.environ["MALAR_HOME"] = str(home)
        if url:
            os.environ["MALAR_DATABASE_URL"] = url
        self.home = home
        self.drafts = Drafts(home)
        self.sharing = Sharing(open_assessments) if url else None
        nobody = KnowledgeOutOfOrder(ContentError(()))
        self.conversation = Conversation(library(), nobody, self.drafts, home, now, sharing=self.sharing)
        self.turn: Turn = self.conversation.greet()

    def say(self, line: str) -> Turn:
        """Say a line."""
        self.turn = self.conversation.say(line)
        return self.turn

    def press(self, key: str) -> Turn:
        """Press a key."""
        self.turn = self.conversation.press(key)
        return self.turn

    @property
    def card(self) -> Card | None:
        """The card as it stands."""
        return self.turn.card

    @property
    def walk(self) -> Walk | None:
        """The walk under way, looked at from outside."""
        return self.conversation._stage.way.walk

    def levels(self) -> list[str]:
        """The digits that answer the item asked; none where no item is."""
        card = self.card
        if card is None or card.kind.value != "question":
            return []
        return [choice.key for choice in card.choices]
