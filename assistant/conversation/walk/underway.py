"""The assessment under way: begun, paused, taken up again, finished; on disk after every step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from assistant.conversation.grid.paging import grid_page, is_whole
from assistant.conversation.replies import told
from assistant.conversation.turn import Reply, Voice
from assistant.conversation.walk.cards import card_of, paused_card
from assistant.conversation.walk.keeping import Keeping
from assistant.conversation.walk.panel import idle_panel, panel_of
from assistant.conversation.walk.resume import take_up
from assistant.conversation.walk.summary import summary
from assistant.conversation.walk.walk import Outcome, Walk
from assistant.conversation.wording import how_far
from assistant.errors import AssistantError
from assistant.scoring.assessment.session import AssessmentSession

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from assistant.conversation.grid.page import GridPage
    from assistant.conversation.turn import Card, Panel
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.answers import Origin
    from assistant.scoring.checks.asking import Asked
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library


class NotLetGoError(AssistantError):
    """An assessment that is not on disk cannot be left for another."""


class Signs(Protocol):
    """Who signs a finished walk into the record."""

    def sign(self, walk: Walk, now: datetime) -> str:
        """Sign it once, and say where, or why not. Raises AssistantError; it may be tried again."""
        ...


class Looks(Protocol):
    """Who looks at a walk before it is finished."""

    def open_questions(self, walk: Walk) -> tuple[Asked, ...]:
        """What must be asked first."""
        ...


class Before(NamedTuple):
    """A walk as it stood, history and page included, to be put back exactly."""

    draft_id: str
    history: tuple[str, ...]
    kept: dict[str, Any]
    levels: bool


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
        self._signs = signs
        self._looks = looks
        self.asked: tuple[Asked, ...] = ()
        """What is asked before the walk is finished."""
        self._unsigned = ""
        self.walk: Walk | None = None
        self.active = False
        self.patient = ""
        self._finished = ("", "")

    @property
    def notice(self) -> str:
        """A lasting warning while something is not on disk or not signed, or the shared database is away."""
        return self.keeping.unsaved or self._unsigned or self.keeping.notice

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
            return idle_panel(self.patient)
        return panel_of(self.walk.session, self.walk.patient, self.walk.figure_keys if self.active else None)

    @property
    def text(self) -> str:
        """The summary of what is under way, or of what was finished last; empty before either."""
        if self.walk is None:
            return self._finished[0]
        walk = self.walk
        return summary(walk.session, walk.patient, self._clock(), finished=False, remarks=walk.remarks)

    @property
    def text_name(self) -> str:
        """What a file with `text` is called: the instrument and the study code."""
        return self._finished[1] if self.walk is None else _name(self.walk)

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
        self._unsigned = ""
        self.asked = ()
        outcome = self.walk.press(key, now)
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
        return Before(walk.draft_id, walk.session.history, walk.to_json(), walk.levels)

    def put_back(self, before: Before) -> None:
        """Put the walk back, on disk as well; its card says what is no longer recorded."""
        if self.walk is None or self.walk.draft_id != before.draft_id:
            return
        gone = self.walk
        self.walk = Walk.from_json(gone.session.instrument, before.kept, before.draft_id, gone.patient)
        self.walk.levels = before.levels
        self.active = True
        if gone.session.history != before.history:
            self.walk.refused = _not_recorded(gone.session.history[len(before.history) :])
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
        self._unsigned = ""
        begun = self.walk.session.answers or self.walk.marking.marked
        name = self.walk.session.instrument.abbreviation if begun else ""
        self.walk = None
        self.active = False
        return f"{name} is kept unfinished; /resume goes on. " if name else ""

    def _finish(self, walk: Walk, now: datetime) -> tuple[Reply, ...]:
        if walk.awaiting:
            return self._keep_open(walk, now)
        self.asked = self._looks.open_questions(walk) if self._looks is not None else ()
        if self.asked:
            return ()
        if self.keeping.held_elsewhere(walk, now):
            return ()
        signed = self._sign(walk, now)
        if signed is None:
            return ()
        path = self.keeping.finish(walk, now)
        text = summary(walk.session, walk.patient, now, finished=True, remarks=walk.remarks)
        if path is None:
            return ()
        self._finished = (text, _name(walk))
        self.walk = None
        self.active = False
        done = f"{signed} Finished and kept. /copy copies this block, /export saves it to a file of your own."
        return Reply(Voice.SUMMARY, text.rstrip()), told(done.lstrip())

    def _sign(self, walk: Walk, now: datetime) -> str | None:
        """Have the walk signed into its visit, and say where; None with a lasting notice where that fails."""
        if self._signs is None:
            return ""
        try:
            return self._signs.sign(walk, now)
        except AssistantError as error:
            self._unsigned = (
                f"NOT SIGNED: {error}. The assessment is kept unfinished on disk; Enter tries again, Escape "
                "leaves it for later."
            )
            return None

    def _keep_open(self, walk: Walk, now: datetime) -> tuple[Reply, ...]:
        """Sum up what is known, and leave the walk on disk until what is pending is answered."""
        self.keeping.keep(walk, now)
        if self.keeping.unsaved:
            return ()
        text = summary(walk.session, walk.patient, now, finished=False, remarks=walk.remarks)
        self._finished = (text, _name(walk))
        self.keeping.let_go(walk)
        self.walk = None
        self.active = False
        return Reply(Voice.SUMMARY, text.rstrip()), told(_left_open(walk.awaiting))


def _left_open(awaiting: tuple[str, ...]) -> str:
    return (
        f"Kept open, awaiting: {', '.join(awaiting)}. /resume goes on when the result is there; "
        "what is marked as not assessed (n) is no longer awaited. /copy copies this block, /export saves it "
        "to a file."
    )


def _not_recorded(steps: tuple[str, ...]) -> str:
    undone = f" Not recorded: {'; '.join(steps)}." if steps else ""
    return f"Taken as the beginning of a line, not as keys: every answer is as it was.{undone}"


def _name(walk: Walk) -> str:
    return f"{walk.session.instrument.id}-{walk.patient or 'no-code'}"
