"""How a card is set: title, question, choices with their keys, and the keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.conversation.turn import Card, CardKind, Choice, Tick
from assistant.tui.figure_drawing import drawn_figure
from assistant.tui.hints import KEY, drawn_hints
from assistant.tui.text import clickable, indented, literal, padded

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDARY = "dim"
TICKS = {Tick.NONE: "", Tick.OFF: "[ ] ", Tick.ON: "[x] "}
TWO_COLUMNS_FROM = 66
LONGEST_LABEL = 34
MOST_RECORDED = 2
FIGURE_GAP = 3
FIGURE_HEAD = 2
"""Title and question, over the choices beside a figure."""
LEAST_BESIDE_FIGURE = 32
"""Columns that the choices beside a figure need."""
GAP = "   "


def drawn_card(card: Card, width: int, highlighted: int | None, rows: int) -> list[Content]:
    """Title, question, explanations and choices, wrapped to `width` cells, line by line.

    A figure stands on the left of them where `rows` and width allow.
    """
    if _stands_beside(card, width, rows):
        return _beside_figure(card, width, highlighted)
    choices = (line for choice in _choices(card, width, highlighted) for line in choice.split("\n"))
    return [*_head(card, width), *choices]


def _stands_beside(card: Card, width: int, rows: int) -> bool:
    """Whether the figure has room beside the choices, one under the other."""
    figure = max((sum(len(piece.text) for piece in row) for row in card.figure), default=0)
    enough = rows >= max(len(card.figure), len(card.choices) + FIGURE_HEAD)
    return bool(figure) and enough and width >= figure + FIGURE_GAP + LEAST_BESIDE_FIGURE


def _beside_figure(card: Card, width: int, highlighted: int | None) -> list[Content]:
    drawn = list(drawn_figure(card.figure))
    columns = max(line.cell_length for line in drawn)
    room = width - columns - FIGURE_GAP
    right = [
        literal(card.title, KEY).truncate(room, ellipsis=True),
        literal(card.question, "bold").truncate(room, ellipsis=True),
    ]
    right += [
        _line(choice, card, on=index == highlighted).truncate(room, ellipsis=True)
        for index, choice in enumerate(card.choices)
    ]
    drawn += [Content("")] * (len(right) - len(drawn))
    right += [Content("")] * (len(drawn) - len(right))
    return [
        Content.assemble(padded(left, columns), " " * FIGURE_GAP, line)
        for left, line in zip(drawn, right, strict=True)
    ]


def drawn_foot(card: Card, width: int, *, focused: bool) -> list[Content]:
    """What the last key did, and the keys that work now; always in sight below the choices."""
    lines: list[Content] = []
    if card.recorded:
        lines += literal(f"✓ {card.recorded}", "$text-success").wrap(width)[:MOST_RECORDED]
    if card.refused:
        lines += literal(f"! {card.refused}", "bold $text-warning").wrap(width)
    if not lines and card.kind is CardKind.QUESTION and focused:
        # The line is kept free, so that the card does not jump between two questions.
        lines.append(Content(""))
    if focused or not card.takes_keys:
        lines += drawn_hints(card.hints, width)
    else:
        lines.append(way_back())
    return lines


def way_back() -> Content:
    """How the keyboard comes back to the card."""
    return clickable(literal("Tab or Enter goes on here", SECONDARY), "focus")


def folded_card(card: Card, width: int) -> list[Content]:
    """The card in its title and question, while the prompt has the keyboard and rows are few."""
    lines = literal(card.title, KEY).wrap(width)[:1]
    if card.question:
        lines += [literal(card.question).truncate(width, ellipsis=True)]
    return lines


def row_of_choice(card: Card, width: int, index: int) -> int:
    """The row at which a choice is drawn, counted from the top of the card."""
    above = len(_head(card, width))
    if _side_by_side(card, width):
        return above + index % _rows(card)
    return above + sum(
        len(_one(choice, card, width, on=False).split("\n")) for choice in card.choices[:index]
    )


def _head(card: Card, width: int) -> list[Content]:
    lines = literal(card.title, KEY).wrap(width)
    if card.question:
        lines += literal(card.question, "bold").wrap(width)
    for line in card.lines:
        lines += literal(line).wrap(width)
    return lines


def _choices(card: Card, width: int, highlighted: int | None) -> list[Content]:
    drawn = [_one(choice, card, width, on=index == highlighted) for index, choice in enumerate(card.choices)]
    if not _side_by_side(card, width):
        return drawn
    rows = _rows(card)
    column = (width - len(GAP)) // 2
    cells = [
        padded(_line(choice, card, on=index == highlighted), column)
        for index, choice in enumerate(card.choices)
    ]
    return [_pair(cells, row, rows) for row in range(rows)]


def _pair(cells: Sequence[Content], row: int, rows: int) -> Content:
    right = row + rows
    return Content.assemble(cells[row], GAP, cells[right]) if right < len(cells) else cells[row]


def _side_by_side(card: Card, width: int) -> bool:
    return card.columns and width >= TWO_COLUMNS_FROM


def _rows(card: Card) -> int:
    return (len(card.choices) + 1) // 2


def _one(choice: Choice, card: Card, width: int, *, on: bool) -> Content:
    """A choice over as many lines as it needs, its meaning set in behind its label."""
    line = _line(choice, card, on=on, note=False)
    if not choice.note:
        return line
    labels = max((len(each.label) for each in card.choices), default=0)
    indent = len(choice.key) + 4 + len(TICKS[choice.tick]) + min(labels, LONGEST_LABEL) + 2
    lead = (
        padded(line, max(indent, line.cell_length + 2)) if line.cell_length < indent else line + Content("  ")
    )
    note = literal(choice.note, "reverse" if on else SECONDARY)
    return clickable(indented(note, width, lead, indent), choice.key)


def _line(choice: Choice, card: Card, *, on: bool, note: bool = True) -> Content:
    pointer = "❯ " if on else "  "
    label = choice.label + (f"  {choice.note}" if note and choice.note else "")
    style = "reverse bold" if on else ("bold" if choice.tick is Tick.ON else "")
    parts = Content.assemble(
        literal(pointer, KEY),
        literal(f"{choice.key}  ", KEY),
        literal(TICKS[choice.tick] + label, style),
    )
    return clickable(parts, choice.key)
