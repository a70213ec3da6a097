"""The phototype, asked once of a patient for whom none is on record, as colour is graded next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.editing import change, patient_sheet, revised
from assistant.conversation.offers import Offer
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.scoring.instrument import Instrument

PASSES = ("enter", "n")


def lacks_phototype(stage: Stage) -> bool:
    """Whether it is to be asked: of a patient on record without one, once while the program runs."""
    chart = stage.chart
    return (
        chart.row is not None
        and chart.is_of(stage.patient)
        and chart.row.patient.phototype is None
        and stage.patient not in chart.without_phototype
    )


def ask_phototype(stage: Stage, instrument: Instrument, begin: Callable[..., Turn]) -> Turn:
    """Ask it; a digit records it, and Enter goes on without it."""
    meanings = instrument.definition.phototypes
    leads: dict[str, Callable[[], Turn]] = {
        str(number): partial(_record, stage, each.phototype, begin)
        for number, each in enumerate(meanings, start=1)
    }
    leads |= dict.fromkeys(PASSES, partial(_pass_over, stage, begin))
    card = Card(
        CardKind.CONFIRM,
        f"{stage.patient} · before the {instrument.abbreviation}",
        question="Which phototype (Fitzpatrick), by sunburn and tan? It changes no score.",
        choices=tuple(
            Choice(str(number), each.phototype, each.text) for number, each in enumerate(meanings, start=1)
        ),
        hints=(
            KeyHint("Enter", "without it; /set phototype IV records it later"),
            KeyHint("Esc", "do not begin"),
        ),
    )
    return stage.ask_with(Offer(card, leads))


def _record(stage: Stage, phototype: str, begin: Callable[..., Turn]) -> Turn:
    sheet = patient_sheet(stage)
    return change(stage, sheet, lambda patient: revised(patient, phototype=phototype), begin)


def _pass_over(stage: Stage, begin: Callable[..., Turn]) -> Turn:
    stage.chart.without_phototype |= {stage.patient}
    return begin()
