"""The regions of the screen, and who had the keyboard when the screen grew too small to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from assistant.tui.bars import Heading, KeyLine, Notice, Status
from assistant.tui.card import CardView
from assistant.tui.panel import PanelView
from assistant.tui.prompt import Prompt
from assistant.tui.text import literal
from assistant.tui.transcript import Transcript

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

LOADING = "Opening instruments and knowledge … what you type meanwhile is kept"


class Regions(Vertical):
    """Everything but the message of a screen that is too small. Each region handles what is in it."""

    def __init__(self) -> None:
        super().__init__(id="all")
        self._had_keyboard: Widget | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Heading()
        with Horizontal(id="middle"):
            yield Transcript()
            yield PanelView()
        yield CardView()
        yield Notice(id="notice")
        yield Status(literal(LOADING), id="status")
        with Horizontal(id="ask"):
            yield Static(literal("›"), id="lead")
            yield Prompt()
        yield KeyLine()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember who has the keyboard."""
        self._had_keyboard = event.widget

    def on_show(self) -> None:
        """Give the keyboard back to whom a screen too small took it from."""
        if self._had_keyboard is not None and self.app.focused is None:
            self._had_keyboard.focus()
