"""Plain words that say something of the patient at hand: `new visit`, `pga 1.5`, `born 1987`."""

from __future__ import annotations

import re

SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("visit", r"(?:begin |start |open )?(?:a |the )?(?P<said>new) visit"),
        ("visit", r"(?:begin |start |open )?(?:a |the )?(?P<said>new) visit (?:on |of )?(?P<day>\d\S+)"),
        ("visit", r"(?:open (?:the )?)?visit (?:on |of )?(?P<said>today|\d\S+)"),
        ("patients", r"(?:list |show )?(?:the |all )?patients"),
        ("visits", r"(?:show |list )?(?:the |all )?(?:visits|course)"),
        ("set", r"(?P<said>(?:sex|phototype|born) [^\s,]+(?:, ?(?:sex|phototype|born) [^\s,]+)*)"),
        ("pga", r"pga (?:is |of )?(?P<said>-?\d\S*)"),
        ("steroid", r"steroid (?P<said>.*\d\s*mg.*)"),
        ("steroid", r"(?:steroid (?P<said>none)|no steroids?)"),
        ("lab", r"labs? (?P<said>.*\d.*)"),
        ("event", r"(?:adverse )?event (?P<said>.+ (?:resolved|resolving|ongoing|fatal|sequelae))"),
        ("treatment", r"treatment (?P<said>.+ (?:from|since|stopped|until) .*\d.*)"),
        ("amend", r"amend(?: (?:the )?(?P<said>\S.*))?"),
    )
)
"""What is typed as a whole line, and the command that it means; a question never is one."""


def said_of_patient(line: str) -> tuple[str, str] | None:
    """The command that plain words mean, with its argument; None where they mean none."""
    if line.endswith("?"):
        return None
    bare = " ".join(line.rstrip(".!").split())
    for name, pattern in SAID:
        found = pattern.fullmatch(bare)
        if found:
            parts = found.groupdict()
            return name, " ".join(part for part in (parts.get("said"), parts.get("day")) if part)
    return None
