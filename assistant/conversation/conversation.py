"""The conversation: one turn in (a line said, or a key pressed), everything that it changed out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from assistant.conversation.greeting import greeting
from assistant.conversation.helping import help_text, unknown_command
from assistant.conversation.offers import (
    DECLINE,
    Offer,
    instruments_card,
    name_like_card,
    quit_card,
    whose_card,
)
from assistant.conversation.patient import CodeVerdict, judge_code
from assistant.conversation.replies import answer, problem, told
from assistant.conversation.resume import choice_card, elsewhere_in_words, open_ones, start_card
from assistant.conversation.turn import Copy, Quit, Turn
from assistant.conversation.understanding import Question, Unknown, understand
from assistant.conversation.underway import UnderWay
from assistant.errors import AssistantError, quoted
from assistant.records.exports import export_summary
from assistant.scoring.errors import UnknownInstrument

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.conversation.turn import Reply
    from assistant.records.drafts import Drafts
    from assistant.reference.reply import Reply as Answered
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library

NOTHING_TO_SUM_UP = "There is no summary yet: /score starts an assessment."


class Asks(Protocol):
    """Who answers questions, and remembers what was asked before."""

    def ask(self, text: str) -> Answered:
        """The reply to one question."""
        ...


class Conversation:
    """Everything the program can do, one turn at a time: `greet`, then `say` and `press`.

    It is synchronous and knows no terminal. Errors that the user can mend come back as replies; others are
    raised.
    """

    def __init__(
        self, library: Library, asker: Asks, drafts: Drafts, data_folder: Path, clock: Callable[[], datetime]
    ) -> None:
        self._library = library
        self._asker = asker
        self._drafts = drafts
        self._data_folder = data_folder
        self._clock = clock
        self._way = UnderWay(drafts, library, clock)
        self._offer: Offer | None = None
        self._suggestions: tuple[str, ...] = ()

    def greet(self) -> Turn:
        """What is said first: what this is, what could not be read, and what is unfinished."""
        listing = self._drafts.listing()
        waiting = open_ones(listing)
        if waiting:
            self._offer = Offer(start_card(waiting), {"enter": partial(self._take_up, waiting[0].id)})
        return self._turn(*greeting(self._library, listing))

    def say(self, text: str) -> Turn:
        """Take a line: a command, plain words that mean one, the number of a choice, or a question."""
        line = text.strip()
        if not line:
            return self._turn()
        chosen = self._chosen(line)
        if chosen is not None:
            return chosen
        meant = understand(line, self._is_instrument)
        try:
            if isinstance(meant, Question):
                return self._ask(meant.text)
            self._suggestions = ()
            if isinstance(meant, Unknown):
                return self._turn(
                    problem(unknown_command(quoted(meant.name), meant.nearest, later=meant.later))
                )
            self._offer = None
            return self._doing()[meant.name](meant.argument)
        except AssistantError as error:
            return self._turn(problem(error))

    def press(self, key: str) -> Turn:
        """Take a key, on the card that stands now."""
        try:
            if self._offer is not None:
                return self._press_offer(self._offer, key)
            if self._way.walk is not None and not self._way.active:
                if key == "enter":
                    return self._resume("")
                return self._turn(
                    told("The questionnaire is paused: /resume, or Enter at the empty prompt, goes on.")
                )
            return self._turn(*self._way.press(key), to_card=self._way.active)
        except AssistantError as error:
            return self._turn(problem(error))

    def _press_offer(self, offer: Offer, key: str) -> Turn:
        if key in offer.leads:
            self._offer = None
            return offer.leads[key]()
        if key in DECLINE:
            self._offer = None
        return self._turn(to_card=True)

    def _chosen(self, line: str) -> Turn | None:
        """A typed number chooses a suggestion of the last reply, else what the card offers under that key."""
        if line.isdecimal() and 0 < int(line) <= len(self._suggestions):
            return self.say(self._suggestions[int(line) - 1])
        card = self._turn().card
        if card is not None and card.takes_keys and line.lower() in {choice.key for choice in card.choices}:
            return self.press(line.lower())
        if self._offer is not None and line.lower() in self._offer.leads:
            return self.press(line.lower())
        return None

    def _ask(self, text: str) -> Turn:
        reply = answer(self._asker.ask(text))
        self._suggestions = reply.suggestions
        return self._turn(reply)

    def _doing(self) -> dict[str, Callable[[str], Turn]]:
        return {
            "score": self._score,
            "patient": self._patient,
            "resume": self._resume,
            "undo": self._undo,
            "copy": self._copy,
            "export": self._export,
            "instruments": self._instruments,
            "help": self._help,
            "quit": self._quit,
        }

    def _score(self, name: str) -> Turn:
        if name:
            return self._begin(self._library.instrument(name))
        instruments = tuple(self._library)
        leads = {str(number): partial(self._begin, each) for number, each in enumerate(instruments, start=1)}
        self._offer = Offer(instruments_card(instruments), leads)
        return self._turn(to_card=True)

    def _begin(self, instrument: Instrument) -> Turn:
        return self._turn(self._way.begin(instrument), to_card=True)

    def _patient(self, code: str) -> Turn:
        if not code:
            said = f"The study code is {self._way.patient}." if self._way.patient else "No study code is set."
            return self._turn(told(f"{said} /patient CODE sets one."))
        verdict = judge_code(code)
        if verdict is CodeVerdict.IMPOSSIBLE:
            return self._turn(
                problem(f"{quoted(code)} cannot be a study code; write letters and digits, as in P-014.")
            )
        if verdict is CodeVerdict.NAME_LIKE:
            self._offer = Offer(name_like_card(code), {"y": partial(self._take_code, code)})
            return self._turn(to_card=True)
        return self._take_code(code)

    def _take_code(self, code: str) -> Turn:
        walk = self._way.walk
        if walk is None or walk.patient in {"", code}:
            return self._set_code(code, correct=True)
        leads = {
            "1": partial(self._set_code, code, correct=False),
            "2": partial(self._set_code, code, correct=True),
        }
        self._offer = Offer(whose_card(walk.session.instrument.abbreviation, walk.patient, code), leads)
        return self._turn(to_card=True)

    def _set_code(self, code: str, *, correct: bool) -> Turn:
        said = self._way.set_patient(code, correct=correct)
        return self._turn(told(said), to_card=self._way.active)

    def _resume(self, _argument: str) -> Turn:
        if self._way.walk is not None:
            self._way.go_on()
            return self._turn(to_card=True)
        listing = self._drafts.listing()
        notes = [*map(problem, listing.problems), *map(told, elsewhere_in_words(listing))]
        waiting = open_ones(listing)
        if not waiting:
            return self._turn(*notes, told("Nothing is unfinished. /score starts an assessment."))
        if len(waiting) == 1:
            return self._take_up(waiting[0].id, *notes)
        leads = {str(number): partial(self._take_up, each.id) for number, each in enumerate(waiting, start=1)}
        self._offer = Offer(choice_card(waiting), leads)
        return self._turn(*notes, to_card=True)

    def _take_up(self, draft_id: str, *before: Reply) -> Turn:
        return self._turn(*before, self._way.take_up(draft_id), to_card=True)

    def _undo(self, _argument: str) -> Turn:
        if not self._way.undo():
            return self._turn(told("There is nothing to take back: no assessment is under way."))
        return self._turn(to_card=True)

    def _copy(self, _argument: str) -> Turn:
        text = self._way.text
        if not text:
            return self._turn(told(NOTHING_TO_SUM_UP))
        return self._turn(deed=Copy(text), to_card=self._way.active)

    def _export(self, wanted: str) -> Turn:
        text = self._way.text
        if not text:
            return self._turn(told(NOTHING_TO_SUM_UP))
        name = f"{self._way.text_name}-{self._clock():%Y%m%d-%H%M%S}"
        path = export_summary(text, name, self._data_folder, wanted)
        return self._turn(told(f"The summary is saved as {path}."), to_card=self._way.active)

    def _instruments(self, _argument: str) -> Turn:
        lines = [
            f"{each.abbreviation} ({each.id}): {each.title}, version {each.version}" for each in self._library
        ]
        return self._turn(told("\n".join(lines)))

    def _help(self, _argument: str) -> Turn:
        return self._turn(told(help_text()))

    def _quit(self, _argument: str) -> Turn:
        if self._way.notice:
            self._offer = Offer(quit_card(), {"y": self._leave})
            return self._turn(to_card=True)
        return self._leave()

    def _leave(self) -> Turn:
        self._way.close()
        return self._turn(deed=Quit())

    def _is_instrument(self, name: str) -> bool:
        try:
            self._library.instrument(name)
        except UnknownInstrument:
            return False
        return True

    def _turn(self, *replies: Reply, deed: Copy | Quit | None = None, to_card: bool = False) -> Turn:
        """Everything as it stands now, with what is new."""
        card = self._offer.card if self._offer is not None else self._way.card
        return Turn(replies, card, self._way.panel, self._way.notice, deed, to_card=to_card)
