"""One published criterion held against one comparison: its verdict, why, and what decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.change.limits import UNBOUNDED, Verdict, is_undefined, judge_change, reach
from assistant.scoring.change.missing_items import settling_items

if TYPE_CHECKING:
    from assistant.scoring.change.series import Occasion, Rating, Span
    from assistant.scoring.format.changes import ChangeRule
    from assistant.scoring.format.evidence import Evidence
    from assistant.scoring.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Scored:
    """A score at a visit."""

    occasion: Occasion
    rating: Rating
    span: Span


@dataclass(frozen=True, slots=True)
class Input:
    """What a verdict rests on: what it is, of which day, and its value in words."""

    what: str
    day: str
    value: str

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on; the day as ISO 8601."""
        return {"what": self.what, "date": self.day, "value": self.value}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A verdict with the definition it used."""

    id: str
    title: str
    sources: tuple[str, ...]
    certainty: str
    variant: str | None
    verdict: Verdict
    why: str
    """Why it is unknown, or what limits a verdict."""
    nearest: str
    """Which single input decides it, where one does."""
    means: str
    """What it is a sign of."""
    text: str
    caveats: tuple[str, ...]
    inputs: tuple[Input, ...]

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "id": self.id,
            "title": self.title,
            "sources": list(self.sources),
            "certainty": self.certainty,
            "variant": self.variant,
            "verdict": self.verdict.value,
            "why": self.why or None,
            "nearest_miss": self.nearest or None,
            "sign_of": self.means,
            "text": self.text,
            "caveats": list(self.caveats),
            "inputs": [each.as_json() for each in self.inputs],
        }


@dataclass(frozen=True, slots=True)
class Observed:
    """What a study found in a group of patients, beside the change of this one; no verdict."""

    id: str
    title: str
    sources: tuple[str, ...]
    text: str
    caveats: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "id": self.id,
            "title": self.title,
            "sources": list(self.sources),
            "text": self.text,
            "caveats": list(self.caveats),
        }


def as_input(what: str, occasion: Occasion, value: str) -> Input:
    """What a verdict rests on, of one visit."""
    return Input(what, occasion.day.isoformat(), value)


def judge_rule(instrument: Instrument, rule: ChangeRule, first: Scored | None, later: Scored) -> Criterion:
    """One threshold against one comparison; without a first score only what needs none is judged."""
    verdict = judge_change(rule, first.span if first else None, later.span)
    unknown = verdict is Verdict.UNKNOWN
    why = _why_unknown(rule, first, later) if unknown else _already(rule, first, verdict)
    if verdict is Verdict.NOT_MET and rule.if_not_met:
        why = rule.if_not_met
    used = [later] if first is None or not rule.needs_first else [first, later]
    return Criterion(
        id=rule.id,
        title=rule.title,
        sources=sources_of(instrument, rule.evidence),
        certainty=rule.evidence[0].certainty,
        variant=rule.variant,
        verdict=verdict,
        why=why,
        nearest="" if verdict is Verdict.MET else _nearest(instrument, rule, first, later, verdict),
        means=rule.verdict,
        text=rule.text,
        caveats=rule.caveats,
        inputs=tuple(
            as_input(f"{instrument.abbreviation} {rule.score}", each.occasion, str(each.span))
            for each in used
        ),
    )


def observed(instrument: Instrument, rule: ChangeRule) -> Observed:
    """A finding, told beside the change."""
    return Observed(rule.id, rule.title, sources_of(instrument, rule.evidence), rule.text, rule.caveats)


def sources_of(instrument: Instrument, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """The short names of the sources of a statement."""
    keys = dict.fromkeys(key for each in evidence for key in each.sources)
    return tuple(instrument.sources[key].short for key in keys)


def _why_unknown(rule: ChangeRule, first: Scored | None, later: Scored) -> str:
    if first is None:
        return "there is no earlier score to compare with"
    span = first.span
    if rule.baseline_at_least is not None and span.high < rule.baseline_at_least:
        return f"stated only from a first score of {rule.baseline_at_least}; it was {span}"
    if rule.percent is not None and rule.points is None and span.high == 0:
        return "percent change from 0 is not defined"
    if all(is_undefined(rule, score) for score in (span.low, span.high)):
        return f"not stated from a first score of {span}"
    open_ones = [each for each in (first, later) if each.span.value is None]
    return "; ".join(f"the score of {each.occasion} is incomplete ({each.span})" for each in open_ones)


def _nearest(
    instrument: Instrument, rule: ChangeRule, first: Scored | None, later: Scored, verdict: Verdict
) -> str:
    """What one input decides it: the later score that would meet it, or an item that is missing."""
    told = []
    start = first.span.value if first is not None else None
    if not rule.needs_first or (start is not None and not is_undefined(rule, start)):
        told.append(_reached(rule, start or 0, later))
    if verdict is Verdict.UNKNOWN:
        told.append(_settling(instrument, rule, first, later))
    return "; ".join(filter(None, told))


def _settling(instrument: Instrument, rule: ChangeRule, first: Scored | None, later: Scored) -> str:
    """The missing items of the one incomplete rating; two incomplete ones are not settled by one item."""
    before = first.span if first is not None else None
    if later.span.value is None and (before is None or before.value is not None):
        found = settling_items(
            instrument, later.rating, rule.score, lambda span: judge_change(rule, before, span)
        )
        return _items(found, later)
    if first is not None and first.span.value is None and later.span.value is not None:
        found = settling_items(
            instrument, first.rating, rule.score, lambda span: judge_change(rule, span, later.span)
        )
        return _items(found, first)
    return ""


def _reached(rule: ChangeRule, start: int, later: Scored) -> str:
    wanted = reach(rule, start)
    if wanted.low > wanted.high or wanted.high < 0:
        return ""
    if wanted.low == 0:
        limits = str(wanted.high) if wanted.high == 0 else f"{wanted.high} or less"
    elif wanted.high == UNBOUNDED:
        limits = f"{wanted.low} or more"
    else:
        limits = f"{wanted.low} to {wanted.high}"
    return f"decided by the score of {later.occasion}: met at {limits}, it is {later.span}"


def _items(titles: tuple[str, ...], scored: Scored) -> str:
    if not titles:
        return ""
    return f"settled by any one of these missing on {scored.occasion}: {', '.join(titles)}"


def _already(rule: ChangeRule, first: Scored | None, verdict: Verdict) -> str:
    """A score that is only reached may have been there before: then it tells no change."""
    if rule.needs_first or first is None or verdict is not Verdict.MET:
        return ""
    if reach(rule, 0).verdict(first.span) is not Verdict.MET:
        return ""
    return f"it was so on {first.occasion} already ({first.span})"
