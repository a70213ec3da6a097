"""What can be wrong with what is said of a patient."""

from __future__ import annotations

from assistant.conversation.chart.wording import day_first
from assistant.errors import AssistantError


class Refused(AssistantError):
    """Something that cannot be recorded; nothing was written. Days in the message stand day first."""

    def __init__(self, message: str) -> None:
        super().__init__(day_first(message))


class NoPatientAtHand(Refused):
    """There is no patient of whom it could be said."""
