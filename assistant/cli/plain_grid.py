"""The whole form as lines: every row with its number and cells in words, and the cell that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.plain_text import typed_keys, wrapped
from assistant.conversation.grid.looking import CELL
from assistant.conversation.wording import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.grid.page import GridBlock, GridCell, GridLine, GridPage

HOW_TO_MOVE = (
    "Type row and its number to go to its first open cell, such as row 2{column}; next, back, up and down "
    "move by one cell; rows tells all rows again."
)


def grid_lines(page: GridPage, width: int) -> Iterator[str]:
    """The whole form, the keys, and the cell that is answered now."""
    yield from wrapped(page.title, width)
    for block in page.blocks:
        for line in block.lines:
            yield from wrapped(_line(block, line), width)
    yield from grid_key_lines(page, width)
    yield from cell_lines(page, width)


def grid_key_lines(page: GridPage, width: int) -> Iterator[str]:
    """What may be typed on the whole form."""
    columns = next((block.columns for block in page.blocks if block.columns), ())
    column = f", or with the column row 2 {columns[-1]}" if columns else ""
    yield from wrapped(HOW_TO_MOVE.format(column=column), width)
    yield from wrapped(f"Or type {typed_keys(page.hints)}. {page.goes_on}.", width)


def cell_lines(page: GridPage, width: int) -> Iterator[str]:
    """The cell that is answered now and its levels, with what they mean where that is asked for."""
    yield from wrapped(page.where, width)
    if not page.explained:
        yield from wrapped("; ".join(f"{level.key}: {level.label}" for level in page.levels), width, indent=2)
        return
    yield from wrapped(page.question, width)
    for level in page.levels:
        yield from wrapped(f"{level.key}: {level.label}, {level.note}", width, indent=2)
    for line in page.explained:
        yield from wrapped(line, width, indent=2)


def key_of_row(page: GridPage, said: str) -> str | None:
    """The key that goes to `3` or `3 scale`; None where there is no such row or cell."""
    number, _, column = said.strip().partition(" ")
    rows = page.rows
    if not number.isdecimal() or not 0 < int(number[:9]) <= len(rows):
        return None
    block, line = rows[int(number) - 1]
    cells = [cell for name, cell in _named(block, line) if name.startswith(column.strip().casefold())]
    reached = [cell for cell in cells if cell.item]
    wanted = next((cell for cell in reached if cell.mark == OPEN), None) or next(iter(reached), None)
    return None if wanted is None else CELL + wanted.item


def _line(block: GridBlock, line: GridLine) -> str:
    if not line.cells:
        return f"{line.title}:"
    words = {cell.words for cell in line.cells}
    if len(words) == 1 and len(line.cells) > 1:
        cells = f"all {words.pop()}"
    else:
        cells = ", ".join(f"{name} {cell.words}".strip() for name, cell in _named(block, line))
    return f"row {line.number}: {line.title}: {cells}{' (now)' if line.current else ''}"


def _named(block: GridBlock, line: GridLine) -> Iterator[tuple[str, GridCell]]:
    """The cells of a row with the names of their columns; a list has none."""
    names = block.columns or ("",) * len(line.cells)
    yield from zip(names, line.cells, strict=True)
