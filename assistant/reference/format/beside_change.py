"""The model of `knowledge/beside_change.yaml`: what the paper showed beside a patient's own change."""

from __future__ import annotations

from pydantic import Field

from assistant.content.fields import ContentModel
from assistant.reference.format.kinds import Identifier


class BesideChange(ContentModel):
    """What the paper showed, to stand beside a patient's own change of one score on one treatment."""

    instrument: Identifier = Field(description="The instrument.")
    score: Identifier = Field(description="Its score.")
    agent: Identifier = Field(description="The treatment that the patients of the paper had.")
    entries: tuple[Identifier, ...] = Field(description="The entries that say it, in the order shown.")


class BesideChangeFile(ContentModel):
    """knowledge/beside_change.yaml."""

    beside: tuple[BesideChange, ...] = Field(description="What stands beside each score.")
