"""How an assessment stands: the panel and the one line of status, drawn from its session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.body_map.shaded import picture_of, values_of
from assistant.conversation.turn import MarkRow, Panel, ScoreLine
from assistant.conversation.wording import (
    LEGEND,
    bands,
    mark,
    short_bands,
    short_name,
    short_span,
    span,
)
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.instrument import Group, Instrument, Item
    from assistant.scoring.totals import Result

SHORTEST_HEAD = 4
FINISHED = "Nothing is being scored · /copy copies the summary, /export saves it"
NO_WALK = "Nothing is being scored · /score starts · /help"


def idle_panel(patient: str, *, finished: bool = False) -> Panel:
    """The panel while nothing is being scored; after one was `finished`, with what can be done with it."""
    status = FINISHED if finished else NO_WALK
    return Panel(patient=patient, status=f"{patient} · {status}" if patient else status)


def panel_of(session: AssessmentSession, patient: str, keys: Mapping[str, str] | None = None) -> Panel:
    """The panel of an assessment: running intervals with their bands, how far, every mark, and the figure.

    `keys` are what a click on a place of the figure presses, by place.
    """
    instrument = session.instrument
    result = session.result()
    answered, total = session.progress
    bases = repeated(instrument)
    return Panel(
        patient=patient,
        instrument=f"{instrument.abbreviation}, version {instrument.version}",
        window=f"{session.window} days" if session.window else "",
        scores=tuple(
            ScoreLine(short_name(score), span(score), score.max, bands(score))
            for score in result.scores.values()
        ),
        answered=answered,
        total=total,
        columns=short_heads(tuple(bases.values())),
        rows=tuple(
            _place_row(group, tuple(bases), session) for group in instrument.groups if group.kind == "place"
        ),
        others=tuple(
            MarkRow(capital(item.title), (mark(session.answers.get(item.id)),), _is_current(session, (item,)))
            for item in instrument.items
            if item.base not in bases
        ),
        legend=LEGEND,
        status=_status(session, result, patient),
        figure=picture_of(instrument, values_of(session.answers), keys),
    )


def _status(session: AssessmentSession, result: Result, patient: str) -> str:
    answered, total = session.progress
    window = f" {session.window} d" if session.window else ""
    several = len(result.scores) > 1
    scores = [
        f"{short_name(score) if several else ''} {short_span(score)} {short_bands(score)}".strip()
        for score in result.scores.values()
    ]
    who = f" {patient}" if patient else ""
    return " · ".join([f"{session.instrument.abbreviation}{window}{who} {answered}/{total}", *scores])


def repeated(instrument: Instrument) -> dict[str, str]:
    """The questions repeated over places, by id, with their titles."""
    return {
        item.base: item.title for group in instrument.groups if group.kind == "place" for item in group.items
    }


def short_heads(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles cut to the shortest length at which all differ."""
    longest = max((len(title) for title in titles), default=0)
    for length in range(SHORTEST_HEAD, longest):
        heads = tuple(title[:length].lower() for title in titles)
        if len(set(heads)) == len(titles):
            return heads
    return tuple(title.lower() for title in titles)


def _place_row(group: Group, bases: Sequence[str], session: AssessmentSession) -> MarkRow:
    asked = {item.base: item for item in group.items}
    marks = tuple(mark(session.answers.get(asked[base].id)) if base in asked else " " for base in bases)
    return MarkRow(group.title, marks, _is_current(session, group.items))


def _is_current(session: AssessmentSession, items: Sequence[Item]) -> bool:
    return session.current is not None and session.current.id in {item.id for item in items}
