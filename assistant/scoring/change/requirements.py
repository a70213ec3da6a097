"""Whether what a target requires holds, in three-valued logic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.scoring.change.cautions import cautions
from assistant.scoring.change.criteria import Input, as_input
from assistant.scoring.change.inputs import Inputs, Judged, agreed, every, opposite, rated, some, unknown
from assistant.scoring.change.items_required import ON_ITEMS
from assistant.scoring.change.known_items import adding_items, item_span, score_without
from assistant.scoring.change.limits import Verdict, judge_change
from assistant.scoring.change.measures import judge_measure, judge_rise, judge_stated

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.scoring.change.series import Occasion, Span
    from assistant.scoring.format.requirements import (
        AbsentItems,
        NoRise,
        NothingNew,
        Requirement,
        RuleOfChange,
        ScoreLimit,
    )

MOST_NAMED = 4
"""How many items a reason names; the rest it counts."""


def judge_requirement(wanted: Requirement, inputs: Inputs) -> Judged:
    """Judge it at the visit of the inputs."""
    for parts, join in ((wanted.all, every), (wanted.any, some), (wanted.readings, agreed)):
        if parts is not None:
            return join(judge_requirement(each, inputs) for each in parts)
    if wanted.negation is not None:
        return opposite(judge_requirement(wanted.negation, inputs))
    for key, judge in JUDGES.items():
        asked = getattr(wanted, key)
        if asked is not None:
            return judge(asked, inputs)
    return unknown(f"needs {wanted.needs}")


def _score(limit: ScoreLimit, inputs: Inputs) -> Judged:
    found = rated(limit.instrument, inputs, limit.score)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    span = rating.scores[limit.score]
    name = f"{instrument.abbreviation} {limit.score}"
    if limit.without:
        span = score_without(instrument, rating, limit.score, limit.without)
        left_out = ", ".join(instrument.item(item).title for item in limit.without)
        name += f" without {left_out}"
    low = limit.at_least if limit.at_least is not None else span.low
    high = limit.at_most if limit.at_most is not None else span.high
    verdict = _within(span, low, high)
    limits = [f"at least {limit.at_least}"] if limit.at_least is not None else []
    limits += [f"at most {limit.at_most}"] if limit.at_most is not None else []
    why = f"{name} {span} on {inputs.latest}, needed {' and '.join(limits)}"
    added = tuple(
        (instrument.id, item)
        for item in adding_items(instrument, limit.score)
        if item not in limit.without and (rating.answers.get(item) or len(instrument.items) == 1)
    )
    return Judged(verdict, (why,), (as_input(name, inputs.latest, str(span)),), about=added)


def _absent(wanted: AbsentItems, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    spans = {item: item_span(instrument, rating, item) for item in wanted.items}
    present = [instrument.item(item).title for item, span in spans.items() if span.low > 0]
    left_open = [instrument.item(item).title for item, span in spans.items() if span.low == 0 < span.high]
    used = tuple(
        as_input(f"{instrument.abbreviation} {instrument.item(item).title}", inputs.latest, str(span))
        for item, span in spans.items()
    )
    about = tuple((instrument.id, item) for item, span in spans.items() if span.low > 0 or not present)
    if present:
        why = f"present on {inputs.latest}: {', '.join(present)}"
        return Judged(Verdict.NOT_MET, (why,), used, about=about)
    if left_open:
        return Judged(Verdict.UNKNOWN, (f"not known on {inputs.latest}: {_some_of(left_open)}",), used)
    return Judged(Verdict.MET, (f"none of them present on {inputs.latest}",), used, about=about)


def _nothing_new(wanted: NothingNew, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, now = found
    before = inputs.earlier(wanted.instrument, "previous")
    if before is None:
        return unknown(f"no {instrument.abbreviation} before {inputs.latest}")
    day, rating = before
    new, left_open = [], []
    for item in instrument.items:
        first, later = item_span(instrument, rating, item.id), item_span(instrument, now, item.id)
        if first.high == 0 < later.low:
            new.append(item.full_title)
        elif later.high > 0 and first.low == 0:
            left_open.append(item.full_title)
    used = tuple(
        as_input(f"{instrument.abbreviation} items", each, "by item" if rated.has_answers else "score only")
        for each, rated in ((day, rating), (inputs.latest, now))
    )
    notes = tuple(
        each.text for each in cautions(instrument, before, (inputs.latest, now)) if each.about == "window"
    )
    if new:
        return Judged(Verdict.NOT_MET, (f"new since {day}: {', '.join(new)}",), used, notes)
    if left_open:
        told = f"whether new since {day} is not known of {_some_of(left_open)}"
        return Judged(Verdict.UNKNOWN, (told,), used, notes)
    return Judged(Verdict.MET, (f"nothing new on {inputs.latest} since {day}",), used, notes)


def _rule_of_change(wanted: RuleOfChange, inputs: Inputs) -> Judged:
    instrument = inputs.instruments[wanted.instrument]
    rule = next(each for each in instrument.changes if each.id == wanted.rule)
    pair = _pair(inputs, wanted.instrument, rule.score, wanted.against)
    if isinstance(pair, Judged) and rule.needs_first:
        return pair
    found = rated(wanted.instrument, inputs, rule.score)
    if isinstance(found, Judged):
        return found
    later, first, told = found[1].scores[rule.score], None, ""
    used: tuple[Input, ...] = (
        as_input(f"{instrument.abbreviation} {rule.score}", inputs.latest, str(later)),
    )
    notes: tuple[str, ...] = ()
    if not isinstance(pair, Judged):
        day, first, notes = pair
        told = f"{first} on {day}, "
        used = (as_input(f"{instrument.abbreviation} {rule.score}", day, str(first)), *used)
    verdict = judge_change(rule, first, later)
    why = f"{rule.title} {verdict}: {instrument.abbreviation} {told}{later} on {inputs.latest}"
    return Judged(verdict, (why,), used, notes)


def _no_rise(wanted: NoRise, inputs: Inputs) -> Judged:
    pair = _pair(inputs, wanted.instrument, wanted.score, "baseline")
    if isinstance(pair, Judged):
        return pair
    found = rated(wanted.instrument, inputs, wanted.score)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    day, first, notes = pair
    later = rating.scores[wanted.score]
    verdict = Verdict.UNKNOWN
    if later.high <= first.low:
        verdict = Verdict.MET
    elif later.low > first.high:
        verdict = Verdict.NOT_MET
    name = f"{instrument.abbreviation} {wanted.score}"
    used = (as_input(name, day, str(first)), as_input(name, inputs.latest, str(later)))
    return Judged(verdict, (f"{name} {first} on {day}, {later} on {inputs.latest}",), used, notes)


def _pair(
    inputs: Inputs, name: str, score: str, role: str
) -> Judged | tuple[Occasion, Span, tuple[str, ...]]:
    """The earlier score with its day and what weakens the comparison, or why there is none."""
    instrument, rating = inputs.instruments[name], inputs.latest.rating(name)
    earlier = inputs.earlier(name, role, score)
    if earlier is None or score not in earlier[1].scores:
        return unknown(f"no {instrument.abbreviation} before {inputs.latest} to compare with")
    notes: tuple[str, ...] = ()
    if rating is not None:
        notes = tuple(each.text for each in cautions(instrument, earlier, (inputs.latest, rating)))
    return earlier[0], earlier[1].scores[score], notes


def _within(span: Span, low: int, high: int) -> Verdict:
    if low <= span.low and span.high <= high:
        return Verdict.MET
    return Verdict.NOT_MET if span.high < low or span.low > high else Verdict.UNKNOWN


def _some_of(titles: list[str]) -> str:
    more = len(titles) - MOST_NAMED
    named = ", ".join(titles[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named


JUDGES: dict[str, Callable[[Any, Inputs], Judged]] = {
    "score": _score,
    "absent": _absent,
    "nothing_new": _nothing_new,
    "change": _rule_of_change,
    "no_rise": _no_rise,
    "measure": judge_measure,
    "measure_rise": judge_rise,
    "stated": judge_stated,
    **ON_ITEMS,
}
"""What judges each key of a requirement, but those that join others."""
