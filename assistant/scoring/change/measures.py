"""Whether a measure, or a fact that the clinician states, meets what a target requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.change.criteria import as_input
from assistant.scoring.change.inputs import MEASURES, Inputs, Judged, unknown, value_of
from assistant.scoring.change.limits import Verdict, exact

if TYPE_CHECKING:
    from assistant.scoring.format.requirements import MeasureLimit, MeasureRise, StatedFact


def judge_measure(limit: MeasureLimit, inputs: Inputs) -> Judged:
    """A measure of the visit within its limit; unknown where it is not recorded."""
    name, unit = MEASURES[limit.measure]
    value = value_of(inputs.latest, limit.measure)
    if value is None:
        return unknown(f"{name} not recorded on {inputs.latest}")
    if limit.at_most is not None:
        met, needed = exact(value) <= exact(limit.at_most), f"at most {limit.at_most:g}{unit}"
    else:
        met, needed = exact(value) < exact(limit.below or 0), f"below {limit.below:g}{unit}"
    notes: tuple[str, ...] = ()
    if limit.flag is not None and exact(value) == exact(limit.flag.at):
        notes = (limit.flag.text,)
    why = f"{name} {value:g}{unit} on {inputs.latest}, needed {needed}"
    used = (as_input(name, inputs.latest, f"{value:g}{unit}"),)
    return Judged(Verdict.MET if met else Verdict.NOT_MET, (why,), used, notes)


def judge_rise(limit: MeasureRise, inputs: Inputs) -> Judged:
    """A measure that rose by less than an amount since the earlier visit."""
    name, unit = MEASURES[limit.measure]
    later = value_of(inputs.latest, limit.measure)
    if later is None:
        return unknown(f"{name} not recorded on {inputs.latest}")
    earlier = inputs.earlier_measure(limit.measure, limit.against)
    if earlier is None:
        return unknown(f"{name} not recorded before {inputs.latest}")
    day, first = earlier
    rise = exact(later) - exact(first)
    used = (as_input(name, day, f"{first:g}{unit}"), as_input(name, inputs.latest, f"{later:g}{unit}"))
    told = f"{name} {first:g}{unit} on {day}, {later:g}{unit} on {inputs.latest}"
    if limit.less_than is not None:
        met, needed = rise < exact(limit.less_than), f"a rise of less than {limit.less_than:g}{unit}"
    elif first == 0 and later > 0:
        return Judged(Verdict.UNKNOWN, (f"{told}: percent change from 0 is not defined",), used)
    else:
        percent = limit.less_than_percent or 0
        met, needed = 100 * rise < exact(percent) * exact(first) or rise <= 0, f"a rise below {percent:g} %"
    return Judged(Verdict.MET if met else Verdict.NOT_MET, (f"{told}, needed {needed}",), used)


def judge_stated(wanted: StatedFact, inputs: Inputs) -> Judged:
    """What the clinician says; unknown until it is said."""
    said = inputs.stated.get(wanted.fact)
    if said is None:
        return unknown(f"not stated: {wanted.fact} ({inputs.questions[wanted.fact]})")
    answer = "yes" if said else "no"
    used = (as_input(wanted.fact, inputs.latest, f"stated: {answer}"),)
    verdict = Verdict.MET if said is wanted.holds else Verdict.NOT_MET
    return Judged(verdict, (f"stated: {wanted.fact} {answer}",), used)
