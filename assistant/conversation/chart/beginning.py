"""What comes before an assessment at a visit: what is asked first, and to which visit it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.belonging import Belongs
from assistant.conversation.chart.phototype import ask_phototype, lacks_phototype
from assistant.conversation.chart.step_cards import pga_asked
from assistant.conversation.chart.wording import visit_day
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, KeyHint

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.scoring.instrument import Instrument

PGA, PHOTOTYPE = "pga", "phototype"


def ask_first(stage: Stage, instrument: Instrument, begin: Callable[..., Turn]) -> Turn:
    """Ask what the instrument wants recorded before it, once; then begin.

    Where there is nothing open to record it in, nothing is asked.
    """
    if PHOTOTYPE in instrument.definition.asked_first and lacks_phototype(stage):
        return ask_phototype(stage, instrument, begin)
    chart = stage.chart
    if (
        PGA not in instrument.definition.asked_first
        or chart.visit is None
        or not chart.is_of(stage.patient)
        or chart.visit.visit.pga is not None
        or PGA in chart.passed_over
    ):
        return begin()
    what = pga_asked(stage, begin)
    skip = partial(_not_assessed, stage, begin)
    card = Card(
        CardKind.CONFIRM,
        f"{stage.patient} · visit {visit_day(chart.visit.visit)} · before the {instrument.abbreviation}",
        question=what.question,
        lines=what.lines,
        choices=what.choices,
        hints=(KeyHint("n", "not assessed"), KeyHint("Esc", "do not begin")),
        columns=True,
    )
    return stage.ask_with(Offer(card, {**what.leads, "n": skip}, what.takes_line))


def belong_to_visit(stage: Stage) -> None:
    """Note on the walk that was begun to which visit it belongs."""
    walk, chart = stage.way.walk, stage.chart
    if walk is None:
        return
    walk.belongs = Belongs(demo=chart.demo)
    if chart.row is not None and chart.is_of(walk.patient):
        walk.remarks = walk.remarks._replace(phototype=chart.row.patient.phototype or "")
    if chart.visit is not None and chart.is_of(walk.patient):
        visit = chart.visit.visit
        walk.belongs = Belongs(visit.date.isoformat(), visit.number_on_day, demo=chart.demo)


def _not_assessed(stage: Stage, begin: Callable[..., Turn]) -> Turn:
    stage.chart.passed_over |= {PGA}
    return begin(told("The PGA of this visit is left as not assessed; /pga records it later."))
