"""The model of `knowledge/concepts/`: what a question can be about, with the words people use for it."""

from __future__ import annotations

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import ConceptKind, Identifier, Phrase


class Concept(ContentModel):
    """A thing or a point that a question can be about, with the words people use for it."""

    id: Identifier = Field(description="Plain snake_case name, unique over all concept files.")
    kind: ConceptKind = Field(
        description="What sort of thing it is; `outside` is what the paper does not cover."
    )
    label: Phrase = Field(description="The name shown to the reader.")
    words: tuple[Phrase, ...] = Field(
        default=(), description="Synonyms, abbreviations, brands and misspellings; plurals are automatic."
    )
    broader: tuple[Identifier, ...] = Field(default=(), description="Classes the concept belongs to.")
    strict: bool = Field(
        default=False,
        description="Whether an answer that does not explain it is an answer to another question.",
    )
    refusal: Phrase | None = Field(
        default=None, description="Only for `outside`: completes the sentence 'The paper ...'."
    )


class ConceptFile(ContentModel):
    """knowledge/concepts/*.yaml."""

    concepts: tuple[Concept, ...] = Field(description="The concepts of the file.")
