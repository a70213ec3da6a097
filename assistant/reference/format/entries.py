"""The models of the answers: entries, further phrasings, caveats on figures, and what is overtaken."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import EvidenceKind, Identifier, Phrase, Sentence
from assistant.reference.format.sources import Place


class Entry(ContentModel):
    """One answer in our own words, and the phrasings that ask for it."""

    id: Identifier = Field(description="`topic.point`, unique over all entry files.")
    says: Sentence = Field(description="The answer; its first sentence answers.")
    asks: tuple[Phrase, ...] = Field(
        min_length=1, description="How it is asked; only what `says` truly answers."
    )
    topics: tuple[Identifier, ...] = Field(
        default=(), description="Further concepts that the entry explains."
    )
    place: Place | tuple[Place, ...] = Field(description="Where the paper says it.")
    refs: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        default=(), description="References the paper gives for it."
    )
    evidence: EvidenceKind = Field(description="The kind of evidence behind it.")
    caveats: tuple[Identifier, ...] = Field(default=(), description="Caveats on figures in `says`.")
    limits: Phrase | None = Field(default=None, description="What it does not cover, in one short sentence.")
    premises: tuple[Phrase, ...] = Field(
        default=(), description="Phrasings with a false premise it corrects."
    )


class EntryFile(ContentModel):
    """knowledge/entries/*.yaml."""

    entries: tuple[Entry, ...] = Field(description="The entries of the file.")


class PhrasingsFile(ContentModel):
    """knowledge/phrasings/*.yaml: many more ways in which the answers are asked for."""

    phrasings: dict[Identifier, tuple[Phrase, ...]] = Field(
        description="Questions by the entry, or `caveat.` and the caveat, that answers them."
    )


class Caveat(ContentModel):
    """Figures of the paper that do not agree with each other, recomputed."""

    id: Identifier = Field(description="Names the figure.")
    number: int | tuple[int, ...] = Field(description="Number in the list of checked inconsistencies.")
    verdict: Literal["confirmed", "ambiguous", "note"] = Field(description="Whether both cannot be true.")
    about: tuple[Identifier, ...] = Field(default=(), description="Concepts it touches.")
    printed: Sentence = Field(description="What the paper prints.")
    found: Sentence = Field(description="What its own data show.")
    short: Phrase = Field(description="The caveat as it is appended to an answer.")
    asks: tuple[Phrase, ...] = Field(default=(), description="How someone asks whether the figures agree.")
    place: tuple[Place, ...] = Field(description="Where the figures stand.")


class CaveatFile(ContentModel):
    """knowledge/caveats.yaml."""

    caveats: tuple[Caveat, ...] = Field(description="The caveats.")


class Overtaken(ContentModel):
    """A statement bound to the date of the paper."""

    id: Identifier = Field(description="Names the statement.")
    touches: tuple[Identifier, ...] = Field(description="Entries that carry the note.")
    note: Phrase = Field(description="The note that is appended.")
    as_of: date = Field(description="Date the statement was true.")
    source: Phrase | None = Field(default=None, description="Public source of anything newer.")


class OvertakenFile(ContentModel):
    """knowledge/overtaken.yaml."""

    overtaken: tuple[Overtaken, ...] = Field(description="The notes.")
