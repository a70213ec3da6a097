"""What a file must be able to show: published maxima, legal values, and cases with their expected scores."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name, SourceKey, Text
from assistant.scoring.format.questions import Level
from assistant.scoring.format.scores import Points


class Maximum(ContentModel):
    """The published highest score."""

    score: Name
    """Which score."""
    value: Points
    """The maximum."""
    sources: tuple[SourceKey, ...] = ()
    """Where it is published."""
    parts: dict[ItemName, Points]
    """What each item adds to it at most; a repeated item in all its places together."""


class Expected(ContentModel):
    """What a case must give for one score."""

    value: Points | None = None
    """The score, when it is known."""
    low: Points | None = None
    """The lowest that it can still be."""
    high: Points | None = None
    """The highest that it can still be."""
    band: Text | None = None
    """The band of the default scheme; empty where there is none or the interval spans several."""
    schemes: dict[Name, Text] = Field(default_factory=dict)
    """Bands of other schemes."""

    @model_validator(mode="after")
    def _value_or_interval(self) -> Expected:
        interval = (self.low is not None, self.high is not None)
        if (self.value is None) != all(interval) or (self.value is not None and any(interval)):
            raise ValueError("needs either value, or both low and high; correct the case")
        return self


class Case(ContentModel):
    """Answers and the scores that they must give."""

    title: Text
    """What the case shows."""
    rest: Literal["clear", "unanswered", "highest"]
    """What is assumed of the items that `answers` does not name."""
    answers: dict[ItemName, int | str] = Field(default_factory=dict)
    """Answers by item; a repeated item without a place means all its places."""
    expect: dict[Name, Expected]
    """What each score must be."""
    missing: tuple[ItemName, ...] | None = None
    """The items that must be told as missing, where the case is about that."""


class Refused(ContentModel):
    """An answer that must not be accepted."""

    item: ItemName
    """The item; it need not exist."""
    value: Level
    """The value."""
    why: Text
    """Why it is wrong."""


class Proof(ContentModel):
    """The proof of a file."""

    items: Annotated[int, Field(ge=1)]
    """How many items the form has, places counted."""
    maxima: tuple[Maximum, ...]
    """The published maximum of every score."""
    values: dict[Name, tuple[Level, ...]]
    """The legal values of every item."""
    cases: tuple[Case, ...]
    """Cases at the boundaries."""
    refused: tuple[Refused, ...] = ()
    """Mistakes seen elsewhere, which this file must refuse."""
