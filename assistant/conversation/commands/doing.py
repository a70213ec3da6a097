"""What each command does, one function a command; the table of commands is in `listed.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.body_map.command import bodymap
from assistant.conversation.chart.amending import amend
from assistant.conversation.chart.at_the_visit import event, lab, pga, steroid
from assistant.conversation.chart.course import visits
from assistant.conversation.chart.demonstration import demo
from assistant.conversation.chart.facts import set_fact
from assistant.conversation.chart.patients import patient, patients
from assistant.conversation.chart.treatments import treatment
from assistant.conversation.chart.visits import visit
from assistant.conversation.commands.beginning import grid, score
from assistant.conversation.commands.helping import help_text, keys_text
from assistant.conversation.commands.resuming import resume
from assistant.conversation.grid.finding import go
from assistant.conversation.offers import Offer, quit_card
from assistant.conversation.pictures.commands import cohort, plot
from assistant.conversation.proposing.dictating import dictate
from assistant.conversation.proposing.from_values import labs
from assistant.conversation.replies import ladder as ladder_reply
from assistant.conversation.replies import told
from assistant.conversation.turn import Copy, Quit
from assistant.records.exports import export_summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn

TRANSCRIPT_WIDTH = 74
"""Columns that a message has on the smallest screen."""

KEYS_TOPIC = frozenset({"keys", "key"})
NOTHING_TO_SUM_UP = "There is no summary yet: /score starts an assessment."


def undo(stage: Stage, _argument: str) -> Turn:
    """Take the last step of the questionnaire back."""
    if not stage.front.undo():
        return stage.turn(told("There is nothing to take back: no assessment is under way."))
    return stage.turn(to_card=True)


def copy(stage: Stage, _argument: str) -> Turn:
    """Have the screen copy the summary."""
    front = stage.front
    if not front.text:
        return stage.turn(told(NOTHING_TO_SUM_UP))
    return stage.turn(deed=Copy(front.text), to_card=front.active)


def export(stage: Stage, wanted: str) -> Turn:
    """Save the summary. Raises NotExportedError."""
    front = stage.front
    if not front.text:
        return stage.turn(told(NOTHING_TO_SUM_UP))
    name = f"{front.text_name}-{stage.clock():%Y%m%d-%H%M%S}"
    path = export_summary(front.text, name, stage.data_folder, wanted)
    return stage.turn(told(f"The summary is saved as {path}."), to_card=front.active)


def ladder(stage: Stage, had: str) -> Turn:
    """Show the treatment ladder, with the drugs marked that a patient had. Raises ListTooLongError."""
    return stage.turn(ladder_reply(stage.asker.ladder(had)))


def change(stage: Stage, line: str) -> Turn:
    """Judge the change of the patient at hand; the line may name the baseline and state facts.

    Raises StoreError, RecordError, ContentError and what the line has wrong.
    """
    if not stage.patient:
        return stage.turn(
            told("Whose change? /patient CODE names the patient first; /demo has patients to look at.")
        )
    # What judges costs what a start need not pay.
    from assistant.conversation.change.change_text import change_text  # noqa: PLC0415
    from assistant.conversation.change.changing import Changes, Wanted  # noqa: PLC0415 - as above

    wanted = Wanted.read(line)
    whole = stage.records.whole(stage.patient)
    changes = Changes(stage.library, stage.chart.vocabulary, stage.asker.beside_change)
    text = change_text(
        changes.judge(whole, wanted), full=wanted.full, width=TRANSCRIPT_WIDTH, more="/change full"
    )
    return stage.turn(told(text))


def evidence(stage: Stage, line: str) -> Turn:
    """Open the page of reports, filtered and sorted as the line says.

    Raises EvidenceError and ContentError.
    """
    said = "\n".join(stage.browsing.ask(line))
    return stage.turn(told(said), to_card=True)


def train(stage: Stage, wanted: str) -> Turn:
    """Practise on a case: the named one, the next of an instrument, or one that is chosen from a list."""
    # Training content is read only by those who practise.
    from assistant.conversation.training.choosing import train as choose  # noqa: PLC0415

    return choose(stage, wanted)


def instruments(stage: Stage, _argument: str) -> Turn:
    """Say what can be scored."""
    lines = [
        f"{each.abbreviation} ({each.id}): {each.title}, version {each.version}" for each in stage.library
    ]
    return stage.turn(told("\n".join(lines)))


def lock(stage: Stage, _argument: str) -> Turn:
    """Hide everything until who goes on has signed in, or without accounts until Enter."""
    stage.access.hide()
    return stage.turn()


def help_(stage: Stage, topic: str) -> Turn:
    """Say how to begin and which commands there are, or with `keys` which keys."""
    if topic.casefold() in KEYS_TOPIC:
        return stage.turn(told(keys_text(), tabled=True))
    return stage.turn(told(help_text(stage.library, scoring=stage.front.walk is not None), tabled=True))


def quit_(stage: Stage, _argument: str) -> Turn:
    """End, but ask first while answers are only in memory."""
    stage = stage.tours.home()
    if stage.unsaved:
        return stage.ask_with(Offer(quit_card(), {"y": partial(_leave, stage)}))
    return _leave(stage)


def tour(stage: Stage, wanted: str) -> Turn:
    """Show the program on a tour. Raises the errors of `Tours.do`."""
    return stage.tours.do(wanted)


DOING: dict[str, Callable[[Stage, str], Turn]] = {
    "score": score,
    "grid": grid,
    "go": go,
    "dictate": dictate,
    "labs": labs,
    "patient": patient,
    "patients": patients,
    "set": set_fact,
    "treatment": treatment,
    "visit": visit,
    "pga": pga,
    "steroid": steroid,
    "lab": lab,
    "event": event,
    "visits": visits,
    "plot": plot,
    "bodymap": bodymap,
    "cohort": cohort,
    "amend": amend,
    "tour": tour,
    "demo": demo,
    "resume": resume,
    "undo": undo,
    "copy": copy,
    "export": export,
    "ladder": ladder,
    "change": change,
    "evidence": evidence,
    "train": train,
    "instruments": instruments,
    "lock": lock,
    "help": help_,
    "quit": quit_,
}


def _leave(stage: Stage) -> Turn:
    stage.leave_for_good()
    return stage.turn(deed=Quit())
