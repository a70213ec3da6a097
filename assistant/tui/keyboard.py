"""Keys typed ahead: each goes to whom it was meant for, in order, however fast or late it arrives.

A key that may give the keyboard away (Enter, Tab, an answer that finishes) holds back the keys behind it
until the turn is taken. Then they go on to whoever has the keyboard now. Without this, a slow line that
delivers Tab and a digit together would answer a question with the first character of a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.widget import Widget as _Widget
else:
    # Mixed into widgets. A second widget among the bases would hide what the first one declares for styles.
    _Widget = object


class Keyboarder(_Widget):
    """A widget that takes keys one by one and can hold them back."""

    _held: list[events.Key] | None = None

    def take(self, event: events.Key) -> bool:
        """Take one key; False leaves it to the toolkit."""
        raise NotImplementedError

    def hold(self) -> None:
        """Hold back every further key until it is known whose it is."""
        if self._held is None:
            self._held = []

    def on_key(self, event: events.Key) -> None:
        """Take a key, or hold it back behind one that is still at work."""
        if self._held is not None:
            self._held.append(event)
        elif not self.take(event):
            return
        event.stop()
        event.prevent_default()

    def on_hand_over(self, message: HandOver) -> None:
        """Pass on what was held back; it stands before what the other holds."""
        held, self._held = self._held or [], None
        message.to.post_message(TakeOver(held))

    def on_take_over(self, message: TakeOver) -> None:
        """Take the keys passed on, then those held back here."""
        waiting = [*message.keys, *(self._held or [])]
        self._held = None
        while waiting and not self.holds:
            self.take_late(waiting.pop(0))
        self._hold_behind(waiting)

    def _hold_behind(self, keys: Sequence[events.Key]) -> None:
        if self._held is not None:
            self._held.extend(keys)

    def drop(self) -> None:
        """Forget what was held back: it was not meant for who comes next."""
        self._held = None

    @property
    def holds(self) -> bool:
        """Whether keys are held back here."""
        return self._held is not None

    def take_late(self, event: events.Key) -> None:
        """Take a key that the toolkit no longer handles by itself."""
        self.take(event)


class HandOver(Message, bubble=False):
    """The keyboard is with `to` now."""

    def __init__(self, to: Keyboarder) -> None:
        super().__init__()
        self.to = to


class TakeOver(Message, bubble=False):
    """Keys that were meant for the receiver."""

    def __init__(self, keys: Sequence[events.Key]) -> None:
        super().__init__()
        self.keys = keys


def give_keyboard(to: Keyboarder, other: Keyboarder) -> None:
    """Give the keyboard to `to`, with every key that was typed since it was asked for."""
    to.hold()
    to.screen.set_focus(to)
    other.post_message(HandOver(to))
