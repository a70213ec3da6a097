"""The format of the file that says how laboratories write units, flags, ranges and dates."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, Text

Words = Annotated[tuple[Text, ...], Field(min_length=1)]


class UnitSpelling(ContentModel):
    """One unit and the ways in which it is written."""

    unit: Text
    """The unit, as the instruments and the units library call it."""
    spelled: Words
    """How laboratories write it; case and blanks do not matter. One spelling may stand for two units."""


class Columns(ContentModel):
    """The headings of a table of results."""

    test: Words
    """Of the column with what was measured."""
    value: Words
    """Of the result."""
    unit: Words
    """Of the unit."""
    range: Words
    """Of the range."""
    low: Words
    """Of the lower limit."""
    high: Words
    """Of the upper limit."""
    date: Words
    """Of the day of the sample."""
    flag: Words
    """Of the laboratory's mark."""
    ignored: Words
    """Of columns that change nothing."""


class Flags(ContentModel):
    """The laboratory's own marks."""

    below: Words
    """Below its range."""
    above: Words
    """Above its range."""
    other: Words
    """Beyond it somewhere, or any other mark."""


class LaboratoryLanguageFile(ContentModel):
    """How laboratories write results."""

    format: Literal[1]
    """The version of this file format."""
    title: Text
    """What the file is."""
    units: Annotated[tuple[UnitSpelling, ...], Field(min_length=1)]
    """The units."""
    columns: Columns
    """The headings of tables."""
    flags: Flags
    """Marks beside a result."""
    range_words: Words
    """Said before a range."""
    lower_limit_words: Words
    """Said before a lower limit."""
    upper_limit_words: Words
    """Said before an upper limit."""
    between_words: Words
    """Said between the ends of a range."""
    months: Annotated[tuple[Words, ...], Field(min_length=12, max_length=12)]
    """The names of the months, from January on."""
    specimens: dict[Name, Words]
    """What was examined: headings and words that say so."""
    negations_before: Words
    """Said before what is not there."""
    negations_after: Words
    """Said after what is not there."""
    affirmations: Words
    """Said beside what is there."""
    hours: Words
    """Said after the 24 of a collection of urine."""
    asides: Words
    """Said before a figure that is no result, such as the volume of a collection."""
    headings: Words
    """Said in headings and before a day, where they change nothing."""
    readings: Words
    """Results in words."""
    passing: Words
    """Words beside a result that change nothing."""
    doubtful: Words
    """Words beside a result for which it is not taken: it may be another's, of another time, or none."""
