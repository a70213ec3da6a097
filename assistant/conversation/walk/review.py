"""The review page before finishing.

Scores, what was attested, what is missing, and where to go to mend it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.conversation.walk.keys import BY_ID
from assistant.conversation.wording import answer_in_words, by_group, counted, score_in_words
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.totals import Result

MOST_JUMPS = 9


@dataclass(frozen=True, slots=True)
class Jump:
    """A missing or unsure item that the review page leads to."""

    item: str
    title: str
    note: str


def jumps(session: AssessmentSession) -> tuple[Jump, ...]:
    """Where something is missing.

    Single items first that were left on purpose, then whole areas not answered.
    """
    return tuple(_all_jumps(session))[:MOST_JUMPS]


def review_card(session: AssessmentSession, recorded: str, refused: str) -> Card:
    """The review page. Enter finishes; a digit goes to what is missing."""
    result = session.result()
    targets = jumps(session)
    beyond = len(tuple(_all_jumps(session))) - len(targets)
    lines = [score_in_words(score) for score in result.scores.values()]
    lines += list(_covered(session))
    lines += list(_missing(session, result))
    if beyond > 0:
        lines.append(f"{counted(beyond, 'more place')} to complete: g goes to any of them.")
    return Card(
        CardKind.REVIEW,
        f"{session.instrument.abbreviation} · review before finishing",
        question="Complete." if result.complete else "Incomplete: the score stays an interval.",
        recorded=recorded,
        refused=refused,
        lines=tuple(lines),
        choices=tuple(
            Choice(str(number), each.title, each.note) for number, each in enumerate(targets, start=1)
        ),
        hints=(
            KeyHint("Enter", _finishing(result)),
            *(KeyHint(BY_ID[name].shown, BY_ID[name].short) for name in _keys(session, result)),
        ),
    )


def _finishing(result: Result) -> str:
    if result.pending:
        return "summary; stays open for what is pending"
    return "finish" if result.complete else "finish as it is"


def _keys(session: AssessmentSession, result: Result) -> Iterator[str]:
    if session.rest():
        yield "rest"
    if session.instrument.overview is not None and not result.complete:
        yield "overview"
    if session.instrument.window is not None:
        yield "window"
    yield from ("undo", "back", "go_to", "pause")


def _covered(session: AssessmentSession) -> Iterator[str]:
    attested = [
        item.id
        for item in session.items()
        if item.id in session.answers and session.answers[item.id].how == "attested"
    ]
    if attested:
        covered = ", ".join(by_group(session.instrument, attested))
        yield f"Attested clear, {counted(len(attested), 'item')}: {covered}."


def _missing(session: AssessmentSession, result: Result) -> Iterator[str]:
    for name, items in (("Not assessed", result.not_assessed), ("Pending", result.pending)):
        if items:
            yield f"{name}: {', '.join(by_group(session.instrument, items))}."
    unanswered = set(result.missing) - set(result.not_assessed) - set(result.pending)
    if unanswered:
        yield f"Not answered: {counted(len(unanswered), 'item')}."


def _all_jumps(session: AssessmentSession) -> Iterator[Jump]:
    result = session.result()
    left = {*result.not_assessed, *result.pending}
    for id_ in result.missing:
        if id_ in left:
            item = session.instrument.item(id_)
            yield Jump(id_, capital(item.full_title), answer_in_words(item, session.answers[id_]))
    unanswered = set(result.missing) - left
    for group in session.instrument.groups:
        inside = [item for item in group.items if item.id in unanswered]
        if len(inside) == 1:
            yield Jump(inside[0].id, capital(inside[0].full_title), "not answered")
        elif inside:
            yield Jump(inside[0].id, group.title, f"{len(inside)} not answered")
