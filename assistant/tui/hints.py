"""The keys that work where the reader is, laid out in lines; each can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.tui.text import clickable, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.evidence_page import PageHint
    from assistant.conversation.turn import KeyHint

KEY = "bold $accent"
_WHAT = "dim"
_GAP = "   "

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


def drawn_hints(hints: Iterable[KeyHint | PageHint], width: int) -> Iterator[Content]:
    """As many hints in a line as fit `width` cells."""
    line = Content("")
    for hint in hints:
        part = clickable(
            Content.assemble(literal(hint.key, KEY), literal(f" {hint.what}", _WHAT)),
            _PRESSED.get(hint.key, hint.key),
        )
        if line and line.cell_length + len(_GAP) + part.cell_length > width:
            yield line
            line = Content("")
        line = Content.assemble(line, _GAP, part) if line else part
    if line:
        yield line
