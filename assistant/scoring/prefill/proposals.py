"""What a dictated line came to: plain values, none of which counts until the clinician confirms it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.scoring.errors import ScoringError

MOST_CHARACTERS = 2_000
"""The longest line that is read."""


class LineTooLongError(ScoringError):
    """A dictated line that is longer than any dictation."""

    def __init__(self, length: int) -> None:
        super().__init__(
            f"the line has {length:,} characters; at most {MOST_CHARACTERS:,} are read, so say it in parts"
        )


@dataclass(frozen=True, slots=True)
class Prefill:
    """Proposals from one line.

    `answers` holds what is stated, by item; `attested` the items that a phrase covers as clear, whose value
    is their lowest level; no item is in both. `words` gives for each of either the words that led to it,
    exactly as they stand in the line. `unread` are the words that led to nothing: not known, in doubt, or
    contradicted.
    """

    answers: dict[str, int]
    attested: tuple[str, ...]
    words: dict[str, str]
    unread: tuple[str, ...]

    def without_attested(self) -> Prefill:
        """Only what is stated; the words that would have covered more are unread."""
        covering = dict.fromkeys(self.words[item] for item in self.attested)
        stated = {item: self.words[item] for item in self.answers}
        return Prefill(self.answers, (), stated, (*covering, *self.unread))

    def as_json(self) -> dict[str, object]:
        """As `malar prefill --json` prints it."""
        return {
            "answers": self.answers,
            "attested": list(self.attested),
            "from": self.words,
            "unread": list(self.unread),
        }
