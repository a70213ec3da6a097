"""The scores of an assessment at signing: computed with its file, and kept where that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import AssistantError, quoted
from assistant.records.assessment import RecordedScore
from assistant.scoring.totals import score

if TYPE_CHECKING:
    from assistant.records.assessment import Assessment
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library


class ScoresDisagree(AssistantError):
    """The scores that are given are not those of the answers."""


def with_scores(assessment: Assessment, library: Library) -> Assessment:
    """The assessment with its scores, and with the version of the file that gives them.

    Scores that were signed with another version of the instrument file stay as they are. Raises ScoringError
    for answers that the instrument does not have, ScoresDisagree for scores that are not theirs.
    """
    instrument = library.instrument(assessment.instrument)
    if assessment.basis == "printed":
        _refuse_unknown_scores(assessment, instrument)
        return assessment
    if assessment.digest is not None and assessment.digest != instrument.digest:
        if not assessment.scores:
            raise ScoresDisagree(
                "it was signed with another version of the instrument file, and has no scores; add them"
            )
        return assessment
    given = {
        item: answer.value if answer.kind == "value" else answer.kind
        for item, answer in assessment.answers.items()
    }
    result = score(instrument, given, assessment.window)
    scores = {name: RecordedScore.model_validate(each.as_json()) for name, each in result.scores.items()}
    for name, signed in assessment.scores.items():
        if name not in scores or (signed.low, signed.high) != (scores[name].low, scores[name].high):
            raise ScoresDisagree(
                f"the score {quoted(name)} is not that of the answers; correct it, or leave scores out"
            )
    return assessment.model_copy(
        update={
            "instrument": instrument.id,
            "content_version": instrument.content_version,
            "digest": instrument.digest,
            "window": result.window,
            "scores": scores,
        }
    )


def _refuse_unknown_scores(assessment: Assessment, instrument: Instrument) -> None:
    for name, printed in assessment.scores.items():
        if name not in instrument.maxima:
            raise ScoresDisagree(
                f"{instrument.abbreviation} has no score {quoted(name)}; "
                f"it has {', '.join(instrument.maxima)}"
            )
        if not 0 <= printed.low <= printed.high <= instrument.maxima[name]:
            raise ScoresDisagree(
                f"the score {quoted(name)} lies outside 0 to {instrument.maxima[name]}; correct it"
            )
