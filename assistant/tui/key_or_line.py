"""Whether what is typed on a card or a page is a key of it, or begins a line at the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.tui.keyboard import Keyboarder
from assistant.tui.messages import LineBegun, Pressed, PromptWanted
from assistant.tui.typed_run import Meant

if TYPE_CHECKING:
    from textual import events

    from assistant.tui.typed_run import TypedRun


class KeyOrLine(Keyboarder):
    """Takes characters as keys while they are its `letters`; any other begins a line, keys before it too."""

    _run: TypedRun
    """Shared by all who take letters, so that a line begun on one of them is whole."""

    @property
    def letters(self) -> frozenset[str]:
        """The letters that do something here now."""
        raise NotImplementedError

    def keeps(self, key: str) -> bool:
        """Do what a key changes of the view alone; False: the key is for the conversation."""
        del key
        return False

    def take_plain(self, key: str) -> bool:
        """Take a key that is no character; False leaves it to the toolkit."""
        raise NotImplementedError

    def take(self, event: events.Key) -> bool:
        """Take a character as a key or as a letter of a line; Tab and `/` lead to the prompt."""
        if event.character is not None and event.is_printable and event.character != "/":
            self._type(event.character, event.time)
            return True
        self._run.end()
        if event.key == "tab" or event.character == "/":
            self._to_prompt(PromptWanted("" if event.key == "tab" else "/"))
            return True
        return self.take_plain(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """A paste is no key: it goes to the prompt."""
        event.stop()
        self._run.end()
        self._to_prompt(PromptWanted(" ".join(event.text.split())))

    def _type(self, character: str, time: float) -> None:
        meant = self._run.take(character, self.letters, time)
        if meant is Meant.LINE:
            keys = self._run.text
            self._run.end()
            self._to_prompt(LineBegun(keys + character) if keys else PromptWanted(character))
        elif meant is Meant.KEY and not self.keeps(character.lower()):
            self._press(character.lower(), follows=len(self._run.text) > 1)

    def _to_prompt(self, message: LineBegun | PromptWanted) -> None:
        self.hold()
        self.post_message(message)

    def _press(self, key: str, *, follows: bool = False) -> None:
        self.hold()
        self.post_message(Pressed(key, follows=follows))
