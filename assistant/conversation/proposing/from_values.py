"""Laboratory values in the conversation: what they propose for the assessment under way, to be confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.conversation.proposing.looking_through import Review, Source, look_through
from assistant.conversation.replies import problem, told
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.conversation.walk.walk import Walk
    from assistant.records.visit import Visit
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.laboratory.deriving import Derivation
    from assistant.scoring.laboratory.desk import LaboratoryDesk

NO_VALUE = "no value given"
HOW = "/labs TEXT reads values as the laboratory prints them, such as: C3 0.74 g/L (0.9-1.8), PLT 88 10^9/L."


@dataclass(frozen=True, slots=True)
class _FromValues:
    """A derivation in the form of the card."""

    answers: Mapping[str, int]
    words: Mapping[str, str]
    unread: tuple[str, ...]
    attested: tuple[str, ...] = ()


def labs(stage: Stage, text: str) -> Turn:
    """Propose answers from values that are typed or pasted; without any, from those of the open visit.

    Raises ContentError.
    """
    walk = stage.way.walk
    if stage.front is not stage.way or walk is None:
        return stage.turn(problem("No assessment is under way: /score INSTRUMENT begins one."))
    instrument = walk.session.instrument
    if not (instrument.hints or instrument.reports):
        return stage.turn(told(f"{instrument.abbreviation} has no item that a laboratory value can answer."))
    visit = _visit(stage, walk)
    given: str | Sequence[object] = text or (_recorded(visit) if visit is not None else "")
    if not given:
        return stage.turn(told(HOW))
    derivation = _derived(stage, walk, given)
    if not derivation.proposals:
        why = [
            *_not_derived(instrument, derivation),
            *(f"Not understood: {each}" for each in derivation.unread),
        ]
        return stage.turn(told("\n".join(["These values propose nothing.", *(why or [HOW])])))
    return _propose(stage, walk, derivation, "")


def propose_recorded(stage: Stage, said: str) -> Turn | None:
    """What the values of the open visit propose for the walk that has just begun; None where they do not.

    Raises ContentError.
    """
    walk = stage.way.walk
    visit = None if walk is None else _visit(stage, walk)
    if walk is None or visit is None or not visit.laboratory or walk.session.answers:
        return None
    instrument = walk.session.instrument
    if not (instrument.hints or instrument.reports):
        return None
    derivation = _derived(stage, walk, _recorded(visit))
    return _propose(stage, walk, derivation, said) if derivation.proposals else None


def _derived(stage: Stage, walk: Walk, given: str | Sequence[object]) -> Derivation:
    return _desk(walk.session.instrument).derive(given, _day(stage, walk), walk.session.window)


def _propose(stage: Stage, walk: Walk, derivation: Derivation, said: str) -> Turn:
    instrument = walk.session.instrument
    source = Source(
        "from laboratory values", "", "derived", notes=tuple(_not_derived(instrument, derivation))
    )
    proposed = _FromValues(
        {item: each.value for item, each in derivation.proposals.items()},
        {item: each.reason for item, each in derivation.proposals.items()},
        derivation.unread,
    )
    return look_through(stage, Review(stage, walk, proposed, source), said)


def _not_derived(instrument: Instrument, derivation: Derivation) -> list[str]:
    """Why values that were given propose nothing."""
    return [
        f"{capital(instrument.item(item).full_title)}: {why}."
        for item, why in derivation.not_derived.items()
        if why != NO_VALUE
    ]


@lru_cache(maxsize=4)
def _desk(instrument: Instrument) -> LaboratoryDesk:
    # What reads values costs what a conversation without them need not pay.
    from assistant.scoring.laboratory.desk import LaboratoryDesk  # noqa: PLC0415

    return LaboratoryDesk(instrument)


def _visit(stage: Stage, walk: Walk) -> Visit | None:
    """The visit that is open, if it is that of the patient of the walk."""
    row = stage.chart.visit
    return row.visit if row is not None and stage.chart.is_of(walk.patient) else None


def _day(stage: Stage, walk: Walk) -> date:
    visit = _visit(stage, walk)
    return stage.clock().date() if visit is None else visit.date


def _recorded(visit: Visit) -> list[object]:
    """The values of a visit as they are read; one without a day of its own is of that day."""
    return [
        {
            "test": each.name.replace("_", " "),
            "value": each.reading if each.value is None else each.value,
            "unit": each.unit,
            "low": each.low,
            "high": each.high,
            "date": (each.date or visit.date).isoformat(),
        }
        for each in visit.laboratory
    ]
