"""Begin an assessment: named, with a line dictated behind it, as its whole form, or chosen from a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.beginning import ask_first, belong_to_visit
from assistant.conversation.commands.helping import no_instrument
from assistant.conversation.commands.understanding import FULL
from assistant.conversation.offers import Offer, instruments_card
from assistant.conversation.proposing.dictating import begin_with
from assistant.conversation.proposing.from_values import propose_recorded
from assistant.conversation.replies import problem
from assistant.scoring.errors import UnknownInstrument
from assistant.scoring.names import LONGEST_NAME

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.scoring.instrument import Instrument


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
