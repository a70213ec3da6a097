"""What a clinician says of an instrument's items in a dictated line, and what each phrase states."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, Text
from assistant.scoring.format.evidence import Evidence
from assistant.scoring.format.questions import Level

Phrases = tuple[Text, ...]


class Counted(ContentModel):
    """A number of something that decides the level, such as quadrants or joints."""

    units: Annotated[Phrases, Field(min_length=1)]
    """What is counted."""
    levels: dict[Level, Level]
    """The level for each number. A number that is not here leaves the item open."""
    more: Level | None = None
    """The level for any greater number; empty where there is none."""
    phrases: dict[Level, Phrases] = Field(default_factory=dict)
    """Ways to say a number that are no number, by the level that they state."""
    also: Phrases = ()
    """Names of other items that mean this one when such a number stands beside them."""
    alone: bool = False
    """The number with its unit names the item by itself."""


class Spoken(ContentModel):
    """The ways to speak of one item. An item may have several of these."""

    item: Name
    """The item; a repeated one stands for itself in the places that are named beside it."""
    names: Phrases = ()
    """Names that state nothing by themselves. Denied they state the lowest level, with a number its level."""
    says: dict[Level, Phrases] = Field(default_factory=dict)
    """Phrases that state a level. In an item of two levels their denial states the lowest."""
    partial: Phrases = ()
    """Phrases that state the highest level, but whose denial leaves the item open."""
    beside: dict[Level, Phrases] = Field(default_factory=dict)
    """Words that state a level when they stand beside a name of this entry."""
    unsure: Phrases = ()
    """Phrases that speak of the item and leave its level open; where they are names too, only a denial or a
    number states one."""
    counted: Counted | None = None
    """A number that decides the level."""
    denied: bool = True
    """Whether denying a name states the lowest level."""
    recent: bool = False
    """Asks of the last days alone: a longer span of time beside it leaves it open."""
    all_of: tuple[Phrases, ...] = ()
    """Where denying one name does not: one name of each of these, all denied, states the lowest level."""


class Together(ContentModel):
    """Words for several items, places or columns: denied they cover all, affirmed they state nothing."""

    words: Annotated[Phrases, Field(min_length=1)]
    """The words."""
    of: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Ids of places, of sections, of items asked once, or of repeated items; one kind only."""
    denied: bool = True
    """Whether a denial is sure to cover all of them."""


class SpokenUnit(ContentModel):
    """A unit as it is said."""

    words: Annotated[Phrases, Field(min_length=1)]
    """The ways to say it."""
    times: Annotated[float, Field(gt=0)] = 1.0
    """Multiply by this to get the unit of the hint's rule."""
    plus: float = 0.0
    """Then add this."""


class AssumedUnit(ContentModel):
    """A span of numbers that can only be meant in one unit."""

    low: float
    """From this number."""
    high: float
    """Up to this number."""
    times: Annotated[float, Field(gt=0)] = 1.0
    """Multiply by this to get the unit of the hint's rule."""
    plus: float = 0.0
    """Then add this."""


class Measured(ContentModel):
    """A measured value as it is said; the rule is that of the hint."""

    hint: Name
    """The hint that turns the value into an answer."""
    words: Annotated[Phrases, Field(min_length=1)]
    """What is said for what is measured."""
    units: tuple[SpokenUnit, ...] = ()
    """The units that are understood."""
    assumed: tuple[AssumedUnit, ...] = ()
    """What a number without a unit means, where it can mean only one thing; otherwise it is not read."""


class Shorthand(ContentModel):
    """Bare numbers behind a place, such as `2/1`."""

    numbers: Annotated[int, Field(ge=2, le=9)]
    """How many numbers."""
    items: Annotated[tuple[Name, ...], Field(min_length=2)]
    """The repeated items that they are levels of, in order."""


class Dictation(ContentModel):
    """How the instrument is spoken of, beyond titles and `words`."""

    spoken: tuple[Spoken, ...] = ()
    """Items. One that is not here is known by its title, its `words` and the labels of its options."""
    places: dict[Name, Phrases] = Field(default_factory=dict)
    """Further words for a place."""
    parts: dict[Name, Phrases] = Field(default_factory=dict)
    """Words for a part of a place: what is found there is said of the place, but that it is clear is not."""
    part_words: Phrases = ()
    """Words that make a place beside them a part of it, such as the side."""
    together: tuple[Together, ...] = ()
    """Words for several at once; they go before the words of a single place or item."""
    measured: tuple[Measured, ...] = ()
    """Measured values that may be dictated."""
    shorthand: tuple[Shorthand, ...] = ()
    """Bare numbers behind a place."""
    doubt: Phrases = ()
    """Further words that leave what stands beside them open, such as other causes."""
    rest_clear: Phrases = ()
    """Say that every place that is not named is clear."""
    ignored: Phrases = ()
    """Words that may stand beside a finding and change nothing."""
    bare_numbers: Literal["levels"] | None = None
    """In an instrument of one item: a number alone is its level."""
    evidence: tuple[Evidence, ...]
    """How sure it is that these words are understood so."""
