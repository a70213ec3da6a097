"""The format of training files: cases with their reference, traps, grammars of made-up cases, and figures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel, ItemName, Name, Text

Difficulty = Literal["basic", "intermediate", "advanced"]
DIFFICULTIES: tuple[Difficulty, ...] = ("basic", "intermediate", "advanced")
Phototype = Literal["I", "II", "III", "IV", "V", "VI"]
Skin = Literal["light", "dark"]
LIGHT: frozenset[Phototype] = frozenset({"I", "II", "III"})
Count = Annotated[int, Field(ge=0, le=100)]


class PlaceFinding(ContentModel):
    """What is found in one place or section of the form."""

    at: Name
    """The place or section of the instrument."""
    text: Text
    """What is seen or told there, in words that name no level."""


class Vignette(ContentModel):
    """What the rater is given to read."""

    patient: Text
    """Who it is, in a sentence."""
    history: tuple[Text, ...] = ()
    """What the patient tells, and what is known."""
    findings: tuple[PlaceFinding, ...] = ()
    """What is found, place by place."""
    laboratory: tuple[Text, ...] = ()
    """Values with their units and limits."""
    elsewhere: Text | None = None
    """What was looked at or asked for and is absent."""


class Reason(ContentModel):
    """Why telling answers are what they are."""

    items: Annotated[tuple[ItemName, ...], Field(min_length=1)]
    """The answers it explains: items, questions (in all their places), or whole places and sections."""
    because: Text
    """Why, for this patient."""
    rule: Name | None = None
    """The rule of the instrument's file that it teaches, from which its certainty and sources come; without
    it they are those of the item itself."""


class TrainingCase(ContentModel):
    """One patient on paper, with the reference."""

    id: Name
    """Its name; no other case has it."""
    title: Text
    """A few words for the list; they do not give the answer away."""
    instrument: Name
    """With which instrument it is scored."""
    difficulty: Difficulty
    """How hard it is."""
    phototype: Phototype | None = None
    """The skin type by Fitzpatrick."""
    traps: tuple[Name, ...] = ()
    """The mistakes that it turns on, by the names of `traps`."""
    reconstructed: Text | None = None
    """For a patient of a publication that prints scores but not the items: what is printed, and what was
    filled in here."""
    vignette: Vignette
    """What the rater reads."""
    window: Annotated[int, Field(ge=1)] | None = None
    """The recall window in days; the instrument's own when left out."""
    answers: dict[ItemName, int]
    """The reference, item by item."""
    rest: Literal["clear"] | None = None
    """`clear` attests every item that `answers` leaves out as looked at and absent. Silence is never zero:
    without it every item must be in `answers`."""
    score: dict[Name, Annotated[int, Field(ge=0)]]
    """What the reference answers must give, for every score of the instrument."""
    why: tuple[Reason, ...]
    """The reasons, at least one for each answer that is not the clear one."""


class Trap(ContentModel):
    """A mistake that raters are known to make."""

    id: Name
    """Its name."""
    title: Text
    """What it is, in a few words."""
    lesson: Text
    """What to do instead."""


class Phrase(ContentModel):
    """Words for one level of an item."""

    value: Annotated[int, Field(ge=0, le=1000)]
    """The level that the words mean. For an item of one section the clear level is a distractor: words that
    tempt, and do not count."""
    text: Text
    """The words, as they stand in a list of findings."""
    besides: Text | None = None
    """Something milder in the same place, which changes nothing; not said in basic cases."""
    skin: Skin | None = None
    """Only said of light skin (phototypes I to III), or only of dark skin (IV to VI)."""


class ItemPhrases(ContentModel):
    """How the levels of one item are put into words."""

    item: Name
    """The question, without a place."""
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    """The words, several for a level where there are."""


class Amount(ContentModel):
    """How much a made-up case of one difficulty shows: each from the first number to the second."""

    places: tuple[Count, Count]
    """Places that are affected."""
    present: tuple[Count, Count]
    """Single items that are present."""
    distractors: tuple[Count, Count]
    """Single items that are only tempting."""


class MadePatient(ContentModel):
    """Who a made-up case is about."""

    text: Text
    """An opening sentence."""
    phototype: Phototype | None = None
    """The skin type by Fitzpatrick; it decides which words are said of the skin."""


class Grammar(ContentModel):
    """How cases of one instrument are made up and put into words."""

    instrument: Name
    """The instrument."""
    patients: Annotated[tuple[MadePatient, ...], Field(min_length=1)]
    """Patients to choose from."""
    closing: Text
    """Attests that all else on the form is absent."""
    amounts: dict[Difficulty, Amount]
    """How much is shown, by difficulty."""
    items: Annotated[tuple[ItemPhrases, ...], Field(min_length=1)]
    """The words."""


class PublishedAgreement(ContentModel):
    """A published figure of agreement between raters, for orientation."""

    instrument: Name
    """The instrument."""
    score: Name
    """The score."""
    icc: Annotated[float, Field(ge=-1, le=1)]
    """The intraclass correlation that is printed."""
    rule: Name
    """The rule of the instrument's file that states it, with its certainty and source."""


class RecallQuestion(ContentModel):
    """A short question with one right answer among a few."""

    id: Name
    """Its name; no other question has it."""
    ask: Text
    """The question."""
    choices: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)]
    """The answers to choose from, in the order shown."""
    answer: Text
    """The right one, as it stands among the choices."""
    because: Text
    """Why, in a sentence."""
    place: Text
    """Where it stands: a section of the paper, or a rule of an instrument."""
    instrument: Name | None = None
    """The instrument that it is about, if any."""
    item: Name | None = None
    """The question of the instrument that it is about: it comes sooner to who missed that."""

    @model_validator(mode="after")
    def _answer_is_a_choice(self) -> RecallQuestion:
        if self.answer not in self.choices:
            raise ValueError("the answer is not among the choices; write it as it stands there")
        return self


class RecallTemplates(ContentModel):
    """How questions are made from the instruments themselves; names in braces are filled in."""

    points: Text
    """The weight of an item: `{item}`, `{instrument}`."""
    level: Text
    """The level that a label belongs to: `{label}`, `{item}`, `{instrument}`."""
    maximum: Text
    """The highest score: `{score}`."""
    band: Text
    """What a score is called: `{score}`, `{value}`, `{scheme}`."""
    says: Text
    """The right answer, where one was wrong: `{answer}`."""


class TrainingFile(ContentModel):
    """One file below `knowledge/training/`."""

    format: Literal[1]
    """The version of this file format."""
    traps: tuple[Trap, ...] = ()
    """Known mistakes."""
    cases: tuple[TrainingCase, ...] = ()
    """Cases."""
    grammars: tuple[Grammar, ...] = ()
    """Grammars of made-up cases, one an instrument."""
    published: tuple[PublishedAgreement, ...] = ()
    """Published figures."""
    recall: tuple[RecallQuestion, ...] = ()
    """Short questions."""
    recall_templates: RecallTemplates | None = None
    """How further questions are made from the instruments; the first file that says so counts."""


class AssignedSession(ContentModel):
    """The file of a session that a teacher assigns."""

    format: Literal[1]
    """The version of this file format."""
    name: Name
    """What the session is called; the attempts carry it."""
    cases: Annotated[tuple[Text, ...], Field(min_length=1, max_length=200)]
    """The names of the cases, in the order in which they are scored; made-up ones by theirs."""


def skin_of(phototype: Phototype | None) -> Skin | None:
    """Light for phototypes I to III, dark for IV to VI; None where it is not said."""
    if phototype is None:
        return None
    return "light" if phototype in LIGHT else "dark"
