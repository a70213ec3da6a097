"""Records from outside that are not taken over: everything that is wrong, each with its place."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from assistant.content.problems import MOST_PROBLEMS
from assistant.records.errors import RefusedRecords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assistant.content.problems import Finding, Location


def spelled(location: Location) -> str:
    """A location as it is told: `patients[3].visits[0].pga`, counted from 0 as programs do."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return words.removeprefix(".") or "the whole"


def refusal(found: Iterable[Finding], place: Callable[[Location], str], count: int) -> RefusedRecords:
    """The error that tells the first of so many things that are wrong."""
    told = islice(found, MOST_PROBLEMS)
    lines = [f"{place(each.location)}: {each.what}; {each.remedy}" for each in told]
    more = count - len(lines)
    last = f"{'' if more <= 0 else f'and {more:,} more problems; '}nothing was taken over"
    return RefusedRecords((*lines, last))
