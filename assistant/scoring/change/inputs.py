"""Where a target finds its inputs: the visit that is judged, the one before, the baseline, what is stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.scoring.change.limits import Verdict, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.change.baseline import Baseline
    from assistant.scoring.change.criteria import Input
    from assistant.scoring.change.series import Occasion, Rating, Series
    from assistant.scoring.format.requirements import Measure
    from assistant.scoring.instrument import Instrument

MEASURES: dict[Measure, tuple[str, str]] = {
    "pga": ("PGA", ""),
    "prednisone_equivalent": ("prednisone-equivalent", " mg/day"),
}
"""The name and the unit of each measure."""

About = tuple[str, str]
"""An instrument, and one of its items."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one requirement."""

    verdict: Verdict
    why: tuple[str, ...]
    """What decides it, with its values and days."""
    inputs: tuple[Input, ...] = ()
    notes: tuple[str, ...] = ()
    """Values on which sources disagree, and comparisons that are weaker than they look."""
    about: tuple[About, ...] = ()
    """The items that it speaks of, where it speaks of single ones."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that the requirements of one target look at."""

    series: Series
    instruments: Mapping[str, Instrument]
    baseline: Baseline
    latest: Occasion
    stated: Mapping[str, bool]
    """The facts that were stated."""
    questions: Mapping[str, str]
    """The question of every fact that may be."""

    def earlier(self, instrument: str, role: str, score: str | None = None) -> tuple[Occasion, Rating] | None:
        """The baseline, or the visit before, at which an instrument was rated."""
        if role == "baseline" and score is not None:
            found = self.baseline.of(instrument, score)
            candidates = [found] if found is not None else []
        else:
            candidates = list(reversed(self.series.occasions))
        for each in candidates:
            rating = each.rating(instrument)
            if each.place < self.latest.place and rating is not None:
                return each, rating
        return None

    def earlier_measure(self, measure: Measure, role: str) -> tuple[Occasion, float] | None:
        """The baseline, or the visit before, at which a measure was recorded."""
        candidates = (
            self.baseline.candidates if role == "baseline" else tuple(reversed(self.series.occasions))
        )
        for each in candidates:
            value = value_of(each, measure)
            if each.place < self.latest.place and value is not None:
                return each, value
        return None


def value_of(occasion: Occasion, measure: Measure) -> float | None:
    """A measure of a visit; None where it is not recorded."""
    return occasion.pga if measure == "pga" else occasion.prednisone_equivalent


def rated(name: str, inputs: Inputs, score: str | None = None) -> tuple[Instrument, Rating] | Judged:
    """An instrument with its rating at the visit that is judged; or that it, or one score, is not there."""
    instrument, rating = inputs.instruments[name], inputs.latest.rating(name)
    if rating is None or (score is not None and score not in rating.scores):
        return unknown(f"{instrument.abbreviation} not scored on {inputs.latest}")
    return instrument, rating


def unknown(why: str) -> Judged:
    """Nothing is known of it, and why."""
    return Judged(Verdict.UNKNOWN, (why,))


def every(parts: Iterable[Judged]) -> Judged:
    """All of them: not met where one is not, else unknown where one is."""
    return _joined(tuple(parts), Verdict.NOT_MET, Verdict.MET)


def some(parts: Iterable[Judged]) -> Judged:
    """One of them: met where one is, else unknown where one is."""
    return _joined(tuple(parts), Verdict.MET, Verdict.NOT_MET)


def agreed(parts: Iterable[Judged]) -> Judged:
    """Several readings of one sentence: unknown where they differ."""
    found = tuple(parts)
    verdict = same(each.verdict for each in found)
    why = tuple(dict.fromkeys(word for each in found for word in each.why))
    known = {each.verdict for each in found} - {Verdict.UNKNOWN}
    if verdict is Verdict.UNKNOWN and len(known) > 1:
        why = (f"it depends on how the rule is read: {' / '.join(why)}",)
    return Judged(verdict, why, *_gathered(found))


def opposite(part: Judged) -> Judged:
    """Met and not met exchanged."""
    turned = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}
    return replace(part, verdict=turned.get(part.verdict, Verdict.UNKNOWN))


def _joined(parts: tuple[Judged, ...], strongest: Verdict, weakest: Verdict) -> Judged:
    found = {each.verdict for each in parts}
    verdict = next(each for each in (strongest, Verdict.UNKNOWN, weakest) if each in found)
    why = tuple(word for each in parts if each.verdict is verdict for word in each.why)
    about = dict.fromkeys(each for part in parts if part.verdict is verdict for each in part.about)
    return Judged(verdict, tuple(dict.fromkeys(why)), *_gathered(parts), tuple(about))


def _gathered(parts: tuple[Judged, ...]) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    inputs = tuple(dict.fromkeys(each for part in parts for each in part.inputs))
    notes = tuple(dict.fromkeys(each for part in parts for each in part.notes))
    return inputs, notes
