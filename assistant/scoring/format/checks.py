"""The format of checks: what is asked where answers do not seem to fit each other."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, SourceKey, Text
from assistant.scoring.format.evidence import Evidence, Source
from assistant.scoring.format.proof_visits import ProofVisit
from assistant.scoring.format.requirements import Requirement


class CheckCase(ContentModel):
    """A course, of which the last visit is looked at."""

    title: Text
    """What the case shows."""
    visits: Annotated[tuple[ProofVisit, ...], Field(min_length=1)]
    """The visits in order."""


class CheckProof(ContentModel):
    """Cases by which `malar check` proves a rule."""

    asks: Annotated[tuple[CheckCase, ...], Field(min_length=1)]
    """Cases at which it must be asked."""
    silent: Annotated[tuple[CheckCase, ...], Field(min_length=1)]
    """Cases at which it must not."""


class CheckRule(ContentModel):
    """One question. It is asked where its condition is certain, and changes no answer."""

    id: Name
    """Its name, over all files; kept with an assessment where it was let stand."""
    title: Text
    """A few words, as in a list."""
    when: Requirement
    """When it is asked: only where this is met, never where it is unknown."""
    question: Text
    """What is asked."""
    reason: Text
    """Why it is asked, and how it may be right as it is."""
    instead_of: tuple[Name, ...] = ()
    """Rules that are not asked where this one is, as it says it better."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """How sure the reason is."""
    proof: CheckProof
    """Cases at which it must, and must not, be asked."""


class CheckFile(ContentModel):
    """A file of checks."""

    format: Literal[1]
    """The version of this file format."""
    title: Text
    """What its checks are about."""
    sources: dict[SourceKey, Source] = Field(default_factory=dict)
    """What the file relies on."""
    rules: Annotated[tuple[CheckRule, ...], Field(min_length=1)]
    """The checks, in the order in which they are asked."""
