"""The words of any dictation: denial, doubt, the rest, and what joins or parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel, Name, Text

Phrases = tuple[Text, ...]


class Language(ContentModel):
    """A file of words that are the same for every instrument."""

    format: Literal[1]
    """The version of this file format."""
    id: Name
    """Its name."""
    fillers: Phrases = ()
    """Words that say nothing here."""
    articles: Phrases = ()
    """Words that may stand inside any phrase."""
    deny: Phrases = ()
    """Deny what follows, up to the next comma; further if the list is closed by `either`."""
    deny_list: Phrases = ()
    """Deny the whole list that follows."""
    absent: Phrases = ()
    """Say of what stands beside them that it is absent or clear."""
    present: Phrases = ()
    """Say of a name before them that it is present."""
    nothing: Phrases = ()
    """With a place: that nothing is there; nothing without one."""
    doubt: Phrases = ()
    """Leave what stands in the same part of the line open: uncertain, past, healed, or of another cause."""
    past: Phrases = ()
    """Say that something was so at another time: it says nothing of today, and contradicts nothing."""
    was: Phrases = ()
    """The same where a word of today follows in the sentence."""
    now: Phrases = ()
    """Of today."""
    change: Phrases = ()
    """Say that something moved to the level that follows `towards`, from one that `from` may tell."""
    from_: Phrases = Field(default=(), alias="from")
    """The level before the change follows."""
    towards: Phrases = ()
    """The level after the change follows."""
    ago: Phrases = ()
    """So long ago, behind a span of time."""
    days: dict[int, Phrases] = Field(default_factory=dict)
    """Units of time, by their days."""
    recent_days: Annotated[int, Field(ge=1)] = 30
    """A span of at most so many days belongs to the present assessment."""
    other_causes: Phrases = ()
    """Causes other than the disease: they leave what stands beside them open, unless they are denied."""
    correction: Phrases = ()
    """What follows replaces what was said just before."""
    left: Phrases = ()
    """One side of the body."""
    right: Phrases = ()
    """The other."""
    lower_limit: Phrases = ()
    """The laboratory's lower limit follows."""
    upper_limit: Phrases = ()
    """The laboratory's upper limit follows."""
    certain: Phrases = ()
    """Phrases that hold a word of doubt and are none."""
    rest_of_places: Phrases = ()
    """The rest: with a word of absence, the places that are not named."""
    rest_of_all: Phrases = ()
    """Everything else: with a word of absence, all that is not named."""
    nothing_else: Phrases = ()
    """Say by themselves that everything else is absent."""
    everywhere: Phrases = ()
    """A denied finding with one of these is denied in every place."""
    unchanged: Phrases = ()
    """As at the visit before."""
    excepting: Phrases = ()
    """Of the words that stop: those that take what follows out of what was said before them."""
    stop: Phrases = ()
    """Begin a new statement."""
    both: Phrases = ()
    """Join findings or places."""
    either: Phrases = ()
    """Join, and close a list that is denied."""
    on: Phrases = ()
    """A place follows."""
    with_: Phrases = Field(default=(), alias="with")
    """A further finding follows."""
    above: Phrases = ()
    """A number is exceeded."""
    below: Phrases = ()
    """A number is not reached."""
    grade: Phrases = ()
    """A level follows."""
    numbers: dict[int, Phrases] = Field(default_factory=dict)
    """Numbers in words."""
    never_mended: Phrases = ()
    """Words that are nobody's misspelling of a known one."""
