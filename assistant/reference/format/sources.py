"""The model of `knowledge/sources.yaml`: the paper, its references, and where in it a statement stands."""

from __future__ import annotations

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import Phrase, Sentence


class Place(ContentModel):
    """Where in the paper a statement stands."""

    section: Phrase = Field(description="Section number or name, `table 1`, or `figure 1` to `figure 4`.")
    paragraph: int | None = Field(default=None, ge=1, description="Paragraph of the section, from 1.")
    row: Phrase | None = Field(default=None, description="Row of the table, or `footnote`.")

    def __str__(self) -> str:
        named = self.section if self.section[0].isalpha() else f"section {self.section}"
        if self.paragraph is not None:
            named += f", paragraph {self.paragraph}"
        return named + (f", {self.row}" if self.row else "")


class Reference(ContentModel):
    """One reference of the paper."""

    number: int = Field(ge=1, description="Its number in the paper.")
    short: Phrase = Field(description="First author and year, as cited in an answer.")
    citation: Sentence = Field(description="Authors, title, journal and year.")
    kind: Phrase = Field(description="Kind of publication.")


class SourceFile(ContentModel):
    """knowledge/sources.yaml."""

    paper: Reference = Field(description="The paper itself, number 0 in spirit: the source of every entry.")
    sections: dict[str, int] = Field(description="Sections and how many paragraphs each has.")
    references: tuple[Reference, ...] = Field(description="Its references in order.")
