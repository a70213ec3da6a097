"""How the whole form is set: its blocks side by side, the cell of the cursor, and what its levels mean."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from assistant.conversation.grid.looking import CELL
from assistant.conversation.turn import Tick
from assistant.tui.hints import KEY, drawn_hints
from assistant.tui.text import clickable, indented, literal, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.conversation.grid.page import GridBlock, GridCell, GridLine, GridPage
    from assistant.conversation.turn import Choice

SECONDARY = "dim"
GAP = 2
MARK = 3
"""Columns of a mark with its brackets."""
NARROWEST_NAME = 8
BETWEEN_LEVELS = ("   ", "  ", " ")


def drawn_form(page: GridPage, width: int) -> list[Content]:
    """The blocks beside each other, names cut where they lack room; the legend fills a short last block."""
    headed = any(block.columns for block in page.blocks)
    widths = _widths(page.blocks, width)
    columns = [
        list(_block(block, wide, headed=headed)) for block, wide in zip(page.blocks, widths, strict=True)
    ]
    height = max(map(len, columns))
    legend = list(_legend(page.legend, widths[-1]))
    if len(page.blocks) > 1 and len(columns[-1]) + 1 + len(legend) <= height:
        columns[-1] += [Content(""), *legend]
        legend = []
    else:
        legend = list(_legend(page.legend, width))
    lines = [
        Content(" " * GAP).join(padded(cell, wide) for cell, wide in zip(row, widths, strict=True))
        for row in zip_longest(*columns, fillvalue=Content(""))
    ]
    return [*lines, *legend]


def line_of_cursor(page: GridPage) -> int:
    """The line of the drawn form in which the cursor stands."""
    headed = any(block.columns for block in page.blocks)
    at = (number for block in page.blocks for number, line in enumerate(block.lines) if line.current)
    return next(at, 0) + headed


def drawn_meaning(page: GridPage, width: int) -> Iterator[Content]:
    """The question of the cell, its levels with what they mean, and what counts."""
    yield from literal(page.question, "bold").wrap(width)
    for level in page.levels:
        lead = literal(f"{level.key}  {level.label}  ")
        yield from indented(literal(level.note, SECONDARY), width, lead, 3).split("\n")
    for line in page.explained:
        yield from literal(line).wrap(width)


def drawn_head(page: GridPage, width: int) -> Content:
    """What is scored and how far, and where an answer leads."""
    title = literal(page.title, KEY)
    goes_on = literal(page.goes_on, SECONDARY)
    if 2 * goes_on.cell_length > width:
        return title.truncate(width, ellipsis=True)
    return Content.assemble(padded(title, width - goes_on.cell_length - GAP), " " * GAP, goes_on)


def drawn_foot(page: GridPage, width: int) -> Iterator[Content]:
    """The cell of the cursor, its levels, what the last key did, and the keys that work now."""
    yield literal(page.where, "bold").truncate(width, ellipsis=True)
    yield from _levels(page.levels, width)
    if page.refused:
        yield from literal(f"! {page.refused}", "bold $text-warning").wrap(width)
    else:
        done = literal(f"✓ {page.recorded}", "$text-success") if page.recorded else Content("")
        yield done.truncate(width, ellipsis=True)
    yield from drawn_hints(page.hints, width)


def _widths(blocks: Sequence[GridBlock], width: int) -> list[int]:
    """What each block needs; where that is too much, the longest names are cut."""
    beside = [_beside_names(block) for block in blocks]
    names = [_longest_name(block) for block in blocks]
    while sum(beside) + sum(names) + GAP * (len(blocks) - 1) > width and max(names) > NARROWEST_NAME:
        names[len(names) - 1 - names[::-1].index(max(names))] -= 1
    return [each + name for each, name in zip(beside, names, strict=True)]


def _beside_names(block: GridBlock) -> int:
    """The columns of a block that its names cannot have: pointer and cells, or one mark."""
    return 2 + sum(map(_cell_width, block.heads)) if block.columns else MARK + 1


def _longest_name(block: GridBlock) -> int:
    """A heading of a list begins where the marks stand."""
    return max(len(line.title) - (0 if line.cells else MARK + 1) for line in block.lines)


def _cell_width(head: str) -> int:
    return max(len(head), MARK) + 1


def _block(block: GridBlock, width: int, *, headed: bool) -> Iterator[Content]:
    if block.columns:
        names = width - _beside_names(block)
        heads = "".join(head.rjust(_cell_width(head)) for head in block.heads)
        yield literal(" " * (names + 2) + heads, SECONDARY)
        for line in block.lines:
            yield _place(line, block.heads, names)
        return
    if headed:
        yield Content("")
    for line in block.lines:
        yield _entry(line, width) if line.cells else literal(line.title, SECONDARY)


@lru_cache(maxsize=128)
def _place(line: GridLine, heads: Sequence[str], names: int) -> Content:
    pointer = literal("❯ " if line.current else "  ", KEY)
    name = padded(literal(line.title, "bold" if line.current else ""), names)
    cells = (
        Content.assemble(" " * (_cell_width(head) - MARK), _mark(cell))
        for cell, head in zip(line.cells, heads, strict=True)
    )
    return Content.assemble(pointer, name, *cells)


@lru_cache(maxsize=128)
def _entry(line: GridLine, width: int) -> Content:
    (cell,) = line.cells
    style = "bold" if cell.current else SECONDARY if not cell.item else ""
    title = literal(line.title, style).truncate(max(width - MARK - 1, 1), ellipsis=True)
    drawn = Content.assemble(_mark(cell), " ", title)
    return clickable(drawn, CELL + cell.item) if cell.item else drawn


def _mark(cell: GridCell) -> Content:
    """The mark in three columns; brackets are the cursor, so that it is known without colours."""
    if cell.current:
        return clickable(literal(f"[{cell.mark}]", "reverse bold"), CELL + cell.item)
    if not cell.item:
        return literal(f" {cell.mark} ", SECONDARY)
    return clickable(literal(f" {cell.mark} "), CELL + cell.item)


def _legend(legend: Iterable[str], width: int) -> Iterator[Content]:
    line = ""
    for part in legend:
        if line and len(line) + GAP + len(part) > width:
            yield literal(line, SECONDARY)
            line = ""
        line = f"{line}{' ' * GAP}{part}" if line else part
    yield literal(line, SECONDARY)


def _levels(levels: Sequence[Choice], width: int) -> Iterator[Content]:
    """The levels in one line where they fit it; each can be clicked."""
    parts = [
        clickable(
            Content.assemble(
                literal(level.key, KEY),
                literal(f" {level.label}", "bold" if level.tick is Tick.ON else ""),
            ),
            level.key,
        )
        for level in levels
    ]
    for between in BETWEEN_LEVELS:
        line = Content(between).join(parts)
        if line.cell_length <= width:
            yield line
            return
    yield from Content(BETWEEN_LEVELS[-1]).join(parts).wrap(width)
