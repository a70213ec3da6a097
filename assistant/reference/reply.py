"""What the desk says: an answer, a refusal or a question back, in plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from assistant.reference.cards import Citation
    from assistant.reference.question.question import Term

Status = Literal["answered", "clarify", "not_covered"]
LONGEST_REPLY = 1_190


@dataclass(frozen=True, slots=True)
class Context:
    """What the last question was about, for a follow-up."""

    terms: tuple[Term, ...] = ()
    refused: bool = False
    """Whether it was refused: then what leans on it is refused as well."""
    inside: float = 0.0
    """How much its words spoke for a question that is covered."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. `text` is complete by itself; the parts beside it are for drawing."""

    status: Status
    sentences: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    evidence: str = ""
    refusal: str = ""
    missing: tuple[str, ...] = ()
    """Of a refusal: the points that nothing covers, in the words of the question or of the content."""
    context: Context = field(default=Context(), compare=False)

    @property
    def text(self) -> str:
        """The whole reply as plain text."""
        parts = list(self.sentences)
        parts.extend(f"Caveat: {caveat}." for caveat in self.caveats)
        if self.evidence:
            parts.append(f"Evidence: {self.evidence}.")
        if self.suggestions and self.status != "answered":
            parts.append("It does cover: " + "; ".join(self.suggestions) + ".")
        text = " ".join(part if part.endswith((".", "!", "?", ":")) else part + "." for part in parts)
        return text if len(text) <= LONGEST_REPLY else text[: LONGEST_REPLY - 1].rsplit(" ", 1)[0] + "…"
