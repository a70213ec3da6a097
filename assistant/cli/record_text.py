"""Records as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.wording import day_first, day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.records.assessment import Assessment, RecordedScore
    from assistant.records.patient import Patient, Treatment
    from assistant.records.visit import LaboratoryValue
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholeVisit

CALIBRATED = {True: ", calibrated", False: ", not calibrated", None: ""}


def patient_text(patient: Patient, vocabulary: Vocabulary) -> str:
    """The patient without visits."""
    return "\n".join(_patient_lines(patient, vocabulary))


def visit_line(visit: WholeVisit) -> str:
    """A visit in one line: the day, and every score as it stands after its last amendment."""
    told = [
        f"{name.instrument} {score_id} {_score(score)}"
        for name in _latest(visit)
        for score_id, score in name.scores.items()
    ]
    if visit.pga is not None:
        told.insert(0, f"PGA {visit.pga:g}")
    if visit.prednisone_equivalent is not None:
        told.append(f"prednisone-equivalent {visit.prednisone_equivalent:g} mg/day")
    return f"{_day(visit)}  {', '.join(told) or 'nothing scored'}"


def visit_text(visit: WholeVisit, vocabulary: Vocabulary) -> str:
    """A visit with what was measured and what went wrong."""
    lines = [visit_line(visit)]
    lines += [f"    {_laboratory(each, vocabulary)}" for each in visit.laboratory]
    lines += [
        f"    adverse event: {vocabulary.label(each.event)}"
        f"{f' since {day_in_words(each.start)}' if each.start else ''}, {each.outcome.replace('_', ' ')}"
        for each in visit.adverse_events
    ]
    lines += [f"    {_signing(each)}" for each in visit.assessments]
    if visit.notes:
        lines.append(f"    {visit.notes}")
    return "\n".join(lines)


def _patient_lines(patient: Patient, vocabulary: Vocabulary) -> Iterator[str]:
    yield patient.code
    yield f"    sex: {patient.sex}"
    for name, value in (
        ("year of birth", patient.year_of_birth),
        ("phototype", patient.phototype),
        ("systemic disease since", patient.sle_since and day_first(patient.sle_since)),
    ):
        if value is not None:
            yield f"    {name}: {value}"
    for name, listed in (
        ("subtypes", patient.subtypes),
        ("manifestations", patient.manifestations),
        ("antibodies", patient.antibodies),
    ):
        if listed:
            yield f"    {name}: {', '.join(map(vocabulary.label, listed))}"
    for treatment in patient.treatments:
        yield f"    treatment: {_treatment(treatment, vocabulary)}"
    if patient.notes:
        yield f"    {patient.notes}"


def _treatment(treatment: Treatment, vocabulary: Vocabulary) -> str:
    parts = [vocabulary.label(treatment.agent)]
    if treatment.dose:
        parts.append(treatment.dose)
    if treatment.start or treatment.stop:
        start = day_in_words(treatment.start) if treatment.start else "?"
        stop = day_in_words(treatment.stop) if treatment.stop else "now or unknown"
        parts.append(f"{start} to {stop}")
    if treatment.outcome:
        what = f" ({vocabulary.label(treatment.intolerance)})" if treatment.intolerance else ""
        parts.append(f"{treatment.outcome}{what}")
    if treatment.notes:
        parts.append(treatment.notes)
    return ", ".join(parts)


def _laboratory(value: LaboratoryValue, vocabulary: Vocabulary) -> str:
    told = [f"{value.value:g} {value.unit}"] if value.value is not None else []
    if value.reading:
        told.append(value.reading)
    if value.low is not None or value.high is not None:
        low = "" if value.low is None else f"{value.low:g}"
        high = "" if value.high is None else f"{value.high:g}"
        told.append(f"range {low}–{high}")
    if value.date:
        told.append(f"of {day_in_words(value.date)}")
    return f"{vocabulary.label(value.name)}: {', '.join(told)}"


def _signing(assessment: Assessment) -> str:
    scores = ", ".join(f"{name} {_score(score)}" for name, score in assessment.scores.items())
    rater = f" by {assessment.rater}{CALIBRATED[assessment.calibrated]}" if assessment.rater else ""
    how = (
        "as printed"
        if assessment.basis == "printed"
        else f"signed{rater} {assessment.signed_at:%d.%m.%Y %H:%M}"
    )
    amended = f", revision {assessment.revision}: {assessment.reason}" if assessment.reason else ""
    return f"{assessment.instrument}: {scores} ({how}{amended})"


def _score(score: RecordedScore) -> str:
    value = f"{score.low} to {score.high}, incomplete" if score.value is None else str(score.value)
    return f"{value} ({score.band})" if score.band else value


def _latest(visit: WholeVisit) -> list[Assessment]:
    """Each assessment as its last amendment left it."""
    return list({each.id: each for each in visit.assessments}.values())


def _day(visit: WholeVisit) -> str:
    return f"{day_in_words(visit.date)}{f' ({visit.number_on_day})' if visit.number_on_day > 1 else ''}"
