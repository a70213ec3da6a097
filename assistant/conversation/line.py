"""How long a line may be that is said to the conversation."""

from __future__ import annotations

LONGEST_LINE = 10_000
"""Characters: several pages of dictation, or the laboratory values of a year."""


def too_long(characters: int) -> str:
    """What is told of a line that is longer."""
    return (
        f"This has {characters:,} characters, and a line at most {LONGEST_LINE:,}: nothing of it was taken. "
        "Give it in parts, or as a file to malar derive or malar prefill."
    )
