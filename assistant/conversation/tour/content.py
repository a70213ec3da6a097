"""The format of a tour: chapters of steps, each with what to do and how it is known to be done."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, Name, Text

Asked = Literal["answered", "not_covered"]


class Done(ContentModel):
    """When a step is done: all that is named here holds after a turn. At least one thing is named."""

    command: Name | None = None
    """This command was given: typed, in plain words, by a key, or from the list of actions."""
    key: Annotated[str, Field(min_length=1, max_length=10)] | None = None
    """This key was pressed on the card."""
    asked: Asked | None = None
    """A question was asked, and answered or refused so."""
    patient: Name | None = None
    """This patient is open."""
    instrument: Name | None = None
    """This instrument is being scored."""
    page: Name | None = None
    """The questionnaire shows this page."""
    marked: Annotated[int, Field(ge=1)] | None = None
    """At least so many places or items are marked in the overview."""
    rated: Annotated[int, Field(ge=1)] | None = None
    """At least so many items are answered one by one."""
    finished: bool | None = None
    """An assessment was finished."""

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("names nothing by which the step is known to be done; name a command or a key")
        return self


class Step(ContentModel):
    """One thing to do."""

    do: Text
    """What to do, with the keys: one or two short sentences."""
    done: Done
    """How it is known to be done."""
    then: Text
    """What has just happened, told when it is done."""
    hint: Text | None = None
    """Told where a few turns went by without it."""


class Chapter(ContentModel):
    """Steps that belong together: a tour that was left begins again at the first step of its chapter."""

    id: Name
    """Its name, by which it is remembered where one was."""
    title: Text
    """What it shows."""
    patient: Name | None = None
    """Who is open when the tour is taken up at this chapter."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """What to do, in order."""


class Tour(ContentModel):
    """A tour through the program on the demonstration records."""

    format: Literal[1]
    """The version of this file format."""
    id: Name
    """Its name."""
    title: Text
    """What it is called."""
    welcome: Text
    """Said as it begins."""
    farewell: Text
    """Said as it ends."""
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    """What it shows, in order."""
