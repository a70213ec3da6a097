"""The sets of questions, and when an answer to one of them counts as right.

It does when its status is one that is allowed and, where it is answered, every pattern of `must` and one of
`any` is found in the text and none of `must_not`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDER = Path(__file__).with_name("questions")
HELD_OUT = "held_out"
_PLAIN = {"–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "≥": ">=", "≤": "<=", "’": "'"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a text, whoever gave it."""

    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or the turns of a conversation, with what an answer to the last turn must hold."""

    turns: tuple[str, ...]
    inside: bool
    status: frozenset[str]
    must: tuple[str, ...]
    either: tuple[str, ...]
    must_not: tuple[str, ...]
    group: str

    def is_right(self, answer: Answer) -> bool:
        """Whether the status is allowed, and an answer holds what it must."""
        if answer.status not in self.status:
            return False
        if answer.status != "answered":
            return True
        text = answer.text
        for typographic, plain in _PLAIN.items():
            text = text.replace(typographic, plain)
        either = not self.either or any(_found(pattern, text) for pattern in self.either)
        wrong = any(_found(pattern, text) for pattern in self.must_not)
        return all(_found(pattern, text) for pattern in self.must) and either and not wrong


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A file of questions; `about` is what its first line says of it."""

    path: Path
    about: str
    questions: tuple[Question, ...]

    @property
    def held_out(self) -> bool:
        """Whether nothing was ever tuned on it."""
        return self.path.stem.startswith(HELD_OUT)

    @property
    def name(self) -> str:
        """Its name in words."""
        return self.path.stem.replace("_", " ")


def question_sets() -> list[QuestionSet]:
    """Every set, the held out ones first."""
    sets = [_read(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return sorted(sets, key=lambda each: not each.held_out)


def grouped(questions: Iterable[Question]) -> list[list[int]]:
    """The numbers of the questions that are wordings of one: several each, by the group that they name."""
    groups: dict[str, list[int]] = {}
    for number, question in enumerate(questions):
        if question.group:
            groups.setdefault(question.group, []).append(number)
    return [numbers for numbers in groups.values() if len(numbers) > 1]


def _read(path: Path) -> QuestionSet:
    text = path.read_text(encoding="utf-8")
    about = text.splitlines()[0].removeprefix("#").strip()
    read = yaml.safe_load(text)["questions"]
    return QuestionSet(path, about, tuple(_questions(read)))


def _questions(read: Sequence[dict[str, Any]]) -> Iterable[Question]:
    """The questions of a file; neighbours with the very same patterns are wordings of one question."""
    before: dict[str, Any] = {}
    group = ""
    for each in read:
        patterns = {key: each.get(key) for key in ("must", "any", "must_not", "status")}
        same = bool(each.get("must") or each.get("any")) and patterns == before
        group = group if same else str(each["id"])
        before = patterns
        asked = each["ask"]
        yield Question(
            (asked,) if isinstance(asked, str) else tuple(asked),
            each["inside"],
            frozenset(each["status"]),
            tuple(each.get("must", ())),
            tuple(each.get("any", ())),
            tuple(each.get("must_not", ())),
            str(each.get("group", group)),
        )


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None
