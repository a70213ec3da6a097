"""The assessment under way: begun, paused, taken up again, finished; on disk after every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.grid.paging import grid_page, is_whole
from assistant.conversation.replies import told
from assistant.conversation.walk.cards import card_of, paused_card
from assistant.conversation.walk.finishing import Finishing, file_name
from assistant.conversation.walk.keeping import Keeping
from assistant.conversation.walk.pages import Outcome
from assistant.conversation.walk.panel import idle_panel, panel_of
from assistant.conversation.walk.pressing import press
from assistant.conversation.walk.resume import take_up
from assistant.conversation.walk.summary import summary
from assistant.conversation.walk.taking_back import Before
from assistant.conversation.walk.walk import Walk
from assistant.conversation.wording import how_far
from assistant.errors import AssistantError
from assistant.scoring.assessment.session import AssessmentSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from assistant.conversation.grid.page import GridPage
    from assistant.conversation.turn import Card, Panel, Reply
    from assistant.conversation.walk.finishing import Looks, Signs
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.answers import Origin
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library


class NotLetGoError(AssistantError):
    """An assessment that is not on disk cannot be left for another."""


class UnderWay:
    """At most one walk, whether it takes the keys now (`active`), and the patient's study code."""

    def __init__(
        self,
        drafts: Drafts,
        library: Library,
        clock: Callable[[], datetime],
        sharing: Sharing | None = None,
        *,
        signs: Signs | None = None,
        looks: Looks | None = None,
    ) -> None:
        self._drafts = drafts
        self._library = library
        self._clock = clock
        self.keeping = Keeping(drafts, sharing)
        self.finishing = Finishing(self.keeping, signs, looks)
        self.walk: Walk | None = None
        self.active = False
        self.patient = ""

    @property
    def notice(self) -> str:
        """A lasting warning while something is not on disk or not signed, or the shared database is away."""
        return self.keeping.unsaved or self.finishing.unsigned or self.keeping.notice

    @property
    def card(self) -> Card | None:
        """The card of the walk, or the line that stands for it while it rests; none beside the whole form."""
        if self.walk is None or (self.active and is_whole(self.walk)):
            return None
        return card_of(self.walk) if self.active else paused_card(self.walk)

    @property
    def page(self) -> GridPage | None:
        """The whole form, while the walk is looked at so."""
        return grid_page(self.walk) if self.walk is not None and self.active else None

    @property
    def panel(self) -> Panel:
        """The panel, of the walk or of nothing."""
        if self.walk is None:
            return idle_panel(self.patient, finished=bool(self.text))
        return panel_of(self.walk.session, self.walk.patient, self.walk.figure_keys if self.active else None)

    @property
    def text(self) -> str:
        """The summary of what is under way, or of what was finished last; empty before either."""
        if self.walk is None:
            return self.finishing.last.text
        walk = self.walk
        return summary(walk.session, walk.patient, self._clock(), finished=False, remarks=walk.remarks)

    @property
    def text_name(self) -> str:
        """What a file with `text` is called: the instrument and the study code."""
        return self.finishing.last.name if self.walk is None else file_name(self.walk)

    def begin(self, instrument: Instrument, *, one_by_one: bool = False) -> Reply:
        """Start a new assessment, with its overview or `one_by_one` with its questions.

        Raises NotLetGoError when another one is only in memory.
        """
        kept = self.leave()
        now = self._clock()
        session, id_ = AssessmentSession(instrument, now), self._drafts.new_id(now)
        self.walk = Walk(session, id_, self.patient, one_by_one=one_by_one)
        self.active = True
        who = f" for {self.patient}" if self.patient else ""
        return told(f"{kept}{instrument.title}, version {instrument.version}{who}.")

    def take_up(self, draft_id: str) -> Reply:
        """Go on with a draft exactly where it stood.

        Raises the errors of `resume.take_up`, and NotLetGoError.
        """
        kept = self.leave()
        self.walk, draft = take_up(draft_id, self._drafts, self._library)
        self.keeping.took_up(draft)
        self.active = True
        self.patient = self.walk.patient or self.patient
        answered, total = self.walk.session.progress
        far = how_far(answered, total, self.walk.awaiting)
        return told(f"{kept}{self.walk.session.instrument.abbreviation} goes on, {far}.")

    def go_on(self) -> None:
        """Take the keys again after a pause."""
        self.active = self.walk is not None

    def show_whole(self) -> None:
        """Show the walk as its whole form, and keep that it is."""
        if self.walk is None:
            return
        self.active = True
        self.walk.show_whole()
        self.keeping.keep(self.walk, self._clock())

    def press(self, key: str) -> tuple[Reply, ...]:
        """Give a key to the walk, keep what it changed, and finish when it says so."""
        if self.walk is None:
            return ()
        now = self._clock()
        self.finishing.forget()
        outcome = press(self.walk, key, now)
        if outcome is Outcome.FINISHED:
            return self._finish(self.walk, now)
        self.active = outcome is not Outcome.PAUSED
        self.keeping.keep(self.walk, now)
        return ()

    def finish(self) -> tuple[Reply, ...]:
        """Finish the walk, or ask first what must be asked; what was let stand is on disk before."""
        if self.walk is None:
            return ()
        now = self._clock()
        self.keeping.keep(self.walk, now)
        return self._finish(self.walk, now)

    def take_proposals(self, values: Mapping[str, int], attested: Sequence[str], how: Origin) -> None:
        """Give the walk what was proposed and confirmed, and keep it."""
        if self.walk is None:
            return
        now = self._clock()
        self.walk.take_proposals(values, attested, now, how)
        self.active = True
        self.keeping.keep(self.walk, now)

    def undo(self) -> bool:
        """Take the last step of the walk back; False when there is no walk."""
        if self.walk is None:
            return False
        self.walk.undo()
        self.active = True
        self.keeping.keep(self.walk, self._clock())
        return True

    def before(self) -> Before | None:
        """The walk as it stands, for `put_back`; None while none takes keys."""
        if self.walk is None or not self.active:
            return None
        walk = self.walk
        return Before.of(walk)

    def put_back(self, before: Before) -> None:
        """Put the walk back, on disk as well; its card says what is no longer recorded."""
        if self.walk is None or self.walk.draft_id != before.draft_id:
            return
        self.walk = before.put_back(self.walk)
        self.active = True
        self.keeping.keep(self.walk, self._clock())

    def set_patient(self, code: str, *, correct: bool) -> str:
        """Take a study code, and say so: to `correct` that of the walk too, else the walk is left as it is.

        Raises NotLetGoError when the walk to be left is only in memory.
        """
        kept = "" if correct else self.leave()
        self.patient = code
        if self.walk is None:
            return f"{kept}The study code is {code}."
        self.walk.patient = code
        self.keeping.keep(self.walk, self._clock())
        return f"The study code is {code}, also of the {self.walk.session.instrument.abbreviation} under way."

    def hold(self, walk: Walk | None) -> None:
        """Go on with a walk that another part has brought here or given another name; None: with none."""
        self.walk = walk
        self.active = walk is not None
        self.patient = (walk.patient if walk is not None else "") or self.patient

    def close(self) -> None:
        """Let other copies of the program, and other terminals, have the drafts."""
        if self.walk is not None:
            self.keeping.let_go(self.walk)
        self.keeping.close()

    def leave(self) -> str:
        """Leave the walk on disk for later, and say so. Raises NotLetGoError."""
        if self.walk is None:
            return ""
        self.keeping.keep(self.walk, self._clock())
        if self.keeping.unsaved:
            raise NotLetGoError(
                f"The {self.walk.session.instrument.abbreviation} under way is not saved and would be lost; "
                "free the disk and press any key of it, or copy its summary, before starting another."
            )
        self.keeping.let_go(self.walk)
        self.keeping.taken(self.walk)
        self.finishing.forget()
        begun = self.walk.session.answers or self.walk.marking.marked
        name = self.walk.session.instrument.abbreviation if begun else ""
        self.walk = None
        self.active = False
        return f"{name} is kept unfinished; /resume goes on. " if name else ""

    def _finish(self, walk: Walk, now: datetime) -> tuple[Reply, ...]:
        ended = self.finishing.finish(walk, now)
        if ended:
            self.walk = None
            self.active = False
        return ended
