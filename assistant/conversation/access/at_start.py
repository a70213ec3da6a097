"""What the first frame must know of accounts, before anything is opened; nothing here costs it anything."""

from __future__ import annotations

import os

from assistant.conversation.turn import Lock
from assistant.records.operators import presence
from assistant.records.operators.admission import OPERATOR_VARIABLE

WHO_IS_THERE = "Who is there? The records ask for an operator and a PIN."


def lock_at_start() -> Lock | None:
    """The lock where there were accounts when the records were last opened here. Raises DataFolderError."""
    return Lock(operator_named(), asks_pin=True, told=WHO_IS_THERE) if presence.noted() else None


def operator_named() -> str:
    """The operator who is offered at the first sign-in."""
    return os.environ.get(OPERATOR_VARIABLE, "")
