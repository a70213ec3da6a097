"""The last run of keys, which may turn out to be the beginning of a line, and is then taken back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.conversation.offers import Offer
    from assistant.conversation.stage import Stage
    from assistant.conversation.walk.taking_back import Before
    from assistant.reference.evidence.table import Query


class KeyRun:
    """How everything stood before the run: the offer, the walk, and what the reports were filtered by."""

    def __init__(self) -> None:
        self._offer: Offer | None = None
        self._walk: Before | None = None
        self._query: Query | None = None

    def begin(self, stage: Stage) -> None:
        """A first key comes now."""
        self._offer = stage.offer
        self._walk = stage.front.before()
        self._query = stage.browsing.query if stage.page_open else None

    def forget(self) -> None:
        """What the keys did stands, and is no longer taken back."""
        self._offer = self._walk = self._query = None

    def take_back(self, stage: Stage) -> None:
        """Put everything back as it was."""
        if self._query is not None:
            stage.browsing.query = self._query
            stage.offer = self._offer
        else:
            stage.offer = self._offer or stage.offer
        if self._walk is not None:
            stage.front.put_back(self._walk)
        self.forget()
