"""A problem in a content file: a code, the place, what is wrong, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Location = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and positions, as pydantic gives it."""


class ProblemCode(StrEnum):
    """The catalogue of what can be wrong with a content file."""

    MISSING_FILE = "missing-file"
    UNREADABLE = "unreadable"
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


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem; as text `file:line: what; remedy`."""

    code: ProblemCode
    file: Path
    line: int | None
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a check found inside one file, placed by location; the loader turns it into a line."""

    location: Location
    what: str
    remedy: str
    code: ProblemCode = ProblemCode.INCONSISTENT


class ContentError(AssistantError):
    """Content cannot be used. Holds every problem that was found, and its text is one line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
