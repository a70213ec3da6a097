"""An attempt that was answered in one go, by a script or from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.records.training.attempts import Attempt
from assistant.records.under_way.drafts import Drafts
from assistant.scoring.errors import NothingToAnswer
from assistant.scoring.totals import score
from assistant.scoring.training.comparing import compare
from assistant.scoring.training.key import digest, reference_answers
from assistant.scoring.training.library import UnknownCase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.training.comparing import Comparison, Given
    from assistant.scoring.training.content import TrainingCase
    from assistant.scoring.training.library import Training


def answered(instrument: Instrument, case: TrainingCase, answers: Mapping[str, object]) -> Comparison:
    """The answers beside the reference. Raises NothingToAnswer without any, and InvalidAnswers."""
    if not answers:
        raise NothingToAnswer(f"no answers to the case {case.id} are given; write at least one")
    score(instrument, answers, case.window)
    return compare(instrument, reference_answers(instrument, case), _levels(answers), case.window)


def attempt_of(
    instrument: Instrument, case: TrainingCase, answers: Mapping[str, object], learner: str, now: datetime
) -> Attempt:
    """The attempt to keep; the answers have been compared, and so are sound."""
    moment = now.isoformat(timespec="seconds")
    return Attempt(
        id=Drafts.new_id(now),
        learner=learner,
        case=case.id,
        case_digest=digest(case),
        instrument=instrument.id,
        content_version=instrument.content_version,
        blind=True,
        begun=moment,
        finished=moment,
        window=instrument.window_days(case.window),
        answers=_levels(answers),
    )


def comparison_json(case: TrainingCase, found: Comparison) -> dict[str, object]:
    """A comparison as plain values, for scripts."""
    return {
        "case": case.id,
        "instrument": case.instrument,
        "scores": {
            name: {"reference": found.reference[name], "low": low, "high": high}
            for name, (low, high) in found.given.items()
        },
        "items": found.asked,
        "right": found.right,
        "differences": [
            {
                "item": each.item,
                "reference": each.reference,
                "given": each.given,
                "moved": {name: {"low": low, "high": high} for name, (low, high) in each.moves.items()},
                "entwined": each.entwined,
            }
            for each in found.differences
        ],
        "beyond_the_sum": {
            name: {"low": move[0], "high": move[1]}
            for name in found.reference
            for move in (found.entwined_by(name),)
        },
    }


def comparable(training: Training, attempts: Iterable[Attempt]) -> tuple[list[Attempt], tuple[str, ...]]:
    """The attempts at cases that are still as they were, and the names of those that are gone or changed."""
    now: dict[str, str] = {}
    same: list[Attempt] = []
    gone: dict[str, None] = {}
    for each in attempts:
        if each.case not in now:
            try:
                now[each.case] = digest(training.case(each.case))
            except UnknownCase:
                now[each.case] = ""
        if now[each.case] == each.case_digest:
            same.append(each)
        else:
            gone[each.case] = None
    return same, tuple(gone)


def _levels(answers: Mapping[str, object]) -> dict[str, Given]:
    """Answers that were scored, and so are levels or words."""
    return {item: value for item, value in answers.items() if isinstance(value, int | str)}
