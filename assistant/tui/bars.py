"""The single lines of the screen: what this is, the lasting notice, the running score, the keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from assistant.tui.actions import SCREEN_ACTIONS
from assistant.tui.fitted import Fitted
from assistant.tui.messages import Chosen
from assistant.tui.text import CHOSEN, clickable, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

NAME = "malar"
GAPS = ("   ", "  ", " ")
WHAT_THIS_IS = "clinicians' aid · not a medical device · from one paper, October 2023"
TOO_SMALL = "Too small for malar: make the window larger (60 by 14 or more). Nothing is lost."


class Heading(Static):
    """What this program is, always in sight."""

    def __init__(self) -> None:
        super().__init__(
            Content.assemble(literal(NAME, "bold $accent"), literal(f"  {WHAT_THIS_IS}", "dim")), id="heading"
        )


class Status(Static):
    """One line over the prompt: instrument, patient, running scores and how far."""

    def show(self, text: str) -> None:
        """Show one line of text."""
        self.update(literal(text), layout=False)


class Notice(Static):
    """A warning that stays until its cause is gone."""

    def on_mount(self) -> None:
        """There is nothing to warn of at the start."""
        self.display = bool(self.content)

    def show(self, text: str) -> None:
        """Show the warning, or nothing."""
        if text or self.display:
            self.display = bool(text)
            self.update(literal(text))


def _key_line(parts: Sequence[Content], width: int) -> Content:
    """The keys side by side, closer together where the line is short."""
    lines = [Content(gap).join(parts) for gap in GAPS]
    return next((line for line in lines if line.cell_length <= width), lines[-1])


class KeyLine(Static):
    """The keys of the screen, from the one table of actions; each can be clicked."""

    def __init__(self) -> None:
        parts = [
            clickable(
                Content.assemble(
                    literal(action.key.upper(), "bold $accent"), literal(f" {action.footer}", "dim")
                ),
                f"action:{action.id}",
            )
            for action in SCREEN_ACTIONS
            if action.footer
        ]
        super().__init__(Fitted(partial(_key_line, parts)), id="keys")

    def on_click(self, event: events.Click) -> None:
        """A click on a key is that key."""
        key = event.style.meta.get(CHOSEN)
        if key is not None:
            self.post_message(Chosen(str(key)))
