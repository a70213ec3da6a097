"""A line cut into words, numbers and signs, each with its place in the line."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[, ]\d{3}){1,5}(?![\d.,])|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)?)"
    r"|(?P<sign>\n|[^\w\s]|_)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+")
HYPHEN = "-"
_HYPHENS = {"\u2010": HYPHEN, "\u2011": HYPHEN, "\u2212": HYPHEN}


class Token(NamedTuple):
    """A piece of the line: `text` in lower case, from `start` to `end`; `value` where it is a number."""

    text: str
    start: int
    end: int
    value: float | None = None


def tokens_of(line: str) -> list[Token]:
    """Every piece of the line, in order."""
    found = []
    for match in _TOKEN.finditer(line):
        text = match.group().lower().replace("\u2019", "'")
        value = _value(text) if match.lastgroup == "number" else None
        found.append(Token(_HYPHENS.get(text, text), match.start(), match.end(), value))
    return found


def words_of(phrase: str, articles: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """A phrase of the content as the pieces that a line must hold, without articles and hyphens."""
    pieces = tuple(token.text for token in tokens_of(phrase))
    kept = tuple(piece for piece in pieces if piece != HYPHEN and piece not in articles)
    return kept if any(piece.isalnum() for piece in kept) else pieces


def _value(text: str) -> float:
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(text.replace(",", "."))
