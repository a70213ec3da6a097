"""Question text to words: plain, lower-case, comparable. Pure and total: any text gives a list of words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_QUESTION_CHARACTERS = 2_000
"""A longer text is not a question; it is refused before any matching is done."""

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+\d*")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})[, ](\d{3})(?![\d])")
_POSSESSIVE = re.compile(r"'s\b")
_STEMMER = Stemmer.Stemmer("english", 0)
_WITHOUT = re.compile(r"\bw/o\b", re.IGNORECASE)
_WITH = re.compile(r"\bw/", re.IGNORECASE)
_SPELLED = {"&": " and ", "%": " percent ", "≥": " ", "≤": " "}
_SPECIAL = re.compile("['/&%≥≤]")
_UNSTEMMED_LENGTH = 4
"""Words this short are abbreviations more often than inflected words: they are compared as they stand."""

_WORDS_KEPT, _TEXTS_KEPT = 8_000, 500
"""What is kept of reading: the words of a language come often, the same texts only a few times in a row."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question: as it was typed, in lower case, and its stem for comparing."""

    typed: str
    plain: str
    stem: str


def plain_text(text: str) -> str:
    """`text` without accents, control characters and typographic variants, case kept."""
    if text.isascii() and text.isprintable():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    kept = []
    for character in decomposed:
        category = unicodedata.category(character)
        if category == "Mn":
            continue
        if category.startswith("C"):
            kept.append(" ")
        elif category == "Pd":
            kept.append("-")
        elif character in "’‘`´":
            kept.append("'")
        else:
            kept.append(character)
    return "".join(kept)


def joined_thousands(text: str) -> str:
    """`text` with `95,000` and `95 000` as one number."""
    return _THOUSANDS.sub(r"\1\2", text)


def stem(word: str) -> str:
    """The stem under which inflected forms of `word` (lower case) are compared."""
    if len(word) <= _UNSTEMMED_LENGTH or not word.isalpha():
        return word
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=_TEXTS_KEPT)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order: letters, numbers (with decimals) and letter-digit codes such as C3."""
    prepared = joined_thousands(plain_text(text))
    if _SPECIAL.search(prepared):
        prepared = _WITH.sub("with ", _WITHOUT.sub("without", prepared))
        for spelled, meant in _SPELLED.items():
            prepared = prepared.replace(spelled, meant)
        prepared = _POSSESSIVE.sub("", prepared)
    return tuple(map(_word, _PIECE.findall(prepared)))


def spellings_of(texts: Iterable[str]) -> dict[str, str]:
    """Every word of the texts as it is spelled, with its stem."""
    return {word.plain: word.stem for text in texts for word in words_of(text)}


@lru_cache(maxsize=_WORDS_KEPT)
def _word(piece: str) -> Word:
    plain = piece.lower().replace(",", ".")
    return Word(piece, plain, stem(plain))


def forget_words() -> None:
    """Give back what is kept of reading: of what an opening reads, little is read again."""
    for kept in (words_of, _word):
        kept.cache_clear()


def number_of(word: Word) -> float | None:
    """The number a word stands for, in digits or spelled up to twenty."""
    if word.plain[0].isdecimal():
        return float(word.plain)
    return _NUMBER_WORDS.get(word.plain)


_NUMBER_WORDS: dict[str, float] = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}
