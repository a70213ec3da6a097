"""A visit: what was measured, what was taken, what went wrong."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assistant.records.fields import ConceptName, Day, Line, Note, NotNegative, Number, RecordModel, Unit


class LaboratoryValue(RecordModel):
    """One laboratory result, with the range of the laboratory that measured it."""

    name: ConceptName = Field(description="What was measured, as the knowledge base names it.")
    value: Number | None = Field(default=None, description="The figure, in `unit`.")
    unit: Unit | None = Field(default=None, description="Its unit, such as `g/L`.")
    low: Number | None = Field(default=None, description="Lower end of the laboratory's range, in `unit`.")
    high: Number | None = Field(default=None, description="Upper end of the laboratory's range, in `unit`.")
    reading: Line | None = Field(default=None, description="A result in words, such as `negative`.")
    date: Day | None = Field(default=None, description="Day of the sample, if not that of the visit.")

    @model_validator(mode="after")
    def _fits_together(self) -> LaboratoryValue:
        if self.value is None and self.reading is None:
            raise ValueError("the result is missing; give value and unit, or reading")
        if self.unit is None and (self.value, self.low, self.high) != (None, None, None):
            raise ValueError("the value has no unit; add it as the laboratory prints it")
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError("the range ends below its beginning; correct low or high")
        return self


class AdverseEvent(RecordModel):
    """An adverse event that was told or seen at the visit."""

    event: ConceptName = Field(description="What happened, as the knowledge base names it.")
    start: Day | None = Field(default=None, description="When it began, where known.")
    outcome: Literal["resolved", "resolving", "ongoing", "resolved_with_sequelae", "fatal", "unknown"] = (
        Field(default="unknown", description="How it ended.")
    )
    notes: Note | None = Field(default=None, description="Anything else, nothing by which one is known.")


class Visit(RecordModel):
    """One visit; two on the same day are told apart by `number_on_day`."""

    date: Day = Field(description="The day: 2024-02-05 or 05.02.2024; stored as ISO 8601.")
    number_on_day: int = Field(default=1, ge=1, le=9, description="2 for a second visit on that day.")
    pga: NotNegative | None = Field(
        default=None, le=3, description="Physician's global assessment, 0 to 3, asked before any index."
    )
    prednisone_equivalent: NotNegative | None = Field(
        default=None, le=2000, description="Steroid dose as its equivalent, in mg a day."
    )
    steroid: Line | None = Field(
        default=None, description="The steroid as it was said, of which the equivalent was computed."
    )
    laboratory: tuple[LaboratoryValue, ...] = Field(default=(), description="Laboratory results.")
    adverse_events: tuple[AdverseEvent, ...] = Field(default=(), description="Adverse events.")
    notes: Note | None = Field(default=None, description="Anything else, nothing by which one is known.")
