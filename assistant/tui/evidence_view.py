"""The page of reports: the table, the chosen row in full, and the picture beside them where there is room.

It keeps which row is chosen and which part is shown; what is filtered and sorted belongs to the conversation.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import DataTable

from assistant.conversation.evidence.keys import LETTERS
from assistant.tui.evidence_drawing import drawn_footnotes, drawn_row, drawn_told
from assistant.tui.evidence_picture import drawn_picture
from assistant.tui.hints import drawn_hints
from assistant.tui.key_or_line import KeyOrLine
from assistant.tui.report_table import ReportTable
from assistant.tui.steady import Steady
from assistant.tui.text import CHOSEN, literal

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from assistant.conversation.evidence.page import EvidencePage
    from assistant.tui.typed_run import TypedRun

BESIDE_FROM = 110
"""Columns from which the picture stands beside the table."""
PICTURE_WIDTH = 64
AROUND = 5
"""Columns of padding, and of a scrollbar."""
LEAST_DETAIL = 3
LEAST_MIDDLE = 4
"""Rows below which a list of choices leaves the table no room."""
NONE_FITS = "No row fits. x takes every filter away; what is not reported is named above."
STEPS = {"up": -1, "down": 1}
SIDEWAYS = {"left": -1, "right": 1}
PAGES = {"pageup": -1, "pagedown": 1}


class Part(Enum):
    """What the page shows: the table (with the picture where there is room), or one thing alone."""

    TABLE = "-table"
    ROW = "-row"
    PICTURE = "-picture"


class EvidenceView(KeyOrLine, Vertical, can_focus=True):
    """Takes the keyboard for the whole page, so that a part may be hidden without losing it."""

    def __init__(self, run: TypedRun) -> None:
        super().__init__(id="evidence", classes=Part.TABLE.value)
        self._run = run
        self._page: EvidencePage | None = None
        self._part = Part.TABLE
        self._told = Steady(id="evidence-told")
        self._table = ReportTable()
        self._detail = Steady(id="row-body")
        self._picture = Steady(id="picture-body")
        self._detail_room = VerticalScroll(self._detail, id="row-room", can_focus=False)
        self._picture_room = VerticalScroll(self._picture, id="picture-room", can_focus=False)
        self._hints = Steady(id="evidence-keys")

    def compose(self) -> ComposeResult:
        """From top to bottom; table and picture beside each other."""
        yield self._told
        with Horizontal(id="evidence-middle"):
            yield Vertical(self._table, self._detail_room, id="evidence-left")
            yield self._picture_room
        yield self._hints

    def show(self, page: EvidencePage) -> None:
        """Draw a page."""
        self._page = page
        self._table.show(page)
        self.redraw()

    def on_resize(self) -> None:
        """Set everything for the room there is."""
        self.redraw()

    def redraw(self) -> None:
        """Draw everything but the table for the width there is and the row that is chosen."""
        page, width = self._page, self.size.width - AROUND
        if page is None or width <= 0:
            return
        beside = width >= BESIDE_FROM and self._part is Part.TABLE
        self.set_class(beside, "-beside")
        left = width - PICTURE_WIDTH if beside else width
        told = list(drawn_told(page, width, in_full=self._part is Part.TABLE))
        hints = list(drawn_hints(page.hints, width))
        self._told.draw(told)
        self._hints.draw(hints)
        room = max(self.size.height - len(told) - len(hints), 1)
        self.set_class(room < LEAST_MIDDLE, "-low")
        self._table.styles.height = max(min(len(page.rows) + 2, room - LEAST_DETAIL), 4)
        chosen = self._table.chosen
        row = list(drawn_row(chosen, left)) if chosen else literal(NONE_FITS).wrap(left)
        self._detail.draw([*row, Content(""), *drawn_footnotes(page, left)])
        across = PICTURE_WIDTH - AROUND if beside else width
        self._picture.draw(drawn_picture(page.picture, across, room, chosen.id if chosen else ""))

    @on(DataTable.RowHighlighted)
    def choose(self) -> None:
        """Another row is under the cursor."""
        self._table.mark()
        self.redraw()

    @on(DataTable.RowSelected)
    def open_row(self) -> None:
        """The chosen row was clicked."""
        self._turn_to(Part.ROW)

    @on(DataTable.HeaderSelected)
    def sort(self, message: DataTable.HeaderSelected) -> None:
        """A heading was clicked: the rows are sorted by it, where they can be."""
        column = message.column_key.value
        if self._page and column in {each.id for each in self._page.columns if each.sortable}:
            self._press(f"sort {column}")

    def on_click(self, event: events.Click) -> None:
        """A click on a key is that key."""
        key = event.style.meta.get(CHOSEN)
        if key is not None and not self.keeps(str(key)):
            self._press(str(key))

    @property
    def letters(self) -> frozenset[str]:
        """The letters that do something on the page."""
        return LETTERS

    def take_plain(self, key: str) -> bool:
        """Choose a row, move, change what is shown, or hand the key to the conversation."""
        if self.keeps(key) or self._move(key):
            return True
        if key != "escape":
            return False
        self._press(key)
        return True

    def keeps(self, key: str) -> bool:
        """Do what changes nothing but the part that is shown."""
        if key == "v":
            self._turn_to(Part.TABLE if self._part is Part.PICTURE else Part.PICTURE)
        elif key == "enter":
            self._turn_to(Part.TABLE if self._part is Part.ROW else Part.ROW)
        elif key == "escape" and self._part is not Part.TABLE:
            self._turn_to(Part.TABLE)
        else:
            return False
        return True

    def scroll(self, *, lines: int) -> None:
        """Move what is read on, while the prompt has the keyboard."""
        self._read_on.scroll_relative(y=lines, animate=False)

    @property
    def _read_on(self) -> VerticalScroll:
        return self._picture_room if self._part is Part.PICTURE else self._detail_room

    def _move(self, key: str) -> bool:
        """Choose another row, move the table across, or read on in the row."""
        if key in PAGES:
            self.scroll(lines=PAGES[key] * max(self._read_on.size.height - 1, 1))
        elif key in STEPS and self._part is Part.ROW:
            self.scroll(lines=STEPS[key])
        elif key in STEPS:
            self._table.step(STEPS[key])
        elif key in SIDEWAYS and self._part is Part.TABLE:
            self._table.across(SIDEWAYS[key])
        elif key in SIDEWAYS:
            self._table.step(SIDEWAYS[key])
        else:
            return False
        return True

    def _turn_to(self, part: Part) -> None:
        self.remove_class(self._part.value)
        self._part = part
        self.add_class(part.value)
        self._read_on.scroll_home(animate=False)
        self.redraw()
