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


class NamedUnits(ContentModel):
    """Units understood only beside certain words, which say the rest of the unit."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Of the words of the hint, those beside which they hold."""
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    """The units."""


class NoEquivalent(ContentModel):
    """Ways of giving the result that cannot be held against the rule."""

    units: tuple[Text, ...] = ()
    """Units in which it is given then."""
    words: tuple[Text, ...] = ()
    """What such a test is called."""
    why: Text
    """What to say to whoever gives it."""


class Exclusion(ContentModel):
    """A cause for which the item is not scored; where it is mentioned, the clinician answers."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """How it is mentioned."""
    why: Text
    """What to say then."""


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
    specimen: Name | None = None
    """What is examined, where a test of the same name is made of something else too."""
    plausible: tuple[float, float] | None = None
    """The least and the most that is measured, in the unit of the rule. Beyond it the unit is questioned: it
    says what machines print, not what is normal."""
    spans: bool = False
    """Whether a result may be a span, such as `8-10` in a field; elsewhere that is a range alone."""
    finest: Positive | None = None
    """The smallest step that is printed, in the unit of the rule: finer decimals are thousands."""
    ask_specimen_below: float | None = None
    """Below this, in the unit of the rule, a unit that is used for another specimen too is asked about."""
    limit_plausible: tuple[float, float] | None = None
    """The same for the limit of a laboratory."""
    named_units: tuple[NamedUnits, ...] = ()
    """Units that are understood only beside certain words."""
    no_equivalent: tuple[NoEquivalent, ...] = ()
    """Ways of giving the result that cannot be held against the rule."""
    other_test_units: tuple[Text, ...] = ()
    """Units by which a result of this name is that of another test."""
    withheld_by: tuple[Exclusion, ...] = ()
    """Causes that, where they are mentioned, withhold the proposal of `then`."""
    absent_needs: tuple[Name, ...] = ()
    """Hints that must all propose `otherwise` before that is proposed for the item."""
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


class Uncounted(ContentModel):
    """Findings that do not count."""

    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What they are called."""
    why: Text
    """Why not, or what to ask."""


class ReportExample(ContentModel):
    """A report and what it must propose: part of the proof."""

    text: Text
    """The report, as a laboratory writes it."""
    proposes: Level | None
    """The answer, or empty where the clinician is asked."""


class ReportHint(ContentModel):
    """A rule from a report in words to a proposed answer."""

    id: Name
    """Its name in this file."""
    item: Name
    """The item that it proposes an answer for."""
    measures: Text
    """What is reported."""
    finds: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Findings that propose `then`."""
    rules_out: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Words that cover all such findings: said to be absent, they propose `otherwise`."""
    uncounted: tuple[Uncounted, ...] = ()
    """Findings that do not count."""
    then: Level
    """The answer proposed."""
    otherwise: Level
    """The answer proposed when all such findings are said to be absent."""
    ask: Text
    """What to ask the clinician before the proposal is taken over."""
    examples: Annotated[tuple[ReportExample, ...], Field(min_length=1)]
    """Reports with the answer they must propose."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class NoHint(ContentModel):
    """A test that never answers an item by itself, though it is often given for it."""

    id: Name
    """Its name in this file."""
    item: Name
    """The item."""
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What the test is called."""
    why: Text
    """What to say to whoever gives it."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""
