"""The format of a table of steroid doses that equal each other."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, SourceKey, Text
from assistant.scoring.format.evidence import Evidence, Source

Positive = Annotated[float, Field(gt=0)]
Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class Steroid(ContentModel):
    """A steroid, and how much of it equals the reference."""

    id: Name
    """Its name in this file."""
    label: Text
    """As shown."""
    words: Words
    """What clinicians call it."""
    equals: Positive
    """Milligrams of it that equal `amount` of the reference."""
    also: tuple[Positive, ...] = ()
    """Other figures in print: told beside the conversion, never used."""
    evidence: Annotated[tuple[Evidence, ...], Field(min_length=1)]
    """How sure it is."""


class MassUnit(ContentModel):
    """A unit of the dose."""

    words: Words
    """How it is written."""
    milligrams: Positive
    """How many milligrams it is."""


class Rhythm(ContentModel):
    """How often a dose is taken."""

    words: Words
    """How it is written."""
    per_day: Positive
    """Doses a day; one half for every other day."""


class NotConverted(ContentModel):
    """A way of giving or of stating a dose to which the table does not apply."""

    words: Words
    """How it is written."""
    why: Text
    """What to say to whoever asks for it, with what to give instead."""


class DoseExample(ContentModel):
    """A dose as written, and what must come of it: part of the proof."""

    dose: Text
    """As a clinician writes it."""
    equals: float | None
    """Milligrams a day of the reference, or empty where it must be refused."""


class SteroidFile(ContentModel):
    """Steroid doses that equal each other, and the words in which a dose is read."""

    format: Literal[1]
    """The version of this file format."""
    title: Text
    """What the table is."""
    reference: Name
    """The steroid in whose milligrams a dose is told."""
    amount: Positive
    """The milligrams of the reference to which the others are compared."""
    largest: Positive
    """Above this many milligrams a day of the reference, a dose is no chronic one and is refused."""
    limits: Text
    """For what the table holds; told with each conversion."""
    sources: dict[SourceKey, Source]
    """What the file relies on, by key."""
    steroids: Annotated[tuple[Steroid, ...], Field(min_length=1)]
    """The steroids."""
    units: Annotated[tuple[MassUnit, ...], Field(min_length=1)]
    """The units of a dose. A dose without one is refused."""
    rhythms: Annotated[tuple[Rhythm, ...], Field(min_length=1)]
    """How often it is taken; once a day where nothing is said."""
    passing: tuple[Text, ...]
    """Words that change nothing."""
    joining: tuple[Text, ...]
    """Words between two doses of a day."""
    not_converted: tuple[NotConverted, ...]
    """What is refused, and why."""
    evidence: tuple[Evidence, ...]
    """How sure the table as a whole is."""
    proof: Annotated[tuple[DoseExample, ...], Field(min_length=1)]
    """Doses with their equivalents, which `malar check` computes again."""
