"""What the tour tells, in sight above the card: where it stands, what has happened, and what to do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from assistant.tui.fitted import Fitted
from assistant.tui.messages import Chosen
from assistant.tui.text import CHOSEN, clickable, literal, stacked

if TYPE_CHECKING:
    from textual import events

    from assistant.conversation.turn import Guide

LEAVES = "F8 leaves it"
LOW = 20
"""Rows of a terminal below which only what to do is told, in one line."""
PADDING = 4


class GuideBar(Static):
    """The lines of the tour; nothing while none is on."""

    def __init__(self) -> None:
        super().__init__(id="guide")
        self._guide: Guide | None = None

    def on_mount(self) -> None:
        """No tour is on at the start."""
        self.display = False

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        if self._guide is None:
            return 0
        return len(drawn_guide(self._guide, self._low, self.app.size.width - PADDING).split("\n"))

    @property
    def on(self) -> bool:
        """Whether a tour is on."""
        return self._guide is not None and self._guide.on

    def show(self, guide: Guide | None) -> None:
        """Tell another step, or nothing."""
        if guide is None and self._guide is None:
            return
        self._guide = guide
        self.display = guide is not None
        if guide is not None:
            self.update(Fitted(partial(drawn_guide, guide, self._low)))

    def on_resize(self) -> None:
        """A low screen gets one line of it."""
        self.show(self._guide)

    def on_click(self, event: events.Click) -> None:
        """A click on the key that leaves is that key."""
        key = event.style.meta.get(CHOSEN)
        if key is not None:
            self.post_message(Chosen(str(key)))

    @property
    def _low(self) -> bool:
        return self.app.size.height < LOW


def drawn_guide(guide: Guide, low: bool, width: int) -> Content:
    """The step in `width` columns; where rows are few, in one."""
    if low:
        return literal(f"Tour: {guide.do}", "bold").truncate(width, ellipsis=True)
    place = literal(guide.place, "bold $accent")
    if guide.on:
        leaves = clickable(literal(LEAVES, "dim"), "action:latest")
        place = Content.assemble(place, literal(" · ", "dim"), leaves)
    happened = literal(f"✓ {guide.happened}", "$text-success").wrap(width) if guide.happened else []
    return stacked([place, *happened, *literal(f"→ {guide.do}", "bold").wrap(width)])
