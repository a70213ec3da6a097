"""What each role may do, from the table that the program holds everyone to."""

from __future__ import annotations

from assistant.errors import capital
from assistant.records.operators.roles import RIGHTS, Act, Role


def roles() -> str:
    """A row for each thing, a column for each role."""
    head = " | ".join(role.value for role in Role)
    rows = [
        f"| {capital(act.value)} | "
        + " | ".join("yes" if act in RIGHTS[role] else "–" for role in Role)
        + " |"
        for act in Act
        if act is not Act.ADMINISTER
    ]
    beside = f"| {capital(Act.ADMINISTER.value)} |" + " with the right beside the role |" * len(Role)
    return "\n".join((f"| | {head} |", "| --- |" + " --- |" * len(Role), *rows, beside))
