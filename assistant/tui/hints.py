"""The keys that work where the reader is, laid out in lines; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.text import clickable, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.evidence.page import PageHint
    from assistant.conversation.turn import KeyHint

KEY = "bold $accent"
_WHAT = "dim"
_GAPS = ("   ", "  ")

_PRESSED = {
    "←": "left",
    "→": "right",
    "Enter": "enter",
    "Enter/y": "enter",
    "Esc": "escape",
    "Esc/n": "escape",
    "Tab": "ask",
}
"""What a click on a hint presses, where that is not the key as shown."""


def drawn_hints(hints: Iterable[KeyHint | PageHint], width: int) -> list[Content]:
    """As many hints in a line as fit `width` cells, closer together where that saves a line."""
    parts = [
        clickable(
            Content.assemble(literal(hint.key, KEY), literal(f" {hint.what}", _WHAT)),
            _PRESSED.get(hint.key, hint.key),
        )
        for hint in hints
    ]
    wide, close = (list(_lines(parts, gap, width)) for gap in _GAPS)
    return close if len(close) < len(wide) else wide


def _lines(parts: Iterable[Content], gap: str, width: int) -> Iterator[Content]:
    line = Content("")
    for part in parts:
        if line and line.cell_length + len(gap) + part.cell_length > width:
            yield line
            line = Content("")
        line = Content.assemble(line, gap, part) if line else part
    if line:
        yield line
