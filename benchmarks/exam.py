"""How many questions are answered right: the desk beside a plain search, on each set of questions.

A question counts as right when its status is one that is allowed and, where it is answered, every pattern
of `must` and one of `any` is found in the text and none of `must_not`. The baseline gives the answer whose
phrasing is nearest by rapidfuzz, or refuses below the threshold that serves it best on that very set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from rapidfuzz import fuzz, process

from assistant.conversation.asking import open_asker
from benchmarks.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.conversation.asking import Asker

FOLDER = Path(__file__).with_name("questions")
THRESHOLDS = (50, 70, 85, 95)


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a text, whoever gave it."""

    status: str
    text: str


def measure() -> list[Figure]:
    """The desk and the baseline on every set."""
    asker = open_asker()
    figures = []
    for path in sorted(FOLDER.glob("*.yaml")):
        questions = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
        given = [_desk(asker, _turns(question)) for question in questions]
        best = max(
            (_baseline(asker, questions, threshold) for threshold in THRESHOLDS), key=_right(questions)
        )
        name = path.stem.replace("_", " ")
        figures.append(Figure(f"questions, {name}: malar", _told(questions, given)))
        figures.append(Figure(f"questions, {name}: nearest phrasing", _told(questions, best)))
    return figures


def _desk(asker: Asker, turns: Sequence[str]) -> Answer:
    reply = asker.ask_last(turns)
    return Answer(reply.status, reply.text)


def _baseline(asker: Asker, questions: Sequence[dict[str, Any]], threshold: int) -> list[Answer]:
    entries = asker.desk.knowledge.entries
    says = {ask: entry.says for entry in entries for ask in entry.asks}
    asks = list(says)
    given = []
    for question in questions:
        asked = _turns(question)[-1]
        near = process.extractOne(asked, asks, scorer=fuzz.token_set_ratio, score_cutoff=threshold)
        given.append(Answer("answered", says[near[0]]) if near else Answer("not_covered", ""))
    return given


def _turns(question: dict[str, Any]) -> list[str]:
    asked = question["ask"]
    return [asked] if isinstance(asked, str) else list(asked)


def _is_right(question: dict[str, Any], answer: Answer) -> bool:
    if answer.status not in question["status"]:
        return False
    if answer.status != "answered":
        return True
    text = answer.text.replace("–", "-").replace("—", "-")
    found = [_found(pattern, text) for pattern in question.get("must", ())]
    either = [_found(pattern, text) for pattern in question.get("any", ())]
    wrong = [_found(pattern, text) for pattern in question.get("must_not", ())]
    return all(found) and (any(either) or not either) and not any(wrong)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _right(questions: Sequence[dict[str, Any]]) -> Callable[[list[Answer]], int]:
    def count(given: list[Answer]) -> int:
        return sum(_is_right(question, answer) for question, answer in zip(questions, given, strict=True))

    return count


def _told(questions: Sequence[dict[str, Any]], given: Sequence[Answer]) -> str:
    pairs = list(zip(questions, given, strict=True))
    inside = [_is_right(question, answer) for question, answer in pairs if question["inside"]]
    outside = [_is_right(question, answer) for question, answer in pairs if not question["inside"]]
    wrong = sum(
        answer.status == "answered" and not _is_right(question, answer)
        for question, answer in pairs
        if question["inside"]
    )
    covered = f"{sum(inside)}/{len(inside)} right, {wrong} wrong; " if inside else ""
    return f"{covered}outside {sum(outside)}/{len(outside)} refused or corrected"
