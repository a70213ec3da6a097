"""A problem in a content file: a code, the place, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, one_line, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_PROBLEMS = 50
"""How many problems of one file are listed."""

Location = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and positions, as pydantic gives it."""


class ProblemCode(StrEnum):
    """The catalogue of what can be wrong with a content file."""

    MISSING_FILE = "missing-file"
    UNREADABLE = "unreadable"
    WRITTEN_BY_OTHERS = "written-by-others"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf-8"
    BAD_CHARACTER = "bad-character"
    TAB = "tab"
    SYNTAX = "syntax"
    EMPTY = "empty"
    NOT_A_MAPPING = "not-a-mapping"
    TOO_DEEP = "too-deep"
    ALIAS = "alias"
    TAG = "tag"
    SEVERAL_DOCUMENTS = "several-documents"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_VALUE = "wrong-value"
    UNKNOWN_NAME = "unknown-name"
    DUPLICATE_NAME = "duplicate-name"
    INCONSISTENT = "inconsistent"
    CYCLE = "cycle"
    PROOF = "proof"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; as text `file:line: what; remedy`."""

    code: ProblemCode
    file: Path
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        file = shortened(self.file)
        place = f"{file}:{self.line}" if self.line else file
        return f"{place}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a check found inside one file, placed by location; the loader turns it into a line."""

    location: Location
    what: str
    remedy: str
    code: ProblemCode = ProblemCode.INCONSISTENT


class ContentError(AssistantError):
    """Content cannot be used. Holds the problems that were found, and its text is one line for each.

    Of one file the first MOST_PROBLEMS are held, and one that says how many more there are.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(_bounded(problems))
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each problem."""
        return tuple(one_line(str(problem)) for problem in self.problems)


def more_problems(file: Path, count: int | None = None) -> Problem:
    """What stands for the problems of a file that are not listed; None where they were not counted."""
    number = "" if count is None else f"{count:,} "
    what = f"... and {number}more {'problem' if count == 1 else 'problems'}"
    return Problem(ProblemCode.MORE, file, None, what, "correct those above first")


def _bounded(problems: Iterable[Problem]) -> Iterator[Problem]:
    by_file: dict[Path, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    for file, found in by_file.items():
        # One line more than the most is listed too: the note in its place would be as long.
        listed = len(found) if len(found) <= MOST_PROBLEMS + 1 else MOST_PROBLEMS
        yield from found[:listed]
        if listed < len(found):
            yield more_problems(file, len(found) - listed)
