"""How a walk is looked at: question by question, or as the whole form with the cursor at its current item."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.conversation.grid.layout import STEPS, Layout

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.instrument import Instrument

CELL = "cell "
"""Before the id of an item: the key that stands for a click on it."""
ALIKE = {"backspace": "left"}


class Looking:
    """Whether the whole form is shown, and which way an answer goes on. The answers are the session's."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self.whole = False
        self.down = False

    @cached_property
    def layout(self) -> Layout:
        """Where the items stand."""
        return Layout(self._instrument)

    def enter(self, session: AssessmentSession) -> None:
        """Show the whole form; on the review page its first item is the cursor."""
        self.whole = True
        if session.current is None:
            session.go_to(session.items()[0].id)

    def move(self, key: str, session: AssessmentSession) -> bool:
        """Move the cursor by an arrow or a click; False for any other key. Raises NothingToAnswer."""
        key = ALIKE.get(key, key)
        current = session.current
        if key.startswith(CELL):
            session.go_to(key.removeprefix(CELL))
        elif key in STEPS and current is not None:
            session.go_to(self.layout.beside(current.id, key, {item.id for item in session.items()}))
        else:
            return False
        return True

    def go_on(self, at: str, session: AssessmentSession) -> None:
        """Go from an item to the next open one; to the review page where none is open."""
        following = self.layout.onward(at, open_items(session), down=self.down)
        if following is None:
            session.review()
        else:
            session.go_to(following)

    def to_json(self) -> dict[str, Any]:
        """What is needed to look at it so again."""
        return {"whole": self.whole, "down": self.down}

    def take_up(self, kept: object) -> None:
        """Look at it as was kept; a draft of before the whole form there was is walked."""
        known: Mapping[str, object] = kept if isinstance(kept, dict) else {}
        self.whole = known.get("whole") is True
        self.down = known.get("down") is True


def open_items(session: AssessmentSession) -> frozenset[str]:
    """The items that are asked and have no answer."""
    return frozenset(item.id for item in session.items() if item.id not in session.answers)
