"""What each command does, one function a command; the table of commands is in `listed.py`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.body_map.command import bodymap
from assistant.conversation.chart.amending import amend
from assistant.conversation.chart.at_the_visit import event, lab, pga, steroid
from assistant.conversation.chart.beginning import ask_first, belong_to_visit
from assistant.conversation.chart.course import visits
from assistant.conversation.chart.demonstration import demo
from assistant.conversation.chart.facts import set_fact
from assistant.conversation.chart.patients import patient, patients
from assistant.conversation.chart.treatments import treatment
from assistant.conversation.chart.visits import visit
from assistant.conversation.commands.helping import help_text, keys_text, no_instrument
from assistant.conversation.commands.understanding import FULL
from assistant.conversation.grid.finding import go
from assistant.conversation.offers import Offer, instruments_card, quit_card
from assistant.conversation.pictures.commands import cohort, plot
from assistant.conversation.proposing.dictating import begin_with, dictate
from assistant.conversation.proposing.from_values import labs, propose_recorded
from assistant.conversation.replies import ladder as ladder_reply
from assistant.conversation.replies import problem, told
from assistant.conversation.together.elsewhere import ask_to_take, is_of, shared_in_words
from assistant.conversation.turn import Copy, Quit
from assistant.conversation.walk.resume import (
    belongs_to,
    choice_card,
    elsewhere_in_words,
    in_words,
    open_ones,
)
from assistant.errors import quoted
from assistant.records.exports import export_summary
from assistant.scoring.errors import UnknownInstrument

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.scoring.instrument import Instrument

TRANSCRIPT_WIDTH = 74
"""Columns that a message has on the smallest screen."""

LONGEST_NAME = 12
"""Words that the name of an instrument may have, with what is dictated behind it."""

KEYS_TOPIC = frozenset({"keys", "key"})
NOTHING_TO_SUM_UP = "There is no summary yet: /score starts an assessment."


def score(stage: Stage, name: str) -> Turn:
    """Begin an assessment, or ask with which instrument; an unknown one is told with what there is."""
    return _score(stage, name) if name else _which(stage)


def grid(stage: Stage, name: str) -> Turn:
    """Show the whole form of what is under way; begin where nothing is, or another instrument is named."""
    walk = stage.front.walk
    if not name and walk is None:
        return _which(stage, whole=True)
    try:
        instrument = stage.library.instrument(name) if name else None
    except UnknownInstrument:
        return stage.turn(problem(no_instrument(name, stage.library)))
    if instrument is not None and (walk is None or walk.session.instrument.id != instrument.id):
        return _begin(stage, instrument, whole=True)
    stage.front.show_whole()
    return stage.turn(to_card=True)


def _which(stage: Stage, *, whole: bool = False) -> Turn:
    instruments = tuple(stage.library)
    leads = {
        str(number): partial(_begin, stage, each, whole=whole)
        for number, each in enumerate(instruments, start=1)
    }
    return stage.ask_with(Offer(instruments_card(instruments), leads))


def _score(stage: Stage, said: str) -> Turn:
    """The instrument that is named, with what is dictated behind its name."""
    words = said.split()
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        try:
            instrument = stage.library.instrument(" ".join(words[:length]).rstrip(":"))
        except UnknownInstrument:
            continue
        rest = said.split(maxsplit=length)[length:]
        if rest and rest[0].casefold() == FULL:
            return _begin(stage, instrument, one_by_one=True)
        begins = (
            partial(begin_with, stage, instrument, rest[0]) if rest else partial(_walk, stage, instrument)
        )
        return ask_first(stage, instrument, begins)
    return stage.turn(problem(no_instrument(said, stage.library)))


def go_on(stage: Stage) -> Turn:
    """Give the keys back to what is paused."""
    stage.front.go_on()
    return stage.turn(to_card=True)


def resume(stage: Stage, wanted: str = "") -> Turn:
    """Go on: with the walk that is paused, with the only draft, or with the one chosen of several.

    `wanted` names a patient or an instrument.
    """
    stage.leave_practice()
    walk = stage.way.walk
    if walk is not None and (not wanted or wanted.casefold() == walk.patient.casefold()):
        stage.way.go_on()
        return stage.turn(to_card=True)
    listing = stage.drafts.listing()
    notes = [*map(problem, listing.problems), *map(told, elsewhere_in_words(listing))]
    waiting = tuple(each for each in open_ones(listing) if not wanted or belongs_to(each, wanted))
    own = {each.id for each in listing.drafts}
    shared = tuple(each for each in stage.way.keeping.elsewhere(listing) if not wanted or is_of(each, wanted))
    theirs = tuple(each for each in shared if each.id not in own)
    if not waiting and not theirs:
        none = f"Nothing is unfinished of {quoted(wanted)}. /resume lists what is."
        return stage.turn(
            *notes, told(none if wanted else "Nothing is unfinished. /score starts an assessment.")
        )
    if len(waiting) == 1 and not theirs:
        return take_up(stage, waiting[0].id, *notes)
    steps = [partial(take_up, stage, each.id) for each in waiting]
    steps += [partial(ask_to_take, stage, each) for each in theirs]
    lines = [in_words(each) for each in waiting] + [shared_in_words(each, stage.clock()) for each in theirs]
    leads = {str(number): step for number, step in enumerate(steps, start=1)}
    return stage.ask_with(Offer(choice_card(lines), leads), *notes)


def take_up(stage: Stage, draft_id: str, *before: Reply) -> Turn:
    """Go on with one draft. Raises the errors of `UnderWay.take_up`."""
    stage.leave_practice()
    return stage.turn(*before, stage.way.take_up(draft_id), to_card=True)


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


def help_(stage: Stage, topic: str) -> Turn:
    """Say how to begin and which commands there are, or with `keys` which keys."""
    if topic.casefold() in KEYS_TOPIC:
        return stage.turn(told(keys_text(), tabled=True))
    return stage.turn(told(help_text(stage.library, scoring=stage.front.walk is not None), tabled=True))


def quit_(stage: Stage, _argument: str) -> Turn:
    """End, but ask first while answers are only in memory."""
    if stage.unsaved:
        return stage.ask_with(Offer(quit_card(), {"y": partial(_leave, stage)}))
    return _leave(stage)


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
    "help": help_,
    "quit": quit_,
}


def _begin(stage: Stage, instrument: Instrument, *, one_by_one: bool = False, whole: bool = False) -> Turn:
    walk = partial(_walk, stage, instrument, one_by_one=one_by_one or whole, whole=whole)
    return ask_first(stage, instrument, walk)


def _walk(
    stage: Stage, instrument: Instrument, *before: Reply, one_by_one: bool = False, whole: bool = False
) -> Turn:
    stage.leave_practice()
    begun = stage.way.begin(instrument, one_by_one=one_by_one)
    belong_to_visit(stage)
    if whole:
        stage.way.show_whole()
    said = "\n".join(reply.text for reply in (*before, begun))
    return propose_recorded(stage, said) or stage.turn(*before, begun, to_card=True)


def _leave(stage: Stage) -> Turn:
    stage.leave_for_good()
    return stage.turn(deed=Quit())
