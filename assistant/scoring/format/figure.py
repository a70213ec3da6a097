"""A figure on which places are shaded: its views, and the shape of every place in each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from assistant.content.fields import ContentModel, Name, SourceKey, Text
from assistant.scoring.format.evidence import Evidence, Source

Coordinate = Annotated[float, Field(ge=0, le=2000)]
Point = tuple[Coordinate, Coordinate]
Path = Annotated[str, StringConstraints(pattern=r"^[MLHVCSQTAZmlhvcsqtaz0-9 ,.\-]{2,4000}$")]
Row = Annotated[str, StringConstraints(pattern=r"^[A-Za-z ]{1,60}$")]
Sign = Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
MOST_ROWS = 14
"""Rows of a view in the terminal: more do not fit beside a card on the smallest screen."""


class FigureView(ContentModel):
    """The figure seen from one side."""

    id: Name
    """What the shapes of the places call it."""
    title: Text
    """As written above it: `front`."""
    left: Text
    """A letter or word for the side of the patient that stands on the left of the picture."""
    right: Text
    """The same for the right of the picture."""
    cells: Annotated[tuple[Row, ...], Field(min_length=1, max_length=MOST_ROWS)]
    """The view in the terminal, row by row: the sign of the place in each cell, a space outside the body. The
    sign as a capital letter is the cell in which the value of the place is written."""
    size: Point
    """Width and height of the view in the units of its paths."""
    lines: Path | None = None
    """Lines that are drawn over the places, such as eyes; no place belongs to them."""

    @model_validator(mode="after")
    def _is_even(self) -> FigureView:
        if len({len(row) for row in self.cells}) != 1:
            raise ValueError("has rows of cells of different length; fill the shorter ones with spaces")
        return self


class Shape(ContentModel):
    """A place in one view."""

    path: Path
    """Its outline, in the path language of SVG."""
    marks: Annotated[tuple[Point, ...], Field(min_length=1)]
    """Where its value is written: the middle of the text."""


class FigureRegion(ContentModel):
    """One place on the figure."""

    place: Name
    """The id of the place in the instrument."""
    sign: Sign
    """The letter that stands for it in the cells."""
    shapes: Annotated[dict[Name, Shape], Field(min_length=1)]
    """Its shape in each view in which it is seen; places drawn later lie above earlier ones."""


class FigureDefinition(ContentModel):
    """Everything about one figure."""

    format: Literal[1]
    """The version of this file format."""
    id: Name
    """What instrument files call it; the file has this name."""
    title: Text
    """What it shows."""
    sides: Text
    """What the letters for left and right mean, for the legend."""
    sources: dict[SourceKey, Source] = Field(default_factory=dict)
    """What the file relies on."""
    views: Annotated[tuple[FigureView, ...], Field(min_length=1, max_length=4)]
    """The figure from each side, side by side."""
    regions: Annotated[tuple[FigureRegion, ...], Field(min_length=1)]
    """The places, in the order in which they are drawn."""
    evidence: tuple[Evidence, ...]
    """How sure it is which part of the body belongs to which place."""


class FigureUse(ContentModel):
    """How an instrument is shown on a figure."""

    file: Name
    """The figure, from the folder `figures`."""
    shows: Annotated[tuple[Name, ...], Field(min_length=1)]
    """The repeated items whose points, added up in each place, are its shade."""
    title: Text
    """What the shade stands for, in a few words for the legend."""
