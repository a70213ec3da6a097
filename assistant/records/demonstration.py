"""The patients of a table of the knowledge base as records, so that a new user sees courses at once.

Everything is as printed: a value without a printed time is left out, a week counts as seven days from a
nominal first day, and years are counted back from it. Nothing is filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.records.exchange.importing import Judge, checked_records
from assistant.records.exchange.refusing import spelled
from assistant.records.vocabulary import load_vocabulary
from assistant.records.whole import FORMAT, FORMAT_VERSION
from assistant.reference.library import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.records.records import Records
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient
    from assistant.reference.format.tables import Cell, Column, Recorded, Row, Table
    from assistant.scoring.library import Library

NOMINAL_START = date(2000, 1, 1)
"""Day 0 of every patient: a day that nobody takes for a real one."""

_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ([^ ,;(]+))?")
_RANGE = re.compile(r"\((?:[a-z]+ )?([0-9.]+)[–-]([0-9.]+)\)")

Document = dict[str, Any]


class NothingToShow(AssistantError):
    """The knowledge base has no table of single patients."""


@dataclass(slots=True)
class _Draft:
    """A patient being written."""

    patient: Document
    visits: dict[int, Document] = field(default_factory=dict)
    """Visits by week."""
    events: list[str] = field(default_factory=list)
    """Adverse events, of which no day is printed."""

    def visit(self, week: int) -> Document:
        """The visit of a week, made where it is not there yet."""
        return self.visits.setdefault(
            week, {"date": _day(week).isoformat(), "laboratory": [], "adverse_events": [], "assessments": []}
        )


def demonstration(tables: Iterable[Table], judge: Judge) -> tuple[WholePatient, ...]:
    """The patients of every table that says what they were treated with. Raises NothingToShow."""
    drafts = [
        _patient(table, row, judge.vocabulary) for table in tables if table.treated for row in table.rows
    ]
    if not drafts:
        raise NothingToShow(
            "no table of the knowledge base says what its patients were treated with; write `treated` into "
            "one under knowledge/tables"
        )
    tree = {"format": FORMAT, "format_version": FORMAT_VERSION, "patients": drafts}
    return checked_records(tree, judge, spelled)


def shipped_demonstration(library: Library, today: date) -> tuple[WholePatient, ...]:
    """The demonstration of the knowledge that is shipped. Raises ContentError, NothingToShow."""
    judge = Judge(library, load_vocabulary(), today, accept_codes=True)
    return demonstration(load_knowledge().tables, judge)


def make_demonstration(records: Records, library: Library) -> None:
    """Fill records of their own with the demonstration, unless someone is in them. Raises StoreError."""
    if not records.has_patients():
        records.take_over(shipped_demonstration(library, records.author.at.date()))


def _patient(table: Table, row: Row, vocabulary: Vocabulary) -> Document:
    draft = _Draft(
        {
            "code": row.id,
            "treatments": [{"agent": table.treated, "start": NOMINAL_START.isoformat()}],
            "notes": f"{row.name} as printed in section {row.place} of the paper; the calendar is nominal.",
        }
    )
    draft.visit(0)
    for column in table.columns:
        cell = row.cell(column.id)
        if column.recorded is not None and cell.reported and cell.recorded:
            _record(draft, column, cell, vocabulary)
    return {**draft.patient, "visits": [draft.visits[week] for week in sorted(draft.visits)]}


def _record(draft: _Draft, column: Column, cell: Cell, vocabulary: Vocabulary) -> None:
    recorded, listed = column.recorded, vocabulary.most_specific([item.of for item in cell.items])
    if recorded is None:
        return
    match recorded.field:
        case "age" | "sex" | "years_of_sle" | "phototype":
            _record_person(draft.patient, recorded, cell)
        case "findings":
            for name in ("subtypes", "manifestations", "antibodies"):
                found = [each for each in listed if each in vocabulary.choices(name)]
                draft.patient[name] = [*draft.patient.get(name, ()), *found]
        case "failed" | "responded" | "beside":
            draft.patient["treatments"].extend(_treatments(recorded, cell, listed))
        case "adverse_events":
            draft.events = [name for name in listed if name in vocabulary.choices("event")]
        case "follow_up":
            # When an event began is not printed: it stands at the visit by which it is known.
            events = [{"event": name} for name in draft.events]
            draft.visit(int(cell.number or 0))["adverse_events"] = events
        case _:
            _record_values(draft, recorded, cell)


def _record_person(patient: Document, recorded: Recorded, cell: Cell) -> None:
    year = NOMINAL_START.year - int(cell.number or 0)
    match recorded.field:
        case "age":
            patient["year_of_birth"] = year
        case "years_of_sle":
            patient["sle_since"] = str(year)
        case "phototype":
            patient["phototype"] = cell.text
        case _:
            said = set(re.findall(r"[a-z]+", cell.text or ""))
            patient["sex"] = next((sex for word, sex in recorded.words.items() if word in said), "unknown")


def _record_values(draft: _Draft, recorded: Recorded, cell: Cell) -> None:
    for week, value in _printed(cell):
        figure = _FIGURE.match(value)
        if recorded.field == "laboratory":
            draft.visit(week)["laboratory"].append(_laboratory(recorded.name, value))
        elif figure is not None and recorded.field == "score":
            _record_score(draft, week, recorded, int(figure[1]))
        elif figure is not None:
            draft.visit(week)["prednisone_equivalent"] = float(figure[1])


def _treatments(recorded: Recorded, cell: Cell, listed: tuple[str, ...]) -> Iterator[Document]:
    outcomes = {"failed": "refractory", "responded": "response"}
    for item in cell.items:
        if item.of not in listed:
            continue
        note = item.note or recorded.note
        if note is not None:
            yield {"agent": item.of, "notes": note}
        else:
            yield {"agent": item.of, "outcome": outcomes.get(recorded.field)}


def _record_score(draft: _Draft, week: int, recorded: Recorded, points: int) -> None:
    visit = draft.visit(week)
    instrument = recorded.instrument
    assessment = next((each for each in visit["assessments"] if each["instrument"] == instrument), None)
    if assessment is None:
        assessment = {
            "id": f"{draft.patient['code'].replace('_', '-')}-week-{week}-{instrument}",
            "instrument": instrument,
            "basis": "printed",
            "signed_at": datetime.combine(_day(week), time(12), UTC).isoformat(),
            "scores": {},
        }
        visit["assessments"].append(assessment)
    assessment["scores"][recorded.score] = {"value": points, "low": points, "high": points}


def _printed(cell: Cell) -> Iterator[tuple[int, str]]:
    """The printed values with their weeks; one that is only printed as a figure is that of the baseline."""
    if not cell.points and cell.number is not None:
        yield 0, f"{cell.number:g}"
    for point in cell.points:
        if point.week is not None:
            yield point.week, point.value


def _laboratory(name: str | None, value: str) -> Document:
    found = _FIGURE.match(value)
    if found is None or found[2] is None:
        return {"name": name, "reading": value}
    told: Document = {"name": name, "value": float(found[1]), "unit": found[2]}
    _, _, words = value.partition(", ")
    if words:
        told["reading"] = words
    if bounds := _RANGE.search(value):
        told |= {"low": float(bounds[1]), "high": float(bounds[2])}
    return told


def _day(week: int) -> date:
    return NOMINAL_START + timedelta(weeks=week)
