"""The prompt: one line at the bottom that takes a question, a command or plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from assistant.conversation.visible import visible
from assistant.tui.messages import CardWanted, Said, Scrolled

if TYPE_CHECKING:
    from textual import events

PLACEHOLDER = "Ask, or type / for a command: /score  /resume  /help"
LINES = 3


class Prompt(Input):
    """Entered text goes to the conversation; an empty Enter, and Tab, go to the card."""

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDER, id="prompt", compact=True, select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        """Tab and an empty Enter reach the card; up and down move the transcript."""
        if event.key == "tab":
            self.post_message(CardWanted())
        elif event.key == "escape":
            self.value = ""
        elif event.key in {"up", "down"}:
            self.post_message(Scrolled(lines=-LINES if event.key == "up" else LINES))
        elif event.key in {"pageup", "pagedown"}:
            self.post_message(Scrolled(pages=-1 if event.key == "pageup" else 1))
        else:
            return
        event.stop()
        event.prevent_default()

    async def action_submit(self) -> None:
        """Hand the line over and empty the prompt."""
        text = self.value.strip()
        self.value = ""
        self.post_message(Said(text) if text else CardWanted("enter"))

    def on_paste(self, event: events.Paste) -> None:
        """A paste of several lines becomes one line; nothing of it is lost."""
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.split()), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in, with control and hidden characters spelled out."""
        super().replace(visible(text), start, end)

    def begin(self, text: str) -> None:
        """Take the keyboard, beginning with `text`."""
        self.focus()
        if text:
            self.value = text
            self.cursor_position = len(text)
