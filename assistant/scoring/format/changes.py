"""What difference between two scores, or which later score, means something."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, Name, Text
from assistant.scoring.format.evidence import Evidence

Against = Literal["baseline", "previous"]


class ChangeRule(ContentModel):
    """A published threshold or finding about change of a score, or about the score that is reached."""

    id: Name
    """Its name in this file."""
    title: Text
    """Names the definition, for every verdict that uses it."""
    score: Name
    """The score that changes."""
    kind: Literal["threshold", "finding"]
    """A `threshold` gives a verdict; a `finding` describes a group of patients and gives none."""
    direction: Literal["fall", "rise"] | None = None
    """Which way, for `points` and `percent`."""
    points: Annotated[int, Field(ge=1)] | None = None
    """Change in points, at least this much."""
    percent: Annotated[float, Field(gt=0, le=1000)] | None = None
    """Change in percent of the first score, at least this much. With `points` too, either is enough."""
    within: Annotated[int, Field(ge=0)] | None = None
    """At most so many points of change, either way."""
    baseline_at_least: int | None = None
    """Only from this first score on."""
    not_above: int | None = None
    """Only while the later score is not above this; alone, the score that must be reached."""
    not_below: int | None = None
    """Only while the later score is not below this; alone, the score that must be reached."""
    against: Annotated[tuple[Against, ...], Field(min_length=1)] = ("baseline", "previous")
    """What the later score is compared with."""
    variant: Text | None = None
    """The other instrument, or form of this one, that the definition belongs to."""
    verdict: Text
    """What it is a sign of."""
    text: Text
    """The statement, in our own words."""
    if_not_met: Text | None = None
    """What a verdict of not met does not show, told with it."""
    caveats: tuple[Text, ...] = ()
    """What to bear in mind."""
    asks: tuple[Text, ...] = ()
    """How someone asks for it in the conversation."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""

    @property
    def needs_first(self) -> bool:
        """Whether the first score matters at all."""
        return any(
            part is not None for part in (self.points, self.percent, self.within, self.baseline_at_least)
        )

    @model_validator(mode="after")
    def _has_amount(self) -> ChangeRule:
        moves = self.points is not None or self.percent is not None
        limits = (self.within, self.not_above, self.not_below)
        if not moves and all(limit is None for limit in limits):
            raise ValueError("needs an amount; add points, percent, within, not_above or not_below")
        if moves != (self.direction is not None):
            raise ValueError("direction belongs to points or percent, and they to it; correct one of them")
        if moves and self.within is not None:
            raise ValueError("says both that it moves and that it does not; remove within, or the amount")
        return self
