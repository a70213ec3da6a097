"""One finding of a line: a phrase that speaks of items, whether it is denied, and its level."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.meanings import Covered, Sense
    from assistant.scoring.prefill.sentences import Chunk


class Denied(Enum):
    """Whether a finding is denied; OPEN where one cannot tell."""

    NO = "no"
    YES = "yes"
    OPEN = "open"


@dataclass(slots=True, eq=False)
class Finding:
    """A phrase that speaks of items. `level` overrides what its senses state."""

    mark: Mark
    chunk: Chunk
    senses: list[Sense]
    covers: list[Covered]
    denied: Denied = Denied.NO
    level: int | None = None
    overridden: bool = False
    open: bool = False
    marks: list[Mark] = field(default_factory=list)
    """The further marks that it was read from."""

    @property
    def deniable(self) -> bool:
        """Whether its denial would state something."""
        return any(sense.deniable for sense in self.senses) or bool(self.covers)

    def set_level(self, level: int | None, *marks: Mark) -> None:
        """Take a level from elsewhere; None leaves the item open."""
        self.level, self.overridden = level, True
        self.open |= level is None
        self.marks.extend(marks)


def item_covers(mark: Mark) -> list[Covered]:
    """What the phrase stands for together, but for places."""
    return [cover for cover in mark.meaning.covers if not cover.places]
