"""The visits of a case by which targets and checks prove what they say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, ItemName, Name, Text
from assistant.scoring.format.questions import Level, PhototypeWord
from assistant.scoring.format.requirements import Amount


class ProofRating(ContentModel):
    """An instrument at a visit of a case: answers, or only scores."""

    rest: Literal["clear", "unanswered"] = "clear"
    """What is assumed of the items that `answers` does not name."""
    answers: dict[ItemName, Level] = Field(default_factory=dict)
    """Answers by item."""
    printed: dict[Name, Annotated[int, Field(ge=0)]] | None = None
    """Only the scores are known; no answers then."""
    left: tuple[ItemName, ...] = ()
    """Items that were left on purpose: not assessed, or pending."""
    phototype: PhototypeWord | None = None
    """Phototype as it was judged then."""
    window: Annotated[int, Field(ge=1)] | None = None
    """Recall window in days; the default of the instrument where it is left out."""


class ProofSample(ContentModel):
    """A laboratory value at a visit of a case."""

    name: Text
    """What was measured, as the record names it."""
    days_before: Annotated[int, Field(ge=-400, le=4000)] = 0
    """How many days before the visit the sample was taken; below 0 after it."""


class ProofVisit(ContentModel):
    """A visit of a case."""

    pga: Amount | None = None
    """Physician's global assessment."""
    prednisone_equivalent: Amount | None = None
    """Steroid dose, mg a day."""
    ratings: dict[Name, ProofRating] = Field(default_factory=dict)
    """By instrument."""
    laboratory: tuple[ProofSample, ...] = ()
    """Laboratory values that are recorded at it."""
