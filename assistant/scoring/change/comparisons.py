"""Every score of a patient against its baseline and against the visit before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.change.amounts import Amount, amount
from assistant.scoring.change.cautions import Caution, cautions
from assistant.scoring.change.criteria import Criterion, Observed, Scored, judge_rule, observed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.scoring.change.baseline import Baseline
    from assistant.scoring.change.series import Series
    from assistant.scoring.format.changes import Against
    from assistant.scoring.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later score against an earlier one."""

    roles: tuple[Against, ...]
    """What the earlier visit is: the baseline, the visit before, or both."""
    first: Scored | None
    """None where there is no earlier score; `missing` says which."""
    missing: str
    change: Amount | None
    cautions: tuple[Caution, ...]
    criteria: tuple[Criterion, ...]
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One score of one instrument: how it stands now, and both comparisons."""

    instrument: Instrument
    score: str
    title: str
    latest: Scored
    baseline: Comparison
    previous: Comparison | None
    """None where the visit before is the baseline, or there is none."""

    @property
    def name(self) -> str:
        """What the score is called beside others."""
        single = len(self.instrument.scores) == 1
        return self.instrument.abbreviation if single else f"{self.instrument.abbreviation} {self.score}"

    def bands(self, scored: Scored) -> tuple[tuple[str, str], ...]:
        """What each scheme calls a score: the scheme and the band, or the bands that an interval touches."""
        plan = next(each for each in self.instrument.plan.scores if each.id == self.score)
        return tuple(
            (scheme.title, " or ".join(scheme.touched(scored.span.low, scored.span.high)))
            for scheme in plan.schemes
        )


def compare_scores(
    series: Series, instruments: Iterable[Instrument], baseline: Baseline
) -> Iterator[ScoreChange]:
    """Every score that was ever rated, in the order of the instruments."""
    for instrument in instruments:
        for definition in instrument.scores:
            found = scored_visits(series, instrument.id, definition.id)
            if found:
                yield _compare(instrument, definition.id, found, baseline)


def scored_visits(series: Series, instrument: str, score: str) -> tuple[Scored, ...]:
    """The visits at which a score was rated, in order of time."""
    return tuple(
        Scored(each, rating, rating.scores[score])
        for each in series.occasions
        if (rating := each.rating(instrument)) is not None and score in rating.scores
    )


def _compare(
    instrument: Instrument, score: str, found: tuple[Scored, ...], baseline: Baseline
) -> ScoreChange:
    now = found[-1]
    chosen = baseline.of(instrument.id, score)
    first = next((each for each in found if each.occasion is chosen), None)
    missing = baseline.missing if first is None else ""
    if first is now:
        first, missing = None, "nothing later to compare with it"
    before = found[-2] if len(found) > 1 else None
    same = before is not None and before is first
    roles: tuple[Against, ...] = ("baseline", "previous") if same else ("baseline",)
    previous = None
    if before is not None and not same:
        previous = _comparison(instrument, score, ("previous",), before, now)
    title = next(each.title for each in instrument.scores if each.id == score)
    against = _comparison(instrument, score, roles, first, now, missing=missing)
    return ScoreChange(instrument, score, title, now, against, previous)


def _comparison(
    instrument: Instrument,
    score: str,
    roles: tuple[Against, ...],
    first: Scored | None,
    now: Scored,
    *,
    missing: str = "",
) -> Comparison:
    rules = [rule for rule in instrument.changes if rule.score == score]
    thresholds = [rule for rule in rules if rule.kind == "threshold" and set(roles) & set(rule.against)]
    findings = [rule for rule in rules if rule.kind == "finding" and "baseline" in roles]
    differing: tuple[Caution, ...] = ()
    if first is not None:
        differing = cautions(instrument, (first.occasion, first.rating), (now.occasion, now.rating))
    return Comparison(
        roles=roles,
        first=first,
        missing=missing,
        change=amount(first.span, now.span) if first else None,
        cautions=differing,
        criteria=tuple(judge_rule(instrument, rule, first, now) for rule in thresholds),
        observed=tuple(observed(instrument, rule) for rule in findings),
    )
