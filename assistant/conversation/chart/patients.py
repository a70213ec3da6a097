"""Whose chart is open: `/patient`, `/patients`, and the offer to record someone new."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from assistant.conversation.chart.beginning import belong_to_visit
from assistant.conversation.chart.chart import NO_PATIENT
from assistant.conversation.chart.errors import NoPatientAtHand
from assistant.conversation.chart.summary import chart_text
from assistant.conversation.chart.wording import day_first
from assistant.conversation.offers import Offer, name_like_card, whose_card
from assistant.conversation.replies import problem, told
from assistant.conversation.together.elsewhere import of_patient
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.conversation.wording import counted
from assistant.errors import AssistantError, quoted
from assistant.records.study_code import CodeVerdict, judge_code

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.store.rows import PatientLine

MOST_KEYS = 9
MOST_LISTED = 200
BEGIN_WITH = (
    "/patient CODE offers to record one, /demo has some to look at, and malar import FILE takes over many."
)
OTHERS = "/patients lists all, /patient CODE offers to record one."
WHAT_NEXT = "/set SEX, BORN, PHOTOTYPE …, /treatment, new visit. /help shows all."


def patient(stage: Stage, code: str) -> Turn:
    """Open a patient, or show the one at hand; a value that looks like a name is asked about."""
    if not code:
        if not stage.patient:
            return stage.turn(told(NO_PATIENT))
        stage.chart.look_up(stage.patient)
        return stage.turn(told(chart_text(stage)), to_card=stage.way.active)
    verdict = judge_code(code)
    if verdict is CodeVerdict.IMPOSSIBLE:
        return stage.turn(
            problem(f"{quoted(code)} cannot be a study code; write letters and digits, as in P-014.")
        )
    if verdict is CodeVerdict.NAME_LIKE:
        return stage.ask_with(Offer(name_like_card(code), {"y": partial(take_code, stage, code)}))
    return take_code(stage, code)


def take_code(stage: Stage, code: str) -> Turn:
    """Take a study code; while an assessment carries another one, ask what is meant."""
    walk = stage.way.walk
    if walk is None or walk.patient in {"", code}:
        return _set_code(stage, code, correct=True)
    if walk.belongs.amends:
        # What is amended is of one patient, and of no other.
        return _set_code(stage, code, correct=False)
    leads = {
        "1": partial(_set_code, stage, code, correct=False),
        "2": partial(_set_code, stage, code, correct=True),
    }
    return stage.ask_with(Offer(whose_card(walk.session.instrument.abbreviation, walk.patient, code), leads))


def _set_code(stage: Stage, code: str, *, correct: bool) -> Turn:
    """Set the code and open its chart. What cannot be read is told; the code is set all the same."""
    elsewhere = tuple(map(told, of_patient(stage, code)))
    try:
        row = stage.chart.look_up(code)
    except NoPatientAtHand:
        said = _take(stage, code, correct=correct)
        offer = Offer(_new_card(code), {"enter": partial(_record, stage, code)})
        return stage.ask_with(offer, told(said), *elsewhere)
    except AssistantError as error:
        stage.chart.leave_patient()
        said = _take(stage, code, correct=correct)
        return stage.turn(told(said), problem(error), to_card=stage.way.active)
    said = _take(stage, row.patient.code, correct=correct)
    return stage.turn(told(said), told(chart_text(stage)), *elsewhere, to_card=stage.way.active)


def _take(stage: Stage, code: str, *, correct: bool) -> str:
    """Set the code, also of the walk that is corrected, which then belongs to a visit of this patient."""
    walk = stage.way.walk
    moved = walk is not None and walk.patient != code
    said = stage.way.set_patient(code, correct=correct)
    if moved:
        belong_to_visit(stage)
    return said


def _record(stage: Stage, code: str) -> Turn:
    from assistant.records.errors import PatientExists  # noqa: PLC0415 - only where something is recorded
    from assistant.records.patient import Patient  # noqa: PLC0415 - as above

    try:
        stage.records.add_patient(Patient(code=code))
        said = f"{code} is on record now. {WHAT_NEXT}"
    except PatientExists:
        said = f"{code} was recorded by another meanwhile, and is open."
    row = stage.chart.open_patient(code)
    if row.patient.code != code:
        stage.way.set_patient(row.patient.code, correct=True)
    return stage.turn(told(said), to_card=stage.way.active)


def patients(stage: Stage, prefix: str) -> Turn:
    """List who is on record; a few are offered to be opened by one key."""
    found = list(islice(stage.records.patients(prefix), MOST_LISTED + 1))
    which = f" whose code begins with {quoted(prefix)}" if prefix else ""
    if not found:
        return stage.turn(told(f"Nobody{which} is on record. {BEGIN_WITH if not prefix else OTHERS}"))
    if len(found) <= MOST_KEYS:
        leads = {
            str(number): partial(take_code, stage, each.code) for number, each in enumerate(found, start=1)
        }
        return stage.ask_with(Offer(_list_card(found, which), leads))
    shown = found[:MOST_LISTED]
    width = max(len(each.code) for each in shown) + 2
    lines = [f"{each.code.ljust(width)}{_visits(each)}" for each in shown]
    if len(found) > MOST_LISTED:
        lines.append(f"These are the first {MOST_LISTED}; /patients PREFIX narrows them.")
    return stage.turn(told("\n".join([*lines, "/patient CODE opens one."])))


def _list_card(found: list[PatientLine], which: str) -> Card:
    return Card(
        CardKind.OFFER,
        f"{counted(len(found), 'patient')}{which}",
        question="Whose chart?",
        choices=tuple(
            Choice(str(number), each.code, _visits(each)) for number, each in enumerate(found, start=1)
        ),
        hints=(KeyHint("Esc", "none"),),
    )


def _visits(line: PatientLine) -> str:
    last = f", last {day_first(line.last_visit)}" if line.last_visit else ""
    return f"{counted(line.visits, 'visit')}{last}"


def _new_card(code: str) -> Card:
    return Card(
        CardKind.CONFIRM,
        f"{code} · not on record",
        question=f"There is no patient {code} on record. Record a new one?",
        lines=("Without a record, what is finished is kept as a file alone.",),
        hints=(KeyHint("Enter", f"record {code}"), KeyHint("Esc", "not now")),
    )
