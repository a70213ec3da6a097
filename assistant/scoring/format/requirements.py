"""What may be required of a visit: the conditions of targets and of checks across instruments."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name, Text
from assistant.scoring.format.items_required import (
    OutsideWindow,
    PhototypeAmong,
    PresentItems,
    SamePlace,
    ScoreFall,
    UnansweredItems,
)

Amount = Annotated[float, Field(ge=0, le=10_000)]
Measure = Literal["pga", "prednisone_equivalent"]


class ScoreLimit(ContentModel):
    """A score of the visit lies within limits."""

    instrument: Name
    """The instrument."""
    score: Name
    """Its score."""
    without: tuple[ItemName, ...] = ()
    """Items that are left out of it; computed from the answers, or bounded by the score alone."""
    at_most: int | None = None
    """The highest score that is enough."""
    at_least: int | None = None
    """The lowest score that is enough."""

    @model_validator(mode="after")
    def _limited(self) -> ScoreLimit:
        if self.at_most is None and self.at_least is None:
            raise ValueError("needs a limit; add at_most or at_least")
        return self


class AbsentItems(ContentModel):
    """Every one of some items was looked at and absent."""

    instrument: Name
    """The instrument."""
    items: Annotated[tuple[ItemName, ...], Field(min_length=1)]
    """The items."""


class NothingNew(ContentModel):
    """No item is present that was absent at the visit before."""

    instrument: Name
    """The instrument."""


class RuleOfChange(ContentModel):
    """A rule of change of an instrument holds."""

    instrument: Name
    """The instrument."""
    rule: Name
    """The id of the rule in its file."""
    against: Literal["baseline", "previous"] = "baseline"
    """The earlier visit."""


class NoRise(ContentModel):
    """A score is not higher than at the baseline."""

    instrument: Name
    """The instrument."""
    score: Name
    """Its score."""


class Flag(ContentModel):
    """A value on which sources disagree."""

    at: Amount
    """Exactly this value."""
    text: Text
    """What is told then."""


class MeasureLimit(ContentModel):
    """A measure of the visit lies below a limit."""

    measure: Measure
    """`pga`, 0 to 3, or `prednisone_equivalent`, in mg a day."""
    at_most: Amount | None = None
    """The highest value that is enough."""
    below: Amount | None = None
    """Only what is less than this is enough."""
    flag: Flag | None = None
    """A value on which sources disagree."""

    @model_validator(mode="after")
    def _limited(self) -> MeasureLimit:
        if (self.at_most is None) == (self.below is None):
            raise ValueError("needs one limit; write at_most or below")
        return self


class MeasureRise(ContentModel):
    """A measure has risen by less than an amount."""

    measure: Measure
    """The measure."""
    less_than: Amount | None = None
    """In its own unit."""
    less_than_percent: Amount | None = None
    """In percent of the earlier value; not defined where that is 0 and the later one is not."""
    against: Literal["baseline", "previous"] = "baseline"
    """The earlier visit."""

    @model_validator(mode="after")
    def _limited(self) -> MeasureRise:
        if (self.less_than is None) == (self.less_than_percent is None):
            raise ValueError("needs one amount; write less_than or less_than_percent")
        return self


class StatedFact(ContentModel):
    """Something no record holds, which the clinician must state."""

    fact: Name
    """One of the file's facts."""
    holds: bool
    """Whether it must be so, or must not."""


class Requirement(ContentModel):
    """What must hold. Exactly one of its keys."""

    all: tuple[Requirement, ...] | None = None
    """All of these."""
    any: tuple[Requirement, ...] | None = None
    """At least one of these."""
    readings: tuple[Requirement, ...] | None = None
    """Readings of one sentence that sources leave open: met or not met only where all of them are."""
    negation: Requirement | None = Field(default=None, alias="not")
    """The opposite of this."""
    score: ScoreLimit | None = None
    """A score within limits."""
    absent: AbsentItems | None = None
    """Items that are absent."""
    nothing_new: NothingNew | None = None
    """No item that was absent before."""
    change: RuleOfChange | None = None
    """A rule of change that holds."""
    no_rise: NoRise | None = None
    """A score that is not higher."""
    measure: MeasureLimit | None = None
    """A measure below a limit."""
    measure_rise: MeasureRise | None = None
    """A measure that rose less than an amount."""
    stated: StatedFact | None = None
    """A fact that must be stated."""
    present: PresentItems | None = None
    """Items of which one is present."""
    same_place: SamePlace | None = None
    """Answers that stand together in one place."""
    unanswered: UnansweredItems | None = None
    """Items that were passed over."""
    fall: ScoreFall | None = None
    """A score that fell."""
    phototype: PhototypeAmong | None = None
    """A phototype among some."""
    outside_window: OutsideWindow | None = None
    """Laboratory values outside the recall window."""
    needs: Text | None = None
    """What it needs that is not here; always unknown."""

    @model_validator(mode="after")
    def _one_form(self) -> Requirement:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise ValueError("needs exactly one key; join several with all or any")
        return self
