"""The models of what is known of language: words that change nothing, ask, turn round, or name a person."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import EvidenceKind, Phrase
from assistant.reference.format.likeness import LikenessPhrasing


class LanguageFile(ContentModel):
    """knowledge/language.yaml."""

    neutral: tuple[str, ...] = Field(description="Words that never change what is asked.")
    numbered: tuple[str, ...] = Field(default=(), description="Words for things that the paper numbers.")
    enumerating: tuple[str, ...] = Field(
        default=(), description="Words between the numbers of several such things, as in cases 1 and 3."
    )
    ordinary: tuple[str, ...] = Field(
        default=(), description="English words that are never taken for a misspelling, but are not neutral."
    )
    greetings: tuple[Phrase, ...] = Field(description="Words of greeting and thanks.")
    decision: tuple[Phrase, ...] = Field(description="Phrases that ask for a decision about a patient.")
    decision_patient: tuple[Phrase, ...] = Field(
        default=(),
        description="Phrases that name a patient of one's own; with an act, they ask for a decision.",
    )
    decision_act: tuple[Phrase, ...] = Field(
        default=(), description="What one would do to that patient, in the present tense."
    )
    instructions: tuple[Phrase, ...] = Field(description="Phrases that try to instruct the program.")
    follow_up: tuple[Phrase, ...] = Field(description="Beginnings that refer to what was said before.")


class PrivacyFile(ContentModel):
    """knowledge/privacy.yaml: what may be kept of a question that was refused."""

    named: tuple[Phrase, ...] = Field(
        description="Phrases that speak of one person: nothing of the question is kept."
    )
    before_code: tuple[Phrase, ...] = Field(
        description="Words before the code of a person: a number straight after one is left out."
    )
    months: tuple[Phrase, ...] = Field(description="Names of months: a number beside one is a date.")
    names: tuple[Phrase, ...] = Field(
        description="Words that the program knows and that people bear as names: left out."
    )
    endings: tuple[Phrase, ...] = Field(
        description="Endings of substances and medical terms, by which an unknown word may be kept."
    )


class PhrasingFile(ContentModel):
    """knowledge/phrasing.yaml."""

    negation: tuple[Phrase, ...] = Field(description="Words that turn a question round.")
    most: tuple[Phrase, ...] = Field(description="Words that ask for the greatest.")
    least: tuple[Phrase, ...] = Field(description="Words that ask for the smallest.")
    refers: tuple[Phrase, ...] = Field(description="Words that refer to what was spoken of before.")
    scoring: tuple[Phrase, ...] = Field(description="What one does who scores, and not who treats.")
    above: tuple[Phrase, ...] = Field(description="Words that ask for what is above a figure.")
    below: tuple[Phrase, ...] = Field(description="Words that ask for what is below a figure.")
    treating: tuple[Phrase, ...] = Field(description="Words that ask about treatment, not about scoring.")
    compare: tuple[Phrase, ...] = Field(description="Words that ask for a comparison.")
    total: tuple[Phrase, ...] = Field(description="Words that ask for a sum.")
    verdicts: dict[Literal["confirmed", "ambiguous", "note"], Phrase] = Field(
        description="What is said of figures that do not agree, by verdict."
    )
    evidence: dict[EvidenceKind, Phrase] = Field(description="How each kind of evidence is named.")
    refusals: dict[str, Phrase] = Field(description="The sentence of each kind of refusal.")
    likeness: LikenessPhrasing = Field(description="Patients alike.")


class ScopeFile(ContentModel):
    """knowledge/scope.yaml: questions from which the words that lie inside and outside are learned."""

    inside: tuple[Phrase, ...] = Field(
        default=(), description="Questions that the tables and the instruments answer."
    )
    outside: tuple[Phrase, ...] = Field(default=(), description="Questions that nothing here answers.")
