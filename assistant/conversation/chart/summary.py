"""A short chart: who the patient is, what is taken, and the last visit with its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.wording import (
    age_in_words,
    day_first,
    event_in_words,
    laboratory_in_words,
    recorded_span,
    treatment_in_words,
    visit_day,
)
from assistant.conversation.wording import counted
from assistant.records.revisions import latest_revisions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assistant.conversation.stage import Stage
    from assistant.records.patient import Patient
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholeVisit


def chart_text(stage: Stage) -> str:
    """The patient at hand, who is open already."""
    whole = stage.chart.whole
    if whole is None:
        return ""
    vocabulary = stage.chart.vocabulary
    lines = [_person(whole, stage), *_facts(whole, vocabulary)]
    for number, treatment in enumerate(whole.treatments):
        lead = "Treatments: " if number == 0 else " " * len("Treatments: ")
        lines.append(f"{lead}{treatment_in_words(treatment, vocabulary)}")
    if whole.notes:
        lines.append(f"Notes: {whole.notes}")
    if whole.visits:
        lines.append(f"{counted(len(whole.visits), 'visit')}, the last {visit_text(whole.visits[-1], stage)}")
    else:
        lines.append("No visit yet: new visit, or /visit DAY.")
    return "\n".join(lines)


def visit_text(visit: WholeVisit, stage: Stage) -> str:
    """A visit: the day, and what was measured, scored and told."""
    vocabulary = stage.chart.vocabulary
    said = []
    if visit.pga is not None:
        said.append(f"PGA {visit.pga:g}")
    said += [
        f"{title_of(stage, each.instrument)} {name.replace('_', ' ')} {recorded_span(score)}"
        for each in latest_revisions(visit.assessments)
        for name, score in each.scores.items()
    ]
    if visit.prednisone_equivalent is not None:
        said.append(f"prednisone-equivalent {visit.prednisone_equivalent:g} mg/day")
    said += [laboratory_in_words(value, vocabulary) for value in visit.laboratory]
    said += [event_in_words(event, vocabulary) for event in visit.adverse_events]
    return f"{visit_day(visit)}: {'; '.join(said) or 'nothing recorded yet'}."


def title_of(stage: Stage, instrument: str) -> str:
    """The short name of an instrument; its id where it is no longer here."""
    return next((each.abbreviation for each in stage.library if each.id == instrument), instrument)


def age_on(stage: Stage) -> date:
    """The day for which the age is told: today; the last visit where the calendar is nominal."""
    whole = stage.chart.whole
    if stage.chart.demo and whole is not None and whole.visits:
        return whole.visits[-1].date
    return stage.clock().date()


def _person(patient: Patient, stage: Stage) -> str:
    age = age_in_words(patient, age_on(stage))
    born = f"born {patient.year_of_birth} (age {age})" if age else "year of birth not recorded"
    phototype = f"phototype {patient.phototype}" if patient.phototype else "phototype not recorded"
    sex = patient.sex if patient.sex != "unknown" else "sex not recorded"
    return " · ".join([patient.code, sex, born, phototype])


def _facts(patient: Patient, vocabulary: Vocabulary) -> Iterator[str]:
    for name, listed in (
        ("Subtypes", patient.subtypes),
        ("Manifestations", patient.manifestations),
        ("Antibodies", patient.antibodies),
    ):
        if listed:
            yield f"{name}: {', '.join(map(vocabulary.label, listed))}"
    if patient.sle_since:
        yield f"Systemic disease since {day_first(patient.sle_since)}"
