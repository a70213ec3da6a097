"""The conversation: one turn in (a line said, or a key pressed), everything that it changed out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.access.access import Access, Came
from assistant.conversation.access.locking import quit_behind_lock, refuse_to_put_away
from assistant.conversation.access.needs import NEEDS
from assistant.conversation.chart.demonstration import DEMO_OPEN
from assistant.conversation.commands.doing import DOING
from assistant.conversation.commands.helping import unknown_command
from assistant.conversation.commands.resuming import go_on, take_up
from assistant.conversation.commands.typed_key import key_of, search_for
from assistant.conversation.commands.understanding import Command, Misspelt, Question, Unknown, understand
from assistant.conversation.greeting import greeting, greeting_without_patients
from assistant.conversation.key_run import KeyRun
from assistant.conversation.line import LONGEST_LINE, too_long
from assistant.conversation.offers import DECLINE, Offer
from assistant.conversation.replies import answer, problem, suggested, told
from assistant.conversation.stage import Stage
from assistant.conversation.together.elsewhere import shared_lines
from assistant.conversation.tour.noticing import Happened
from assistant.conversation.tour.remembering import is_new
from assistant.conversation.walk.resume import open_ones, start_card
from assistant.errors import AssistantError
from assistant.records.operators.roles import Act
from assistant.scoring.errors import UnknownInstrument

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.conversation.asking.answering import Asks, Keeps
    from assistant.conversation.chart.chart import Chart
    from assistant.conversation.turn import Reply, Turn
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.library import Library

MOST_DIGITS = 10
"""Of the number of a suggestion; a longer one chooses nothing."""

PAUSED = "The questionnaire is paused: /resume (or /train), or Enter at the empty prompt, goes on."


class Conversation:
    """Everything the program can do, one turn at a time: `greet`, then `say` and `press`.

    It is synchronous and knows no terminal. Errors that the user can mend come back as replies; others are
    raised.
    """

    def __init__(
        self,
        library: Library,
        asker: Asks,
        drafts: Drafts,
        data_folder: Path,
        clock: Callable[[], datetime],
        *,
        keeper: Keeps | None = None,
        chart: Chart | None = None,
        sharing: Sharing | None = None,
        access: Access | None = None,
    ) -> None:
        self._asker = asker
        self._keeper = keeper
        self._access = access or Access()
        self._sets_up = partial(
            Stage, library, asker, drafts, data_folder, clock, sharing=sharing, access=self._access
        )
        self._own = self._sets_up(chart=chart)
        self._suggestions: tuple[str, ...] = ()
        self._run = KeyRun()
        self._happened = Happened()

    @property
    def _stage(self) -> Stage:
        """Where a turn is played: on the tour's stage while there is a tour, else on one's own."""
        return self._own.tours.stage

    def make_ready(self) -> None:
        """Load beforehand, while nobody waits, what is needed later than the first card."""
        self._stage.raising.make_ready()

    def greet(self) -> Turn:
        """What is said first: what this is, what could not be read, and what is unfinished."""
        stage = self._stage
        if self._access.lock is not None:
            return stage.turn()
        if not self._access.may(Act.SCORE):
            return stage.turn(*greeting_without_patients(stage.library), *self._who())
        listing = stage.drafts.listing()
        waiting = open_ones(listing)
        if waiting:
            stage.offer = Offer(start_card(waiting), {"enter": partial(take_up, stage, waiting[0].id)})
        waiting_to_sign = stage.signing.begin()
        shared = shared_lines(stage.way.keeping.elsewhere(listing), stage.clock())
        opened = (told(DEMO_OPEN),) if stage.chart.demo else ()
        news = (*waiting_to_sign, *shared)
        new = is_new(stage.data_folder)
        return stage.turn(*greeting(stage.library, listing, news, new=new), *opened, *self._who())

    def say(self, text: str) -> Turn:
        """Take a line: a command, plain words that mean one, the number of a choice, or a question.

        Behind the lock only `/quit` is taken, and that only where nothing would be lost.
        """
        self._happened = Happened()
        return self._guided(self._say(text))

    def press(self, key: str, *, follows: bool = False) -> Turn:
        """Take a key, on the card that stands now.

        One that `follows` belongs to the run of keys before it, which `take_run_back` takes back as a whole.
        """
        return self._guided(self._press(key, follows=follows))

    def take_run_back(self) -> Turn:
        """The last run of keys was the beginning of a line: everything is again as it was before it."""
        self._happened = Happened()
        return self._guided(self._take_run_back())

    def end_now(self) -> str:
        """Leave everything on disk without asking; returns the text of what is not on disk, else nothing."""
        return self._own.tours.home().leave_at_once()

    def _guided(self, turn: Turn) -> Turn:
        """The turn with what the tour tells after it, where one is on."""
        return self._own.tours.seen(self._happened, turn)

    def _say(self, text: str) -> Turn:
        line = text.strip()
        if self._access.lock is not None:
            return quit_behind_lock(self._own) if line == "/quit" else self._stage.turn()
        if not line:
            return self._stage.turn()
        if len(line) > LONGEST_LINE:
            return self._stage.turn(problem(too_long(len(line))))
        chosen = self._chosen(line)
        if chosen is not None:
            return chosen
        meant = understand(line, self._is_instrument)
        if isinstance(meant, Question):
            return self._taken(meant.text) or self._ask(meant.text)
        self._suggestions = ()
        return self._do(meant) if isinstance(meant, Command) else self._nearly(meant)

    def _press(self, key: str, *, follows: bool = False) -> Turn:
        self._happened = Happened(key=key)
        stage = self._stage
        if self._access.lock is not None:
            return stage.turn()
        if not follows:
            self._run.begin(stage)
        try:
            if stage.offer is not None:
                return self._press_offer(stage.offer, key)
            if stage.page_open:
                return stage.browsing.press(key, stage)
            front = stage.front
            if front.walk is not None and not front.active:
                return go_on(stage) if key == "enter" else stage.turn(told(PAUSED))
            replies = front.press(key)
            return stage.turn(*replies, to_card=front.active)
        except AssistantError as error:
            return stage.turn(problem(error))

    def _take_run_back(self) -> Turn:
        if self._access.lock is not None:
            return self._stage.turn()
        self._run.take_back(self._stage)
        return self._stage.turn()

    def sign_in(self, name: str, secret: str) -> Turn:
        """Take a name and a PIN at the lock.

        Who was here before finds everything as it was; anyone else finds nothing of it, and the walk is kept
        on disk.
        """
        access = self._access
        if refuse_to_put_away(self._own, name):
            return self._stage.turn()
        came = access.open(name, secret)
        if came is None:
            return self._stage.turn()
        if came is not Came.ANOTHER:
            self._own.chart.enter(access.signed)
            return self.greet() if came is Came.FIRST else self._guided(self._stage.turn(to_card=True))
        try:
            self._own.put_away()
        except AssistantError as error:
            access.hide(str(error))
            return self._stage.turn()
        self._begin_anew()
        return self.greet()._replace(fresh=True)

    def hide_if_idle(self, *, touched: bool) -> Turn | None:
        """Hide the screen where nobody was there for too long; else note that somebody `touched` a key."""
        return self._stage.turn() if self._access.hide_if_idle(touched=touched) else None

    @property
    def seconds_idle(self) -> float | None:
        """After how many seconds without a touch the screen is hidden; None for never."""
        return self._access.seconds_idle

    def _begin_anew(self) -> None:
        """Set everything up for someone else, with nothing of what was said and looked at before."""
        chart = self._own.chart.anew()
        chart.enter(self._access.signed)
        self._own = self._sets_up(chart=chart)
        self._asker.forget()
        self._suggestions = ()
        self._run.forget()

    def _who(self) -> tuple[Reply, ...]:
        """Who is signed in, for the greeting."""
        signed = self._access.signed
        return (
            (told(f"Signed in: {signed.name}, {signed.role.value}. /lock hides everything."),)
            if signed
            else ()
        )

    def _press_offer(self, offer: Offer, key: str) -> Turn:
        if key in offer.leads:
            self._stage.offer = None
            if not self._stage.page_open:
                self._run.forget()
            return offer.leads[key]()
        if key in DECLINE:
            self._stage.offer = None
        return self._stage.turn(to_card=True)

    def _chosen(self, line: str) -> Turn | None:
        """A typed number chooses a suggestion of the last reply; else a typed key of the card is that key."""
        # A number of thousands of digits is no choice, and more than Python reads.
        number = int(line) if len(line) < MOST_DIGITS and line.isdecimal() else 0
        if 0 < number <= len(self._suggestions):
            return self._say(self._suggestions[number - 1])
        sought = search_for(line, self._stage)
        if sought is not None:
            return self._sought(line, sought)
        key = key_of(line, self._stage)
        return self._press(key) if key is not None else None

    def _sought(self, line: str, before: str) -> Turn:
        """Search the list of the card for a line, as if it were typed there."""
        turn = self._press("escape") if before else self._stage.turn(to_card=True)
        for character in line.lower():
            turn = self._press(character)
        return turn

    def _taken(self, line: str) -> Turn | None:
        """What the offer that stands makes of a line that is no command."""
        offer = self._stage.offer
        if offer is None or offer.takes_line is None:
            return None
        try:
            return offer.takes_line(line)
        except AssistantError as error:
            return self._stage.turn(problem(error))

    def _do(self, command: Command) -> Turn:
        self._happened = Happened(command=command.name)
        self._run.forget()
        refusal = self._own.tours.refusal(command.name, command.argument)
        if refusal:
            return self._stage.turn(told(refusal))
        self._stage.offer = None
        self._stage.leave_page()
        try:
            needed = NEEDS[command.name]
            if needed is not None and not self._own.tours.on:
                self._access.require(needed)
            return DOING[command.name](self._stage, command.argument)
        except AssistantError as error:
            return self._stage.turn(problem(error))

    def _nearly(self, meant: Unknown | Misspelt) -> Turn:
        """Say which command may have been meant."""
        self._stage.leave_page()
        if isinstance(meant, Unknown):
            return self._stage.turn(problem(unknown_command(meant)))
        self._suggestions = (meant.meant,)
        return self._stage.turn(suggested(meant.meant))

    def _ask(self, text: str) -> Turn:
        self._stage.leave_page()
        try:
            answered = self._asker.ask(text)
        except AssistantError as error:
            return self._stage.turn(problem(error))
        self._happened = Happened(asked=answered.status)
        reply = answer(answered)
        self._suggestions = reply.suggestions
        keeper = None if self._own.tours.on else self._keeper
        unkept = keeper.keep(text, answered) if keeper is not None else ""
        return self._stage.turn(reply, problem(unkept)) if unkept else self._stage.turn(reply)

    def _is_instrument(self, name: str) -> bool:
        try:
            self._stage.library.instrument(name)
        except UnknownInstrument:
            return False
        return True
