"""The model of `knowledge/instrument_answers.yaml`: how instruments are asked about and answered."""

from __future__ import annotations

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import Phrase


class AnswerTemplate(ContentModel):
    """How one kind of question about an instrument is asked and answered."""

    says: Phrase = Field(description="The sentence, with names in braces that the instrument file fills.")
    asks: tuple[Phrase, ...] = Field(min_length=1, description="Phrasings, with the same names in braces.")


class InstrumentAnswersFile(ContentModel):
    """knowledge/instrument_answers.yaml."""

    templates: dict[str, AnswerTemplate] = Field(description="Templates by the kind of question.")
