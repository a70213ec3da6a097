"""An assessment under way as a shared database knows it: what it is, and who holds it. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from datetime import datetime

SILENT_SECONDS = 120
"""After so long without a sign of life a terminal is taken to be suspended, killed or cut off."""


class TakenOver(AssistantError):
    """Another terminal has the assessment now, or has finished it. Holds how it stands there."""

    def __init__(self, there: Shared) -> None:
        super().__init__(f"the {there.title} of {there.whose} was taken over at another terminal")
        self.there = there


@dataclass(frozen=True, slots=True)
class Shared:
    """One open assessment in the database.

    `holder` names the copy that may write; `held` tells whether someone works on it now, `silent` for how
    many seconds nothing was heard, by the clock of the database, which is the same for all. `document` is a
    draft file as text, and is empty in a listing.
    """

    id: str
    patient: str
    instrument: str
    title: str
    answered: int
    total: int
    saved: str
    version: int
    holder: str
    held: bool
    operator: str
    terminal: str
    since: datetime
    silent: float
    closed: bool
    document: str = ""

    @property
    def whose(self) -> str:
        """The patient, in words."""
        return self.patient or "no patient code"

    @property
    def alive(self) -> bool:
        """Whether the terminal that holds it was heard of lately."""
        return self.held and self.silent < SILENT_SECONDS
