"""How answers become scores, and what a score is called."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from assistant.content.fields import ContentModel, ItemName, Name, Text
from assistant.scoring.format.evidence import Evidence

Points = Annotated[int, Field(ge=0, le=1_000_000)]


class Factor(ContentModel):
    """A multiplier that depends on an answer."""

    item: ItemName
    """The item that decides."""
    by_value: dict[int, Annotated[int, Field(ge=0, le=1000)]]
    """The multiplier for each of its values; a higher value may not have a lower one."""


class Term(ContentModel):
    """A sum over items, possibly multiplied."""

    of: Annotated[tuple[ItemName, ...], Field(min_length=1)]
    """Items; a repeated item stands for itself in all its places."""
    times: tuple[Factor, ...] = ()
    """What the sum is multiplied by."""


class ScoreDefinition(ContentModel):
    """A score: the sum of its terms, each item counted by its weight."""

    id: Name
    """Its name in results."""
    title: Text
    """Its name on screen."""
    sum: Annotated[tuple[Term, ...], Field(min_length=1)]
    """The terms."""
    evidence: tuple[Evidence, ...]
    """How sure the arithmetic is."""


class Band(ContentModel):
    """A named range of a score, both ends included."""

    label: Text
    """What it is called."""
    low: Points
    """The lowest score in it."""
    high: Points
    """The highest score in it."""


class BandScheme(ContentModel):
    """A way to divide a score into bands."""

    id: Name
    """Its name in this file."""
    title: Text
    """Shown in brackets behind the band."""
    score: Name
    """The score that it divides."""
    default: bool = False
    """Whether results carry this scheme's band."""
    levels: Annotated[tuple[Band, ...], Field(min_length=1)]
    """The bands, without gap, from 0 to the highest possible score."""
    note: Text | None = None
    """What to bear in mind."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""
