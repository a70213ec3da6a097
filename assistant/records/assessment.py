"""A signed assessment: every answer with its time and origin, and the score as it was signed."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import uuid4

from pydantic import Field, StringConstraints, model_validator

from assistant.content.fields import ItemName, Name
from assistant.records.fields import Line, Moment, Note, RecordModel
from assistant.records.patient import Phototype

AssessmentId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{3,63}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RecordedAnswer(RecordModel):
    """One answer, when it was given and how."""

    kind: Literal["value", "not_assessed", "pending"] = Field(description="What is known of the item.")
    value: int | None = Field(default=None, description="The level, for a value.")
    how: Literal["entered", "attested", "marked", "derived", "prefilled"] = Field(
        description="How it was given; `derived` and `prefilled` were confirmed by the rater."
    )
    at: Moment = Field(description="When it was given.")
    reason: Line | None = Field(default=None, description="Why it was not assessed.")

    @model_validator(mode="after")
    def _fits_together(self) -> RecordedAnswer:
        if (self.kind == "value") != (self.value is not None):
            raise ValueError("a level belongs to an answer of the kind value, and to no other; correct one")
        return self


class RecordedScore(RecordModel):
    """A score as it stood at signing: its value, or the interval in which it must lie."""

    value: int | None = Field(default=None, description="The score; none while the interval is open.")
    low: int = Field(description="The least that it can be.")
    high: int = Field(description="The most that it can be.")
    max: int | None = Field(default=None, description="The maximum of the instrument.")
    band: Line | None = Field(default=None, description="The band, where the interval lies in one.")

    @model_validator(mode="after")
    def _fits_together(self) -> RecordedScore:
        if self.low > self.high or self.value != (self.low if self.low == self.high else None):
            raise ValueError("value, low and high do not fit each other; correct them, or leave scores out")
        return self


class Assessment(RecordModel):
    """One revision of a signed assessment; it never changes, and an amendment is a further revision."""

    id: AssessmentId = Field(
        default_factory=lambda: uuid4().hex,
        description="Names the assessment through all its revisions; made up where it is left out.",
    )
    revision: int = Field(default=1, ge=1, description="1 as first signed; each amendment counts on.")
    reason: Note | None = Field(default=None, description="Why it was amended, from revision 2 on.")
    instrument: Name = Field(description="The id of the instrument.")
    content_version: Line | None = Field(default=None, description="Version of the instrument file.")
    digest: Digest | None = Field(default=None, description="Digest of the instrument file.")
    window: int | None = Field(default=None, description="Recall window in days, where there is one.")
    rater: Line | None = Field(default=None, description="Who rated, by an id.")
    phototype: Phototype | None = Field(default=None, description="Phototype as it was judged then.")
    calibrated: bool | None = Field(
        default=None,
        description="Whether the rater was calibrated for it on the day of the visit; else unknown.",
    )
    let_stand: tuple[Name, ...] | None = Field(
        default=None,
        # What is read before the model has its say gives lists, as JSON has nothing else.
        strict=False,
        description="Checks that were asked about it and let stand, by their names.",
    )
    basis: Literal["answers", "printed"] = Field(
        default="answers", description="`printed`: only the scores are known, from a source in print."
    )
    signed_at: Moment = Field(description="When this revision was signed.")
    answers: dict[ItemName, RecordedAnswer] = Field(
        default_factory=dict,
        description="Answers by item; a bare level, `not_assessed` or `pending` was entered at signing.",
    )
    scores: dict[Name, RecordedScore] = Field(
        default_factory=dict, description="Scores at signing; computed on import where they are left out."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_answers(cls, read: object) -> object:
        if not isinstance(read, dict) or not isinstance(read.get("answers"), dict):
            return read
        at = read.get("signed_at")
        return {**read, "answers": {item: _spelled_out(given, at) for item, given in read["answers"].items()}}

    @model_validator(mode="after")
    def _fits_together(self) -> Assessment:
        if (self.revision > 1) != (self.reason is not None):
            raise ValueError(
                "an amendment needs its reason, a first signing has none; correct revision or reason"
            )
        if self.basis == "printed" and (self.answers or not self.scores):
            raise ValueError("a printed assessment has scores and no answers; correct it")
        if self.basis == "answers" and not self.answers:
            raise ValueError("there is no answer, and silence is no score; add answers, or leave it out")
        return self


def _spelled_out(given: object, at: object) -> Any:  # noqa: ANN401  # what it is, the model decides
    if type(given) is int:
        return {"kind": "value", "value": given, "how": "entered", "at": at}
    if isinstance(given, str):
        return {"kind": given, "how": "entered", "at": at}
    return given
