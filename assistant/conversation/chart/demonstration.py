"""`/demo`: the demonstration records in the conversation, marked as such, and back to one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.patients import patients
from assistant.conversation.replies import told

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn

OFF = frozenset({"off", "end", "close"})
MARK = "DEMONSTRATION"
DEMO_OPEN = (
    f"{MARK}: the cases of the paper as printed, in records of their own. /patients lists them, /demo off "
    "goes back."
)


def demo(stage: Stage, line: str) -> Turn:
    """Open the demonstration, made where it is not there, or go back. Raises StoreError, NotLetGoError."""
    wanted = line.casefold() not in OFF
    if wanted == stage.chart.demo:
        if not wanted:
            return stage.turn(told("Your own records are open already."))
        return patients(stage, "")
    kept = stage.way.leave()
    stage.chart.switch(demo=wanted)
    stage.way.patient = ""
    if not wanted:
        return stage.turn(told(f"{kept}Your own records are open again. /patient CODE opens a patient."))
    turn = patients(stage, "")
    return turn._replace(replies=(told(f"{kept}{DEMO_OPEN}"), *turn.replies))
