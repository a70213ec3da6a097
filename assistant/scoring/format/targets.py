"""The format of a target: a composite state or response, rule by rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, Name, SourceKey, Text
from assistant.scoring.format.evidence import Evidence, Source
from assistant.scoring.format.proof_visits import ProofVisit
from assistant.scoring.format.requirements import Requirement

VerdictWord = Literal["met", "not met", "unknown"]


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
