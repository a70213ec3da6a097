"""Record what was measured and told at the visit that is open: global assessment, steroid, adverse events."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.chart.editing import change, revised, visit_sheet
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.naming import leading_name, whole_name
from assistant.conversation.chart.wording import event_in_words
from assistant.conversation.replies import told
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.records.visit import AdverseEvent, Visit

    Then = Callable[[Reply], Turn]

NO_STEROID = frozenset({"none", "0", "0 mg", "no steroid"})
STEROID_HOW = "/steroid DRUG 7.5 mg records one; /steroid none: none is taken."
NUMBER = re.compile(r"\d+(?:\.\d+)?")
COMMA = re.compile(r"\d+,\d+")
NONE = frozenset({"none", "remove", "-"})
OUTCOMES = {
    "resolved with sequelae": "resolved_with_sequelae",
    "resolved": "resolved",
    "resolving": "resolving",
    "ongoing": "ongoing",
    "fatal": "fatal",
    "outcome unknown": "unknown",
    "unknown": "unknown",
}
SINCE = re.compile(r"(?<!\s)\s+(?:since|from)\s+(\S+)", re.IGNORECASE)
EVENT_HOW = "/event WHAT resolved · resolving · ongoing · resolved with sequelae · fatal; since 01.02.2024"


def read_number(written: str, what: str) -> float:
    """A number as it is typed. Raises Refused for a decimal comma, and for what is no number."""
    text = written.strip()
    if COMMA.fullmatch(text):
        raise Refused(f"{quoted(text)} has a comma; write it with a point: {text.replace(',', '.')}")
    if not NUMBER.fullmatch(text):
        raise Refused(f"{quoted(text)} is no {what}; write it as in 1.5")
    return float(text)


def record_pga(stage: Stage, line: str, then: Then) -> Turn:
    """Record the physician's global assessment, 0 to 3. Raises Refused, StoreError."""
    sheet = visit_sheet(stage)
    if not line:
        value = sheet.shown().pga
        said = "is not recorded" if value is None else f"is {value:g}"
        return stage.turn(told(f"The PGA {said}. /pga 1.5 records it, from 0 to 3; /pga none takes it out."))
    read = None if line.casefold() in NONE else read_number(line, "global assessment from 0 to 3")
    if read is not None and not 0 <= read <= 3:
        raise Refused(f"the PGA goes from 0 to 3, and {read:g} lies outside; correct it")
    return change(stage, sheet, lambda visit: revised(visit, pga=read), then)


def record_steroid(stage: Stage, line: str, then: Then) -> Turn:
    """Record the steroid of the day, with its conversion shown. Raises AssistantError.

    `none` means that none is taken; `remove` takes out what was recorded.
    """
    sheet = visit_sheet(stage)
    said = line.casefold()
    if not line:
        return stage.turn(told(_steroid_in_words(sheet.shown())))
    if said in {*NO_STEROID, "remove"}:
        equivalent = None if said == "remove" else 0.0
        return change(
            stage, sheet, lambda visit: revised(visit, prednisone_equivalent=equivalent, steroid=None), then
        )
    from assistant.scoring.steroids.tables import load_steroids  # noqa: PLC0415 - only where one is recorded

    dose = load_steroids().equivalent(line)
    words = " ".join(line.split())
    edit = partial(revised, prednisone_equivalent=dose.equivalent, steroid=words)
    return change(stage, sheet, edit, then, note=dose.shown)


def _steroid_in_words(visit: Visit) -> str:
    if visit.prednisone_equivalent is None:
        return f"No steroid dose is recorded. {STEROID_HOW}"
    said = f", said as {visit.steroid}" if visit.steroid else ""
    return f"Prednisone-equivalent {visit.prednisone_equivalent:g} mg/day{said}. {STEROID_HOW}"


def record_event(stage: Stage, line: str, then: Then) -> Turn:
    """Record an adverse event with its outcome, or list those of the visit. Raises Refused, StoreError."""
    sheet = visit_sheet(stage)
    vocabulary = stage.chart.vocabulary
    if not line:
        there = [event_in_words(each, vocabulary) for each in sheet.shown().adverse_events]
        return stage.turn(told("\n".join([*(there or ["No adverse event is recorded."]), EVENT_HOW])))
    words = line.split()
    if words[-1].casefold() == "remove":
        name = whole_name(" ".join(words[:-1]), "event", vocabulary)
        return change(stage, sheet, partial(_without_event, name=name), then)
    read = _read_event(stage, line)
    return change(stage, sheet, partial(_with_event, event=read), then)


def _read_event(stage: Stage, line: str) -> AdverseEvent:
    from assistant.records.visit import AdverseEvent  # noqa: PLC0415 - only where something is recorded

    since = SINCE.search(line)
    parts: dict[str, object] = {"start": since[1]} if since else {}
    left = SINCE.sub("", line).strip().rstrip(".").replace(",", " ")
    said = " ".join(left.split())
    for words, outcome in OUTCOMES.items():
        if said.casefold().endswith(f" {words}"):
            parts["outcome"] = outcome
            said = said[: -len(words)].strip()
            break
    name, rest = leading_name(said.split(), "event", stage.chart.vocabulary)
    if rest:
        raise Refused(f"{quoted(' '.join(rest))} is no outcome; write it as in: {EVENT_HOW}")
    return revised(AdverseEvent(event=name), **parts)


def _with_event(visit: Visit, event: AdverseEvent) -> Visit:
    """The visit with the event; one of that name is said anew, and keeps what is not."""
    there = next((each for each in visit.adverse_events if each.event == event.event), None)
    if there is None:
        return revised(visit, adverse_events=(*visit.adverse_events, event))
    said = {name: value for name, value in event if name in event.model_fields_set}
    joined = revised(there, **said)
    return revised(
        visit, adverse_events=tuple(joined if each is there else each for each in visit.adverse_events)
    )


def _without_event(visit: Visit, name: str) -> Visit:
    left = tuple(each for each in visit.adverse_events if each.event != name)
    if left == visit.adverse_events:
        raise Refused("that event is not recorded at this visit; /event lists what is")
    return revised(visit, adverse_events=left)
