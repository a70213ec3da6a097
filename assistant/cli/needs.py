"""What each command of the command line needs a role to allow; None is for everyone, signed in or not.

It holds where the records have accounts. A command that stands here with None touches no patient.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.operators.roles import Act

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

NEEDS: Mapping[str, Act | None] = {
    "ask": None,
    "score": None,
    "prefill": None,
    "derive": None,
    "ladder": None,
    "evidence": None,
    "instruments": None,
    "convert": None,
    "check": None,
    "completion": None,
    "demo": None,
    "train": None,
    "patients": Act.SEE,
    "patient": Act.SEE,
    "visits": Act.SEE,
    "plot": Act.SEE,
    "change": Act.SEE,
    "bodymap": Act.SEE,
    "consistency": Act.SEE,
    "cohort": Act.COHORT,
    "import": Act.IMPORT,
    "export": Act.EXPORT,
    "export --identified": Act.IDENTIFY,
    "raters": Act.CURATE,
    "training": Act.CURATE,
    "unanswered": Act.CURATE,
    "audit": Act.AUDIT,
    "backup": Act.ADMINISTER,
    "restore": Act.ADMINISTER,
    "rekey": Act.ADMINISTER,
    "operator": Act.ADMINISTER,
    "operator pin": None,
}
"""By command, and by command with what makes it another."""


def needed(arguments: argparse.Namespace) -> Act | None:
    """What a command, as it was given, needs."""
    command: str = arguments.command
    if getattr(arguments, "identified", False):
        command = f"{command} --identified"
    particular = f"{command} {getattr(arguments, 'action', '')}"
    return NEEDS[particular if particular in NEEDS else command]
