"""Whether what a target requires holds, in three-valued logic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.change.cautions import cautions
from assistant.scoring.change.criteria import Input
from assistant.scoring.change.inputs import MEASURES, Inputs, Judged, agreed, every, opposite, some, value_of
from assistant.scoring.change.known_items import item_span, score_without
from assistant.scoring.change.limits import Verdict, exact, judge_change

if TYPE_CHECKING:
    from assistant.scoring.change.series import Occasion, Span
    from assistant.scoring.format.targets import (
        AbsentItems,
        MeasureLimit,
        MeasureRise,
        NoRise,
        NothingNew,
        Requirement,
        RuleOfChange,
        ScoreLimit,
        StatedFact,
    )

MOST_NAMED = 4
"""How many items a reason names; the rest it counts."""


def judge_requirement(wanted: Requirement, inputs: Inputs, questions: dict[str, str]) -> Judged:
    """Judge it at the visit of the inputs. `questions` are those of the facts that may have to be stated."""
    if wanted.all is not None:
        return every(judge_requirement(each, inputs, questions) for each in wanted.all)
    if wanted.any is not None:
        return some(judge_requirement(each, inputs, questions) for each in wanted.any)
    if wanted.readings is not None:
        return agreed(judge_requirement(each, inputs, questions) for each in wanted.readings)
    if wanted.negation is not None:
        return opposite(judge_requirement(wanted.negation, inputs, questions))
    if wanted.score is not None:
        return _score(wanted.score, inputs)
    if wanted.absent is not None:
        return _absent(wanted.absent, inputs)
    if wanted.nothing_new is not None:
        return _nothing_new(wanted.nothing_new, inputs)
    return _changed(wanted, inputs, questions)


def _changed(wanted: Requirement, inputs: Inputs, questions: dict[str, str]) -> Judged:
    if wanted.change is not None:
        return _rule_of_change(wanted.change, inputs)
    if wanted.no_rise is not None:
        return _no_rise(wanted.no_rise, inputs)
    if wanted.measure is not None:
        return _measure(wanted.measure, inputs)
    if wanted.measure_rise is not None:
        return _measure_rise(wanted.measure_rise, inputs)
    if wanted.stated is not None:
        return _stated(wanted.stated, inputs, questions)
    return Judged(Verdict.UNKNOWN, (f"needs {wanted.needs}",))


def _score(limit: ScoreLimit, inputs: Inputs) -> Judged:
    instrument, rating = inputs.instruments[limit.instrument], inputs.now.rating(limit.instrument)
    if rating is None or limit.score not in rating.scores:
        return _unknown(f"{instrument.abbreviation} not scored on {inputs.now}")
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
    why = f"{name} {span} on {inputs.now}, needed {' and '.join(limits)}"
    return Judged(verdict, (why,), (_input(name, inputs.now, str(span)),))


def _absent(wanted: AbsentItems, inputs: Inputs) -> Judged:
    instrument, rating = inputs.instruments[wanted.instrument], inputs.now.rating(wanted.instrument)
    if rating is None:
        return _unknown(f"{instrument.abbreviation} not scored on {inputs.now}")
    spans = {item: item_span(instrument, rating, item) for item in wanted.items}
    present = [instrument.item(item).title for item, span in spans.items() if span.low > 0]
    unknown = [instrument.item(item).title for item, span in spans.items() if span.low == 0 < span.high]
    used = tuple(
        _input(f"{instrument.abbreviation} {instrument.item(item).title}", inputs.now, str(span))
        for item, span in spans.items()
    )
    if present:
        return Judged(Verdict.NOT_MET, (f"present on {inputs.now}: {', '.join(present)}",), used)
    if unknown:
        return Judged(Verdict.UNKNOWN, (f"not known on {inputs.now}: {_some_of(unknown)}",), used)
    return Judged(Verdict.MET, (f"none of them present on {inputs.now}",), used)


def _nothing_new(wanted: NothingNew, inputs: Inputs) -> Judged:
    instrument, now = inputs.instruments[wanted.instrument], inputs.now.rating(wanted.instrument)
    before = inputs.earlier(wanted.instrument, "previous")
    if now is None:
        return _unknown(f"{instrument.abbreviation} not scored on {inputs.now}")
    if before is None:
        return _unknown(f"no {instrument.abbreviation} before {inputs.now}")
    day, rating = before
    new, unknown = [], []
    for item in instrument.items:
        first, later = item_span(instrument, rating, item.id), item_span(instrument, now, item.id)
        if first.high == 0 < later.low:
            new.append(item.full_title)
        elif later.high > 0 and first.low == 0:
            unknown.append(item.full_title)
    used = tuple(
        _input(f"{instrument.abbreviation} items", each, "by item" if rated.has_answers else "score only")
        for each, rated in ((day, rating), (inputs.now, now))
    )
    notes = tuple(
        each.text for each in cautions(instrument, before, (inputs.now, now)) if each.about == "window"
    )
    if new:
        return Judged(Verdict.NOT_MET, (f"new since {day}: {', '.join(new)}",), used, notes)
    if unknown:
        told = f"whether new since {day} is not known of {_some_of(unknown)}"
        return Judged(Verdict.UNKNOWN, (told,), used, notes)
    return Judged(Verdict.MET, (f"nothing new on {inputs.now} since {day}",), used, notes)


def _rule_of_change(wanted: RuleOfChange, inputs: Inputs) -> Judged:
    instrument = inputs.instruments[wanted.instrument]
    rule = next(each for each in instrument.changes if each.id == wanted.rule)
    found = _pair(inputs, wanted.instrument, rule.score, wanted.against)
    if isinstance(found, Judged) and rule.needs_first:
        return found
    rating = inputs.now.rating(wanted.instrument)
    if rating is None or rule.score not in rating.scores:
        return _unknown(f"{instrument.abbreviation} not scored on {inputs.now}")
    later, first, told = rating.scores[rule.score], None, ""
    used: tuple[Input, ...] = (_input(f"{instrument.abbreviation} {rule.score}", inputs.now, str(later)),)
    notes: tuple[str, ...] = ()
    if not isinstance(found, Judged):
        day, first, notes = found
        told = f"{first} on {day}, "
        used = (_input(f"{instrument.abbreviation} {rule.score}", day, str(first)), *used)
    verdict = judge_change(rule, first, later)
    why = f"{rule.title} {verdict}: {instrument.abbreviation} {told}{later} on {inputs.now}"
    return Judged(verdict, (why,), used, notes)


def _no_rise(wanted: NoRise, inputs: Inputs) -> Judged:
    instrument = inputs.instruments[wanted.instrument]
    found = _pair(inputs, wanted.instrument, wanted.score, "baseline")
    if isinstance(found, Judged):
        return found
    rating = inputs.now.rating(wanted.instrument)
    if rating is None or wanted.score not in rating.scores:
        return _unknown(f"{instrument.abbreviation} not scored on {inputs.now}")
    day, first, notes = found
    later = rating.scores[wanted.score]
    verdict = Verdict.UNKNOWN
    if later.high <= first.low:
        verdict = Verdict.MET
    elif later.low > first.high:
        verdict = Verdict.NOT_MET
    name = f"{instrument.abbreviation} {wanted.score}"
    used = (_input(name, day, str(first)), _input(name, inputs.now, str(later)))
    return Judged(verdict, (f"{name} {first} on {day}, {later} on {inputs.now}",), used, notes)


def _pair(
    inputs: Inputs, name: str, score: str, role: str
) -> Judged | tuple[Occasion, Span, tuple[str, ...]]:
    """The earlier score with its day and what weakens the comparison, or why there is none."""
    instrument, rating = inputs.instruments[name], inputs.now.rating(name)
    earlier = inputs.earlier(name, role, score)
    if earlier is None or score not in earlier[1].scores:
        return _unknown(f"no {instrument.abbreviation} before {inputs.now} to compare with")
    notes: tuple[str, ...] = ()
    if rating is not None:
        notes = tuple(each.text for each in cautions(instrument, earlier, (inputs.now, rating)))
    return earlier[0], earlier[1].scores[score], notes


def _measure(limit: MeasureLimit, inputs: Inputs) -> Judged:
    name, unit = MEASURES[limit.measure]
    value = value_of(inputs.now, limit.measure)
    if value is None:
        return _unknown(f"{name} not recorded on {inputs.now}")
    if limit.at_most is not None:
        met, needed = exact(value) <= exact(limit.at_most), f"at most {limit.at_most:g}{unit}"
    else:
        met, needed = exact(value) < exact(limit.below or 0), f"below {limit.below:g}{unit}"
    notes = ()
    if limit.flag is not None and exact(value) == exact(limit.flag.at):
        notes = (limit.flag.text,)
    why = f"{name} {value:g}{unit} on {inputs.now}, needed {needed}"
    used = (_input(name, inputs.now, f"{value:g}{unit}"),)
    return Judged(Verdict.MET if met else Verdict.NOT_MET, (why,), used, notes)


def _measure_rise(limit: MeasureRise, inputs: Inputs) -> Judged:
    name, unit = MEASURES[limit.measure]
    later = value_of(inputs.now, limit.measure)
    if later is None:
        return _unknown(f"{name} not recorded on {inputs.now}")
    earlier = inputs.earlier_measure(limit.measure, limit.against)
    if earlier is None:
        return _unknown(f"{name} not recorded before {inputs.now}")
    day, first = earlier
    rise = exact(later) - exact(first)
    used = (_input(name, day, f"{first:g}{unit}"), _input(name, inputs.now, f"{later:g}{unit}"))
    told = f"{name} {first:g}{unit} on {day}, {later:g}{unit} on {inputs.now}"
    if limit.less_than is not None:
        met, needed = rise < exact(limit.less_than), f"a rise of less than {limit.less_than:g}{unit}"
    elif first == 0 and later > 0:
        return Judged(Verdict.UNKNOWN, (f"{told}: percent change from 0 is not defined",), used)
    else:
        percent = limit.less_than_percent or 0
        met, needed = 100 * rise < exact(percent) * exact(first) or rise <= 0, f"a rise below {percent:g} %"
    return Judged(Verdict.MET if met else Verdict.NOT_MET, (f"{told}, needed {needed}",), used)


def _stated(wanted: StatedFact, inputs: Inputs, questions: dict[str, str]) -> Judged:
    said = inputs.stated.get(wanted.fact)
    if said is None:
        return _unknown(f"not stated: {wanted.fact} ({questions[wanted.fact]})")
    answer = "yes" if said else "no"
    used = (_input(wanted.fact, inputs.now, f"stated: {answer}"),)
    verdict = Verdict.MET if said is wanted.holds else Verdict.NOT_MET
    return Judged(verdict, (f"stated: {wanted.fact} {answer}",), used)


def _within(span: Span, low: int, high: int) -> Verdict:
    if low <= span.low and span.high <= high:
        return Verdict.MET
    return Verdict.NOT_MET if span.high < low or span.low > high else Verdict.UNKNOWN


def _input(what: str, occasion: Occasion, value: str) -> Input:
    return Input(what, occasion.day.isoformat(), value)


def _unknown(why: str) -> Judged:
    return Judged(Verdict.UNKNOWN, (why,))


def _some_of(titles: list[str]) -> str:
    more = len(titles) - MOST_NAMED
    named = ", ".join(titles[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named
