"""Make every character of a text visible, so that none of it can steer a terminal or hide from a reader."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CONTROL_PICTURES = 0x2400
DELETE = 0x7F
MOST_MARKS = 4
"""Accents on one letter; the further ones of a pile, which covers the lines around it, are spelled out."""

# Characters that count as printable and draw nothing: joiners, fillers, variation selectors.
_BLANK = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)
_FORMULA_SIGNS = "=+-@"
_CELL_SIGNS = ("\t", "\r", "\n")
# Letters with accents, Greek, punctuation, signs, arrows, lines, blocks: nothing here hides or piles up.
_NOT_PLAIN = re.compile("[^\n\x20-\u02ff\u0370-\u0482\u2010-\u20cf\u2100-\u2bff]")


def visible(text: str) -> str:
    """Return `text` with control, escape, bidirectional and other invisible characters spelled out.

    Line breaks stay line breaks. Control characters become their picture (`␛`), all other invisible ones
    their code point (`<U+202E>`), so that what is drawn is what is there.
    """
    if _is_plain(text):
        return text
    return _spelled_out(text.replace("\r\n", "\n"), _shown, kept="\n")


def escaped(text: str, kept: str = "") -> str:
    """The same with the escapes that JSON reads back, but for the characters that are `kept`."""
    if _is_plain(text) and ("\n" in kept or "\n" not in text):
        return text
    return _spelled_out(text, _escape, kept)


def no_formula(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet would run it as a formula.

    The wide forms of the signs are formulas to spreadsheets of East Asia, and blanks before them are dropped.
    """
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if text[:1] in _CELL_SIGNS or (first and first in _FORMULA_SIGNS) else text


def _is_plain(text: str) -> bool:
    """Whether there is surely nothing to spell out; drawing asks this of every line."""
    return (text.isascii() or _NOT_PLAIN.search(text) is None) and text.replace("\n", " ").isprintable()


def _spelled_out(text: str, spell: Callable[[str], str], kept: str) -> str:
    """`text` with `spell` of every character that hides or steers, but for those that are `kept`."""
    pieces: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category[0] == "M" else 0
        plain = (character.isprintable() or category == "Zs") and character not in _BLANK
        pieces.append(character if character in kept or (plain and marks <= MOST_MARKS) else spell(character))
    return "".join(pieces)


def _shown(character: str) -> str:
    code = ord(character)
    if code < ord(" "):
        return chr(CONTROL_PICTURES + code)
    return "␡" if code == DELETE else f"<U+{code:04X}>"


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    pair = character.encode("utf-16-be")
    return f"\\u{pair[:2].hex()}\\u{pair[2:].hex()}"
