"""The model of how patients alike are asked for, and of what is said of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import Identifier, Phrase


class LikenessSentences(ContentModel):
    """The sentences of a look-up of patients alike, with the names in braces that each may use."""

    nearest: Phrase = Field(description="The rows that are nearest: {rows}.")
    shares: Phrase = Field(description="The first row: {name}, {shared}, {asked}, {text}.")
    shares_too: Phrase = Field(description="A further row: {name}, {shared}, {text}.")
    counted: Phrase = Field(description="Shared by a part of a report: {text}, {n}, {size}.")
    as_printed: Phrase = Field(description="Printed under another name: {text}, {label}.")
    ranged: Phrase = Field(description="A figure inside a printed range: {text}, {label}.")
    valued: Phrase = Field(description="A figure near the one described: {text}, {asked}.")
    absent: Phrase = Field(description="A feature that the patient has not: {text}.")
    present: Phrase = Field(description="A row that has it all the same: {text}.")
    under: Phrase = Field(description="A drug with the column that lists it: {text}, {label}.")
    failed: Phrase = Field(description="A drug that failed: {text}.")
    had: Phrase = Field(description="A drug that was had before: {text}.")
    beside: Phrase = Field(description="A drug that is taken: {text}.")
    differs: Phrase = Field(description="What differs or is not told: {rows}.")
    row: Phrase = Field(description="A row and what is said of it: {name}, {text}.")
    unlisted: Phrase = Field(description="Not in a list that is printed: {text}.")
    organ: Phrase = Field(description="An organ that was involved: {label}.")
    unreported: Phrase = Field(description="Printed neither way: {text}.")
    elsewhere: Phrase = Field(description="A drug listed for something else: {text}, {label}.")
    noted: Phrase = Field(description="A thing that a note sets apart: {text}, {label}.")
    told: Phrase = Field(description="How the patients of the rows fared: {rows}.")
    changed: Phrase = Field(description="A value before and after: {label}, {first}, {last}.")
    points: Phrase = Field(description="What was asked of the patients of the rows: {rows}.")
    more: Phrase = Field(description="Rows that share as many features: {rows}.")
    further: Phrase = Field(description="How many more such rows there are: {n}.")
    nobody: Phrase = Field(description="Features that no row has: {text}.")
    otherwise: Phrase = Field(description="A drug that no row lists so: {text}, {rows}.")
    everyone: Phrase = Field(description="Features that all rows have: {text}.")
    uncompared: Phrase = Field(description="What is known and not compared: {text}.")
    unknown: Phrase = Field(description="Words that are not understood: {text}.")
    reports: Phrase = Field(description="What counts over a report do not say.")
    caution: Phrase = Field(description="What a likeness is not.")
    undescribed: Phrase = Field(description="Asks for a description where none is given.")
    indistinct: Phrase = Field(description="Asks for more where all rows are so: {text}.")
    nothing: Phrase = Field(description="The refusal where no row shares anything: {text}.")


class LikenessPhrasing(ContentModel):
    """How a look-up of patients alike is recognised, how the description is read, and what is said."""

    who: tuple[Phrase, ...] = Field(description="Words for those who are looked for.")
    own: tuple[Phrase, ...] = Field(description="Phrases that liken them to a patient, after one of `who`.")
    described: tuple[Phrase, ...] = Field(description="Phrases that ask for patients alike by themselves.")
    passing: tuple[Phrase, ...] = Field(description="Phrases that describe nothing that is compared.")
    sexes: dict[Phrase, tuple[Phrase, ...]] = Field(description="Words for each sex.")
    aged: tuple[Phrase, ...] = Field(description="Words behind an age.")
    aged_first: tuple[Phrase, ...] = Field(description="Words before an age.")
    roles: dict[Literal["failed", "had", "beside"], tuple[Phrase, ...]] = Field(
        description="Words that say what became of the drugs near them."
    )
    lacking: tuple[Phrase, ...] = Field(description="Words behind what is not there.")
    turning: tuple[Phrase, ...] = Field(description="Words beyond which a negation does not reach.")
    told: tuple[Phrase, ...] = Field(description="Phrases by which an act is told of and not asked for.")
    within: dict[Identifier, float] = Field(
        description="By column, how far apart figures may be and still be alike."
    )
    same: dict[Identifier, tuple[Identifier, ...]] = Field(
        description="Concepts that are held against the rows as others."
    )
    wider: dict[Identifier, tuple[Identifier, ...]] = Field(
        description="What the paper may print in place of a concept, beside its classes."
    )
    everyone: tuple[Identifier, ...] = Field(description="What the paper says of all its patients.")
    says: LikenessSentences = Field(description="The sentences.")
