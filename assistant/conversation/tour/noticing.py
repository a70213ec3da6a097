"""What a turn did, and whether that is what a step of the tour asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.turn import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.tour.content import Done
    from assistant.conversation.turn import Turn


class Happened(NamedTuple):
    """What the user did in one turn: the command given, the key pressed, or how a question was answered."""

    command: str = ""
    key: str = ""
    asked: str = ""


def is_done(done: Done, happened: Happened, turn: Turn, stage: Stage) -> bool:
    """Whether everything that a step names holds after a turn."""
    walk = stage.way.walk
    holds: dict[str, Callable[[], bool]] = {
        "command": lambda: happened.command == done.command,
        "key": lambda: happened.key == done.key,
        "asked": lambda: happened.asked == done.asked,
        "patient": lambda: stage.patient == done.patient,
        "instrument": lambda: walk is not None and walk.session.instrument.id == done.instrument,
        "page": lambda: walk is not None and walk.page.value == done.page,
        "marked": lambda: walk is not None and len(walk.marking.marked) >= (done.marked or 0),
        "rated": lambda: _rated(stage) >= (done.rated or 0),
        "finished": lambda: _finished(turn) is done.finished,
    }
    return all(holds[field]() for field in done.model_fields_set)


def _rated(stage: Stage) -> int:
    walk = stage.way.walk
    answers = walk.session.answers.values() if walk is not None else ()
    return sum(answer.how == "entered" for answer in answers)


def _finished(turn: Turn) -> bool:
    return any(reply.voice is Voice.SUMMARY for reply in turn.replies)
