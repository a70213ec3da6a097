"""A patient, known by a study code alone."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assistant.records.fields import ConceptName, Day, Dose, Note, PartialDay, RecordModel, StudyCode

Phototype = Literal["I", "II", "III", "IV", "V", "VI"]
Sex = Literal["female", "male", "other", "unknown"]


class Treatment(RecordModel):
    """One course of a treatment."""

    agent: ConceptName = Field(description="The drug or class, as the knowledge base names it.")
    dose: Dose | None = Field(
        default=None, description="Dose with its unit and interval: `300 mg every 4 weeks`."
    )
    start: Day | None = Field(default=None, description="First day, where it is known.")
    stop: Day | None = Field(default=None, description="Last day; none while it goes on or is unknown.")
    outcome: Literal["response", "refractory", "intolerance"] | None = Field(
        default=None, description="What came of it."
    )
    intolerance: ConceptName | None = Field(
        default=None, description="What was not tolerated, where the outcome is `intolerance`."
    )
    notes: Note | None = Field(default=None, description="Anything else, nothing by which one is known.")

    @model_validator(mode="after")
    def _fits_together(self) -> Treatment:
        if self.start and self.stop and self.stop < self.start:
            raise ValueError("the treatment stops before it starts; correct one of the days")
        if self.intolerance and self.outcome != "intolerance":
            raise ValueError("it names what was not tolerated; write outcome: intolerance")
        return self


class Patient(RecordModel):
    """What is known of a patient beside the visits."""

    code: StudyCode = Field(description="The study code, never a name.")
    sex: Sex = Field(default="unknown", description="Sex.")
    year_of_birth: int | None = Field(default=None, ge=1900, le=2100, description="Year of birth, no day.")
    phototype: Phototype | None = Field(default=None, description="Fitzpatrick phototype.")
    subtypes: tuple[ConceptName, ...] = Field(default=(), description="Subtypes of cutaneous lupus.")
    manifestations: tuple[ConceptName, ...] = Field(default=(), description="Other manifestations.")
    sle_since: PartialDay | None = Field(
        default=None, description="Since when the systemic disease is known."
    )
    antibodies: tuple[ConceptName, ...] = Field(default=(), description="Antibodies found.")
    treatments: tuple[Treatment, ...] = Field(default=(), description="Treatments, past and present.")
    notes: Note | None = Field(default=None, description="Anything else, nothing by which one is known.")
