"""The record of a patient as the neutral course by which change is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.change.series import Course, Occasion, Rating, Sample, Series, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.records.assessment import Assessment
    from assistant.records.vocabulary import Vocabulary
    from assistant.records.whole import WholePatient, WholeVisit


def course_of(whole: WholePatient, vocabulary: Vocabulary) -> Series:
    """Every visit with what was rated at it, each assessment as its last amendment left it."""
    return Series(
        code=whole.code,
        occasions=tuple(map(occasion_of, whole.visits)),
        courses=tuple(
            Course(each.agent, vocabulary.label(each.agent), each.start, each.stop, each.outcome)
            for each in whole.treatments
        ),
    )


def occasion_of(visit: WholeVisit) -> Occasion:
    """A visit with what was rated at it."""
    return Occasion(
        day=visit.date,
        number=visit.number_on_day,
        pga=visit.pga,
        prednisone_equivalent=visit.prednisone_equivalent,
        ratings=tuple(_ratings(visit.assessments)),
        laboratory=tuple(Sample(each.name, each.date or visit.date) for each in visit.laboratory),
    )


def _ratings(assessments: Iterable[Assessment]) -> Iterable[Rating]:
    """One rating an instrument: the assessment that was first signed last, in its last revision."""
    latest: dict[str, Assessment] = {}
    for each in sorted(assessments, key=lambda each: each.revision):
        latest[each.id] = each
    first_signed = {each.id: each.signed_at for each in assessments if each.revision == 1}
    by_instrument: dict[str, list[Assessment]] = {}
    for each in latest.values():
        by_instrument.setdefault(each.instrument, []).append(each)
    for same in by_instrument.values():
        same.sort(key=lambda each: (first_signed.get(each.id, each.signed_at), each.id))
        yield _rating(same[-1], others=len(same) - 1)


def _rating(assessment: Assessment, others: int) -> Rating:
    return Rating(
        instrument=assessment.instrument,
        scores={name: Span(score.low, score.high) for name, score in assessment.scores.items()},
        answers={
            item: answer.value for item, answer in assessment.answers.items() if answer.value is not None
        },
        left=frozenset(item for item, answer in assessment.answers.items() if answer.value is None),
        window=assessment.window,
        rater=assessment.rater,
        phototype=assessment.phototype,
        version=assessment.content_version,
        digest=assessment.digest,
        others=others,
    )
