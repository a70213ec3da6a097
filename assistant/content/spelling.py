"""The nearest valid spelling, for error messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word that looks most like `word`, or None when none comes near."""
    # Only a mistake needs it, and then a few milliseconds do not matter.
    from difflib import get_close_matches  # noqa: PLC0415

    by_folded = {candidate.casefold(): candidate for candidate in valid}
    found = get_close_matches(word.casefold()[:80], by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, valid: Iterable[str], *, limit: int = 12) -> str:
    """The remedy for an unknown word: its nearest spelling, or the choices when they are few."""
    choices = tuple(valid)
    near = nearest(word, choices)
    if near is not None:
        return f"did you mean {quoted(near)}?"
    if 0 < len(choices) <= limit:
        return "write one of " + ", ".join(choices)
    return "see the list of valid names"
