"""The whole form on the screen: drawn in place, scrolled to the cursor where rows are few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from assistant.tui.grid_drawing import drawn_foot, drawn_form, drawn_head, drawn_meaning, line_of_cursor
from assistant.tui.key_or_line import KeyOrLine
from assistant.tui.messages import PromptWanted
from assistant.tui.steady import Steady
from assistant.tui.text import CHOSEN

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from assistant.conversation.grid.page import GridPage
    from assistant.tui.typed_run import TypedRun

AROUND = 1
"""The column of a scrollbar."""
PLAIN_KEYS = frozenset({"up", "down", "left", "right", "backspace", "enter", "escape"})
NO_LETTERS: frozenset[str] = frozenset()


class GridView(KeyOrLine, Vertical, can_focus=True):
    """Draws the page and takes the keyboard for it; where the cursor stands belongs to the conversation."""

    def __init__(self, run: TypedRun) -> None:
        super().__init__(id="grid")
        self._run = run
        self._page: GridPage | None = None
        self._head = Steady(id="grid-head")
        self._body = Steady(id="grid-body")
        self._room = VerticalScroll(self._body, id="grid-room", can_focus=False)
        self._foot = Steady(id="grid-foot")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._head
        yield self._room
        yield self._foot

    def show(self, page: GridPage) -> None:
        """Draw a page."""
        self._page = page
        self.redraw()

    def on_resize(self) -> None:
        """Set everything for the room there is."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the page for the width there is, with the line of the cursor in sight."""
        page, width = self._page, self.size.width - AROUND
        if page is None or width <= 0:
            return
        self._head.draw([drawn_head(page, width)])
        self._foot.draw(drawn_foot(page, width))
        if page.explained:
            self._body.draw(drawn_meaning(page, width))
            self._room.scroll_home(animate=False)
            return
        lines = drawn_form(page, width)
        self._body.draw(lines)
        room = self.size.height - 1 - self._foot.drawn_height
        # Centred where not all fits, so that the rows before and after the cursor are seen.
        top = line_of_cursor(page) - room // 2 if len(lines) > room else 0
        self._room.scroll_to(y=max(top, 0), animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click on a cell goes there; on a level or a key it is that key."""
        key = event.style.meta.get(CHOSEN)
        if key == "ask":
            self.post_message(PromptWanted())
        elif key is not None:
            self._press(str(key))

    @property
    def letters(self) -> frozenset[str]:
        """The letters that do something on the page."""
        return self._page.letters if self._page is not None else NO_LETTERS

    def take_plain(self, key: str) -> bool:
        """Hand a key to the conversation."""
        if key not in PLAIN_KEYS:
            return False
        self._press(key)
        return True

    def scroll(self, *, lines: int) -> None:
        """Move what is shown, while the prompt has the keyboard."""
        self._room.scroll_relative(y=lines, animate=False)
