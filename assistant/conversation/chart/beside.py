"""The chart beside the conversation: who the patient is, what is taken, the open visit, and the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.course import course_rows
from assistant.conversation.chart.demonstration import MARK
from assistant.conversation.chart.summary import age_on
from assistant.conversation.chart.wording import age_in_words, visit_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Panel
    from assistant.records.whole import WholePatient

MOST_VISITS = 8
MOST_TREATMENTS = 3


def beside(stage: Stage) -> Panel:
    """The panel of what is under way, with what is on record of the patient in it."""
    panel = stage.front.panel
    if stage.chart.demo:
        panel = panel._replace(status=f"{MARK} · {panel.status}", facts=(("records", MARK),))
    whole = stage.chart.whole
    if whole is None or not stage.chart.is_of(panel.patient):
        return panel
    facts = (*panel.facts, *_facts(stage, whole))
    if panel.instrument:
        return panel._replace(facts=facts)
    return panel._replace(facts=facts, course=course_rows(stage, whole, MOST_VISITS))


def _facts(stage: Stage, whole: WholePatient) -> Iterator[tuple[str, str]]:
    age = age_in_words(whole, age_on(stage))
    known = [
        whole.sex if whole.sex != "unknown" else "",
        f"age {age}" if age else "",
        f"phototype {whole.phototype}" if whole.phototype else "",
    ]
    if any(known):
        yield "", ", ".join(filter(None, known))
    current = [each for each in whole.treatments if each.stop is None and each.start is not None]
    for number, treatment in enumerate(current[:MOST_TREATMENTS]):
        more = len(current) - MOST_TREATMENTS
        also = f" (and {more} more)" if number == MOST_TREATMENTS - 1 and more > 0 else ""
        said = f"{stage.chart.vocabulary.label(treatment.agent)} {treatment.dose or ''}".strip()
        yield ("takes" if number == 0 else ""), f"{said}{also}"
    if stage.chart.visit is not None:
        yield "visit", visit_day(stage.chart.visit.visit)
