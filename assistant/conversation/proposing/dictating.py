"""A dictated line in the conversation: proposals, looked through and confirmed before anything counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.chart.beginning import belong_to_visit
from assistant.conversation.proposing.looking_through import Review, Source, look_through, quoted_unread
from assistant.conversation.replies import problem, told
from assistant.records.revisions import latest_revisions

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.proposals import Prefill

DICTATED = Source("dictated", "from: ", "prefilled", offers_rest=True)
NOTHING_READ = (
    "Nothing in this line could be read as an answer. Say a finding with its place, or press a digit."
)


def dictate(stage: Stage, line: str) -> Turn:
    """Read a line for the assessment under way. Raises LineTooLongError and ContentError."""
    if stage.front is not stage.way:
        return stage.turn(problem("A practice case is under way: it is scored by its keys, not dictated."))
    if stage.way.walk is None:
        return stage.turn(
            problem("No assessment is under way: /score INSTRUMENT TEXT begins one with a line.")
        )
    if not line:
        return stage.turn(told("/dictate TEXT reads a line such as: scalp red and scaly, rest clear."))
    return propose(stage, stage.way.walk, line)


def begin_with(stage: Stage, instrument: Instrument, line: str, *before: Reply) -> Turn:
    """Begin an assessment with a line. Raises LineTooLongError, which begins nothing, and NotLetGoError."""
    read = _read(stage, instrument, line)
    stage.leave_practice()
    begun = stage.way.begin(instrument)
    belong_to_visit(stage)
    walk = stage.way.walk
    if walk is None or not (read.answers or read.attested):
        not_read = told(f"{NOTHING_READ} Not understood: {quoted_unread(read)}.")
        return stage.turn(*before, begun, not_read, to_card=True)
    said = " ".join(each.text for each in (*before, begun))
    return look_through(stage, Review(stage, walk, read, DICTATED), said)


def propose(stage: Stage, walk: Walk, line: str) -> Turn:
    """Show what a line proposes for a walk."""
    read = _read(stage, walk.session.instrument, line)
    if not (read.answers or read.attested):
        return stage.turn(told(f"{NOTHING_READ} Not understood: {quoted_unread(read)}."))
    return look_through(stage, Review(stage, walk, read, DICTATED), "")


def _read(stage: Stage, instrument: Instrument, line: str) -> Prefill:
    # What reads lines brings the spelling library, which a start does not need.
    from assistant.scoring.prefill.reading import prefill  # noqa: PLC0415

    return prefill(instrument, line, _former(stage, instrument))


def _former(stage: Stage, instrument: Instrument) -> dict[str, int]:
    """The values that were signed last for the patient at hand; none where there is no chart."""
    whole = stage.chart.whole
    if whole is None or whole.code != stage.patient:
        return {}
    signed = [
        each
        for visit in whole.visits
        for each in latest_revisions(visit.assessments)
        if each.instrument == instrument.id and each.answers
    ]
    if not signed:
        return {}
    last = max(signed, key=lambda each: each.signed_at)
    return {name: answer.value for name, answer in last.answers.items() if answer.value is not None}
