"""Open a visit: `/visit`, `/visit 05.02.2024`, `new visit`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.chart import Step
from assistant.conversation.chart.editing import refuse_unfit
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.steps import ask_step
from assistant.conversation.chart.summary import visit_text
from assistant.conversation.chart.wording import clock_behind, day_in_words, visit_day
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint

if TYPE_CHECKING:
    from datetime import date

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.store.rows import VisitRow

NEW = "new"
MOST_ON_A_DAY = 9


def visit(stage: Stage, line: str) -> Turn:
    """Open the visit of today or of a day; one that is not there begins. `new` asks for a further one.

    Raises Refused, NoPatientAtHand, StoreError.
    """
    stage.chart.patient_of(stage.patient)
    words = line.split()
    new = bool(words) and words[0].casefold() == NEW
    day = _day(stage, " ".join(words[1:] if new else words))
    there = stage.chart.visits_on(day)
    if not there:
        return _begin(stage, day, 1)
    if not new:
        return _open(stage, there[-1])
    if len(there) == MOST_ON_A_DAY:
        raise Refused(f"there are {MOST_ON_A_DAY} visits on {day} already; /visit {day} opens the last")
    leads = {
        "1": partial(_open, stage, there[-1]),
        "2": partial(_begin, stage, day, len(there) + 1),
    }
    return stage.ask_with(Offer(_second_card(stage.patient, day), leads))


def _day(stage: Stage, written: str) -> date:
    if not written or written.casefold() == "today":
        return stage.clock().date()
    from assistant.records.fields import read_day  # noqa: PLC0415 - only where something is recorded

    try:
        return read_day(written)
    except ValueError as error:
        raise Refused(str(error)) from error


def _begin(stage: Stage, day: date, number: int) -> Turn:
    """Record a visit, and ask what belongs to it. One that another has begun meanwhile is opened."""
    from assistant.records.errors import VisitExists  # noqa: PLC0415 - only where something is recorded
    from assistant.records.visit import Visit  # noqa: PLC0415 - as above

    made, today = Visit(date=day, number_on_day=number), stage.clock().date()
    refuse_unfit(stage, made)
    try:
        stage.records.add_visit(stage.patient, made)
        said = f"{stage.patient}: the visit of {visit_day(made)} is open."
        if day == today and stage.chart.whole is not None:
            said += clock_behind(stage.chart.whole.visits, today)
    except VisitExists:
        said = f"{stage.patient}: another has begun the visit of {visit_day(made)} meanwhile; it is open."
    stage.chart.open_patient(stage.patient)
    stage.chart.open_visit(day, number)
    return ask_step(stage, Step.PGA, told(said))


def _open(stage: Stage, row: VisitRow) -> Turn:
    """Open a visit that is there, and ask what is not recorded yet."""
    day, number = row.visit.date, row.visit.number_on_day
    stage.chart.open_patient(stage.patient)
    opened = stage.chart.open_visit(day, number).visit
    whole = stage.chart.whole
    here = [
        each for each in (whole.visits if whole else ()) if (each.date, each.number_on_day) == (day, number)
    ]
    reply = told(f"{stage.patient}, visit {visit_text(here[0], stage)}")
    if opened.pga is None:
        return ask_step(stage, Step.PGA, reply)
    if opened.prednisone_equivalent is None:
        return ask_step(stage, Step.STEROID, reply)
    return stage.turn(reply, to_card=stage.way.active)


def _second_card(code: str, day: date) -> Card:
    return Card(
        CardKind.CONFIRM,
        f"{code} · {day_in_words(day)}",
        question=f"There is a visit on {day_in_words(day)} already.",
        choices=(Choice("1", "open that visit"), Choice("2", "a further visit on that day")),
        hints=(KeyHint("Esc", "neither"),),
    )
