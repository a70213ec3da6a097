"""Plain words that say something of the patient at hand: `new visit`, `pga 1.5`, `born 1987`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BEGAN_OR_ENDED = re.compile(r" (?:from|since|stopped|until) ", re.IGNORECASE)
_MILLIGRAMS = re.compile(r"\d ?mg", re.IGNORECASE)


def _anything(_said: str) -> bool:
    return True


def _holds_figure(said: str) -> bool:
    return any(map(str.isdecimal, said))


def _holds_milligrams(said: str) -> bool:
    return _MILLIGRAMS.search(said) is not None


def _holds_time(said: str) -> bool:
    """Whether a drug is followed by when it began or ended, with a figure."""
    found = _BEGAN_OR_ENDED.search(said, 1)
    return found is not None and _holds_figure(said[found.end() :])


SAID: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = tuple(
    (name, re.compile(rf"\A(?:{pattern})\Z", re.IGNORECASE | re.DOTALL), holds)
    for name, pattern, holds in (
        ("visit", r"(?:begin |start |open )?(?:a |the )?(?P<said>new) visit", _anything),
        (
            "visit",
            r"(?:begin |start |open )?(?:a |the )?(?P<said>new) visit (?:on |of )?(?P<day>\d\S+)",
            _anything,
        ),
        ("visit", r"(?:open (?:the )?)?visit (?:on |of )?(?P<said>today|\d\S+)", _anything),
        ("patients", r"(?:list |show )?(?:the |all )?patients", _anything),
        ("visits", r"(?:show |list )?(?:the |all )?(?:visits|course)", _anything),
        ("set", r"(?P<said>(?:sex|phototype|born) [^\s,]+(?:, ?(?:sex|phototype|born) [^\s,]+)*)", _anything),
        ("pga", r"pga (?:is |of )?(?P<said>-?\d\S*)", _anything),
        ("steroid", r"steroid (?P<said>.+)", _holds_milligrams),
        ("steroid", r"(?:steroid (?P<said>none)|no steroids?)", _anything),
        ("lab", r"labs? (?P<said>.+)", _holds_figure),
        (
            "event",
            r"(?:adverse )?event (?P<said>.+ (?:resolved|resolving|ongoing|fatal|sequelae))",
            _anything,
        ),
        ("treatment", r"treatment (?P<said>.+)", _holds_time),
        ("amend", r"amend(?: (?:the )?(?P<said>\S.*))?", _anything),
    )
)
"""What is typed as a whole line, the command that it means, and what must stand in it.

A question never is one. What must be somewhere in a text is looked for apart: in the pattern it would be
tried from every place.
"""


def said_of_patient(line: str) -> tuple[str, str] | None:
    """The command that plain words mean, with its argument; None where they mean none."""
    if line.endswith("?"):
        return None
    bare = " ".join(line.rstrip(".!").split())
    for name, pattern, holds in SAID:
        found = pattern.match(bare)
        parts = found.groupdict() if found else {}
        if found and holds(parts.get("said") or ""):
            return name, " ".join(part for part in (parts.get("said"), parts.get("day")) if part)
    return None
