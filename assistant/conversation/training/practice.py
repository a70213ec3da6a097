"""The case under way: walked as an assessment is, kept apart from patients, and compared at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.conversation.replies import told
from assistant.conversation.training.feedback import feedback
from assistant.conversation.training.showing import (
    READABLE,
    case_card,
    case_page,
    case_panel,
    paused_case_card,
)
from assistant.conversation.training.vignette import (
    PLACE_KEYS,
    VIGNETTE_KEY,
    vignette_card,
    vignette_text,
)
from assistant.conversation.turn import Reply, Voice
from assistant.conversation.walk.pages import Outcome, Page
from assistant.conversation.walk.pressing import press
from assistant.conversation.walk.taking_back import Before
from assistant.conversation.walk.walk import Walk
from assistant.errors import AssistantError
from assistant.records.training.attempts import Attempt, AttemptNotKeptError
from assistant.records.under_way.draft_files import Draft
from assistant.records.under_way.drafts import DraftNotSavedError, DraftOpenElsewhereError
from assistant.scoring.assessment.session import AssessmentSession
from assistant.scoring.training.comparing import compare
from assistant.scoring.training.key import digest, reference_answers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.conversation.grid.page import GridPage
    from assistant.conversation.turn import Card, Panel
    from assistant.records.training.attempts import LearnerStore
    from assistant.records.under_way.drafts import Drafts
    from assistant.scoring.answers import Answer
    from assistant.scoring.library import Library
    from assistant.scoring.training.content import TrainingCase
    from assistant.scoring.training.library import Training


class PracticeNotFound(AssistantError):
    """A half-finished case cannot go on."""


class Practice:
    """At most one case under way, whether it takes the keys (`active`), and whose practice it is."""

    def __init__(
        self,
        library: Library,
        training: Training,
        drafts: Drafts,
        store: LearnerStore,
        *,
        clock: Callable[[], datetime],
        learner: str,
    ) -> None:
        self._library = library
        self.training = training
        self.drafts = drafts
        self.store = store
        self._clock = clock
        self.learner = learner
        self.walk: Walk | None = None
        self.case: TrainingCase | None = None
        self.active = False
        self.blind = True
        self.session = ""
        self.notice = ""
        self._reading = False

    @property
    def card(self) -> Card | None:
        """The vignette, the question, or the line that stands for them while they rest."""
        if self.walk is None or self.case is None or self.page is not None:
            return None
        if not self.active:
            return paused_case_card(self.case)
        if self._reading:
            return vignette_card(self.walk.session.instrument, self.case)
        return case_card(self.walk, blind=self.blind)

    @property
    def page(self) -> GridPage | None:
        """The whole form, while the case is looked at so and the vignette is not read."""
        return case_page(self.walk) if self.walk is not None and self.active and not self._reading else None

    @property
    def panel(self) -> Panel:
        """As at the bedside; practising blind, without scores."""
        if self.walk is None or self.case is None:
            raise PracticeNotFound("no case is under way; /train begins one")
        return case_panel(self.walk, self.case, blind=self.blind)

    @property
    def text(self) -> str:
        """What may be copied meanwhile: the vignette."""
        if self.walk is None or self.case is None:
            return ""
        return vignette_text(self.walk.session.instrument, self.case) + "\n"

    @property
    def text_name(self) -> str:
        """What a file with `text` is called."""
        return f"training-{self.case.id}" if self.case is not None else "training"

    def begin(self, case: TrainingCase, *, blind: bool, session: str = "") -> Reply:
        """Start a case; one that is under way is kept half done."""
        self.leave()
        instrument = self._library.instrument(case.instrument)
        now = self._clock()
        walk = Walk(AssessmentSession(instrument, now, case.window), self.drafts.new_id(now), one_by_one=True)
        walk.page = Page.ITEM
        self._stand(walk, case, blind=blind, session=session)
        sitting = len(self.store.listing().of(self.learner, case.id)) + 1
        again = f" This is your pass {sitting} over it." if sitting > 1 else ""
        return told(f"{vignette_text(instrument, case)}\n\nKey v shows this again.{again}")

    def take_up(self, draft_id: str) -> Reply:
        """Go on with a case that was left half done.

        Raises PracticeNotFound, or the errors of `Drafts.open`.
        """
        self.leave()
        draft = self.drafts.open(draft_id)
        kept: Any = draft.state.get("training")
        try:
            if not isinstance(kept, dict) or not isinstance(kept.get("case"), str):
                raise PracticeNotFound("what is half finished here is no training case; it stays where it is")
            case = self.training.case(kept["case"])
            instrument = self._library.instrument(case.instrument)
            walk = Walk.from_json(instrument, draft.state, draft.id, "")
        except (AssistantError, ValueError) as error:
            self.drafts.release(draft_id)
            raise PracticeNotFound(
                f"the half-finished case cannot go on: {error}. It stays on disk; /train begins another"
            ) from error
        self.learner = str(kept.get("learner") or self.learner)
        self._stand(walk, case, blind=kept.get("blind") is not False, session=str(kept.get("session") or ""))
        return told(f"Training goes on.\n{vignette_text(instrument, case)}")

    def press(self, key: str) -> tuple[Reply, ...]:
        """Give a key to the vignette or to the walk, and keep what it changed."""
        if self.walk is None or self.case is None:
            return ()
        if self._reading:
            self._on_vignette(key)
            return ()
        if key == VIGNETTE_KEY and self.walk.page in READABLE:
            self._reading = True
            return ()
        outcome = press(self.walk, key, self._clock())
        if outcome is Outcome.FINISHED:
            return self._finish(self.walk, self.case)
        self.active = outcome is not Outcome.PAUSED
        self._keep()
        return ()

    def undo(self) -> bool:
        """Take the last step back; False when no case is under way."""
        if self.walk is None:
            return False
        self.walk.undo()
        self.active, self._reading = True, False
        self._keep()
        return True

    def show_whole(self) -> None:
        """Show the case as its whole form, and keep that it is."""
        if self.walk is None:
            return
        self.active, self._reading = True, False
        self.walk.show_whole()
        self._keep()

    def go_on(self) -> None:
        """Take the keys again after a pause."""
        self.active = self.walk is not None

    def before(self) -> Before | None:
        """The walk as it stands, for `put_back`; None while none takes keys."""
        if self.walk is None or not self.active:
            return None
        return Before.of(self.walk)

    def put_back(self, before: Before) -> None:
        """Put the walk back, on disk as well."""
        if self.walk is None or self.walk.draft_id != before.draft_id:
            return
        self.walk = before.put_back(self.walk)
        self.active = True
        self._keep()

    def leave(self) -> None:
        """Leave the case on disk, half done. Raises PracticeNotFound while it is only in memory."""
        if self.walk is None:
            return
        self._keep()
        if self.notice:
            raise PracticeNotFound(f"the training case would be lost: {self.notice}")
        self.drafts.release(self.walk.draft_id)
        self.walk = self.case = None
        self.active = False

    def _stand(self, walk: Walk, case: TrainingCase, *, blind: bool, session: str) -> None:
        self.walk, self.case, self.blind, self.session = walk, case, blind, session
        self.active = self._reading = True

    def _on_vignette(self, key: str) -> None:
        if self.walk is None or self.case is None:
            return
        findings = self.case.vignette.findings
        places = dict(zip(PLACE_KEYS, (found.at for found in findings), strict=False))
        if key in places:
            first = next((item for item in self.walk.session.items() if item.group == places[key]), None)
            if first is not None:
                self.walk.go_to(first.id)
            self._reading = False
        elif key == "escape":
            self.active = False
        elif key in {"enter", VIGNETTE_KEY, "left", "backspace"}:
            self._reading = False

    def _keep(self) -> None:
        """Write the walk as it stands, once it has an answer; a failure is told in `notice`."""
        walk, case = self.walk, self.case
        if walk is None or case is None or not (walk.session.answers or walk.session.history):
            return
        answered, total = walk.session.progress
        about = {"case": case.id, "blind": self.blind, "learner": self.learner, "session": self.session}
        draft = Draft(
            id=walk.draft_id,
            instrument=case.instrument,
            title=case.title,
            patient="",
            answered=answered,
            total=total,
            saved=self._clock().isoformat(timespec="seconds"),
            state={**walk.to_json(), "training": about},
        )
        try:
            self.drafts.save(draft)
        except (DraftNotSavedError, DraftOpenElsewhereError) as error:
            self.notice = f"NOT SAVED: {error}. This training case is in memory only."
        else:
            self.notice = ""

    def _finish(self, walk: Walk, case: TrainingCase) -> tuple[Reply, ...]:
        """Keep the attempt, and say how it differs from the reference."""
        given = {item: _plain(answer) for item, answer in walk.session.answers.items()}
        instrument = walk.session.instrument
        attempt = Attempt(
            id=walk.draft_id,
            learner=self.learner,
            case=case.id,
            case_digest=digest(case),
            instrument=case.instrument,
            content_version=instrument.content_version,
            blind=self.blind,
            begun=walk.session.started.isoformat(timespec="seconds"),
            finished=self._clock().isoformat(timespec="seconds"),
            window=walk.session.window,
            answers=given,
            session=self.session,
        )
        try:
            self.store.add(attempt)
            self.drafts.delete(walk.draft_id)
        except (AttemptNotKeptError, DraftNotSavedError) as error:
            self.notice = f"NOT SAVED: {error}. Enter tries again."
            return ()
        found = compare(instrument, reference_answers(instrument, case), given, walk.session.window)
        self.walk = self.case = None
        self.active = False
        self.notice = ""
        said = feedback(instrument, case, found, self.training)
        return Reply(Voice.SUMMARY, said), told(
            f"Kept as training of {self.learner}, apart from patients. /train goes to the next case, "
            "/train agreement shows how you do over all."
        )


def _plain(answer: Answer) -> int | str:
    return answer.value if answer.kind == "value" and answer.value is not None else answer.kind
