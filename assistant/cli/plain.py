"""`malar --plain`: the same conversation line by line, for screen readers and for terminals that do no more.

Nothing is drawn twice and nothing moves: each turn adds lines below the last, in reading order. A key of the
screen is typed as a letter and Enter; several keys may stand in one line, with blanks between.
"""

from __future__ import annotations

import shutil
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from assistant.cli.plain_grid import cell_lines, grid_key_lines, grid_lines, key_of_row
from assistant.cli.plain_lock import asked, empty_terminal, waits
from assistant.cli.plain_text import (
    card_lines,
    guide_lines,
    page_lines,
    page_row_lines,
    panel_lines,
    reply_lines,
)
from assistant.conversation.grid.page import GridPage
from assistant.conversation.turn import Card, CardKind, Copy, Guide, Lock, Quit, Turn
from assistant.errors import AssistantError
from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from assistant.conversation.conversation import Conversation

NARROWEST, WIDEST = 40, 100
PROMPT = "> "
INTRODUCTION = (
    "Plain mode: type a question, a command or a key, then Enter. panel tells the scores and marks, "
    "keys what may be typed now, /quit ends."
)
LEFT = "The input has ended; every answer that was confirmed is kept, and /resume goes on."
INTERRUPTED = 130
COPIED = "This is the summary; nothing was put on a clipboard:"
NO_ROW = "There is no such row."
NO_CELL = "There is no such row, or nothing is asked there; rows tells all."
PRESSED = {
    "": "enter",
    "back": "left",
    "<": "left",
    "next": "right",
    ">": "right",
    "up": "up",
    "down": "down",
    "esc": "escape",
    "pause": "escape",
}
"""Lines that are a key which has no letter."""


class Plain:
    """One run: what is read from `read` is said to the conversation, and what comes of it goes to `write`."""

    def __init__(self, conversation: Conversation, write: Callable[[str], None], width: int) -> None:
        self._conversation = conversation
        self._write = write
        self._width = width
        self._last = Turn()
        self._notice = self._status = ""
        self._kind: CardKind | None = None
        self._form_told = False
        self.lock: Lock | None = None
        self._guide: Guide | None = None
        self.ended = False

    def begin(self) -> None:
        """Say what this is, and what waits."""
        self._write_lines([INTRODUCTION])
        self._take(self._conversation.greet())

    def hide_if_idle(self, *, touched: bool) -> bool:
        """Hide everything where nobody was there for too long; else note that a line was `touched`."""
        turn = self._conversation.hide_if_idle(touched=touched)
        if turn is not None:
            self._take(turn)
        return turn is not None

    def ask_who(self) -> bool:
        """Ask who is there, once; False where the input has ended."""
        turn = asked(self._conversation, self.lock) if self.lock is not None else None
        if turn is not None:
            self._take(turn)
        return turn is not None

    @property
    def seconds_idle(self) -> float | None:
        """After how many seconds without a line everything is hidden; None for never."""
        return self._conversation.seconds_idle

    def line(self, typed: str) -> None:
        """Take one line: words of this mode, keys, or what is said to the conversation."""
        said = typed.strip()
        if said == "panel":
            self._write_lines(panel_lines(self._last.panel, self._width))
        elif said == "keys":
            self._show_keys()
        elif said == "rows" and isinstance(self._last.page, GridPage):
            self._write_lines(grid_lines(self._last.page, self._width))
        elif self._last.page is not None and said.startswith("row "):
            self._show_row(said.removeprefix("row ").strip())
        elif said in PRESSED and self._awaits_key:
            self._press(PRESSED[said])
        elif self._are_keys(said):
            self._press_all(said.lower().split())
        elif said:
            self._take(self._conversation.say(said))

    def end(self) -> None:
        """The input has ended: leave as /quit does, and say what is kept, or what could not be."""
        turn = self._conversation.say("/quit")
        if isinstance(turn.deed, Quit):
            self._write_lines([LEFT])
        elif turn.card is not None:
            self._write_lines(card_lines(turn.card, self._width, keys=False))

    @property
    def _awaits_key(self) -> bool:
        """Whether a key does something now: on a card, on the page, or to go on with what is paused."""
        return self._last.card is not None or self._last.page is not None or bool(self._last.panel.instrument)

    def _are_keys(self, said: str) -> bool:
        """Whether a line is keys of one character, for the card or the page that stands."""
        card = self._last.card
        takes_keys = self._last.page is not None or (card is not None and card.takes_keys)
        return bool(said) and takes_keys and all(len(key) == 1 for key in said.split())

    def _press_all(self, keys: Sequence[str]) -> None:
        """Press one key after the other, as far as they do something."""
        for place, key in enumerate(keys):
            self._press(key)
            shown = self._shown_step(self._last)
            if shown is not None and shown.refused and keys[place + 1 :]:
                self._write_lines([f"Not taken after that: {' '.join(keys[place + 1 :])}"])
                break

    def _press(self, key: str) -> None:
        """Press a key, and tell what it did."""
        turn = self._conversation.press(key)
        shown = self._shown_step(turn)
        if shown is not None:
            self._write_lines(filter(None, (shown.recorded, shown.refused)))
        self._take(turn)

    @staticmethod
    def _shown_step(turn: Turn) -> Card | GridPage | None:
        """What says how the last key went."""
        return turn.page if isinstance(turn.page, GridPage) else turn.card

    def _take(self, turn: Turn) -> None:
        """Write what a turn changed: messages, a new notice, the running score, and the question now."""
        self._last = turn
        self.ended = isinstance(turn.deed, Quit)
        if turn.lock is not None:
            self._hide(turn.lock)
            return
        self.lock = None
        for reply in turn.replies:
            self._write_lines([*reply_lines(reply, self._width), ""])
        if turn.notice != self._notice:
            self._notice = turn.notice
            self._write_lines([turn.notice or "That is mended."])
        if turn.panel.status != self._status:
            self._status = turn.panel.status
            self._write_lines([turn.panel.status] if turn.panel.status else [])
        if turn.guide != self._guide:
            self._guide = turn.guide
            self._write_lines(guide_lines(turn.guide, self._width) if turn.guide is not None else ())
        self._show_page(turn)
        self._show_card(keys=turn.card is not None and turn.card.kind is not self._kind)
        if isinstance(turn.deed, Copy):
            self._write_lines([COPIED, *turn.deed.text.splitlines()])

    def _hide(self, lock: Lock) -> None:
        """Leave nothing of what was told, and say who is asked."""
        if self.lock is None:
            empty_terminal(sys.stdout)
        if not self.ended:
            self._write_lines([lock.told])
        self.lock = lock

    def _show_card(self, *, keys: bool) -> None:
        """Tell what is asked now; the keys only where they are others than before, or are asked for."""
        card: Card | None = self._last.card
        self._kind = card.kind if card is not None else None
        if card is not None and card.takes_keys:
            self._write_lines(card_lines(card, self._width, keys=keys))

    def _show_keys(self) -> None:
        """Tell what may be typed now."""
        if isinstance(self._last.page, GridPage):
            self._write_lines(grid_key_lines(self._last.page, self._width))
        self._show_card(keys=True)

    def _show_page(self, turn: Turn) -> None:
        """Tell a page: the reports at every turn; the whole form as it opens, then the cell that is asked."""
        page = turn.page
        if isinstance(page, GridPage):
            self._write_lines((cell_lines if self._form_told else grid_lines)(page, self._width))
            self._form_told = True
        elif turn.card is not None and turn.card.kind is CardKind.QUESTION:
            self._form_told = False
        elif page is not None and turn.card is None:
            self._write_lines(page_lines(page, self._width))

    def _show_row(self, number: str) -> None:
        page = self._last.page
        if isinstance(page, GridPage):
            key = key_of_row(page, number)
            if key is None:
                self._write_lines([NO_CELL])
            else:
                self._press(key)
        elif page is None or not number.isdecimal() or not 0 < int(number[:9]) <= len(page.rows):
            self._write_lines([NO_ROW])
        else:
            self._write_lines(page_row_lines(page, int(number), self._width))

    def _write_lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(visible(line))


def run(*, demo: bool = False) -> int:
    """Hold the conversation on standard input and output, and return the code; `demo`: on those records."""
    from assistant.conversation.opening import open_conversation

    if sys.stdin is None:
        raise AssistantError("standard input is closed; open it, or give it a file of lines")
    if isinstance(sys.stdin, TextIOWrapper):
        # A byte that is no UTF-8 is one wrong character, and no reason to end.
        sys.stdin.reconfigure(errors="replace")
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))
    plain = Plain(open_conversation(demo=demo), _print, width)
    plain.begin()
    while not plain.ended:
        try:
            more = plain.ask_who() if plain.lock is not None else _next_line(plain)
        except KeyboardInterrupt:
            _print("")
            plain.end()
            return INTERRUPTED
        if not more:
            plain.end()
            break
    return 0


def _next_line(plain: Plain) -> bool:
    """Read a line and take it, unless it is time to hide everything; False at the end of the input."""
    seconds = plain.seconds_idle
    if seconds is not None and sys.stdin.isatty():
        sys.stdout.write(PROMPT)
        sys.stdout.flush()
        if not waits(sys.stdin, seconds):
            plain.hide_if_idle(touched=False)
            return True
        line = _line_of(sys.stdin)
    else:
        line = _read(sys.stdin)
    if line is not None and not plain.hide_if_idle(touched=True):
        plain.line(line)
    return line is not None


def _read(source: TextIO) -> str | None:
    """The next line, or None at the end of the input."""
    if source.isatty():
        try:
            return input(PROMPT)
        except EOFError:
            return None
    return _line_of(source)


def _line_of(source: TextIO) -> str | None:
    line = source.readline()
    return line.rstrip("\n") if line else None


def _print(line: str) -> None:
    print(line, flush=True)
