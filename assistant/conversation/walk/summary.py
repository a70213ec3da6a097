"""The summary of an assessment as a block of plain text, ready to paste into a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import assistant
from assistant.conversation.checks.remarks import Remarks
from assistant.conversation.wording import (
    answer_in_words,
    by_group,
    counted,
    day_and_time,
    score_in_words,
)
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.totals import Result

NO_REMARKS = Remarks()


def summary(
    session: AssessmentSession, patient: str, now: datetime, *, finished: bool, remarks: Remarks = NO_REMARKS
) -> str:
    """Score.

    Parts, what was attested, what was not assessed; instrument, version, window, date and patient code;
    the phototype, and what was asked and let stand.
    """
    return "\n".join(_lines(session, patient, now, remarks, finished=finished)) + "\n"


def _lines(
    session: AssessmentSession, patient: str, now: datetime, remarks: Remarks, *, finished: bool
) -> Iterator[str]:
    instrument, result = session.instrument, session.result()
    yield f"{instrument.abbreviation} (version {instrument.version}), {day_and_time(now)}"
    yield f"Patient code: {patient or 'none given'}"
    if session.window:
        yield f"Window: the last {session.window} days"
    if not finished:
        awaited = ", ".join(by_group(instrument, result.pending))
        yield f"NOT FINISHED: {f'awaiting {awaited}' if awaited else 'an assessment under way'}."
    if not result.complete:
        missing = counted(len(result.missing), "item")
        yield f"INCOMPLETE: {missing} without a value, so the score is an interval and not final."
    for score in result.scores.values():
        yield score_in_words(score)
    yield from _parts(session)
    yield from _left_out(session, result)
    yield from remarks.lines()
    yield ""
    yield f"Begun {day_and_time(session.started)}."
    file = f"{instrument.id} {instrument.content_version}"
    yield f"Scored with malar {assistant.__version__}, instrument file {file}."
    yield instrument.terms.notice


def _parts(session: AssessmentSession) -> Iterator[str]:
    """What scored.

    Item by item; what was answered as the lowest level, in one line; what was attested, in one.
    """
    lowest: list[str] = []
    attested: list[str] = []
    weighted = any(item.weight > 1 for item in session.instrument.items)
    for item in session.items():
        answer = session.answers.get(item.id)
        if answer is None or answer.kind != "value":
            continue
        if answer.how == "attested":
            attested.append(item.id)
        elif answer.value == item.levels[0]:
            lowest.append(item.id)
        else:
            said = answer_in_words(item, answer)
            points = counted((answer.value or 0) * item.weight, "point")
            yield f"  {capital(item.full_title)}: " + (f"{said}, {points}" if weighted else said)
    if lowest:
        yield f"Answered with the lowest level: {', '.join(by_group(session.instrument, lowest))}."
    if attested:
        yield f"Attested clear: {', '.join(by_group(session.instrument, attested))}."


def _left_out(session: AssessmentSession, result: Result) -> Iterator[str]:
    unanswered = [id_ for id_ in result.missing if id_ not in {*result.not_assessed, *result.pending}]
    for name, items in (
        ("Not assessed", result.not_assessed),
        ("Pending", result.pending),
        ("Not answered", unanswered),
    ):
        if items:
            yield f"{name}: {', '.join(by_group(session.instrument, items))}."
