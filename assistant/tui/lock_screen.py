"""The lock: a screen of its own over everything, which shows nothing but who is asked.

What stands below is not drawn while this is there, at whatever size, and gets no key, click or paste.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from assistant.tui.bars import NAME
from assistant.tui.messages import SignedIn
from assistant.tui.text import literal
from assistant.visible import visible

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from assistant.conversation.turn import Lock

LONGEST_NAME, LONGEST_PIN = 64, 128
KEYS = "Enter goes on · Tab the other line · F10 quits, nothing is lost"
KEYS_WITHOUT_PIN = "Enter shows everything again · F10 quits, nothing is lost"


class LockLine(Input):
    """A line of the lock. Nothing is pasted into it or copied from it: a summary may be on the clipboard."""

    def __init__(self, name: str, *, longest: int, hidden: bool = False) -> None:
        super().__init__(id=name, password=hidden, max_length=longest, compact=True, select_on_focus=False)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in, with control and hidden characters spelled out where it is shown."""
        super().replace(text if self.password else visible(text), start, end)

    def on_paste(self, event: events.Paste) -> None:
        """A paste does nothing."""
        event.prevent_default()
        event.stop()

    def action_paste(self) -> None:
        """Nor does one from the clipboard of the program."""

    def action_copy(self) -> None:
        """Nothing leaves the lock."""

    def action_cut(self) -> None:
        """Nothing leaves the lock."""


class LockScreen(Screen[None]):
    """Asks who is there."""

    AUTO_FOCUS = ""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self._shown = lock
        self._told = Static(id="lock-told")
        self._operator = LockLine("lock-name", longest=LONGEST_NAME)
        self._pin = LockLine("lock-pin", longest=LONGEST_PIN, hidden=True)
        self._keys = Static(id="lock-keys")

    def compose(self) -> ComposeResult:
        """What is said, the two lines, and the keys."""
        with Vertical(id="lock"):
            yield Static(literal(NAME, "bold $accent"), id="lock-title")
            yield self._told
            with Horizontal(classes="lock-row"):
                yield Static(literal("Operator"), classes="lock-label")
                yield self._operator
            with Horizontal(classes="lock-row"):
                yield Static(literal("PIN"), classes="lock-label")
                yield self._pin
            yield self._keys

    def on_mount(self) -> None:
        """Begin with the first line that is empty."""
        self._operator.value = self._shown.operator
        self.show(self._shown)

    def show(self, lock: Lock) -> None:
        """Say something else, or ask for a PIN from now on; what is being typed stays."""
        self._shown = lock
        self._told.update(literal(lock.told))
        self._keys.update(literal(KEYS if lock.asks_pin else KEYS_WITHOUT_PIN, "dim"))
        for row in self.query(".lock-row"):
            row.display = lock.asks_pin
        if not lock.asks_pin:
            self.set_focus(None)
        elif self.focused is None:
            self.set_focus(self._pin if self._operator.value else self._operator)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes from the name to the PIN, and from there to the conversation."""
        event.stop()
        if event.input is self._operator or not self._operator.value.strip():
            self.set_focus(self._pin if self._operator.value.strip() else self._operator)
            return
        secret, self._pin.value = self._pin.value, ""
        self.post_message(SignedIn(self._operator.value, secret))

    def on_key(self, event: events.Key) -> None:
        """Without a PIN, Enter is all that is asked."""
        if event.key == "enter" and not self._shown.asks_pin:
            event.stop()
            self.post_message(SignedIn("", ""))
