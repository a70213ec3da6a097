"""What may be required of single answers, places, laboratory values and the phototype."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name
from assistant.scoring.format.questions import Level, PhototypeWord

SomeItems = Annotated[tuple[ItemName, ...], Field(min_length=1)]


class PresentItems(ContentModel):
    """At least one of some items has a level; a repeated item stands for all its places."""

    instrument: Name
    """The instrument."""
    items: SomeItems
    """The items."""
    at_least: Annotated[int, Field(ge=1, le=1000)] = 1
    """From which level on it is present."""


class LevelLimits(ContentModel):
    """Levels between two limits, both included."""

    at_least: Level | None = None
    """The lowest level."""
    at_most: Level | None = None
    """The highest level."""

    @model_validator(mode="after")
    def _limited(self) -> LevelLimits:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs a limit; add at_least or at_most")
        return self


class SamePlace(ContentModel):
    """In at least one place all of these answers stand together; only answers that were given count."""

    instrument: Name
    """The instrument."""
    levels: Annotated[dict[Name, LevelLimits], Field(min_length=1)]
    """The levels, by repeated item."""


class UnansweredItems(ContentModel):
    """Items that are asked and have no answer; left on purpose (not assessed, pending) is an answer here."""

    instrument: Name
    """The instrument."""
    items: SomeItems
    """The items."""


class ScoreFall(ContentModel):
    """A score is lower than at an earlier visit."""

    instrument: Name
    """The instrument."""
    score: Name
    """Its score."""
    by: Annotated[int, Field(ge=1, le=1000)] = 1
    """By how many points at least."""
    against: Literal["baseline", "previous"] = "previous"
    """The earlier visit."""


class PhototypeAmong(ContentModel):
    """The phototype that stands with a rating is one of some; where none does, it is unknown."""

    instrument: Name
    """The instrument."""
    among: Annotated[tuple[PhototypeWord, ...], Field(min_length=1)]
    """The phototypes."""


class OutsideWindow(ContentModel):
    """An answered item has laboratory values at the visit, and all of them are of days outside the window.

    Which values belong to an item, its laboratory hints say by their words.
    """

    instrument: Name
    """The instrument."""
