"""What is asked: groups, items, options, and the conditions under which an item is asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name, Text
from assistant.scoring.format.evidence import Evidence

Level = Annotated[int, Field(ge=0, le=1000)]

PhototypeWord = Literal["I", "II", "III", "IV", "V", "VI"]
"""Fitzpatrick phototype, by sunburn and tan."""


class Option(ContentModel):
    """One answer to choose."""

    value: Level
    """What is recorded."""
    label: Text
    """A few words, as shown beside the key."""
    meaning: Text | None = None
    """What the level means, for the reader who asks."""


class Condition(ContentModel):
    """When an item is asked. One of `item`, `some`, `every` (with a comparison), `all`, `any`, `not`."""

    item: ItemName | None = None
    """The item whose answer decides."""
    some: Name | None = None
    """A repeated item: true when it holds in at least one place."""
    every: Name | None = None
    """A repeated item: true when it holds in every place."""
    equals: Level | None = None
    """The answer is exactly this."""
    at_least: Level | None = None
    """The answer is this or more."""
    at_most: Level | None = None
    """The answer is this or less."""
    all: tuple[Condition, ...] | None = None
    """All of these hold."""
    any: tuple[Condition, ...] | None = None
    """At least one of these holds."""
    negation: Condition | None = Field(default=None, alias="not")
    """This does not hold."""

    @model_validator(mode="after")
    def _one_form(self) -> Condition:
        forms = (self.item, self.some, self.every, self.all, self.any, self.negation)
        if sum(form is not None for form in forms) != 1:
            raise ValueError(
                "needs exactly one of item, some, every, all, any, not; nest conditions with all or any"
            )
        comparisons = sum(bound is not None for bound in (self.equals, self.at_least, self.at_most))
        compares = any(form is not None for form in (self.item, self.some, self.every))
        if comparisons != compares:
            raise ValueError(
                "needs one of equals, at_least, at_most beside item, some or every; and only there"
            )
        return self


class GroupDefinition(ContentModel):
    """A place of the body, or a section of the form."""

    id: Name
    """The first part of the ids of the items repeated here."""
    title: Text
    """As a heading."""
    kind: Literal["place", "section"]
    """Items with `repeat: places` are asked in every place."""
    phrase: Text | None = None
    """As it reads within a question, for `{place}`; the title in lower case when left out."""
    words: tuple[Text, ...] = ()
    """What clinicians call it."""
    evidence: tuple[Evidence, ...] = ()
    """How sure it is."""


class PhototypeHelp(ContentModel):
    """More for the rater of a patient of some phototypes. It changes no score."""

    phototypes: Annotated[tuple[PhototypeWord, ...], Field(min_length=1)]
    """Shown for these, and where the phototype is not known."""
    text: Text
    """What to bear in mind."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class ItemDefinition(ContentModel):
    """One question, asked once or in every place."""

    id: Name
    """Its name; in a place, `place.id`."""
    title: Text
    """A few words, for lists."""
    question: Text
    """The question. `{place}` stands for the place."""
    group: Name | None = None
    """The section in which it is asked once."""
    repeat: Literal["places"] | None = None
    """Asked in every place instead."""
    not_at: tuple[Name, ...] = ()
    """Places left out of the repetition."""
    options: tuple[Option, ...] = ()
    """The answers, from the lowest value to the highest."""
    option_set: Name | None = None
    """A named list of answers instead."""
    weight: Annotated[int, Field(ge=1, le=1000)] = 1
    """What each step of the answer adds to a score."""
    clear_value: Level | None = 0
    """What 'looked at, clear' records; empty (`null`) for a question that has no such answer."""
    ask_when: Condition | None = None
    """Asked only then; otherwise it is neither missing nor scored."""
    counts: tuple[Text, ...] = ()
    """What counts."""
    excludes: tuple[Text, ...] = ()
    """What does not count."""
    help: Text | None = None
    """More for the rater."""
    on_phototypes: tuple[PhototypeHelp, ...] = ()
    """More for the rater of a patient of some phototypes."""
    words: tuple[Text, ...] = ()
    """What clinicians and patients call it: abbreviations, lay words, common misspellings."""
    evidence: tuple[Evidence, ...]
    """How sure the item and its levels are."""
