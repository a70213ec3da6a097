"""What the file of unanswered questions holds: a question a line as JSON, read back with nothing trusted."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUESTION = 300
LONGEST_POINT = 80
MOST_POINTS = 5
MOST_TIMES = 1_000_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KIND = re.compile(r"[a-z_]{1,30}")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that was refused: how it was asked, the kind of refusal, and what was not understood.

    `first` and `last` are days (ISO 8601), without a time of day by which one could tell who was seen then.
    """

    question: str
    kind: str
    missing: tuple[str, ...]
    first: str
    last: str
    times: int = 1


def line_of(asked: Unanswered) -> str:
    """One line of the file; what is too long is cut, so that the size of a line has a bound."""
    return json.dumps(
        {
            "question": asked.question[:LONGEST_QUESTION],
            "kind": asked.kind,
            "missing": [point[:LONGEST_POINT] for point in asked.missing[:MOST_POINTS]],
            "first": asked.first,
            "last": asked.last,
            "times": asked.times,
        }
    )


def read_lines(raw: bytes) -> tuple[list[Unanswered], int]:
    """The questions of a file, as often as they stand there, and how many of its lines are damaged."""
    read = [_read(line) for line in raw.split(b"\n") if line.strip()]
    whole = [asked for asked in read if asked is not None]
    return whole, len(read) - len(whole)


def counted(read: Iterable[Unanswered]) -> list[Unanswered]:
    """Every question once, the most often asked first; of a question its latest refusal is told."""
    by_question: dict[str, Unanswered] = {}
    for asked in read:
        known = by_question.get(asked.question, replace(asked, times=0))
        later = max(known, asked, key=lambda each: each.last)
        by_question[asked.question] = replace(
            later,
            first=min(known.first, asked.first),
            times=min(known.times + asked.times, MOST_TIMES),
        )
    latest_first = sorted(by_question.values(), key=lambda each: each.question)
    latest_first.sort(key=lambda each: each.last, reverse=True)
    return sorted(latest_first, key=lambda each: -each.times)


def _read(line: bytes) -> Unanswered | None:
    """One line, or None where it is not one that was written here."""
    try:
        document: Any = json.loads(line)
        asked = Unanswered(
            document["question"],
            document["kind"],
            tuple(document["missing"]),
            document["first"],
            document["last"],
            document["times"],
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return asked if _is_ours(asked) else None


def _is_ours(asked: Unanswered) -> bool:
    texts = (asked.question, asked.kind, asked.first, asked.last, *asked.missing)
    if not all(map(_is_text, texts)) or len(asked.missing) > MOST_POINTS:
        return False
    if type(asked.times) is not int or not 1 <= asked.times <= MOST_TIMES:
        return False
    days = _DAY.fullmatch(asked.first) and _DAY.fullmatch(asked.last)
    return bool(asked.question and days and _KIND.fullmatch(asked.kind))


def _is_text(text: object) -> bool:
    """Whether it is a text of a sensible length that can be written again, and not half a surrogate pair."""
    if not isinstance(text, str):
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return len(text) <= LONGEST_QUESTION
