"""Treatments said in words: `/treatment AGENT 300 mg every 4 weeks from 05.02.2024`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.conversation.chart.editing import change, patient_sheet, revised
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.naming import leading_name, whole_name
from assistant.conversation.chart.wording import treatment_in_words
from assistant.conversation.replies import told
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.patient import Patient, Treatment
    from assistant.records.vocabulary import Vocabulary

STARTS = frozenset({"from", "since", "started", "start"})
STOPS = frozenset({"to", "until", "stopped", "stop", "ended"})
OUTCOMES = {
    "response": "response",
    "responded": "response",
    "refractory": "refractory",
    "failed": "refractory",
    "intolerance": "intolerance",
    "intolerant": "intolerance",
}
LINKS = frozenset({"of", "to", "with", "on"})
REMOVE = "remove"
HOW = (
    "/treatment AGENT 300 mg every 4 weeks from 05.02.2024 · /treatment AGENT stopped 01.04.2013 intolerance "
    "WHAT · … response, … refractory · /treatment AGENT remove"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of a treatment: the agent, what it sets, and whether the course is to be taken out."""

    agent: str
    parts: Mapping[str, object]
    remove: bool = False


def treatment(stage: Stage, line: str) -> Turn:
    """Record or change a treatment of the patient at hand, or list them. Raises Refused, StoreError."""
    sheet = patient_sheet(stage)
    vocabulary = stage.chart.vocabulary
    if not line:
        listed = [treatment_in_words(each, vocabulary) for each in sheet.shown().treatments]
        return stage.turn(told("\n".join([*(listed or ["No treatment is recorded."]), HOW])))
    return change(stage, sheet, partial(_with, said=read_treatment(line, vocabulary)))


def read_treatment(line: str, vocabulary: Vocabulary) -> Said:
    """What a line says. Raises Refused."""
    agent, rest = leading_name(line.replace(",", " , ").split(), "agent", vocabulary)
    words = [word for word in rest if word != ","]
    if [word.casefold() for word in words] == [REMOVE]:
        return Said(agent, {}, remove=True)
    return Said(agent, _parts(words, vocabulary))


def _parts(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, object]:
    """Dose, days and outcome, in any order but the dose first."""
    parts: dict[str, object] = {}
    left = list(words)
    dose: list[str] = []
    while left and not _is_keyword(left[0]):
        dose.append(left.pop(0))
    if dose:
        parts["dose"] = " ".join(dose)
    while left:
        word = left.pop(0).casefold()
        if word in STARTS:
            parts["start"] = _day(word, left)
        elif word in STOPS:
            parts["stop"] = _day(word, left)
        elif word in OUTCOMES:
            parts["outcome"] = OUTCOMES[word]
            what = _until_keyword(left)
            if what:
                parts["intolerance"] = whole_name(what, "intolerance", vocabulary)
        else:
            raise Refused(f"{quoted(word)} is not understood here; write it as in: {HOW}")
    return parts


def _is_keyword(word: str) -> bool:
    return word.casefold() in STARTS | STOPS | OUTCOMES.keys()


def _until_keyword(left: list[str]) -> str:
    taken: list[str] = []
    while left and not (_is_keyword(left[0]) and left[0].casefold() not in LINKS):
        word = left.pop(0)
        if taken or word.casefold() not in LINKS:
            taken.append(word)
    return " ".join(taken)


def _day(word: str, left: list[str]) -> object:
    if not left:
        raise Refused(f"{quoted(word)} needs a day, such as 05.02.2024")
    written = left.pop(0)
    if not re.search(r"\d", written):
        raise Refused(f"{quoted(written)} is no day; write it as 05.02.2024")
    return written


def _with(patient: Patient, said: Said) -> Patient:
    """The patient with the treatment: the course that goes on is changed, else a new one is added."""
    courses = list(patient.treatments)
    own = [number for number, each in enumerate(courses) if each.agent == said.agent]
    if said.remove:
        if not own:
            raise Refused("there is no course of it to take out; /treatment lists what is recorded")
        del courses[own[-1]]
        return revised(patient, treatments=tuple(courses))
    meant = next((number for number in reversed(own) if _continues(courses[number], said.parts)), None)
    if meant is None:
        courses.append(_new(said))
    else:
        courses[meant] = revised(courses[meant], **_dropping_old_intolerance(said.parts))
    return revised(patient, treatments=tuple(courses))


def _continues(course: Treatment, parts: Mapping[str, object]) -> bool:
    """Whether a line speaks of this course: it goes on, and the line names no other first day."""
    from assistant.records.fields import read_day  # noqa: PLC0415 - only where something is recorded

    start = parts.get("start")
    if start is not None and course.start is not None and read_day(start) != course.start:
        return False
    return (
        course.stop is None
        or (start is not None and course.start is not None)
        or set(parts)
        <= {
            "outcome",
            "intolerance",
        }
    )


def _dropping_old_intolerance(parts: Mapping[str, object]) -> dict[str, Any]:
    if "outcome" in parts and "intolerance" not in parts:
        return {**parts, "intolerance": None}
    return dict(parts)


def _new(said: Said) -> Treatment:
    from assistant.records.patient import Treatment  # noqa: PLC0415 - as above

    return revised(Treatment(agent=said.agent), **said.parts)
