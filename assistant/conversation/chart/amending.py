"""Correct what was signed: `/amend`, `/amend CLASI`. The former stays; the correction needs its reason."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.chart.belonging import Belongs
from assistant.conversation.chart.editing import revised
from assistant.conversation.chart.errors import Refused
from assistant.conversation.chart.summary import title_of
from assistant.conversation.chart.wording import day_in_words, recorded_span, visit_day
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.conversation.walk.pages import Page
from assistant.conversation.walk.walk import Walk
from assistant.records.revisions import latest_revisions
from assistant.scoring.assessment.session import AssessmentSession
from assistant.scoring.errors import UnknownInstrument
from assistant.scoring.names import LONGEST_NAME

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.assessment import Assessment
    from assistant.records.whole import WholeVisit
    from assistant.scoring.instrument import Instrument

MOST_OFFERED = 9
REASONS = ("a key was pressed by mistake", "a result came later", "looked at again")


class Signed(NamedTuple):
    """What was signed at a visit, in its last revision."""

    visit: WholeVisit
    assessment: Assessment


def amend(stage: Stage, line: str) -> Turn:
    """Offer what was signed, of an instrument or of any, to be corrected. Raises Refused, StoreError.

    What follows the name of the instrument is the reason.
    """
    stage.chart.patient_of(stage.patient)
    stage.chart.read_again()
    wanted, reason = _instrument_and_reason(stage, line)
    found = _signed(stage, wanted)
    if not found:
        what = f" {wanted.abbreviation}" if wanted else ""
        raise Refused(f"no{what} of {stage.patient} was signed here; /visits shows what was")
    if len(found) == 1:
        return _ask_reason(stage, found[0], reason)
    leads = {
        str(number): partial(_ask_reason, stage, each, reason) for number, each in enumerate(found, start=1)
    }
    return stage.ask_with(Offer(_which_card(stage, found), leads))


def _instrument_and_reason(stage: Stage, line: str) -> tuple[Instrument | None, str]:
    words = line.split()
    for length in range(min(len(words), LONGEST_NAME), 0, -1):
        try:
            return stage.library.instrument(" ".join(words[:length])), " ".join(words[length:])
        except UnknownInstrument:
            continue
    if words:
        raise Refused(
            f"no instrument is called so; /amend {' or '.join(each.abbreviation for each in stage.library)}"
        )
    return None, ""


def _signed(stage: Stage, wanted: Instrument | None) -> list[Signed]:
    """What was signed with its answers, the latest first; at the open visit alone where one is open."""
    chart = stage.chart
    visits = chart.whole.visits if chart.whole else ()
    if chart.visit is not None:
        here = chart.visit.visit
        visits = tuple(
            each for each in visits if (each.date, each.number_on_day) == (here.date, here.number_on_day)
        )
    found = [
        Signed(visit, each)
        for visit in reversed(visits)
        for each in latest_revisions(visit.assessments)
        if each.basis == "answers" and (wanted is None or each.instrument == wanted.id)
    ]
    return found[:MOST_OFFERED]


def _ask_reason(stage: Stage, signed: Signed, reason: str) -> Turn:
    if reason:
        return _open(stage, signed, reason)
    leads = {str(number): partial(_open, stage, signed, each) for number, each in enumerate(REASONS, start=1)}
    card = Card(
        CardKind.CONFIRM,
        f"Amend {_named(stage, signed)}",
        question="Why is it amended? The reason is kept with it.",
        lines=("Any other reason may be typed at the prompt.",),
        choices=tuple(Choice(str(number), each) for number, each in enumerate(REASONS, start=1)),
        hints=(KeyHint("Esc", "leave it as signed"),),
    )
    return stage.ask_with(Offer(card, leads, partial(_take_reason, stage, signed)))


def _take_reason(stage: Stage, signed: Signed, line: str) -> Turn:
    turn = _open(stage, signed, line)
    stage.offer = None
    return turn._replace(card=stage.way.card)


def _open(stage: Stage, signed: Signed, reason: str) -> Turn:
    """Open the signed answers as a walk of its own, at the review page. Raises Refused, ScoringError."""
    visit, assessment = signed
    now = stage.clock()
    revised(assessment, revision=assessment.revision + 1, reason=reason)
    instrument = stage.library.instrument(assessment.instrument)
    session = AssessmentSession.from_json(instrument, _as_draft(assessment, instrument, now.isoformat()))
    kept = stage.way.leave()
    walk = Walk(session, stage.drafts.new_id(now), stage.patient)
    walk.page = Page.REVIEW
    walk.belongs = Belongs(
        visit.date.isoformat(),
        visit.number_on_day,
        demo=stage.chart.demo,
        amends=assessment.id,
        revision=assessment.revision,
        reason=reason,
    )
    stage.way.hold(walk)
    said = f"{kept}Amending {_named(stage, signed)}; reason: {reason}. Enter on the review page signs it."
    if assessment.digest != instrument.digest:
        said += (
            f" It was signed with file {assessment.content_version or 'of an unknown version'}; the "
            f"amendment is scored with {instrument.content_version}."
        )
    return stage.turn(told(said), to_card=True)


def _as_draft(assessment: Assessment, instrument: Instrument, now: str) -> dict[str, object]:
    """The signed answers in the form in which an assessment under way is kept."""
    return {
        "format": 1,
        "instrument": instrument.id,
        "version": instrument.version,
        "content_version": instrument.content_version,
        "digest": instrument.digest,
        "started": now,
        "window": assessment.window,
        "current": None,
        "skipped": [],
        "answers": {
            item: {**answer.model_dump(exclude={"at"}, exclude_none=True), "at": answer.at.isoformat()}
            for item, answer in assessment.answers.items()
        },
        "history": [],
    }


def _named(stage: Stage, signed: Signed) -> str:
    return f"{title_of(stage, signed.assessment.instrument)} of {visit_day(signed.visit)}"


def _which_card(stage: Stage, found: list[Signed]) -> Card:
    return Card(
        CardKind.OFFER,
        f"{stage.patient} · signed assessments",
        question="Which one is to be amended?",
        choices=tuple(
            Choice(str(number), _named(stage, each), _scores(each)) for number, each in enumerate(found, 1)
        ),
        hints=(KeyHint("Esc", "none"),),
    )


def _scores(signed: Signed) -> str:
    assessment = signed.assessment
    scores = ", ".join(
        f"{name.replace('_', ' ')} {recorded_span(score)}" for name, score in assessment.scores.items()
    )
    by = f" by {assessment.rater}" if assessment.rater else ""
    return f"{scores}; signed{by} {day_in_words(assessment.signed_at.date())}"
