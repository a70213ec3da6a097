"""Change a part of the record: checked, written by version, and joined where another changed it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from assistant.conversation.chart.differences import differences, fields_changed, in_words
from assistant.conversation.chart.errors import Refused
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, KeyHint
from assistant.errors import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.records.fields import RecordModel
    from assistant.records.patient import Patient
    from assistant.records.store.rows import VisitRow
    from assistant.records.visit import Visit

M = TypeVar("M", bound="RecordModel")


@dataclass(frozen=True, slots=True)
class Sheet(Generic[M]):
    """A part of the record that is changed by version: its name, how it was last read, and how it is written.

    `write` raises ChangedMeanwhile where it is no longer as it was read, and StoreError.
    """

    name: str
    shown: Callable[[], M]
    write: Callable[[M], None]


def patient_sheet(stage: Stage) -> Sheet[Patient]:
    """The patient at hand. Raises NoPatientAtHand, StoreError."""

    def write(changed: Patient) -> None:
        stage.records.change_patient(changed, stage.chart.patient_of(stage.patient).version)

    stage.chart.patient_of(stage.patient)
    return Sheet(stage.patient, lambda: stage.chart.patient_of(stage.patient).patient, write)


def visit_sheet(stage: Stage) -> Sheet[Visit]:
    """The visit that is open. Raises NoPatientAtHand, Refused, StoreError."""

    def write(changed: Visit) -> None:
        stage.records.change_visit(stage.patient, changed, open_visit(stage).version)

    day = open_visit(stage).visit.date
    return Sheet(f"{stage.patient}, visit {day:%d.%m.%Y}", lambda: open_visit(stage).visit, write)


def open_visit(stage: Stage) -> VisitRow:
    """The visit that is open. Raises NoPatientAtHand, Refused, StoreError."""
    stage.chart.patient_of(stage.patient)
    if stage.chart.visit is None:
        raise Refused("no visit is open; /visit opens today's, /visit DAY that of another day")
    return stage.chart.visit


def revised(model: M, **changes: object) -> M:
    """The part with other values, read as strictly as a file. Raises Refused."""
    from pydantic import ValidationError  # noqa: PLC0415 - not needed by a conversation without records

    from assistant.content.explain import findings  # noqa: PLC0415 - as above

    kind = type(model)
    try:
        return kind.model_validate({**dict(model), **changes})
    except ValidationError as error:
        first = next(findings(error.errors(include_url=False), kind))
        raise Refused(f"{first.what}; {first.remedy}") from error


def change(
    stage: Stage,
    sheet: Sheet[M],
    edit: Callable[[M], M],
    then: Callable[[Reply], Turn] | None = None,
    *,
    note: str = "",
) -> Turn:
    """Write what `edit` makes of a part, say what is different now and the `note`, and go on with `then`.

    Where another has changed the part since it was read, the two changes are shown, and one key makes this
    one again on what stands there now. Raises Refused, StoreError.
    """
    from assistant.records.errors import ChangedMeanwhile  # noqa: PLC0415 - as above

    before = sheet.shown()
    after = edit(before)
    goes_on = then or partial(_go_on, stage)
    if after == before:
        return goes_on(told(f"{sheet.name}: that stands there already; nothing was changed."))
    refuse_unfit(stage, after)
    try:
        sheet.write(after)
    except ChangedMeanwhile:
        stage.chart.read_again()
        return _conflict(stage, sheet, (before, after), partial(change, stage, sheet, edit, then, note=note))
    stage.chart.read_again()
    said = f"{sheet.name}: {'; '.join(differences(before, after, stage.chart.vocabulary))}."
    return goes_on(told(f"{said}\n{note}" if note else said))


def refuse_unfit(stage: Stage, part: Patient | Visit | RecordModel) -> None:
    """Hold a patient or visit against what an import is held against: days that fit. Raises Refused."""
    from assistant.records.exchange.importing import Judge, patient_problems  # noqa: PLC0415 - as above
    from assistant.records.visit import Visit  # noqa: PLC0415 - as above
    from assistant.records.whole import WholePatient, WholeVisit  # noqa: PLC0415 - as above

    visits: tuple[WholeVisit, ...] = ()
    patient = part
    if isinstance(part, Visit):
        patient = stage.chart.patient_of(stage.patient).patient
        visits = (WholeVisit(**{**dict(part), "number_on_day": 1}),)
    judge = Judge(stage.library, stage.chart.vocabulary, stage.clock().date(), accept_codes=True)
    for finding in patient_problems(WholePatient(**dict(patient), visits=visits), (), judge):
        raise Refused(f"{finding.what}; {finding.remedy}")


def _conflict(stage: Stage, sheet: Sheet[M], own: tuple[M, M], again: Callable[[], Turn]) -> Turn:
    """Show what another changed and what was to be changed; one key makes the own change again."""
    before, after = own
    vocabulary = stage.chart.vocabulary
    stored = sheet.shown()
    both = set(fields_changed(before, stored)) & set(fields_changed(before, after))
    card = Card(
        CardKind.CONFIRM,
        f"{sheet.name} · changed meanwhile",
        question="Another has changed it since you read it, and nothing of yours was written.",
        lines=(
            f"They: {'; '.join(differences(before, stored, vocabulary))}.",
            f"You: {'; '.join(differences(before, after, vocabulary))}.",
            f"Both of you changed {listed(map(in_words, sorted(both)), 'and')}."
            if both
            else "The two do not touch each other.",
        ),
        hints=(KeyHint("Enter", "make my change on theirs"), KeyHint("Esc", "leave it as it stands now")),
    )
    return stage.ask_with(Offer(card, {"enter": again}))


def _go_on(stage: Stage, reply: Reply) -> Turn:
    return stage.turn(reply, to_card=stage.way.active)
