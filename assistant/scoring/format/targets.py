"""The format of a target: a composite state or response, rule by rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name, SourceKey, Text
from assistant.scoring.format.evidence import Evidence, Source
from assistant.scoring.format.questions import Level

Amount = Annotated[float, Field(ge=0, le=10_000)]
VerdictWord = Literal["met", "not met", "unknown"]
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
    needs: Text | None = None
    """What it needs that is not here; always unknown."""

    @model_validator(mode="after")
    def _one_form(self) -> Requirement:
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise ValueError("needs exactly one key; join several with all or any")
        return self


class TargetVariant(ContentModel):
    """One way in which studies applied a rule."""

    id: Name
    """Its name in this file."""
    title: Text
    """Names it beside the verdict."""
    when: Requirement
    """What must hold."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class TargetRule(ContentModel):
    """One rule of a target, with either `when`, or `variants`."""

    id: Name
    """Its name in this file."""
    title: Text
    """A few words, as shown beside the verdict."""
    text: Text
    """The rule, in our own words."""
    when: Requirement | None = None
    """What must hold."""
    variants: tuple[TargetVariant, ...] = ()
    """Where studies differ: each way, judged by itself."""
    caveats: tuple[Text, ...] = ()
    """What to bear in mind."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""

    @model_validator(mode="after")
    def _judged_somehow(self) -> TargetRule:
        if (self.when is None) == (not self.variants):
            raise ValueError("needs either when or variants; write one of them")
        return self


class Fact(ContentModel):
    """A fact that is asked of the clinician."""

    question: Text
    """The question, to be answered by yes or no."""


class ProofRating(ContentModel):
    """An instrument at a visit of a case: answers, or only scores."""

    rest: Literal["clear", "unanswered"] = "clear"
    """What is assumed of the items that `answers` does not name."""
    answers: dict[ItemName, Level] = Field(default_factory=dict)
    """Answers by item."""
    printed: dict[Name, Annotated[int, Field(ge=0)]] | None = None
    """Only the scores are known; no answers then."""


class ProofVisit(ContentModel):
    """A visit of a case."""

    pga: Amount | None = None
    """Physician's global assessment."""
    prednisone_equivalent: Amount | None = None
    """Steroid dose, mg a day."""
    ratings: dict[Name, ProofRating] = Field(default_factory=dict)
    """By instrument."""


class TargetCase(ContentModel):
    """A course, and what the target must say at its last visit."""

    title: Text
    """What the case shows."""
    visits: Annotated[tuple[ProofVisit, ...], Field(min_length=1)]
    """The visits in order; the first is the baseline, the last is judged."""
    stated: dict[Name, bool] = Field(default_factory=dict)
    """Facts that are stated."""
    expect: dict[Name, VerdictWord] = Field(default_factory=dict)
    """Verdicts by rule, or by `rule.variant` written `rule-variant`."""
    whole: dict[Name, VerdictWord] | VerdictWord
    """The verdict on the whole; by variant where there are variants."""
    flagged: bool = False
    """Whether a value must be flagged on which sources disagree."""


class TargetDefinition(ContentModel):
    """A composite target: a state at one visit, or a response since a baseline."""

    format: Literal[1]
    """The version of this file format."""
    id: Name
    """What scripts call it."""
    title: Text
    """Its full name."""
    abbreviation: Text
    """Its short name, as shown."""
    kind: Literal["state", "response"]
    """Judged at one visit, or since the baseline."""
    content_version: Text
    """The version of this file; raise it with every change."""
    text: Text
    """The definition, in our own words."""
    not_computed: Text | None = None
    """Why the whole gets no verdict, where it needs what is not here; its other rules are judged."""
    allows: tuple[Text, ...] = ()
    """What it allows: told, not judged."""
    caveats: tuple[Text, ...] = ()
    """What to bear in mind."""
    sources: dict[SourceKey, Source]
    """What the file relies on."""
    facts: dict[Name, Fact] = Field(default_factory=dict)
    """What must be asked of the clinician."""
    rules: Annotated[tuple[TargetRule, ...], Field(min_length=1)]
    """Its rules; the target is met where all of them are."""
    evidence: tuple[Evidence, ...]
    """How sure the definition is."""
    proof: tuple[TargetCase, ...]
    """Cases that `malar check` judges."""
