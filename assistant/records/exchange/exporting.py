"""Records on their way out: identified as they are, or without what tells who and when it was."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from assistant.visible import no_formula

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assistant.records.assessment import Assessment
    from assistant.records.patient import Treatment
    from assistant.records.whole import WholePatient, WholeVisit

Document = dict[str, Any]

OLDEST_TOLD = 89
"""Ages above this are told as one class, as is usual where few reach them."""


def identified(patient: WholePatient) -> Document:
    """Everything, in the form that can be imported again."""
    return patient.model_dump(mode="json", exclude_none=True)


class Pseudonyms:
    """Names for patients that tell nothing, neither of the code nor of an order; others in every export."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def next(self) -> str:
        """A name that nobody has yet."""
        while (name := f"S-{secrets.token_hex(5)}") in self._given:
            continue
        self._given.add(name)
        return name


def deidentified(patient: WholePatient, subject: str) -> Document:
    """A patient without code, calendar, raters and free text; days count from the first visit.

    What remains may still tell a rare patient to someone who knows them.
    """
    first = min((visit.date for visit in patient.visits), default=None)
    told: Document = {
        "subject": subject,
        "sex": patient.sex,
        "phototype": patient.phototype,
        "subtypes": list(patient.subtypes),
        "manifestations": list(patient.manifestations),
        "antibodies": list(patient.antibodies),
        "treatments": [_treatment(each, first) for each in patient.treatments],
        "visits": [_visit(each, first) for each in patient.visits],
    }
    if first is not None and patient.year_of_birth is not None:
        told["age"] = min(first.year - patient.year_of_birth, OLDEST_TOLD + 1)
    if first is not None and patient.sle_since is not None:
        told["years_of_sle"] = first.year - int(patient.sle_since[:4])
    return _without_none(told)


def _treatment(treatment: Treatment, first: date | None) -> Document:
    return _without_none(
        {
            "agent": treatment.agent,
            "dose": treatment.dose,
            "start_day": _day(treatment.start, first),
            "stop_day": _day(treatment.stop, first),
            "outcome": treatment.outcome,
            "intolerance": treatment.intolerance,
        }
    )


def _visit(visit: WholeVisit, first: date | None) -> Document:
    return _without_none(
        {
            "day": _day(visit.date, first),
            "number_on_day": visit.number_on_day,
            "pga": visit.pga,
            "prednisone_equivalent": visit.prednisone_equivalent,
            "laboratory": [
                _without_none(
                    {
                        **value.model_dump(exclude={"date", "reading"}),
                        "day": _day(value.date, first),
                    }
                )
                for value in visit.laboratory
            ],
            "adverse_events": [
                _without_none(
                    {"event": each.event, "start_day": _day(each.start, first), "outcome": each.outcome}
                )
                for each in visit.adverse_events
            ],
            "assessments": [_assessment(each) for each in visit.assessments],
        }
    )


def _assessment(assessment: Assessment) -> Document:
    kept = {
        "revision", "instrument", "content_version", "digest", "window", "phototype", "calibrated",
        "let_stand", "basis", "scores",
    }  # fmt: skip
    answers = {
        item: _without_none({"kind": each.kind, "value": each.value, "how": each.how})
        for item, each in assessment.answers.items()
    }
    return {**assessment.model_dump(mode="json", include=kept, exclude_none=True), "answers": answers}


def _day(day: date | None, first: date | None) -> int | None:
    return None if day is None or first is None else (day - first).days


def _without_none(told: Document) -> Document:
    return {name: value for name, value in told.items() if value is not None}


CSV_COLUMNS = ("patient", "day", "number_on_day", "kind", "name", "part", "value", "unit", "low", "high")


def csv_rows(patient: Document) -> Iterator[list[object]]:
    """A patient of either kind of export as rows, one for each fact; see CSV_COLUMNS."""
    code = patient.get("code", patient.get("subject"))
    for name in ("sex", "year_of_birth", "age", "phototype", "sle_since", "years_of_sle", "notes"):
        if name in patient:
            yield [code, "", "", "patient", name, "", patient[name], "", "", ""]
    for name in ("subtypes", "manifestations", "antibodies"):
        yield from ([code, "", "", name, each, "", "present", "", "", ""] for each in patient[name])
    for treatment in patient["treatments"]:
        for part in [name for name in treatment if name != "agent"] or ["given"]:
            value = treatment.get(part, "yes")
            yield [code, "", "", "treatment", treatment["agent"], part, value, "", "", ""]
    for visit in patient["visits"]:
        day = visit.get("date", visit.get("day"))
        for row in _visit_rows(visit):
            yield [code, day, visit["number_on_day"], *row]


def guarded(cell: object) -> object:
    """A cell that no spreadsheet runs: a text that begins like a formula gets an apostrophe before it."""
    return no_formula(cell) if isinstance(cell, str) else cell


def _visit_rows(visit: Document) -> Iterator[list[object]]:
    for name in ("pga", "prednisone_equivalent", "notes"):
        if name in visit:
            yield [
                "visit",
                name,
                "",
                visit[name],
                "mg/day" if name == "prednisone_equivalent" else "",
                "",
                "",
            ]
    for each in visit["laboratory"]:
        bounds = [each.get("unit", ""), each.get("low", ""), each.get("high", "")]
        yield [
            "laboratory",
            each["name"],
            each.get("date", each.get("day", "")),
            each.get("value", each.get("reading", "")),
            *bounds,
        ]
        if "value" in each and "reading" in each:
            yield ["laboratory", each["name"], "reading", each["reading"], "", "", ""]
    for each in visit["adverse_events"]:
        yield [
            "adverse_event",
            each["event"],
            each.get("start", each.get("start_day", "")),
            each["outcome"],
            "",
            "",
            "",
        ]
    for each in visit["assessments"]:
        named = f"{each['instrument']} {each['revision']}"
        for name, score in each["scores"].items():
            yield ["score", named, name, score.get("value", ""), "", score["low"], score["high"]]
        if "calibrated" in each:
            yield ["calibrated_rater", named, "", "yes" if each["calibrated"] else "no", "", "", ""]
        for item, answer in each["answers"].items():
            yield ["answer", named, item, answer.get("value", answer["kind"]), "", "", ""]
