"""Make every character of a text visible, so that none of it can steer a terminal or hide from a reader."""

from __future__ import annotations

import unicodedata

CONTROL_PICTURES = 0x2400
DELETE = 0x7F


def visible(text: str) -> str:
    """Return `text` with control, escape, bidirectional and other invisible characters spelled out.

    Line breaks stay line breaks. Control characters become their picture (`␛`), all other invisible ones
    their code point (`<U+202E>`), so that what is drawn is what is there.
    """
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def _shown(character: str) -> str:
    if character == "\n" or character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    if code < ord(" "):
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return "␡"
    return f"<U+{code:04X}>"
