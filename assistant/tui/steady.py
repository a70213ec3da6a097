"""A block of lines redrawn in place: a new layout of the screen is asked for only when its height changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from assistant.tui.text import stacked

if TYPE_CHECKING:
    from collections.abc import Iterable


class Steady(Static):
    """Shows lines that are wrapped already. Laying a whole screen out costs more than drawing a card."""

    drawn_height = 0

    def draw(self, lines: Iterable[Content], *, at_least: int = 0) -> None:
        """Show `lines`, filled up with empty ones to `at_least`."""
        drawn = list(lines)
        drawn += [Content("")] * (at_least - len(drawn))
        changed = len(drawn) != self.drawn_height
        self.drawn_height = len(drawn)
        self.update(stacked(drawn), layout=changed)
