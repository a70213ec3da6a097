"""Scores from answers: exact where all is known, otherwise the interval in which they must lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from assistant.scoring.answers import NOT_ASSESSED, PENDING, Answer
from assistant.scoring.errors import InvalidAnswers, InvalidLevel, ScoringError, UnknownItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.plan import ScorePlan

MOST_TOLD = 8
"""How many wrong answers a refusal names; the rest it counts."""


@dataclass(frozen=True, slots=True)
class BandReading:
    """What one scheme calls a score."""

    scheme: str
    title: str
    band: str | None
    """None while the interval spans several."""
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """One score."""

    id: str
    title: str
    value: int | None
    """None while the interval is open."""
    low: int
    high: int
    max: int
    band: str | None
    """The default scheme's band; None without bands, or while the interval spans several."""
    bands: tuple[str, ...]
    """All bands of the default scheme that the interval touches."""
    scheme: str | None
    """The title of the default scheme."""
    plan: ScorePlan = field(repr=False)

    @property
    def readings(self) -> tuple[BandReading, ...]:
        """What every scheme calls it, the default scheme's reading among them."""
        touched = [(scheme, scheme.touched(self.low, self.high)) for scheme in self.plan.schemes]
        return tuple(
            BandReading(scheme.id, scheme.title, bands[0] if len(bands) == 1 else None, bands)
            for scheme, bands in touched
        )

    def as_json(self) -> dict[str, int | str | None]:
        """The form that scripts rely on."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "max": self.max,
            "band": self.band,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """All scores of one form."""

    instrument: str
    version: str
    window: int | None
    """The recall window in days, for an instrument that has one."""
    complete: bool
    missing: tuple[str, ...]
    """The items without a value, in the order of the form: unanswered, not assessed or pending."""
    not_assessed: tuple[str, ...]
    """Those of the missing items that were marked so."""
    pending: tuple[str, ...]
    """Those of the missing items that were marked so."""
    scores: dict[str, Score]

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on; `window` only where the instrument has one."""
        window = {} if self.window is None else {"window": self.window}
        return {
            "instrument": self.instrument,
            "version": self.version,
            **window,
            "complete": self.complete,
            "missing": list(self.missing),
            "scores": {name: score.as_json() for name, score in self.scores.items()},
        }


@dataclass(frozen=True, slots=True)
class _Known:
    values: dict[str, int]
    marked: dict[str, str]
    """Items marked not assessed or pending."""


def score(instrument: Instrument, answers: Mapping[str, object], window: int | None = None) -> Result:
    """Score a form.

    `answers` gives for an item id an Answer, a level, `"not_assessed"` or `"pending"`; items that it leaves
    out are unanswered, never zero. Raises InvalidAnswers, or InvalidWindow.
    """
    days = instrument.window_days(window)
    known = _read(instrument, answers)
    verdicts = instrument.plan.verdicts(known.values)
    bounds = instrument.plan.bounds(known.values, verdicts)
    missing: tuple[str, ...] = ()
    if len(known.values) < len(instrument.plan.ranges):
        missing = tuple(
            item
            for item in instrument.plan.ranges
            if item not in known.values and verdicts.get(item, True) is not False
        )
    return Result(
        instrument=instrument.id,
        version=instrument.version,
        window=days,
        complete=not missing,
        missing=missing,
        not_assessed=tuple(item for item in missing if known.marked.get(item) == NOT_ASSESSED),
        pending=tuple(item for item in missing if known.marked.get(item) == PENDING),
        scores={
            plan.id: _score(plan, low, high, instrument.maxima[plan.id])
            for plan, (low, high) in zip(instrument.plan.scores, bounds, strict=True)
        },
    )


def _score(plan: ScorePlan, low: int, high: int, maximum: int) -> Score:
    bands = plan.default.touched(low, high) if plan.default is not None else ()
    return Score(
        id=plan.id,
        title=plan.title,
        value=low if low == high else None,
        low=low,
        high=high,
        max=maximum,
        band=bands[0] if len(bands) == 1 else None,
        bands=bands,
        scheme=plan.default.title if plan.default is not None else None,
        plan=plan,
    )


def _read(instrument: Instrument, answers: Mapping[str, object]) -> _Known:
    levels = instrument.plan.levels
    values: dict[str, int] = {}
    marked: dict[str, str] = {}
    wrong: dict[str, object] = {}
    for item, answer in answers.items():
        given = _given(answer) if isinstance(answer, Answer) else answer
        legal = levels.get(item)
        # The type is compared, because True equals 1 and 2.0 equals 2, but neither is a level.
        if legal is not None and type(given) is int and given in legal:
            values[item] = given
        elif legal is not None and given in (NOT_ASSESSED, PENDING):
            marked[item] = str(given)
        else:
            wrong[item] = given
    if wrong:
        raise _refusal(instrument, wrong)
    return _Known(values, marked)


def _refusal(instrument: Instrument, wrong: Mapping[str, object]) -> InvalidAnswers:
    levels = instrument.plan.levels
    errors: list[ScoringError] = [
        InvalidLevel(item, given, sorted(levels[item]))
        if item in levels
        else UnknownItem(item, instrument.abbreviation, levels)
        for item, given in islice(wrong.items(), MOST_TOLD)
    ]
    return InvalidAnswers(errors, len(wrong) - len(errors))


def _given(answer: Answer) -> int | str | None:
    return answer.value if answer.kind == "value" else answer.kind
