"""The commands for what is measured at the visit that is open: `/pga`, `/steroid`, `/lab`, `/event`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.measured import record_event, record_pga, record_steroid
from assistant.conversation.chart.steps import after_step
from assistant.conversation.chart.values import record_values

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn


def pga(stage: Stage, line: str) -> Turn:
    """Record the physician's global assessment, or say it. Raises AssistantError."""
    return record_pga(stage, line, partial(after_step, stage))


def steroid(stage: Stage, line: str) -> Turn:
    """Record the steroid and its dose, or say it. Raises AssistantError."""
    return record_steroid(stage, line, partial(after_step, stage))


def lab(stage: Stage, line: str) -> Turn:
    """Record laboratory values, or say them. Raises AssistantError."""
    return record_values(stage, line, partial(after_step, stage))


def event(stage: Stage, line: str) -> Turn:
    """Record an adverse event, or say them. Raises AssistantError."""
    return record_event(stage, line, partial(after_step, stage))
