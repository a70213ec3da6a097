"""Which refused questions are kept for the curator of the content, and what of them: nothing of a person."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.paths import data_folder
from assistant.records.unanswered.lines import Unanswered
from assistant.records.unanswered.questions import UnansweredQuestions
from assistant.reference.question.impersonal import LEFT_OUT, Impersonal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.reference.desk import ReferenceDesk
    from assistant.reference.reply import Reply

VARIABLE = "MALAR_UNANSWERED"
ON, OFF = "on", "off"

KEPT: dict[str, str] = {
    "silent": "the paper is silent on a word",
    "outside": "outside the paper",
    "near": "only something near it is covered",
    "unprinted": "the paper prints no value for it",
}
"""The kinds of refusal that are kept, in words."""

NOT_KEPT = frozenset({"judgement", "unlike", "instruction", "greeting", "unrelated", "too_long", "empty"})
"""Decisions about a patient, patients described, attempts to instruct the program, what is no question."""

A_WORD = "a word that was left out"


class SettingError(AssistantError):
    """The environment variable says neither on nor off."""


class Keeper:
    """Keeps what was refused. Whatever goes wrong is told once and never disturbs an answer."""

    def __init__(self, impersonal: Impersonal, clock: Callable[[], datetime]) -> None:
        self._impersonal = impersonal
        self._clock = clock
        self._told: set[str] = set()

    def keep(self, asked: str, reply: Reply) -> str:
        """Keep a question if its reply is a refusal of a kind that is kept.

        Returns what the user must be told, or nothing.
        """
        if reply.status == "answered" or reply.refusal not in KEPT:
            return ""
        question = self._impersonal.question(asked)
        if question is None:
            return ""
        try:
            store = UnansweredQuestions(data_folder())
            return self._once(store.add(self._made(question, reply)) if is_on(store) else "")
        except AssistantError as error:
            return self._once(f"{error}; answers are not touched by it")
        except OSError as error:
            return self._once(
                f"a question could not be kept ({error.strerror}); answers are not touched by it"
            )

    def _made(self, question: str, reply: Reply) -> Unanswered:
        points = (self._impersonal.words(point) for point in reply.missing)
        missing = tuple(dict.fromkeys(A_WORD if point == LEFT_OUT else point for point in points))
        today = self._clock().date().isoformat()
        return Unanswered(question, reply.refusal, missing, today, today)

    def _once(self, told: str) -> str:
        if told in self._told:
            return ""
        self._told.add(told)
        return told


def keeper(desk: ReferenceDesk, clock: Callable[[], datetime]) -> Keeper:
    """A keeper of what this desk refuses."""
    return Keeper(Impersonal(desk.lexicon, desk.knowledge.privacy), clock)


def is_set() -> bool:
    """Whether the environment variable decides."""
    return bool(os.environ.get(VARIABLE, "").strip())


def is_on(store: UnansweredQuestions) -> bool:
    """Whether questions are kept: the environment variable decides, and without it the user's setting.

    Raises SettingError for a variable that says neither, and OSError where the setting cannot be read.
    """
    wanted = os.environ.get(VARIABLE, "").strip().lower()
    if wanted in {ON, OFF}:
        return wanted == ON
    if wanted:
        raise SettingError(f"{VARIABLE} is neither on nor off; nothing is kept until it is one of them")
    return not store.switched_off
