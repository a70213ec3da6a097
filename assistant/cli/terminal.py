"""What the terminal can carry: a screen, and the signs of the text; and what stands in where it cannot."""

from __future__ import annotations

import codecs
import os
import sys
import unicodedata

SCREEN_SIGNS = "·–…→›❯✓╭│╯█"
"""Some of what the screen is drawn with."""

SPELLS_SIGNS = "malar.spelled"
"""The name by which a stream is told to spell out what it cannot carry."""

SPELLED = {
    "·": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "up",
    "↓": "down",
    "↳": "->",
    "›": ">",
    "❯": ">",
    "✓": "+",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "±": "+/-",
    "µ": "u",
    "μ": "u",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "ß": "ss",
    "═": "=",
    "─": "-",
    "│": "|",
    "║": "|",
}

LINES = "\u2500\u257f"
"""The first and the last of the signs of which frames are made."""
CORNER = "+"


def why_no_screen() -> str:
    """Why nothing can be drawn on this terminal, and how to mend it; empty where it can."""
    name = os.environ.get("TERM", "")
    if os.name != "nt" and name in {"", "dumb"}:
        return f"this terminal cannot draw (TERM is {name or 'not set'})"
    encoding = sys.stdout.encoding or "ascii"
    try:
        SCREEN_SIGNS.encode(encoding)
    except UnicodeError:
        return (
            f"this terminal is set to {encoding} text, without the signs of the screen; LANG=C.UTF-8 mends it"
        )
    return ""


def spell_out_what_cannot_be_shown() -> None:
    """Have both streams write `->` for an arrow, and `?` for what has no spelling, where they must."""
    codecs.register_error(SPELLS_SIGNS, _spelled)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=SPELLS_SIGNS)


def _spelled(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_sign, error.object[error.start : error.end])), error.end


def _sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return SPELLED.get(sign) or plain or (CORNER if LINES[0] <= sign <= LINES[1] else "?")
