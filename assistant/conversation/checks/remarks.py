"""What stands with an assessment beside its answers: the phototype, and questions that were let stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MALFORMED = "its field 'remarks' is not what it should be"


class Stood(NamedTuple):
    """A question that was asked and let stand, with what it rested on then."""

    check: str
    question: str
    facts: tuple[str, ...]

    @property
    def mark(self) -> tuple[str, ...]:
        """What tells it from the same question about other answers."""
        return (self.check, *self.facts)


class Remarks(NamedTuple):
    """Kept with the draft."""

    phototype: str = ""
    """As it is on record of the patient; empty where it is not known."""
    stood: tuple[Stood, ...] = ()

    def asked_of(self, mark: tuple[str, ...]) -> bool:
        """Whether this question was asked about these answers, and let stand."""
        return any(each.mark == mark for each in self.stood)

    def lines(self) -> Iterator[str]:
        """As the summary tells it."""
        if self.phototype:
            yield f"Phototype: {self.phototype}"
        for each in self.stood:
            yield f"Asked and let stand: {each.question} ({'; '.join(each.facts)})"

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "phototype": self.phototype,
            "stood": [[each.check, each.question, list(each.facts)] for each in self.stood],
        }

    @classmethod
    def from_json(cls, kept: object) -> Remarks:
        """As it was kept; a draft of an earlier version has none. Raises ValueError."""
        if kept is None:
            return cls()
        fields: Mapping[str, object] = kept if isinstance(kept, dict) else {}
        phototype, stood = fields.get("phototype"), fields.get("stood")
        if not isinstance(phototype, str) or not isinstance(stood, list):
            raise ValueError(MALFORMED)  # noqa: TRY004  # as everything that is wrong with a draft
        return cls(phototype, tuple(map(_stood, stood)))


def _stood(kept: object) -> Stood:
    match kept:
        case [str(check), str(question), [*facts]] if all(isinstance(each, str) for each in facts):
            return Stood(check, question, tuple(map(str, facts)))
    raise ValueError(MALFORMED)
