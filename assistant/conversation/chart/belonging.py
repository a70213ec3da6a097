"""To what an assessment under way belongs: its visit, which records, and what it amends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Belongs(NamedTuple):
    """Kept with the draft, so that it is signed where it was begun, on another day too."""

    visit: str = ""
    """The day of the visit, ISO 8601; empty for that of the day on which it was begun."""
    number: int = 1
    """Which visit of the day."""
    demo: bool = False
    """Whether it was begun in the demonstration."""
    amends: str = ""
    """The signed assessment that it corrects, by its id; empty for a new one."""
    revision: int = 0
    """The revision that was opened to be corrected."""
    reason: str = ""
    """Why it is amended."""

    def to_json(self) -> dict[str, object]:
        """As it is kept."""
        return self._asdict()

    @classmethod
    def from_json(cls, kept: object) -> Belongs:
        """As it was kept; a draft of an earlier version belongs nowhere yet. Raises ValueError."""
        if kept is None:
            return cls()
        fields: Mapping[str, object] = kept if isinstance(kept, dict) else {"": kept}
        default = cls()
        for name, value in fields.items():
            if name not in cls._fields or type(value) is not type(getattr(default, name)):
                raise ValueError("its field 'belongs' is not what it should be")
        return default._replace(**fields)  # type: ignore[arg-type]  # each was compared with its default
