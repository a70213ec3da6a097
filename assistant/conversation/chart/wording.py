"""How the parts of a record read in words: days day first, names as the knowledge base shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assistant.records.assessment import RecordedScore
    from assistant.records.patient import Patient, Treatment
    from assistant.records.visit import AdverseEvent, LaboratoryValue, Visit
    from assistant.records.vocabulary import Vocabulary

ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")


def day_in_words(day: date) -> str:
    """`05.02.2024`."""
    return f"{day:%d.%m.%Y}"


def day_first(text: str) -> str:
    """A text with every ISO day in it written day first; a month as `02.2024`."""
    return ISO_DAY.sub(lambda found: ".".join(part for part in reversed(found.groups()) if part), text)


def visit_day(visit: Visit) -> str:
    """The day, and which visit of the day it is where there are several."""
    again = f" ({visit.number_on_day})" if visit.number_on_day > 1 else ""
    return f"{day_in_words(visit.date)}{again}"


def clock_behind(visits: Iterable[Visit], today: date) -> str:
    """What is said of a clock that stands before a visit that is on record; empty where it does not."""
    latest = max((each.date for each in visits), default=today)
    if latest <= today:
        return ""
    return (
        f" The clock of this machine says {day_in_words(today)}, and a visit of {day_in_words(latest)} is on "
        "record: if the clock is wrong, mend it, and /visit DATE opens the right day."
    )


def age_in_words(patient: Patient, today: date) -> str:
    """`36–37`, because only the year of birth is known; empty where that is not."""
    if patient.year_of_birth is None:
        return ""
    years = today.year - patient.year_of_birth
    return f"{max(years - 1, 0)}–{years}"


def treatment_in_words(treatment: Treatment, vocabulary: Vocabulary) -> str:
    """`anifrolumab 300 mg every 4 weeks since 05.02.2024`, with how it ended and what came of it."""
    parts = [vocabulary.label(treatment.agent), treatment.dose or ""]
    if treatment.start and treatment.stop:
        parts.append(f"{day_in_words(treatment.start)} to {day_in_words(treatment.stop)}")
    elif treatment.start:
        parts.append(f"since {day_in_words(treatment.start)}")
    elif treatment.stop:
        parts.append(f"stopped {day_in_words(treatment.stop)}")
    said = " ".join(filter(None, parts))
    if treatment.outcome:
        what = f" ({vocabulary.label(treatment.intolerance)})" if treatment.intolerance else ""
        said += f", {treatment.outcome}{what}"
    return f"{said}, {treatment.notes}" if treatment.notes else said


def laboratory_in_words(value: LaboratoryValue, vocabulary: Vocabulary) -> str:
    """`C3 0.74 g/L (0.9–1.8)`."""
    said = [vocabulary.label(value.name)]
    if value.value is not None:
        said.append(f"{value.value:g} {value.unit or ''}".strip())
    if value.reading:
        said.append(value.reading)
    if value.low is not None or value.high is not None:
        low, high = ("" if end is None else f"{end:g}" for end in (value.low, value.high))
        said.append(f"({low}–{high})")
    if value.date:
        said.append(f"of {day_in_words(value.date)}")
    return " ".join(said)


def event_in_words(event: AdverseEvent, vocabulary: Vocabulary) -> str:
    """`herpes zoster since 01.02.2024, resolved`."""
    since = f" since {day_in_words(event.start)}" if event.start else ""
    return f"{vocabulary.label(event.event)}{since}, outcome {event.outcome.replace('_', ' ')}"


def recorded_span(score: RecordedScore) -> str:
    """A score as it was signed: its value, or the interval in which it must lie."""
    return str(score.value) if score.value is not None else f"{score.low}–{score.high}"
