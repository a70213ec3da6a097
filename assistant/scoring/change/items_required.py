"""Whether what is required of single answers, places, laboratory values or the phototype holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from assistant.scoring.change.criteria import as_input
from assistant.scoring.change.inputs import Judged, rated, unknown
from assistant.scoring.change.known_items import item_span
from assistant.scoring.change.limits import Verdict
from assistant.scoring.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from assistant.scoring.change.inputs import Inputs
    from assistant.scoring.change.series import Rating
    from assistant.scoring.format.items_required import (
        LevelLimits,
        OutsideWindow,
        PhototypeAmong,
        PresentItems,
        SamePlace,
        ScoreFall,
        UnansweredItems,
    )
    from assistant.scoring.instrument import Instrument, Item


def named_items(instrument: Instrument, names: Iterable[str]) -> tuple[Item, ...]:
    """The items that names stand for; a repeated item in all its places."""
    wanted = set(names)
    return tuple(item for item in instrument.items if item.id in wanted or item.base in wanted)


def _present(wanted: PresentItems, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    spans = {item.id: item_span(instrument, rating, item.id) for item in _asked(instrument, rating, wanted)}
    there = [item for item, span in spans.items() if span.low >= wanted.at_least]
    if there:
        told = ", ".join(f"{instrument.item(item).full_title} {spans[item]}" for item in there)
        used = as_input(f"{instrument.abbreviation} {told}", inputs.latest, "present")
        about = tuple((instrument.id, item) for item in there)
        return Judged(Verdict.MET, (f"present on {inputs.latest}: {told}",), (used,), about=about)
    if any(span.high >= wanted.at_least for span in spans.values()):
        return unknown(f"not known on {inputs.latest}")
    return Judged(Verdict.NOT_MET, (f"none of them present on {inputs.latest}",))


def _asked(instrument: Instrument, rating: Rating, wanted: PresentItems | UnansweredItems) -> list[Item]:
    """The items of these names that belong to the form as it was answered."""
    verdicts = instrument.plan.verdicts(rating.answers)
    return [
        item for item in named_items(instrument, wanted.items) if verdicts.get(item.id, True) is not False
    ]


def _same_place(wanted: SamePlace, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    titles, about, possible = [], [], False
    for group in instrument.groups:
        inside = {item.base: item for item in group.items if item.base in wanted.levels}
        if group.kind != "place" or len(inside) < len(wanted.levels):
            continue
        levels = {base: rating.answers.get(item.id) for base, item in inside.items()}
        if any(
            level is not None and not _within(level, wanted.levels[base]) for base, level in levels.items()
        ):
            continue
        if None in levels.values():
            possible = True
            continue
        titles.append(group.title)
        about.append((instrument.id, next(inside[base].id for base in wanted.levels)))
    if not titles:
        verdict = Verdict.UNKNOWN if possible else Verdict.NOT_MET
        return Judged(verdict, (f"in no place on {inputs.latest}",))
    told = f"{instrument.abbreviation} {_limits_in_words(instrument, wanted.levels)}"
    used = as_input(told, inputs.latest, ", ".join(titles))
    return Judged(Verdict.MET, (f"{told}: {', '.join(titles)}",), (used,), about=tuple(about))


def _within(level: int, limits: LevelLimits) -> bool:
    low = limits.at_least if limits.at_least is not None else level
    high = limits.at_most if limits.at_most is not None else level
    return low <= level <= high


def _limits_in_words(instrument: Instrument, levels: Mapping[str, LevelLimits]) -> str:
    titles = {item.base: item.title for item in instrument.items}
    return " with ".join(f"{titles[base]} {_limit(limits)}" for base, limits in levels.items())


def _limit(limits: LevelLimits) -> str:
    if limits.at_most is None:
        return f"{limits.at_least} or more"
    if limits.at_least in {None, limits.at_most}:
        return str(limits.at_most) if limits.at_most == 0 or limits.at_least else f"{limits.at_most} or less"
    return f"{limits.at_least} to {limits.at_most}"


def _unanswered(wanted: UnansweredItems, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    if not rating.has_answers:
        return unknown(f"only the scores are known on {inputs.latest}")
    verdicts = instrument.plan.verdicts(rating.answers)
    asked = [item for item in _asked(instrument, rating, wanted) if verdicts.get(item.id, True)]
    open_ones = [item for item in asked if item.id not in rating.answers and item.id not in rating.left]
    if not open_ones:
        return Judged(Verdict.NOT_MET, (f"answered, left on purpose or not asked on {inputs.latest}",))
    told = ", ".join(item.full_title for item in open_ones)
    used = as_input(f"{instrument.abbreviation} {told}", inputs.latest, "not answered")
    about = tuple((instrument.id, item.id) for item in open_ones)
    return Judged(Verdict.MET, (f"not answered on {inputs.latest}: {told}",), (used,), about=about)


def _fall(wanted: ScoreFall, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    earlier = inputs.earlier(wanted.instrument, wanted.against, wanted.score)
    if earlier is None or wanted.score not in earlier[1].scores or wanted.score not in rating.scores:
        return unknown(f"no two {instrument.abbreviation} {wanted.score} to compare")
    first, later = earlier[1].scores[wanted.score], rating.scores[wanted.score]
    verdict = Verdict.UNKNOWN
    if later.high <= first.low - wanted.by:
        verdict = Verdict.MET
    elif later.low > first.high - wanted.by:
        verdict = Verdict.NOT_MET
    name = f"{instrument.abbreviation} {wanted.score}"
    used = (as_input(name, earlier[0], str(first)), as_input(name, inputs.latest, str(later)))
    lower = tuple(
        (instrument.id, item.id)
        for item in instrument.items
        if _fell(earlier[1].answers.get(item.id), rating.answers.get(item.id))
        and _adds_to(instrument, wanted.score, item.id)
    )
    return Judged(
        verdict, (f"{name} {first} on {earlier[0]}, {later} on {inputs.latest}",), used, about=lower
    )


def _fell(before: int | None, now: int | None) -> bool:
    return before is not None and now is not None and now < before


def _adds_to(instrument: Instrument, score: str, item: str) -> bool:
    plan = next(each for each in instrument.plan.scores if each.id == score)
    return any(
        item in dict(term.weights) or item in {factor.item for factor in term.factors} for term in plan.terms
    )


def _phototype(wanted: PhototypeAmong, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    phototype = found[1].phototype
    if phototype is None:
        return unknown(f"no phototype is known on {inputs.latest}")
    verdict = Verdict.MET if phototype in wanted.among else Verdict.NOT_MET
    return Judged(verdict, (f"phototype {phototype}",), (as_input("phototype", inputs.latest, phototype),))


def _outside_window(wanted: OutsideWindow, inputs: Inputs) -> Judged:
    found = rated(wanted.instrument, inputs)
    if isinstance(found, Judged):
        return found
    instrument, rating = found
    if rating.window is None:
        return unknown(f"the recall window is not recorded for {inputs.latest}")
    last = inputs.latest.day
    first = last - timedelta(days=rating.window)
    used, about = [], []
    for item, days in _days_by_item(instrument, inputs).items():
        if item in rating.answers and all(not first <= day <= last for day in days):
            told = ", ".join(f"{day:%d.%m.%Y}" for day in sorted(days))
            title = instrument.item(item).full_title
            used.append(as_input(f"{instrument.abbreviation} {title}", inputs.latest, f"values of {told}"))
            about.append((instrument.id, item))
    if not used:
        return Judged(Verdict.NOT_MET, ("no answered item has values outside the window alone",))
    why = f"outside the {rating.window} days before {inputs.latest}"
    return Judged(Verdict.MET, (why,), tuple(used), about=tuple(about))


def _days_by_item(instrument: Instrument, inputs: Inputs) -> dict[str, set[date]]:
    """The days of the values of the visit, by the item that they may answer."""
    words = {
        (folded(word), hint.item)
        for hint in instrument.hints
        for word in (hint.id, hint.measures, *hint.words)
    }
    days: dict[str, set[date]] = {}
    for sample in inputs.latest.laboratory:
        name = folded(sample.name)
        for item in sorted({item for word, item in words if word == name}):
            days.setdefault(item, set()).add(sample.day)
    return days


ON_ITEMS: dict[str, Callable[[Any, Inputs], Judged]] = {
    "present": _present,
    "same_place": _same_place,
    "unanswered": _unanswered,
    "fall": _fall,
    "phototype": _phototype,
    "outside_window": _outside_window,
}
"""What judges each key of a requirement that looks at single answers."""
