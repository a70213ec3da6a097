"""The model of `knowledge/printed_figures.yaml`: what is printed on the series, to be set beside ours."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from assistant.content.fields import ContentModel
from assistant.content.folders import content_folders
from assistant.content.load import load_model
from assistant.reference.format.kinds import Identifier, Phrase, Sentence
from assistant.reference.format.sources import Place


class PrintedFigure(ContentModel):
    """One printed figure, what is computed beside it, and why the two differ."""

    id: Identifier = Field(description="Names the figure.")
    title: Phrase = Field(description="What it is a figure of.")
    kind: Literal["change", "baseline", "reduced", "unchanged"] = Field(
        description="What is computed: median and range of a change, or of the baselines; how many fell; or "
        "the test of a laboratory value, first against last."
    )
    instrument: Identifier | None = Field(default=None, description="The instrument of the score.")
    score: Identifier | None = Field(default=None, description="The score.")
    laboratory: Identifier | None = Field(default=None, description="Of `unchanged`: what was measured.")
    week: int | None = Field(
        default=None, ge=1, description="The week of a change; without it the last value counts."
    )
    printed: Phrase = Field(description="The figure as it is printed, in short.")
    median: float | None = Field(default=None, description="The printed middle value; a fall is negative.")
    low: float | None = Field(default=None, description="The printed least value.")
    high: float | None = Field(default=None, description="The printed greatest value.")
    n: int | None = Field(default=None, ge=1, description="The printed number of patients.")
    why: Sentence = Field(description="Why the records give another figure, or that they give the same.")
    caveat: Identifier | None = Field(default=None, description="The caveat on the figure.")
    place: Place = Field(description="Where it is printed.")

    @model_validator(mode="after")
    def _names_one_thing(self) -> PrintedFigure:
        if (self.kind == "unchanged") != (self.laboratory is not None):
            raise ValueError("laboratory belongs to kind unchanged, and to no other; correct one of them")
        if (self.laboratory is None) != (self.instrument is not None and self.score is not None):
            raise ValueError("names either laboratory, or instrument and score")
        return self


class PrintedFigureFile(ContentModel):
    """knowledge/printed_figures.yaml."""

    printed_figures: tuple[PrintedFigure, ...] = Field(description="The figures, in the order shown.")


def load_printed_figures() -> tuple[PrintedFigure, ...]:
    """The printed figures of the knowledge in use. Raises ContentError."""
    files = [path for folder in content_folders("knowledge") for path in folder.glob("printed_figures.yaml")]
    return tuple(each for path in files for each in load_model(path, PrintedFigureFile).value.printed_figures)
