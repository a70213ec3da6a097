"""What is drawn or summed up at a word: the course of the patient at hand, and the cohort."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.conversation.replies import drawn_course, told

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn

WEEKS = "4,8,12,16,24"
_LISTED = "0123456789 ,"
_WEEKS = re.compile(r"(?:^| )(?:at )?weeks?$")


def plot(stage: Stage, line: str) -> Turn:
    """Draw the course of the patient at hand.

    Raises NoPatientAtHand, NoCourse, UnknownTreatment, StoreError.
    """
    # Records and what draws them are loaded at the first picture, not at the start.
    from assistant.records.drawn_course import course_of  # noqa: PLC0415

    stage.chart.patient_of(stage.patient)
    stage.chart.read_again()
    whole = stage.chart.whole or stage.records.whole(stage.patient)
    agent = stage.chart.vocabulary.agent(_named(line)) if line else None
    return stage.turn(drawn_course(course_of(whole, stage.library, stage.chart.vocabulary, agent)))


def cohort(stage: Stage, line: str) -> Turn:
    """Sum up all patients: `/cohort`, `/cohort since AGENT`, `/cohort AGENT 4,12`.

    Raises WrongWeeks, UnknownTreatment, StoreError.
    """
    from assistant.conversation.pictures.cohort_text import cohort_lines  # noqa: PLC0415 - as above
    from assistant.records.cohort.beside_paper import beside_paper  # noqa: PLC0415
    from assistant.records.cohort.cohort import Asked, read_weeks, summarise  # noqa: PLC0415
    from assistant.records.cohort.measures import measures  # noqa: PLC0415
    from assistant.reference.format.printed_figures import load_printed_figures  # noqa: PLC0415

    named, weeks = _parted(line)
    wanted = read_weeks(weeks or WEEKS)
    word = _named(named)
    agent = stage.chart.vocabulary.agent(word) if word else None
    followed = measures(stage.library)
    summed = summarise(stage.records, followed, Asked(wanted, agent))
    beside = beside_paper(stage.records, followed, load_printed_figures()) if stage.chart.demo else ()
    label = stage.chart.vocabulary.label(agent) if agent else ""
    return stage.turn(told("\n".join(cohort_lines(summed, label, beside))))


def _parted(line: str) -> tuple[str, str]:
    """What stands before the weeks at the end of a line, and the weeks: `HCQ at weeks 4, 12`."""
    before = line.rstrip(_LISTED)
    listed = line[len(before) :]
    if before and listed:
        # A figure of a name, as in C3, is none of a week.
        named, blank, listed = listed.partition(" ")
        before, listed = before + named, blank and listed
    weeks = listed.replace(",", " ").split()
    if not weeks or not line[-1:].isdigit():
        return line, ""
    return _WEEKS.sub("", before), ",".join(weeks)


def _named(line: str) -> str:
    """The treatment in `since AGENT` and the like."""
    return line.strip().removeprefix("since ").strip()
