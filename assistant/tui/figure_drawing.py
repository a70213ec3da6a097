"""How a figure is set: its patterns in their colours, and each place to be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from assistant.conversation.body_map.cells import Shade
from assistant.tui.text import clickable, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.body_map.cells import FigureRow, Piece

SKIN = "on $surface-lighten-2"
"""What a place that is answered stands on, so that the body keeps its outline."""
STYLES = {
    Shade.AROUND: "",
    Shade.OPEN: "dim on $surface-lighten-1",
    Shade.CLEAR: f"dim {SKIN}",
    Shade.FAINT: f"$warning {SKIN}",
    Shade.MEDIUM: f"$warning {SKIN}",
    Shade.DENSE: f"$error {SKIN}",
    Shade.FULL: f"$error {SKIN}",
    Shade.MARKED: "$accent",
}
WRITTEN = {
    Shade.OPEN: "bold on $surface-lighten-1",
    Shade.MARKED: "bold reverse $accent",
    Shade.FULL: "bold reverse $error",
}
"""Values on a pattern without gaps stand out reversed."""
OF_SKIN = f"bold {SKIN}"


def drawn_figure(rows: Iterable[FigureRow]) -> Iterator[Content]:
    """The rows of a figure, each one line."""
    for row in rows:
        yield Content("").join(_piece(piece) for piece in row)


def _piece(piece: Piece) -> Content:
    style = WRITTEN.get(piece.shade, OF_SKIN) if piece.written else STYLES[piece.shade]
    drawn = literal(piece.text, style)
    return clickable(drawn, piece.key) if piece.key else drawn
