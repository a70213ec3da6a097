"""The reports in the toolkit's table: one line a report, the chosen one marked by a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import DataTable

from assistant.tui.text import literal_cell

if TYPE_CHECKING:
    from rich.text import Text  # noqa: F401 - named in the base class

    from assistant.conversation.evidence.page import EvidencePage, EvidenceRow

NAME = "name"
WIDEST_CELL = 28
ACROSS = 16
"""Columns by which one step moves the table across."""
CHOSEN, NOT_CHOSEN = "❯ ", "  "


class ReportTable(DataTable["Text"], can_focus=False):
    """Draws the rows of a page; the page has the keyboard for it."""

    def __init__(self) -> None:
        super().__init__(id="reports", cursor_type="row", fixed_columns=1, cell_padding=1)
        self._rows: tuple[EvidenceRow, ...] = ()
        self._marked = ""

    def show(self, page: EvidencePage) -> None:
        """Draw the rows of a page; the row that was chosen stays so where it is still there."""
        chosen = self.chosen
        self._rows = page.rows
        self._marked = ""
        self.clear(columns=True)
        for column in page.columns:
            heading = f"{column.heading} {column.order}".rstrip()
            shown = f"{NOT_CHOSEN}{heading}" if column.id == NAME else heading
            self.add_column(literal_cell(shown, WIDEST_CELL), key=column.id)
        for row in page.rows:
            cells = [literal_cell(cell, WIDEST_CELL) for cell in row.cells]
            self.add_row(literal_cell(f"{NOT_CHOSEN}{row.heading}", WIDEST_CELL), *cells, key=row.id)
        ids = [row.id for row in page.rows]
        self.move_cursor(row=ids.index(chosen.id) if chosen and chosen.id in ids else 0)
        self.mark()

    @property
    def chosen(self) -> EvidenceRow | None:
        """The row under the cursor; None where no row fits."""
        return self._rows[self.cursor_row] if 0 <= self.cursor_row < len(self._rows) else None

    def mark(self) -> None:
        """Set the sign before the row under the cursor, so that it is known without colours."""
        for row in self._rows:
            if row.id == self._marked:
                self.update_cell(row.id, NAME, literal_cell(f"{NOT_CHOSEN}{row.heading}", WIDEST_CELL))
        if self.chosen is not None:
            self._marked = self.chosen.id
            self.update_cell(self._marked, NAME, literal_cell(f"{CHOSEN}{self.chosen.heading}", WIDEST_CELL))

    def step(self, rows: int) -> None:
        """Choose another row."""
        self.move_cursor(row=self.cursor_row + rows)

    def across(self, steps: int) -> None:
        """Move the columns."""
        self.scroll_relative(x=steps * ACROSS, animate=False)
