"""Laboratory values that can propose an answer. A value proposes; attribution stays with the clinician."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, Name, Text
from assistant.scoring.format.evidence import Evidence
from assistant.scoring.format.questions import Level

Positive = Annotated[float, Field(gt=0)]


class Unit(ContentModel):
    """A unit in which the value may be given."""

    name: Text
    """As a laboratory prints it."""
    times: Positive
    """Multiply by this to get the unit of the rule."""
    plus: float = 0.0
    """Then add this (temperatures)."""


class LaboratoryExample(ContentModel):
    """A value and what it must propose: part of the proof."""

    value: float
    """In the unit of the rule."""
    limit: float | None = None
    """That laboratory's own limit, where the rule needs one."""
    proposes: Level | None
    """The answer, or empty where the clinician is asked."""


class LaboratoryHint(ContentModel):
    """A rule from a measured value to a proposed answer. Limits are strict: a value at one is within."""

    id: Name
    """Its name in this file."""
    item: Name
    """The item that it proposes an answer for."""
    measures: Text
    """What is measured."""
    words: tuple[Text, ...] = ()
    """What laboratories and clinicians call it."""
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    """The units that are understood, the unit of the rule first. A value without a unit is refused."""
    above: float | None = None
    """Proposes `then` above this."""
    below: float | None = None
    """Proposes `then` below this."""
    beyond: Literal["lower limit", "upper limit"] | None = None
    """Proposes `then` beyond that laboratory's own limit, without which the value is refused."""
    then: Level
    """The answer proposed."""
    otherwise: Level
    """The answer proposed when the value is not beyond the limit."""
    ask_between: tuple[float, float] | None = None
    """From the first number up to the second, both included, ask the clinician instead."""
    ask: Text
    """What to ask the clinician before the proposal is taken over."""
    caution: Text | None = None
    """What to bear in mind."""
    examples: Annotated[tuple[LaboratoryExample, ...], Field(min_length=1)]
    """Values at and beside the limit, with the answer they must propose."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""

    @model_validator(mode="after")
    def _one_limit(self) -> LaboratoryHint:
        if sum(limit is not None for limit in (self.above, self.below, self.beyond)) != 1:
            raise ValueError("needs exactly one of above, below, beyond; keep the one that the rule uses")
        return self

    def proposal(self, value: float, limit: float | None = None) -> int | None:
        """The answer that a value in the unit of the rule proposes; None where the clinician decides."""
        if self.ask_between is not None and self.ask_between[0] <= value <= self.ask_between[1]:
            return None
        if self.above is not None:
            holds = value > self.above
        elif self.below is not None:
            holds = value < self.below
        elif limit is None:
            return None
        else:
            holds = value < limit if self.beyond == "lower limit" else value > limit
        return self.then if holds else self.otherwise
