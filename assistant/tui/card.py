"""The card above the prompt: the current question, drawn in one widget and answered by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.css.scalar import Scalar

from assistant.conversation.turn import CardKind
from assistant.tui.card_drawing import drawn_card, drawn_foot, folded_card, row_of_choice
from assistant.tui.key_or_line import KeyOrLine
from assistant.tui.messages import Pressed, PromptWanted, Scrolled
from assistant.tui.steady import Steady
from assistant.tui.text import CHOSEN, literal
from assistant.tui.typed_run import TypedRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from assistant.conversation.turn import Card

NO_LETTERS: frozenset[str] = frozenset()
PLAIN_KEYS = {"left", "right", "backspace", "escape"}
AROUND = 7
"""Columns of border, margin, padding and scrollbar around the card's text."""
OTHER_ROWS = 9
"""Rows that the card leaves to others.

Heading, three of the transcript, status, prompt, keys, and its border.
"""
LEAST_OTHER_ROWS = 7
"""Rows that a card with a figure leaves: one of the transcript."""
PANEL_OPEN = "F2 closes the panel · the keys of the card go on working"
LOW = 20
"""Rows of a terminal below which a card leaves no more, and its keys give way to its choices."""
LEAST_ROWS = 6
"""Rows of a question with its choices; the keys that are not told then are in the help."""
FOLDED_BELOW = 32
"""Rows of a terminal below which the card folds while one types, so that an answer can be read."""


class CardBody(KeyOrLine, Steady, can_focus=True):
    """Draws a card and takes the keyboard for it. It keeps what is highlighted; the card is not its own."""

    def __init__(self, run: TypedRun) -> None:
        super().__init__(id="card-body")
        self._card: Card | None = None
        self._highlighted: int | None = None
        self._tallest = 0
        self._run = run
        self.folded = False
        self.room = 1

    def show(self, card: Card | None) -> None:
        """Take another card, to be drawn in place."""
        if (
            card is None
            or self._card is None
            or card.title != self._card.title
            or card.kind != self._card.kind
        ) or (self._highlighted is not None and self._highlighted >= len(card.choices)):
            self._highlighted = None
        self._card = card

    def redraw(self) -> None:
        """Draw the card for the width and the focus it has now.

        Questions of one walk keep the height of the tallest so far: the screen stands still meanwhile.
        """
        card = self._card
        if card is None:
            return
        low = self.app.size.height < FOLDED_BELOW
        if card.takes_keys and low and (self.folded or not self.has_focus):
            self.draw(folded_card(card, self._width))
            return
        lines = drawn_card(card, self._width, self._highlighted, self.room)
        if card.kind is not CardKind.QUESTION:
            self._tallest = 0
        elif not card.lines:
            self._tallest = max(self._tallest, len(lines))
        self.draw(lines, at_least=min(self._tallest, self.room))

    @property
    def _width(self) -> int:
        return self.app.size.width - AROUND

    @property
    def letters(self) -> frozenset[str]:
        """The letters that do something on the card."""
        return self._card.letters if self._card is not None else NO_LETTERS

    def take_plain(self, key: str) -> bool:
        """Choose, scroll, or take what is chosen."""
        if key in {"up", "down"}:
            self._move(-1 if key == "up" else 1)
        elif key in {"pageup", "pagedown"}:
            self.post_message(Scrolled(pages=-1 if key == "pageup" else 1))
        elif key == "enter":
            self._press(self._chosen() or "enter")
        elif key in PLAIN_KEYS:
            self._press(key)
        else:
            return False
        return True

    def _type(self, character: str, time: float) -> None:
        """On a card that filters, every character searches its list, but in a line that is begun."""
        if self._card is not None and self._card.filters and not self._run.goes_on(time):
            self._press(character.lower())
        else:
            super()._type(character, time)

    def _chosen(self) -> str | None:
        if self._card is None or self._highlighted is None:
            return None
        return self._card.choices[self._highlighted].key

    def _move(self, step: int) -> None:
        if self._card is None or not self._card.choices:
            return
        last = len(self._card.choices) - 1
        start = -1 if step > 0 else last + 1
        self._highlighted = min(
            max((start if self._highlighted is None else self._highlighted) + step, 0), last
        )
        self.redraw()
        if isinstance(self.parent, VerticalScroll):
            row = row_of_choice(self._card, self._width, self._highlighted)
            self.parent.scroll_to(y=max(row - self.parent.size.height // 2, 0), animate=False)


class CardView(Vertical):
    """The frame of the card: the body, scrolled when it is taller than its room, over a foot that stays.

    `run` is shared with whoever else takes letters, so that a line begun there is whole; `besides` says how
    many rows are taken above the card.
    """

    def __init__(self, run: TypedRun | None = None, besides: Callable[[], int] = int) -> None:
        super().__init__(id="card")
        self.body = CardBody(run or TypedRun())
        self._room = VerticalScroll(self.body, id="card-room", can_focus=False)
        self._foot = Steady(id="card-foot")
        self._card: Card | None = None
        self._besides = besides

    def compose(self) -> ComposeResult:
        """Body and foot."""
        yield self._room
        yield self._foot

    def on_mount(self) -> None:
        """Nothing is asked at the start."""
        self.display = False

    def show(self, card: Card | None) -> None:
        """Draw `card`, or hide."""
        self._card = card
        self.display = card is not None
        if self._room.scroll_y:
            self._room.scroll_home(animate=False)
        self.body.show(card)
        self._redraw()

    def fold(self, folded: bool) -> None:
        """Give way to the panel where rows are few; the keys go on working."""
        self.body.folded = folded
        self._redraw()

    def on_descendant_focus(self) -> None:
        """The keys of the card work now."""
        self._redraw()

    def on_descendant_blur(self) -> None:
        """The prompt has the keyboard."""
        self._redraw()

    def on_resize(self) -> None:
        """Wrap anew, and leave the transcript its lines."""
        self._redraw()

    def on_click(self, event: events.Click) -> None:
        """A click on a choice or on a key does what the key does."""
        key = event.style.meta.get(CHOSEN)
        if key == "ask":
            self.post_message(PromptWanted())
        elif key is not None:
            self.post_message(Pressed(str(key)))

    def _redraw(self) -> None:
        if self._card is None:
            return
        width = self.app.size.width - AROUND
        if self.body.folded:
            lines = [literal(PANEL_OPEN, "dim").truncate(width, ellipsis=True)]
        else:
            lines = drawn_foot(self._card, width, focused=self.body.has_focus)
        height, besides = self.app.size.height, self._besides()
        others = LEAST_OTHER_ROWS if self._card.figure or height < LOW or besides else OTHER_ROWS
        others += besides
        lines = lines[: max(height - others - LEAST_ROWS, 1)]
        room = max(height - others - len(lines), 1)
        self.body.room = room
        self.body.redraw()
        self._foot.draw(lines)
        if self._room.styles.max_height != Scalar.from_number(room):
            self._room.styles.max_height = room
