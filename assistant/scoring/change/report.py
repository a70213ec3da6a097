"""Everything that is judged of one patient, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, listed, quoted
from assistant.scoring.change.baseline import Baseline, Choice, choose
from assistant.scoring.change.comparisons import Comparison, ScoreChange, compare_scores
from assistant.scoring.change.targets import TargetVerdict, judge_target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.scoring.change.criteria import Scored
    from assistant.scoring.change.series import Occasion, Series
    from assistant.scoring.format.targets import TargetDefinition
    from assistant.scoring.library import Library


class UnknownFactError(AssistantError):
    """A fact was stated that no target asks for."""


class NothingToJudgeError(AssistantError):
    """The patient has no visit."""


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """The judged course of one patient."""

    code: str
    visits: int
    """How many are on record."""
    last: Occasion
    """The last of them, whatever was done at it."""
    baseline: Baseline
    changes: tuple[ScoreChange, ...]
    targets: tuple[TargetVerdict, ...]
    not_judged: tuple[str, ...]
    """Instruments on record that are not here."""

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on; days as ISO 8601."""
        return {
            "patient": self.code,
            "visits": self.visits,
            "last_visit": self.last.day.isoformat(),
            "baseline": self.baseline.name,
            "scores": [_score_json(each) for each in self.changes],
            "targets": [each.as_json() for each in self.targets],
            "not_judged": list(self.not_judged),
        }


def judge(
    series: Series,
    library: Library,
    targets: Sequence[TargetDefinition],
    choice: Choice | None = None,
    stated: Mapping[str, bool] | None = None,
) -> ChangeReport:
    """Judge a course. Raises NothingToJudgeError, NoBaselineError and UnknownFactError."""
    if not series.occasions:
        raise NothingToJudgeError(
            f"{quoted(series.code)} has no visit on record; there is no change to judge"
        )
    said = dict(stated or {})
    _refuse_unknown_facts(said, targets)
    baseline = choose(series, choice or Choice())
    instruments = {each.id: each for each in library}
    rated = {rating.instrument for each in series.occasions for rating in each.ratings}
    return ChangeReport(
        series.code,
        len(series.occasions),
        series.occasions[-1],
        baseline,
        tuple(compare_scores(series, instruments.values(), baseline)),
        tuple(judge_target(each, series, instruments, baseline, said) for each in targets),
        tuple(sorted(rated - instruments.keys())),
    )


def _refuse_unknown_facts(stated: Mapping[str, bool], targets: Sequence[TargetDefinition]) -> None:
    known = dict.fromkeys(name for target in targets for name in target.facts)
    for name in stated:
        if name not in known:
            raise UnknownFactError(f"no target asks for {quoted(name)}; it can be {listed(known)}")


def _score_json(change: ScoreChange) -> dict[str, object]:
    return {
        "instrument": change.instrument.id,
        "score": change.score,
        "now": _scored_json(change, change.latest),
        "baseline": _comparison_json(change, change.baseline),
        "previous": _comparison_json(change, change.previous) if change.previous else None,
    }


def _comparison_json(change: ScoreChange, comparison: Comparison) -> dict[str, object]:
    first = comparison.first
    return {
        "is": list(comparison.roles),
        "first": _scored_json(change, first) if first else None,
        "missing": comparison.missing or None,
        "change": comparison.change.as_json() if comparison.change else None,
        "cautions": [each.as_json() for each in comparison.cautions],
        "criteria": [each.as_json() for each in comparison.criteria],
        "observed": [each.as_json() for each in comparison.observed],
    }


def _scored_json(change: ScoreChange, scored: Scored) -> dict[str, object]:
    span = scored.span
    return {
        "date": scored.occasion.day.isoformat(),
        "number_on_day": scored.occasion.number,
        "value": span.value,
        "low": span.low,
        "high": span.high,
        "bands": [{"scheme": scheme, "band": band} for scheme, band in change.bands(scored)],
        "window": scored.rating.window,
        "rater": scored.rating.rater,
    }
