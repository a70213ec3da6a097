"""How sure a statement is, where it comes from, and on what terms an instrument may be used."""

from __future__ import annotations

from typing import Literal

from assistant.content.fields import ContentModel, Name, SourceKey, Text

Certainty = Literal["two sources", "one source", "arithmetic", "to confirm"]


class Evidence(ContentModel):
    """How sure a statement, or a part of one, is."""

    certainty: Certainty
    """`two sources` or more; `one source`; `arithmetic` (forced by numbers found in two sources);
    `to confirm` (known of the published instrument, but no source at hand: a clinician must look it up)."""
    sources: tuple[SourceKey, ...] = ()
    """Keys of the file's list of sources."""
    part: Text | None = None
    """The part of the statement that this is about; without it, the whole."""


class Source(ContentModel):
    """A publication or page that the file relies on."""

    short: Text
    """As named in messages: `Klein 2011`."""
    full: Text
    """Where to find it."""


class Terms(ContentModel):
    """On what terms the instrument may be used."""

    owner: Text
    """Who owns the instrument, as far as is known."""
    licence: Text
    """What licence text was found."""
    notice: Text
    """Shown with the instrument."""
    evidence: tuple[Evidence, ...] = ()
    """How sure this is."""


class Rule(ContentModel):
    """A general rule of scoring, for the rater."""

    id: Name
    """Its name in this file."""
    text: Text
    """The rule, in our own words."""
    asks: tuple[Text, ...] = ()
    """How someone asks for it in the conversation."""
    evidence: tuple[Evidence, ...]
    """How sure it is."""


class Disagreement(ContentModel):
    """A point on which sources differ, and what is used here."""

    topic: Text
    """What they differ about."""
    sources_say: Text
    """Who says what."""
    used: Text
    """What this file does, and why."""
    asks: tuple[Text, ...] = ()
    """How someone asks for it in the conversation."""
    evidence: tuple[Evidence, ...]
    """How sure that is."""
