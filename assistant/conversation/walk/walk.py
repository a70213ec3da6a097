"""A walk through one questionnaire: which page is shown, and what a key does on it.

The answers belong to the assessment session; a walk keeps only where the reader is looking.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from assistant.conversation.chart.belonging import Belongs
from assistant.conversation.checks.remarks import Remarks
from assistant.conversation.grid.keys import DOWN
from assistant.conversation.grid.looking import Looking, open_items
from assistant.conversation.walk.entries import places_entries
from assistant.conversation.walk.keys import ACT, BY_KEY
from assistant.conversation.walk.marking import Marking
from assistant.conversation.walk.review import jumps
from assistant.errors import AssistantError, capital, listed
from assistant.scoring.assessment.session import AssessmentSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from assistant.scoring.answers import Answer, Origin
    from assistant.scoring.assessment.steps import Change
    from assistant.scoring.instrument import Instrument, Item

TAKE = frozenset({"enter"})
YES = frozenset({"enter", "y"})
LEAVE = frozenset({"escape", "left", "backspace", "n"})


class Page(Enum):
    """What the card of a walk shows."""

    WINDOW = "window"
    ITEM = "item"
    GRID = "grid"
    OVERVIEW = "overview"
    MARKED = "marked"
    REST = "rest"
    PLACES = "places"
    REVIEW = "review"


class Outcome(Enum):
    """What a key led to, beyond a changed card."""

    GOES_ON = "goes on"
    PAUSED = "paused"
    FINISHED = "finished"


class Walk:
    """One assessment under way, page by page; `one_by_one` begins with the questions, not the overview."""

    def __init__(
        self, session: AssessmentSession, draft_id: str, patient: str = "", *, one_by_one: bool = False
    ) -> None:
        self.session = session
        self.draft_id = draft_id
        self.patient = patient
        self.belongs = Belongs()
        self.looking = Looking(session.instrument)
        self.remarks = Remarks()
        self.marking = Marking(session.instrument)
        self.one_by_one = one_by_one or session.instrument.definition.begins_with == "questions"
        window = session.instrument.window is not None and self.one_by_one
        self.page = Page.WINDOW if window else self._page_of_session()
        self.levels = False
        self.recorded = ""
        self.refused = ""

    def press(self, key: str, now: datetime) -> Outcome:
        """Take one key on the page that is shown.

        What cannot be done is said in `refused`, and nothing changes.
        """
        by_page: dict[Page, Callable[[str, datetime], Outcome]] = {
            Page.WINDOW: self._on_window,
            Page.ITEM: self._on_item,
            Page.GRID: self._on_grid,
            Page.OVERVIEW: self._on_overview,
            Page.MARKED: self._on_marked,
            Page.REST: self._on_rest,
            Page.PLACES: self._on_places,
            Page.REVIEW: self._on_review,
        }
        self.recorded = self.refused = ""
        if key.startswith(ACT):
            key = key.removeprefix(ACT)
            if self.page in {Page.OVERVIEW, Page.PLACES}:
                self.page = Page.ITEM if self.session.current is not None else Page.REVIEW
        try:
            return by_page[self.page](key, now)
        except AssistantError as error:
            self.refused = str(error)
            return Outcome.GOES_ON

    def undo(self) -> None:
        """Take the last step back, from whatever page."""
        self.recorded = self.refused = ""
        change = self.session.undo()
        if change is None:
            self.refused = "Nothing to take back."
        else:
            self._took(change)
            if self.page is Page.OVERVIEW:
                self.marking.mark_as_before(change)

    def show_whole(self) -> None:
        """Show the whole form; before a window is chosen, as soon as it is."""
        self.looking.whole = True
        if self.page is not Page.WINDOW:
            self._turn_to(Page.GRID)

    def go_to(self, item: str) -> None:
        """Go to an item. Raises NothingToAnswer for one that is not asked as things are."""
        self.recorded = self.refused = ""
        self.session.go_to(item)
        self._ask_one_by_one()

    def merge(self, what: str, answers: Mapping[str, Answer | None], window: int | None) -> None:
        """Take over what another copy of this assessment has, as one step that can be taken back."""
        self._took(self.session.merge(what, answers, window))

    def take_proposals(
        self, values: Mapping[str, int], attested: Sequence[str], now: datetime, how: Origin = "prefilled"
    ) -> None:
        """Take over what was proposed and confirmed; a window that was not chosen yet is the default."""
        self.recorded = self.refused = ""
        try:
            self._took(self.session.take_proposals(values, attested, now, how))
        except AssistantError as error:
            self.refused = str(error)

    @property
    def awaiting(self) -> tuple[str, ...]:
        """What is pending, by title. While anything is, the assessment stays open."""
        result = self.session.result()
        return tuple(self.session.instrument.item(item).full_title for item in result.pending)

    def to_json(self) -> dict[str, Any]:
        """Everything that is needed to stand here again."""
        return {
            "page": self.page.value,
            "marked": sorted(self.marking.marked),
            "one_by_one": self.one_by_one,
            "awaiting": list(self.awaiting),
            "belongs": self.belongs.to_json(),
            "looking": self.looking.to_json(),
            "remarks": self.remarks.to_json(),
            "session": self.session.to_json(),
        }

    @classmethod
    def from_json(cls, instrument: Instrument, kept: Mapping[str, Any], draft_id: str, patient: str) -> Walk:
        """Stand where `kept` was written.

        Raises the session's errors, and ValueError for a page that is none.
        """
        page = Page(kept.get("page"))
        session = AssessmentSession.from_json(instrument, kept.get("session"))
        walk = cls(session, draft_id, patient, one_by_one=kept.get("one_by_one") is not False)
        walk.belongs = Belongs.from_json(kept.get("belongs"))
        walk.looking.take_up(kept.get("looking"))
        walk.remarks = Remarks.from_json(kept.get("remarks"))
        walk.marking.keep_known(kept.get("marked"))
        walk.page = page
        if page in {Page.ITEM, Page.GRID, Page.REST} and walk.session.current is None:
            walk.page = Page.REVIEW
        return walk

    def _on_item(self, key: str, now: datetime) -> Outcome:
        if key.isdecimal():
            return self._answer(int(key), now)
        action = BY_KEY.get(key)
        if action in PAGES:
            return self._turn_to(PAGES[action])
        if action in {"clear", "not_assessed", "pending"}:
            self._took(self._recording(action, now))
        elif action == "undo":
            self.undo()
        elif action == "levels":
            self.levels = not self.levels
        elif action in {"back", "forward"}:
            self._step(action)
        elif action == "pause":
            return Outcome.PAUSED
        elif key != "enter":
            self.refused = f"{key} does nothing here; press F1 for the keys."
        return Outcome.GOES_ON

    def _on_grid(self, key: str, now: datetime) -> Outcome:
        """As on the page of one item, but arrows move, and an answer goes on to the next open cell."""
        at, were_open, steps = self.session.current, open_items(self.session), len(self.session.history)
        if at is None or self.looking.move(key, self.session):
            return Outcome.GOES_ON
        if BY_KEY.get(key) == "whole_form":
            self.looking.whole = False
            self._show_session()
        elif key == DOWN and self.looking.layout.has_columns:
            self.looking.down = not self.looking.down
        elif key in TAKE:
            self.looking.go_on(at.id, self.session)
            self._show_session()
        else:
            outcome = self._on_item(key, now)
            if len(self.session.history) > steps:
                if were_open or open_items(self.session):
                    self.looking.go_on(at.id, self.session)
                else:
                    self.session.go_to(at.id)
                self.page = self._page_of_session()
            return outcome
        return Outcome.GOES_ON

    def _answer(self, value: int, now: datetime) -> Outcome:
        item = self.session.current
        values = [option.value for option in item.options] if item is not None else []
        if value in values:
            self._took(self.session.answer(value, now))
        else:
            self.refused = f"There is no level {value} here; press {listed(values)}."
        return Outcome.GOES_ON

    def _recording(self, action: str, now: datetime) -> Change:
        if action == "clear":
            return self.session.attest_group(now)
        if action == "pending":
            return self.session.pending(now)
        return self.session.not_assessed(now)

    def _step(self, action: str) -> None:
        if action == "back":
            self.session.back()
        else:
            self.session.forward()
        self._show_session()

    def _turn_to(self, page: Page) -> Outcome:
        if page is Page.OVERVIEW and not self.marking.entries:
            self.refused = f"{self.session.instrument.abbreviation} has no overview to mark."
        elif page is Page.REST and not self.session.rest():
            self.refused = "Nothing is left to attest: every item has an answer."
        elif page is Page.WINDOW and self.session.instrument.window is None:
            self.refused = f"{self.session.instrument.abbreviation} has no window to choose."
        else:
            self.page = page
            if page is Page.OVERVIEW:
                self.marking = Marking(self.session.instrument)
                self.marking.mark_again(self.session.answers)
            elif page is Page.GRID:
                self.looking.enter(self.session)
                self.one_by_one = True
        return Outcome.GOES_ON

    def _on_window(self, key: str, now: datetime) -> Outcome:
        window = self.session.instrument.window
        choices = window.options if window else ()
        if key.isdecimal() and 0 < int(key) <= len(choices):
            self._took(self.session.set_window(choices[int(key) - 1]))
        elif key in TAKE | {"left", "right", "backspace"}:
            self._show_session()
        elif key == "escape":
            return Outcome.PAUSED
        return Outcome.GOES_ON

    def _on_overview(self, key: str, now: datetime) -> Outcome:
        refused = self.marking.take(key)
        if refused is not None:
            self.refused = refused
        elif key in TAKE:
            if self.marking.searched or not self.marking.marked:
                self.page = Page.MARKED
            else:
                self._took(self.session.mark(self.marking.ids, now))
        elif key == "right":
            self._ask_one_by_one()
        elif key == "left" and self.is_fresh and self.session.instrument.window is not None:
            self.page = Page.WINDOW
        elif key == "escape" and self.is_fresh:
            return Outcome.PAUSED
        elif key in LEAVE and not self.is_fresh:
            self._show_session()
        return Outcome.GOES_ON

    def _on_marked(self, key: str, now: datetime) -> Outcome:
        """What is marked, before it counts: attest the rest, have it asked, or go back to the list."""
        if BY_KEY.get(key) == "rest":
            self._took(self.session.mark(self.marking.ids, now, rest_absent=True))
        elif key in TAKE and self.marking.marked:
            self._took(self.session.mark(self.marking.ids, now))
        elif key in TAKE:
            self._ask_one_by_one()
        elif BY_KEY.get(key) == "window":
            return self._turn_to(Page.WINDOW)
        elif key in LEAVE:
            self.page = Page.OVERVIEW
        return Outcome.GOES_ON

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is answered yet, and the overview is where the assessment begins."""
        return not (self.one_by_one or self.session.answers)

    @property
    def figure_keys(self) -> Mapping[str, str]:
        """What a click on a place of the figure presses now, by place."""
        marks = self.page is Page.OVERVIEW and not self.marking.searched
        return {entry.id: entry.key for entry in self.marking.entries} if marks else {}

    @property
    def rest_beside_marks(self) -> tuple[Item, ...]:
        """What would be attested beside the marks."""
        return self.session.rest_beside(self.marking.ids, self.session.started)

    def _ask_one_by_one(self) -> None:
        """Leave the overview, if it stands, for the questions; its key leads back."""
        self.one_by_one = True
        self._show_session()

    def _on_rest(self, key: str, now: datetime) -> Outcome:
        if key in YES:
            self._took(self.session.attest_rest(now))
        elif key in LEAVE:
            self._show_session()
        return Outcome.GOES_ON

    def _on_places(self, key: str, now: datetime) -> Outcome:
        entries = places_entries(self.session.instrument)
        entry = next((each for each in entries if each.key == key), None)
        if entry is not None:
            self.session.go_to(entry.items[0])
            self._show_session()
        elif key in LEAVE:
            self._show_session()
        return Outcome.GOES_ON

    def _on_review(self, key: str, now: datetime) -> Outcome:
        if key in TAKE:
            return Outcome.FINISHED
        action = BY_KEY.get(key)
        targets = jumps(self.session)
        if key.isdecimal() and 0 < int(key) <= len(targets):
            self.session.go_to(targets[int(key) - 1].item)
            self._show_session()
        elif action in PAGES:
            return self._turn_to(PAGES[action])
        elif action == "undo":
            self.undo()
        elif action == "back":
            if self.session.current is None:
                self.session.back()
            self._show_session()
        elif action == "pause":
            return Outcome.PAUSED
        return Outcome.GOES_ON

    def _took(self, change: Change) -> None:
        self.recorded = capital(change.what)
        self._show_session()

    def _show_session(self) -> None:
        self.page = self._page_of_session()
        self.levels = False
        if self.page is not Page.OVERVIEW:
            self.marking = Marking(self.session.instrument)

    def _page_of_session(self) -> Page:
        if self.looking.whole and self.session.current is not None:
            return Page.GRID
        if self.is_fresh:
            return Page.OVERVIEW
        return Page.ITEM if self.session.current is not None else Page.REVIEW


PAGES: dict[str | None, Page] = {
    "rest": Page.REST,
    "overview": Page.OVERVIEW,
    "go_to": Page.PLACES,
    "whole_form": Page.GRID,
    "window": Page.WINDOW,
    "review": Page.REVIEW,
}
