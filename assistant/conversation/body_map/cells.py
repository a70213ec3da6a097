"""A figure in cells of a terminal, as plain values: rows of pieces, each with its shade.

Nothing here imports more than the standard library: cards and panels carry these values.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.scoring.format.figure import FigureDefinition, FigureView

VIEW_GAP = 2
"""Columns between two views of one figure."""
FIGURE_GAP = 4
"""Columns between two figures."""


class Shade(Enum):
    """How a piece is drawn; the value is its pattern, so that nothing depends on colour."""

    AROUND = " "
    OPEN = "·"
    CLEAR = "-"
    FAINT = "░"
    MEDIUM = "▒"
    DENSE = "▓"
    FULL = "█"
    MARKED = "■"


BY_STEP = (Shade.CLEAR, Shade.FAINT, Shade.MEDIUM, Shade.DENSE, Shade.FULL)


class Spot(NamedTuple):
    """A place as it is drawn: its shade, the character that is written in it, and the key of a click."""

    shade: Shade
    written: str = ""
    key: str = ""


class Piece(NamedTuple):
    """Cells of one row that are drawn alike; `written` tells a value from the pattern around it."""

    text: str
    shade: Shade
    key: str = ""
    written: bool = False


FigureRow = tuple[Piece, ...]


class FigureLegend(NamedTuple):
    """What a picture says of itself: what its shades stand for, each pattern, and what its letters mean."""

    about: str
    patterns: tuple[str, ...]
    letters: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, in three lines."""
        return (f"{self.about}:", "  ".join(self.patterns), self.letters)


class FigurePicture(NamedTuple):
    """A whole picture: its rows, and what they mean."""

    rows: tuple[FigureRow, ...]
    legend: FigureLegend


class FigureSeries(NamedTuple):
    """Several figures, each with its heading, and what they mean."""

    figures: tuple[tuple[FigureRow, ...], ...]
    legend: FigureLegend

    def rows(self, width: int) -> tuple[FigureRow, ...]:
        """The figures side by side where `width` allows, else one under the other."""
        beside = side_by_side(self.figures, FIGURE_GAP)
        if max(map(_width, beside), default=0) <= width:
            return beside
        return tuple(row for figure in self.figures for row in figure)


def figure_rows(figure: FigureDefinition, spots: Mapping[str, Spot]) -> tuple[FigureRow, ...]:
    """The views of a figure side by side, under their names; a place without a spot stays empty."""
    by_sign = {region.sign: spots[region.place] for region in figure.regions if region.place in spots}
    views = [tuple(_view(view, by_sign)) for view in figure.views]
    return side_by_side(views, VIEW_GAP)


def side_by_side(blocks: Sequence[Sequence[FigureRow]], gap: int) -> tuple[FigureRow, ...]:
    """Blocks of rows beside each other; a shorter one is filled up with nothing."""
    widths = [max((_width(row) for row in block), default=0) for block in blocks]
    rows: list[FigureRow] = []
    for number in range(max(map(len, blocks), default=0)):
        row: list[Piece] = []
        for block, width in zip(blocks, widths, strict=True):
            pieces = block[number] if number < len(block) else ()
            if row:
                row.append(Piece(" " * gap, Shade.AROUND))
            row.extend(pieces)
            row.append(Piece(" " * (width - _width(pieces)), Shade.AROUND))
        rows.append(tuple(piece for piece in row if piece.text))
    return tuple(rows)


def text_row(text: str) -> FigureRow:
    """A row of words."""
    return (Piece(text, Shade.AROUND),)


def plain_rows(rows: Iterable[FigureRow]) -> list[str]:
    """The rows as plain text."""
    return ["".join(piece.text for piece in row).rstrip() for row in rows]


def _width(row: FigureRow) -> int:
    return sum(len(piece.text) for piece in row)


def _view(view: FigureView, by_sign: Mapping[str, Spot]) -> Iterable[FigureRow]:
    width = len(view.cells[0])
    sides = f"{view.left}{view.title.center(width - len(view.left) - len(view.right))}{view.right}"
    yield text_row(sides)
    for cells in view.cells:
        yield tuple(_row(cells, by_sign))


def _row(cells: str, by_sign: Mapping[str, Spot]) -> Iterable[Piece]:
    """The cells of a row, those that are alike joined."""
    joined: Piece | None = None
    for sign in cells:
        spot = by_sign.get(sign.lower())
        if spot is None:
            piece = Piece(" ", Shade.AROUND)
        else:
            written = sign.isupper() and bool(spot.written)
            piece = Piece(spot.written if written else spot.shade.value, spot.shade, spot.key, written)
        if joined is not None and joined[1:] == piece[1:]:
            joined = joined._replace(text=joined.text + piece.text)
            continue
        if joined is not None:
            yield joined
        joined = piece
    if joined is not None:
        yield joined
