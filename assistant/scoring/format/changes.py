"""What difference between two scores means something."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, Name, Text
from assistant.scoring.format.evidence import Evidence


class ChangeRule(ContentModel):
    """A published threshold or finding about change of a score."""

    id: Name
    """Its name in this file."""
    title: Text
    """Names the definition, for every verdict that uses it."""
    score: Name
    """The score that changes."""
    kind: Literal["threshold", "finding"]
    """A `threshold` gives a verdict; a `finding` describes a group of patients and gives none."""
    direction: Literal["fall", "rise"]
    """Which way."""
    points: Annotated[int, Field(ge=1)] | None = None
    """Change in points, at least this much."""
    percent: Annotated[float, Field(gt=0, le=1000)] | None = None
    """Change in percent of the first score, at least this much. With `points` too, either is enough."""
    baseline_at_least: int | None = None
    """Only from this first score on."""
    not_above: int | None = None
    """Only while the later score is not above this."""
    verdict: Text
    """What it is a sign of."""
    text: Text
    """The statement, in our own words."""
    caveats: tuple[Text, ...] = ()
    """What to bear in mind."""
    asks: tuple[Text, ...] = ()
    """How someone asks for it in the conversation."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""

    @model_validator(mode="after")
    def _has_amount(self) -> ChangeRule:
        if self.points is None and self.percent is None:
            raise ValueError("needs an amount; add points or percent")
        return self
