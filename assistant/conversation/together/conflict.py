"""Two copies of one assessment, answered at two terminals, and how they become one again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.conversation.wording import answer_in_words, counted
from assistant.errors import AssistantError, capital
from assistant.records.under_way.draft_files import read_draft
from assistant.scoring.assessment.merging import Merge, merge
from assistant.scoring.assessment.session import AssessmentSession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.conversation.walk.walk import Walk
    from assistant.records.under_way.draft_files import LocalCopy
    from assistant.records.under_way.elsewhere import Shared
    from assistant.scoring.answers import Answer

WINDOW = "window"


class Conflict:
    """The walk here, what stands in the database, and what must be chosen.

    `theirs` is None where nothing can be merged: it was closed there, or cannot be read here (`why`).
    """

    def __init__(self, walk: Walk, there: Shared, base: LocalCopy) -> None:
        self.walk = walk
        self.there = there
        self.why = ""
        self.theirs = None if there.closed else self._read()
        self._merge = Merge({}, ())
        self._window: int | None = None
        self._windows_differ = False
        if self.theirs is not None:
            self._merge = merge(walk.session.answers, self.theirs.answers, base.base)
            self._compare_windows(walk.session.window, self.theirs.window, base)

    @property
    def joined(self) -> int:
        """How many items only the other side changed."""
        return len(self._merge.joined)

    @property
    def differing(self) -> tuple[str, ...]:
        """What both sides changed differently: items, and the window first where that differs."""
        items = tuple(each.item for each in self._merge.differing)
        return (WINDOW, *items) if self._windows_differ else items

    def title(self, name: str) -> str:
        """What differs, in words."""
        return "Window" if name == WINDOW else capital(self.walk.session.instrument.item(name).full_title)

    def both(self, name: str) -> tuple[str, str]:
        """What stands here and there, in words."""
        if name == WINDOW:
            windows = (self.walk.session.window, self.theirs.window if self.theirs else None)
            return f"{windows[0]} days", f"{windows[1]} days"
        found = next(each for each in self._merge.differing if each.item == name)
        return self._in_words(name, found.here), self._in_words(name, found.there)

    def settle(self, theirs_chosen: Sequence[bool]) -> str:
        """Record the merge as one step, and say what it did; `theirs_chosen` follows `differing`."""
        chosen = dict(zip(self.differing, theirs_chosen, strict=True))
        answers = dict(self._merge.joined)
        answers |= {each.item: each.there for each in self._merge.differing if chosen[each.item]}
        window = self.theirs.window if self.theirs and chosen.get(WINDOW) else self._window
        joined = f"{counted(self.joined, 'item')} joined"
        what = f"Merged with {self.there.operator} at {self.there.terminal}: {joined}"
        if chosen:
            what += "; chosen: " + "; ".join(self._chosen(name, theirs=chosen[name]) for name in chosen)
        self.walk.merge(what, answers, window)
        return what

    def _chosen(self, name: str, *, theirs: bool) -> str:
        here, there = self.both(name)
        return (
            f"{self.title(name)} {there} (here {here})"
            if theirs
            else f"{self.title(name)} {here} (there {there})"
        )

    def _in_words(self, item: str, answer: Answer | None) -> str:
        if answer is None:
            return "not answered"
        return answer_in_words(self.walk.session.instrument.item(item), answer)

    def _compare_windows(self, here: int | None, there: int | None, base: LocalCopy) -> None:
        known = bool(base.base) or base.window is not None
        if here == there or (known and there == base.window):
            return
        if known and here == base.window:
            self._window = there
        else:
            self._windows_differ = True

    def _read(self) -> AssessmentSession | None:
        try:
            draft = read_draft(json.loads(self.there.document), self.there.id)
            return AssessmentSession.from_json(self.walk.session.instrument, draft.state.get("session"))
        except (ValueError, RecursionError, AssistantError) as error:
            self.why = str(error)
            return None
