"""Records from outside, checked whole before anything of them is taken over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from assistant.content.explain import findings
from assistant.content.problems import MOST_PROBLEMS, Finding
from assistant.content.spelling import did_you_mean
from assistant.errors import AssistantError, quoted
from assistant.records.exchange.refusing import refusal
from assistant.records.laboratory_scale import off_scale
from assistant.records.scores_at_signing import with_scores
from assistant.records.store.rows import code_key
from assistant.records.study_code import CodeVerdict, judge_code
from assistant.records.whole import RecordsFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from assistant.content.problems import Location
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient, WholeVisit
    from assistant.scoring.library import Library


@dataclass(frozen=True, slots=True)
class Judge:
    """What records are held against."""

    library: Library
    vocabulary: Vocabulary
    today: date
    accept_codes: bool = False
    """Whether the user has said that codes which look like names are none."""
    add: bool = False
    """Whether patients may be known, so that the record decides what follows on what."""


def checked_records(tree: object, judge: Judge, place: Callable[[Location], str]) -> tuple[WholePatient, ...]:
    """The patients of a file with the scores of their assessments.

    `place` names where a value stands. Raises RefusedRecords with everything that is wrong.
    """
    try:
        read = RecordsFile.model_validate_json(json.dumps(tree))
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise refusal(findings(details[:MOST_PROBLEMS], RecordsFile), place, len(details)) from error
    scored: list[WholePatient] = []
    problems: list[Finding] = list(_repeated(read.patients))
    for number, patient in enumerate(read.patients):
        problems.extend(patient_problems(patient, ("patients", number), judge))
        whole, wrong = _scored(patient, ("patients", number), judge)
        scored.append(whole)
        problems.extend(wrong)
    if problems:
        raise refusal(problems, place, len(problems))
    return tuple(scored)


def _repeated(patients: Iterable[WholePatient]) -> Iterator[Finding]:
    codes: set[str] = set()
    names: set[str] = set()
    for number, patient in enumerate(patients):
        key = code_key(patient.code)
        if key in codes:
            what = f"the code {quoted(patient.code)} stands there twice"
            yield Finding(("patients", number, "code"), what, "join the two, or correct one")
        codes.add(key)
        here = {each.id for visit in patient.visits for each in visit.assessments}
        for name in sorted(here & names):
            what = f"the assessment {quoted(name)} stands with another patient already"
            yield Finding(("patients", number), what, "give it another id")
        names |= here


def patient_problems(patient: WholePatient, at: Location, judge: Judge) -> Iterator[Finding]:
    """What is wrong with a patient beyond the shape of each part: names, days, and how they fit."""
    if judge_code(patient.code) is CodeVerdict.NAME_LIKE and not judge.accept_codes:
        what = f"{quoted(patient.code)} looks like a name, not like a study code"
        yield Finding((*at, "code"), what, "use a code such as P-014, or say --accept-codes if it is one")
    yield from _unknown_names(patient, at, judge.vocabulary)
    born = patient.year_of_birth
    if born is not None and born > judge.today.year:
        yield Finding((*at, "year_of_birth"), f"the year {born} is still to come", "correct it")
    if born is not None and patient.sle_since is not None and int(patient.sle_since[:4]) < born:
        yield Finding((*at, "sle_since"), f"{patient.sle_since} lies before birth", "correct one of them")
    for number, treatment in enumerate(patient.treatments):
        for name, day in (("start", treatment.start), ("stop", treatment.stop)):
            yield from _day_problems((*at, "treatments", number, name), day, born, judge)
    counted: dict[date, int] = {}
    seen: set[tuple[date, int]] = set()
    for number, visit in sorted(enumerate(patient.visits), key=lambda each: _when(each[1])):
        place: Location = (*at, "visits", number)
        yield from _day_problems((*place, "date"), visit.date, born, judge)
        for index, value in enumerate(visit.laboratory):
            at_value: Location = (*place, "laboratory", index)
            yield from _day_problems((*at_value, "date"), value.date, born, judge)
            for what in off_scale(value, judge.library):
                yield Finding(at_value, what, "write value and range in the unit in which they were printed")
        for index, event in enumerate(visit.adverse_events):
            yield from _day_problems((*place, "adverse_events", index, "start"), event.start, born, judge)
        counted[visit.date] = counted.get(visit.date, 0) + 1
        if judge.add:
            if (again := _when(visit)) in seen:
                what = f"visit {visit.number_on_day} of {visit.date} stands there twice"
                yield Finding(place, what, "remove one, or give it another number_on_day")
            seen.add(again)
        elif visit.number_on_day != counted[visit.date]:
            what = f"it is visit {counted[visit.date]} of {visit.date}, but says it is {visit.number_on_day}"
            remedy = f"remove it if it is the same, or write number_on_day: {counted[visit.date]}"
            yield Finding(place, what, remedy)


def _when(visit: WholeVisit) -> tuple[date, int]:
    return visit.date, visit.number_on_day


def _day_problems(at: Location, day: date | None, born: int | None, judge: Judge) -> Iterator[Finding]:
    if day is None:
        return
    if day > judge.today:
        yield Finding(at, f"{day} is still to come", "correct the day, or this computer's clock")
    if born is not None and day.year < born:
        yield Finding(at, f"{day} lies before the year of birth ({born})", "correct one of them")


def _unknown_names(patient: WholePatient, at: Location, vocabulary: Vocabulary) -> Iterator[Finding]:
    for place, field, name in _names(patient):
        choices = vocabulary.choices(field)
        if name not in choices:
            what = f"{quoted(name)} is not known as {_SORTS[field]}"
            meant = vocabulary.named(name, field)
            remedy = f"write {quoted(meant)}" if meant else did_you_mean(name, choices)
            yield Finding((*at, *place), what, remedy)


_SORTS = {
    "agent": "a drug or class",
    "intolerance": "an adverse event",
    "subtypes": "a subtype",
    "manifestations": "a manifestation",
    "antibodies": "antibodies",
    "name": "a laboratory value",
    "event": "an adverse event",
}


def _names(patient: WholePatient) -> Iterator[tuple[Location, str, str]]:
    """Every name that the knowledge base must know: where it stands, in which field, and the name."""
    for field in ("subtypes", "manifestations", "antibodies"):
        for number, name in enumerate(getattr(patient, field)):
            yield (field, number), field, name
    for number, treatment in enumerate(patient.treatments):
        yield ("treatments", number, "agent"), "agent", treatment.agent
        if treatment.intolerance is not None:
            yield ("treatments", number, "intolerance"), "intolerance", treatment.intolerance
    for number, visit in enumerate(patient.visits):
        for index, value in enumerate(visit.laboratory):
            yield ("visits", number, "laboratory", index, "name"), "name", value.name
        for index, event in enumerate(visit.adverse_events):
            yield ("visits", number, "adverse_events", index, "event"), "event", event.event


def _scored(patient: WholePatient, at: Location, judge: Judge) -> tuple[WholePatient, list[Finding]]:
    """The patient with every score, and what is wrong with the assessments."""
    problems: list[Finding] = []
    scored: list[WholeVisit] = []
    latest: dict[str, tuple[int, int, str]] = {}
    for number, visit in enumerate(patient.visits):
        signed = []
        for index, assessment in enumerate(visit.assessments):
            place: Location = (*at, "visits", number, "assessments", index)
            first = assessment.revision - 1 if judge.add else 0
            before = latest.get(assessment.id, (first, number, assessment.instrument))
            if (assessment.revision, number, assessment.instrument) != (before[0] + 1, *before[1:]):
                what = f"revision {assessment.revision} of {quoted(assessment.id)} does not follow"
                problems.append(
                    Finding(place, what, "keep all revisions of it together, in order, at one visit")
                )
            # A day later it may be elsewhere.
            if assessment.signed_at.date() > judge.today + timedelta(days=1):
                what = f"{assessment.signed_at.date()} is still to come"
                problems.append(
                    Finding((*place, "signed_at"), what, "correct the day, or this computer's clock")
                )
            latest[assessment.id] = (assessment.revision, number, assessment.instrument)
            rater = assessment.rater
            if rater and judge_code(rater) is not CodeVerdict.GOOD and not judge.accept_codes:
                what = f"{quoted(rater)} looks like a name, not like the id of a rater"
                problems.append(
                    Finding(
                        (*place, "rater"), what, "write an id such as R7, or say --accept-codes if it is one"
                    )
                )
            try:
                signed.append(with_scores(assessment, judge.library))
            except AssistantError as error:
                what, _, remedy = str(error).partition("; ")
                problems.append(Finding(place, what, remedy or "correct it"))
        scored.append(visit.model_copy(update={"assessments": tuple(signed)}))
    return patient.model_copy(update={"visits": tuple(scored)}), problems
