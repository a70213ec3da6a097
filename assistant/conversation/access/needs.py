"""What each command of the conversation needs a role to allow; None is for everyone who is let in.

What a command leads to is held to the same roles once more where the records are read and written
(`records/records.py`), so that no card reaches further than its command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.operators.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

NEEDS: Mapping[str, Act | None] = {
    "score": Act.SCORE,
    "grid": Act.SCORE,
    "resume": Act.SCORE,
    "labs": Act.SCORE,
    # These work on what is under way, which began by a command that was allowed.
    "go": None,
    "dictate": None,
    "undo": None,
    "copy": None,
    "export": None,
    "patient": Act.SEE,
    "patients": Act.SEE,
    "visits": Act.SEE,
    "plot": Act.SEE,
    "change": Act.SEE,
    "bodymap": Act.SEE,
    "visit": Act.SEE,
    "set": Act.RECORD,
    "treatment": Act.RECORD,
    "pga": Act.RECORD,
    "steroid": Act.RECORD,
    "lab": Act.RECORD,
    "event": Act.RECORD,
    "amend": Act.AMEND,
    "cohort": Act.COHORT,
    "train": Act.TRAIN,
    "demo": None,
    # A tour is played on records of its own, whatever the role.
    "tour": None,
    "ladder": None,
    "evidence": None,
    "instruments": None,
    "help": None,
    "lock": None,
    "quit": None,
}
