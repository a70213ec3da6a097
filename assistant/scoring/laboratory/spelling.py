"""One spelling for what only looks different: superscripts, dashes, micro signs, wide characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWER_OF_TEN = re.compile(rf"(?<=10)[{_SUPERSCRIPTS}]+")
_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_SAME = str.maketrans(
    {
        "µ": "u",
        "μ": "u",
        "º": "°",
        "˚": "°",
        "×": "x",
        "✕": "x",
        "⨯": "x",
        "·": "*",
        "⋅": "*",
        "∙": "*",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "⁄": "/",
        "∕": "/",
        "’": "'",
        "‘": "'",
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
        "\t": " ",
    }
)


def plain(text: str) -> str:
    """The text with one spelling for each thing; letter case stays."""
    powers = _POWER_OF_TEN.sub(lambda found: "^" + found[0].translate(_DIGITS), text)
    lowered = powers.translate(_DIGITS).replace("º", "°").replace("˚", "°")
    return " ".join(unicodedata.normalize("NFKC", lowered.translate(_SAME)).translate(_SAME).split())


def without_accents(text: str) -> str:
    """The text with bare letters, each in its place: `Protéinurie` is written without its accent as well."""
    return text if text.isascii() else "".join(unicodedata.normalize("NFD", each)[0] for each in text)


@lru_cache(maxsize=4096)
def folded_unit(unit: str) -> str:
    """A unit without what does not change it: blanks, letter case, the sign of multiplication before it."""
    return re.sub(r"^[x*]+(?=10|1[0-9]{2,3}/)", "", re.sub(r"\s+", "", plain(unit)).casefold())


def phrase_pattern(phrase: str) -> str:
    """A regular expression for a phrase, however it is spaced or hyphenated, not within a longer word."""
    pieces = re.findall(r"[^\W_]+|[^\w\s]+|_", plain(phrase))
    words = [piece for piece in pieces if piece[0].isalnum()]
    if not words:
        return re.escape(plain(phrase))
    body = r"[\s\-_./,:'()]*".join(map(re.escape, words))
    before = re.escape(pieces[0]) if pieces[0] in "+-" else r"(?<![^\W_])"
    after = re.escape(pieces[-1]) if pieces[-1] in "+%" else r"(?![^\W_])"
    return f"{before}{body}{after}"


def any_phrase(phrases: Iterable[str]) -> str:
    """Any of the phrases, the longest first."""
    return "|".join(phrase_pattern(each) for each in sorted(set(phrases), key=len, reverse=True))
