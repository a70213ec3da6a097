"""The keys of the page of reports: one table for the page, the help and the manual."""

from __future__ import annotations

from typing import NamedTuple

from assistant.conversation.walk.keys import SHOWN


class EvidenceKey(NamedTuple):
    """A key, what it does in a few words (`short`) and in a line (`what`), and the column that it filters."""

    key: str
    short: str
    what: str
    filters: str = ""

    @property
    def shown(self) -> str:
        """The key as it is written for a reader."""
        return SHOWN.get(self.key, self.key)


EVIDENCE_KEYS: tuple[EvidenceKey, ...] = (
    EvidenceKey("t", "subtype", "Filter by subtype", filters="subtype"),
    EvidenceKey("m", "mucosal", "Filter by mucosal involvement", filters="mucosal"),
    EvidenceKey("p", "phototype", "Filter by phototype", filters="phototype"),
    EvidenceKey("w", "with", "Filter by therapy beside it", filters="therapies"),
    EvidenceKey("e", "side effect", "Filter by side effect", filters="side_effects"),
    EvidenceKey("s", "sort", "Sort by a column; a click on its heading does the same"),
    EvidenceKey("r", "reverse", "Turn the order round"),
    EvidenceKey("x", "all rows", "Take every filter away"),
    EvidenceKey("v", "picture", "The picture instead of the table, and back, where both have no room"),
    EvidenceKey("enter", "row", "The chosen row in full, with its caveats; ↑ ↓ choose, ← → move across"),
    EvidenceKey("escape", "back", "Back: from the row or the picture to the table, then to the conversation"),
)

BY_KEY: dict[str, EvidenceKey] = {each.key: each for each in EVIDENCE_KEYS}
LETTERS: frozenset[str] = frozenset(each.key for each in EVIDENCE_KEYS if len(each.key) == 1)
