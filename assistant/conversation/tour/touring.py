"""`/tour`: whether a tour is on, where it stands, and what is told of it after every turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.replies import problem, told
from assistant.conversation.tour.noticing import Happened, is_done
from assistant.conversation.tour.remembering import left_at, remember
from assistant.conversation.turn import Guide

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.tour.apart import Room
    from assistant.conversation.tour.content import Chapter, Step, Tour
    from assistant.conversation.turn import Turn

OFF = frozenset({"off", "end", "close", "leave", "quit"})
NEXT = frozenset({"next", "skip"})
AGAIN = frozenset({"again", "restart", "start"})
MISSES_BEFORE_HINT = 3
KEEPS = frozenset(
    {"set", "treatment", "visit", "pga", "steroid", "lab", "event", "amend", "train", "export", "demo"}
)
"""Commands that record or save something: on a tour that would be thrown away, so they wait."""

ENDED = "Tour · the end"
NOT_ON = "No tour is on; /tour begins one."
HOW = "/tour off leaves the tour, /tour next passes a step over, /tour again begins anew."
ON_ALREADY = f"The tour is on. {HOW}"
GOES_ON = f"The tour goes on where it was left. {HOW}"
LEFT = "The tour is left, and your own records are open. /tour goes on with it."
UNSAVED = "The last answers are not saved yet: first free the disk, and press any key of the questionnaire."


class Running:
    """A tour that was begun, on its own stage."""

    def __init__(self, tour: Tour, stage: Stage, room: Room) -> None:
        self.tour = tour
        self.stage = stage
        self._room = room
        self.steps = [(chapter, step) for chapter in tour.chapters for step in chapter.steps]
        self.at = 0
        self.misses = 0
        self.happened = ""

    @property
    def chapter(self) -> Chapter:
        """Where it stands."""
        return self.steps[self.at][0]

    @property
    def step(self) -> Step:
        """What is to be done."""
        return self.steps[self.at][1]

    @property
    def guide(self) -> Guide:
        """What is told of it."""
        hint = f" {self.step.hint or HOW}" if self.misses >= MISSES_BEFORE_HINT else ""
        place = f"Tour {self.at + 1} of {len(self.steps)} · {self.chapter.title}"
        return Guide(place, self.happened, self.step.do + hint)

    def advance(self, happened: str) -> bool:
        """Go on to the next step; whether there is one."""
        self.misses, self.happened = 0, happened
        if self.at + 1 == len(self.steps):
            return False
        self.at += 1
        return True

    def go_to_chapter(self, name: str) -> None:
        """Stand at the first step of a chapter, with its patient open; at the start where there is none."""
        found = (place for place, (chapter, _) in enumerate(self.steps) if chapter.id == name)
        self.at = next(found, 0)
        if self.at and self.chapter.patient:
            self.stage.way.patient = self.stage.chart.open_patient(self.chapter.patient).patient.code

    def close(self) -> None:
        """Let its records go, and throw them away."""
        self.stage.way.close()
        self.stage.chart.close()
        self._room.cleanup()


class Tours:
    """The tour of a conversation; `own` is the stage on which the user works."""

    def __init__(self, own: Stage) -> None:
        self._own = own
        self._running: Running | None = None
        self.on = False

    @property
    def stage(self) -> Stage:
        """Where a turn is played: on the tour's stage while it is on."""
        return self._running.stage if self.on and self._running is not None else self._own

    def do(self, wanted: str) -> Turn:
        """Begin, go on, leave, pass a step over, or begin anew.

        Raises ContentError, NoRoomError, StoreError.
        """
        word = wanted.strip().casefold()
        if word in OFF | NEXT:
            return self._leave() if word in OFF else self._pass_over()
        if self._own.unsaved:
            return self._own.turn(problem(UNSAVED))
        if word in AGAIN:
            self._forget()
        if self._running is None:
            return self._begin("" if word in AGAIN else left_at(self._own.data_folder))
        said = ON_ALREADY if self.on else GOES_ON
        self.on = True
        return self.stage.turn(told(said), to_card=self.stage.front.active)

    def refusal(self, command: str, argument: str) -> str:
        """Why a command waits until the tour is left; empty where it is done."""
        if not self.on:
            return ""
        unknown = command == "patient" and argument and not self._is_on_record(argument)
        if command in KEEPS or unknown or (command == "bodymap" and argument):
            return "On a tour nothing is recorded or saved: leave it first (/tour off), then say that again."
        return ""

    def seen(self, happened: Happened, turn: Turn) -> Turn:
        """A turn with what the tour tells after it."""
        running = self._running
        if not self.on or running is None or turn.deed is not None or turn.lock is not None:
            return turn
        if happened.command != "tour":
            if is_done(running.step.done, happened, turn, running.stage):
                if not running.advance(running.step.then):
                    return self._end(turn)
            elif any(happened):
                running.misses += 1
        return turn._replace(guide=running.guide)

    def home(self) -> Stage:
        """The stage on which the user works; a tour that is on is left."""
        if self.on and self._running is not None:
            remember(self._own.data_folder, self._running.chapter.id)
        self.on = False
        return self._own

    def close(self) -> None:
        """Throw away what the tour was played on."""
        self.home()
        self._forget()

    def _begin(self, chapter: str) -> Turn:
        # A tour is read, and its records made, only for those who take it.
        from assistant.conversation.tour.apart import stage_apart  # noqa: PLC0415
        from assistant.conversation.tour.library import load_tour  # noqa: PLC0415

        tour = load_tour(self._own.library)
        stage, room = stage_apart(self._own)
        stage.tours = self
        running = self._running = Running(tour, stage, room)
        running.go_to_chapter(chapter)
        self.on = True
        return stage.turn(told(GOES_ON if running.at else tour.welcome))

    def _leave(self) -> Turn:
        if not self.on:
            return self._own.turn(told(NOT_ON))
        self.home()
        return self._own.turn(told(LEFT), to_card=self._own.front.active)

    def _pass_over(self) -> Turn:
        running = self._running
        if not self.on or running is None:
            return self._own.turn(told(NOT_ON))
        if running.advance("Passed over."):
            return running.stage.turn()
        return self._end(running.stage.turn())

    def _end(self, turn: Turn) -> Turn:
        """The last step is done: back to one's own records. What is told of it stays for this turn."""
        running = self._running
        last = None if running is None else Guide(ENDED, running.happened, running.tour.farewell, on=False)
        self.home()
        self._forget()
        remember(self._own.data_folder, "")
        back = self._own.turn(*turn.replies, to_card=self._own.front.active)
        return back._replace(guide=last)

    def _forget(self) -> None:
        if self._running is not None:
            self._running.close()
        self._running, self.on = None, False

    def _is_on_record(self, code: str) -> bool:
        return any(each.code == code for each in self.stage.records.patients(code))
