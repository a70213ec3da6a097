"""A walk through one questionnaire: which page is shown, and how it is kept.

The answers belong to the assessment session; a walk keeps only where the reader is looking. What a key does
on a page is in `pressing.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.conversation.chart.belonging import Belongs
from assistant.conversation.checks.remarks import Remarks
from assistant.conversation.grid.looking import Looking
from assistant.conversation.walk.marking import Marking
from assistant.conversation.walk.pages import Page
from assistant.errors import AssistantError, capital
from assistant.scoring.assessment.session import AssessmentSession

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assistant.scoring.answers import Answer, Origin
    from assistant.scoring.assessment.steps import Change
    from assistant.scoring.instrument import Instrument, Item


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

    def undo(self) -> None:
        """Take the last step back, from whatever page."""
        self.recorded = self.refused = ""
        change = self.session.undo()
        if change is None:
            self.refused = "Nothing to take back."
        else:
            self.took(change)
            if self.page is Page.OVERVIEW:
                self.marking.mark_as_before(change)

    def show_whole(self) -> None:
        """Show the whole form; before a window is chosen, as soon as it is."""
        self.looking.whole = True
        if self.page is not Page.WINDOW:
            self.turn_to(Page.GRID)

    def go_to(self, item: str) -> None:
        """Go to an item. Raises NothingToAnswer for one that is not asked as things are."""
        self.recorded = self.refused = ""
        self.session.go_to(item)
        self.ask_one_by_one()

    def merge(self, what: str, answers: Mapping[str, Answer | None], window: int | None) -> None:
        """Take over what another copy of this assessment has, as one step that can be taken back."""
        self.took(self.session.merge(what, answers, window))

    def take_proposals(
        self, values: Mapping[str, int], attested: Sequence[str], now: datetime, how: Origin = "prefilled"
    ) -> None:
        """Take over what was proposed and confirmed; a window that was not chosen yet is the default."""
        self.recorded = self.refused = ""
        try:
            self.took(self.session.take_proposals(values, attested, now, how))
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

    def turn_to(self, page: Page) -> None:
        """Turn to a page that a key asks for; where there is none, `refused` says so."""
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

    def ask_one_by_one(self) -> None:
        """Leave the overview, if it stands, for the questions; its key leads back."""
        self.one_by_one = True
        self.show_session()

    def took(self, change: Change) -> None:
        """Say what was recorded, and show where the session stands after it."""
        self.recorded = capital(change.what)
        self.show_session()

    def show_session(self) -> None:
        """Show where the session stands."""
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
