"""The palette: every action of the one table, found by typing a part of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Provider

from assistant.tui.actions import ACTIONS, Action
from assistant.tui.messages import Chosen
from assistant.tui.text import literal

if TYPE_CHECKING:
    from textual.command import Hits


_LISTED = tuple(action for action in ACTIONS.values() if action.method != "palette")


class Actions(Provider):
    """Gives the actions to the palette, all of them before anything is typed."""

    async def discover(self) -> Hits:
        """All actions, in the order of the table."""
        for action in _LISTED:
            yield DiscoveryHit(literal(_shown(action)), partial(self._do, action))

    async def search(self, query: str) -> Hits:
        """The actions that hold the letters typed."""
        matcher = self.matcher(query)
        for action in _LISTED:
            score = matcher.match(_shown(action))
            if score > 0:
                yield Hit(score, matcher.highlight(_shown(action)), partial(self._do, action))

    def _do(self, action: Action) -> None:
        self.app.post_message(Chosen(f"action:{action.id}"))


def _shown(action: Action) -> str:
    key = action.key.upper() or action.presses or action.says
    return f"{action.what}  ({key})" if key else action.what
