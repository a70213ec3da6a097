"""The prompt: one line at the bottom that takes a question, a command or plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from assistant.conversation.line import LONGEST_LINE
from assistant.tui.keyboard import Keyboarder
from assistant.tui.messages import CardWanted, Said, Scrolled, TooLong
from assistant.visible import visible

if TYPE_CHECKING:
    from textual import events

PLACEHOLDER = "Ask, or type / for a command: /score  /resume  /help"
LINES = 3
COMMAND = "/"
MOST_RECALLED = 100
"""Lines that can be brought back."""


class Prompt(Keyboarder, Input):
    """Entered text goes to the conversation; an empty Enter, and Tab, go to the card."""

    def __init__(self) -> None:
        super().__init__(placeholder=PLACEHOLDER, id="prompt", compact=True, select_on_focus=False)
        self._said: list[str] = []
        self._back = 0

    def take(self, event: events.Key) -> bool:
        """Enter hands the line over; Tab and an empty Enter reach the card; arrows move the transcript."""
        if event.key == "enter":
            self._hand_in()
        elif event.key == "tab":
            self.hold()
            self.post_message(CardWanted())
        elif event.key == "escape":
            self.value = ""
            self._back = 0
        elif event.key in {"up", "down"}:
            self.post_message(Scrolled(lines=-LINES if event.key == "up" else LINES))
        elif event.key in {"pageup", "pagedown"}:
            self.post_message(Scrolled(pages=-1 if event.key == "pageup" else 1))
        else:
            return False
        return True

    def take_late(self, event: events.Key) -> None:
        """Take a key that was held back: a character is written, backspace removes one."""
        if self.take(event):
            return
        if event.is_printable and event.character is not None:
            self.insert_text_at_cursor(event.character)
        elif event.key == "backspace":
            self.action_delete_left()

    def on_paste(self, event: events.Paste) -> None:
        """A paste of several lines becomes one line; what is too long for one is told, and left out."""
        event.prevent_default()
        event.stop()
        characters = len(self.value) + len(event.text)
        if characters > LONGEST_LINE:
            self.post_message(TooLong(characters))
        else:
            self.replace(" ".join(event.text.split()), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in, with control and hidden characters spelled out."""
        super().replace(visible(text), start, end)

    def begin(self, text: str) -> None:
        """Write `text` behind what stands there; a sign that begins a command, only into an empty line."""
        if text != COMMAND or not self.value:
            self.insert(text, len(self.value))
            self.cursor_position = len(self.value)

    def recall(self) -> None:
        """Write the line that was entered last, to change it; each further call the one before."""
        if self._back < len(self._said):
            self._back += 1
            self.value = self._said[-self._back]
            self.cursor_position = len(self.value)

    def forget(self) -> None:
        """Empty the line, and bring nothing back of what was entered."""
        self.value = ""
        self._said, self._back = [], 0

    def _hand_in(self) -> None:
        self.hold()
        text = self.value.strip()
        self.value = ""
        self._back = 0
        if text:
            self._said = [*self._said[1 - MOST_RECALLED :], text]
        self.post_message(Said(text) if text else CardWanted())
