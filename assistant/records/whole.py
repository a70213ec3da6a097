"""A whole record: a patient with visits and assessments, as it is imported, exported and shown."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.records.assessment import Assessment  # noqa: TC001  # pydantic reads it when the class is made
from assistant.records.fields import RecordModel
from assistant.records.patient import Patient
from assistant.records.visit import Visit

FORMAT: Literal["malar records"] = "malar records"
FORMAT_VERSION: Literal[1] = 1


class WholeVisit(Visit):
    """A visit with what was assessed at it."""

    assessments: tuple[Assessment, ...] = Field(
        default=(), description="Assessments, every revision of each."
    )

    def alone(self) -> Visit:
        """The visit without its assessments."""
        return Visit.model_validate(self.model_dump(exclude={"assessments"}))


class WholePatient(Patient):
    """A patient with every visit."""

    visits: tuple[WholeVisit, ...] = Field(default=(), description="The visits.")

    def alone(self) -> Patient:
        """The patient without visits."""
        return Patient.model_validate(self.model_dump(exclude={"visits"}))


class RecordsFile(RecordModel):
    """A file to import, or an identified export."""

    format: Literal["malar records"] = Field(default=FORMAT, description="What the file is.")
    format_version: Literal[1] = Field(default=FORMAT_VERSION, description="Version of this format.")
    patients: tuple[WholePatient, ...] = Field(description="The patients.")
