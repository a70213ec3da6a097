"""Whom the conversation is about: a study code, never a name."""

from __future__ import annotations

import re
from enum import Enum

LONGEST = 32
SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/#-]*( [A-Za-z0-9._/#-]+)*")
LETTERS_OF_A_NAME = 3


class CodeVerdict(Enum):
    """Whether a text will do as a study code."""

    GOOD = "good"
    NAME_LIKE = "name-like"
    IMPOSSIBLE = "impossible"


def judge_code(text: str) -> CodeVerdict:
    """Judge a study code: a value without a digit, or of several words, may be a name and is asked about."""
    if len(text) > LONGEST or (not SHAPE.fullmatch(text) and not _letters_only(text)):
        return CodeVerdict.IMPOSSIBLE
    letters = sum(character.isalpha() for character in text)
    if " " in text or (not any(character.isdigit() for character in text) and letters >= LETTERS_OF_A_NAME):
        return CodeVerdict.NAME_LIKE
    return CodeVerdict.GOOD


def _letters_only(text: str) -> bool:
    return any(character.isalpha() for character in text) and all(
        character.isalpha() or character in " '-." for character in text
    )
