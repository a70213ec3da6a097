"""The whole form as plain values, which a screen draws, a reader hears and a test reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.conversation.turn import Choice, KeyHint


class GridCell(NamedTuple):
    """A cell: the item in it, its mark in one or two characters, and what that means in words.

    `item` is empty where it cannot be reached.
    """

    mark: str
    words: str
    item: str = ""
    current: bool = False


class GridLine(NamedTuple):
    """A row: its title and cells; without any it is a heading. Counted from 1, headings left out."""

    title: str
    cells: tuple[GridCell, ...] = ()
    number: int = 0

    @property
    def current(self) -> bool:
        """Whether the cursor stands in it."""
        return any(cell.current for cell in self.cells)


class GridBlock(NamedTuple):
    """Rows one under the other, under `columns` in full and in `heads` as short as can be told apart."""

    columns: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[GridLine, ...]


class GridPage(NamedTuple):
    """The whole form and the cell of the cursor.

    `where` names the cell and says what stands in it, `goes_on` where an answer leads; `explained` is told
    instead of the table when it is asked for. `letters` are the keys that do something here.
    """

    title: str
    goes_on: str
    blocks: tuple[GridBlock, ...]
    where: str
    question: str
    levels: tuple[Choice, ...]
    explained: tuple[str, ...]
    legend: tuple[str, ...]
    recorded: str
    refused: str
    hints: tuple[KeyHint, ...]
    letters: frozenset[str]

    @property
    def rows(self) -> tuple[tuple[GridBlock, GridLine], ...]:
        """Every row that has cells, in the order of its number, with its block."""
        return tuple((block, line) for block in self.blocks for line in block.lines if line.cells)
