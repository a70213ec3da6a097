"""What the conversation needs of whoever answers questions, and of whoever keeps those that were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.reference.beside import BesideChanges
    from assistant.reference.evidence.table import EvidenceTable
    from assistant.reference.ladder.standing import Standing
    from assistant.reference.reply import Reply as Answered


class Asks(Protocol):
    """Who answers questions, and remembers what was asked before."""

    def ask(self, text: str) -> Answered:
        """The reply to one question."""
        ...

    def ladder(self, had: str) -> Standing:
        """Where a patient stands on the treatment ladder who had the drugs of a list."""
        ...

    def evidence(self) -> EvidenceTable:
        """The reports as a table. Raises ContentError where the knowledge cannot be read."""
        ...

    def beside_change(self) -> BesideChanges:
        """What the paper showed, beside a change. Raises ContentError where the knowledge cannot be read."""
        ...

    def forget(self) -> None:
        """Forget what was asked before."""
        ...


class Keeps(Protocol):
    """Who keeps what was refused for whoever curates the content."""

    def keep(self, asked: str, reply: Answered) -> str:
        """What the user must be told, once, of a question that could not be kept; else nothing."""
        ...
