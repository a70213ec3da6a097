"""What must hold between the parts of an instrument file, beyond what each part's model can see."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import BaseModel

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import listed, quoted
from assistant.scoring.expansion import dependency_order, item_ids, options_of
from assistant.scoring.format.evidence import Evidence
from assistant.scoring.format.proof import Maximum

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.questions import Condition, ItemDefinition
    from assistant.scoring.format.scores import BandScheme, Factor, ScoreDefinition


def check(definition: InstrumentDefinition) -> Iterator[Finding]:
    """Every contradiction in the file. The later checks need what the earlier ones make sure of."""
    first = [*_names(definition), *_sources(definition), *_items(definition), *_window(definition)]
    yield from first
    if first:
        return
    second = [*_conditions(definition), *_scores(definition), *_uses(definition)]
    yield from second
    if not second:
        yield from _bands(definition)


def _names(definition: InstrumentDefinition) -> Iterator[Finding]:
    parts: dict[str, Iterable[str]] = {
        "groups": (group.id for group in definition.groups),
        "items": (item.id for item in definition.items),
        "scores": (score.id for score in definition.scores),
        "bands": (scheme.id for scheme in definition.bands),
        "rules": (rule.id for rule in definition.rules),
        "changes": (change.id for change in definition.changes),
        "hints": (hint.id for hint in definition.hints),
    }
    for part, names in parts.items():
        seen: set[str] = set()
        for position, name in enumerate(names):
            if name in seen:
                what = f"the id {quoted(name)} is used twice in {part}"
                yield Finding((part, position, "id"), what, "rename one of them", ProblemCode.DUPLICATE_NAME)
            seen.add(name)


def _sources(definition: InstrumentDefinition) -> Iterator[Finding]:
    for location, part in _parts(definition, ()):
        if isinstance(part, (Evidence, Maximum)):
            for position, key in enumerate(part.sources):
                if key not in definition.sources:
                    yield _unknown((*location, "sources", position), "source", key, definition.sources)


def _parts(part: object, location: Location) -> Iterator[tuple[Location, BaseModel]]:
    if isinstance(part, BaseModel):
        yield location, part
        for name in type(part).model_fields:
            yield from _parts(getattr(part, name), (*location, name))
    elif isinstance(part, tuple):
        for position, inner in enumerate(part):
            yield from _parts(inner, (*location, position))
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield from _parts(inner, (*location, key))


def _items(definition: InstrumentDefinition) -> Iterator[Finding]:
    sections = [group.id for group in definition.groups if group.kind == "section"]
    places = [group.id for group in definition.groups if group.kind == "place"]
    for position, item in enumerate(definition.items):
        location: Location = ("items", position)
        if (item.group is None) == (item.repeat is None):
            what = f"item {quoted(item.id)} must stand in one section or be repeated"
            yield Finding(location, what, "write either group or repeat")
        if item.group is not None and item.group not in sections:
            yield _unknown((*location, "group"), "section", item.group, sections)
        for index, place in enumerate(item.not_at):
            if place not in places:
                yield _unknown((*location, "not_at", index), "place", place, places)
        if item.repeat is not None and not set(places) - set(item.not_at):
            yield Finding(
                location, f"item {quoted(item.id)} is repeated over no place", "add a place to groups"
            )
        yield from _options(item, location, definition)
    for position, group in enumerate(definition.groups):
        if group.kind == "section" and all(item.group != group.id for item in definition.items):
            what = f"the section {quoted(group.id)} has no item"
            yield Finding(("groups", position), what, "remove it, or add an item to it")


def _options(item: ItemDefinition, location: Location, definition: InstrumentDefinition) -> Iterator[Finding]:
    if (not item.options) == (item.option_set is None):
        what = f"item {quoted(item.id)} needs its answers once"
        yield Finding(location, what, "write either options or option_set")
        return
    if item.option_set is not None and item.option_set not in definition.option_sets:
        yield _unknown((*location, "option_set"), "option set", item.option_set, definition.option_sets)
        return
    values = [option.value for option in options_of(item, definition)]
    if len(values) < 2 or any(low >= high for low, high in pairwise(values)):
        what = f"the values of {quoted(item.id)} are {listed(values, 'and')}"
        yield Finding(
            (*location, "options"), what, "give two or more, each once, from the lowest to the highest"
        )
    if item.clear_value is not None and item.clear_value not in values:
        what = f"the clear_value of {quoted(item.id)} is {item.clear_value}, which is not one of its answers"
        yield Finding((*location, "clear_value"), what, f"write {listed(values)}, or leave it empty (null)")
    if definition.overview == "items" and (len(values) != 2 or item.clear_value is None):
        what = f"item {quoted(item.id)} cannot be marked on an overview of items"
        yield Finding(location, what, "give it two answers and a clear_value, or remove overview")


def _window(definition: InstrumentDefinition) -> Iterator[Finding]:
    window = definition.window
    if window is not None and window.default not in window.options:
        what = f"the default window of {window.default} days is not one of the options"
        yield Finding(("window", "default"), what, f"write {listed(window.options)}")


def _conditions(definition: InstrumentDefinition) -> Iterator[Finding]:
    unknown = False
    for position, item in enumerate(definition.items):
        if item.ask_when is not None:
            for finding in _condition(item.ask_when, ("items", position, "ask_when"), definition):
                unknown = True
                yield finding
    if unknown:
        return
    needs = {
        item.id: frozenset(reference.rsplit(".", 1)[-1] for reference in _references(item.ask_when))
        for item in definition.items
    }
    _, caught = dependency_order(needs)
    if caught:
        position = next(index for index, item in enumerate(definition.items) if item.id in caught)
        what = f"whether {listed(map(quoted, caught), 'and')} are asked depends on each other in a circle"
        yield Finding(
            ("items", position, "ask_when"),
            what,
            "remove one of these ask_when conditions",
            ProblemCode.CYCLE,
        )


def _condition(
    condition: Condition, location: Location, definition: InstrumentDefinition
) -> Iterator[Finding]:
    repeated = [item.id for item in definition.items if item.repeat]
    for key in ("some", "every"):
        name = getattr(condition, key)
        if name is not None and name not in repeated:
            yield _unknown((*location, key), "repeated item", name, repeated)
    if condition.item is not None and item_ids(definition, condition.item) != (condition.item,):
        yield _unknown((*location, "item"), "item", condition.item, _all_ids(definition))
    for key in ("all", "any"):
        for position, part in enumerate(getattr(condition, key) or ()):
            yield from _condition(part, (*location, key, position), definition)
    if condition.negation is not None:
        yield from _condition(condition.negation, (*location, "not"), definition)


def _references(condition: Condition | None) -> Iterator[str]:
    if condition is None:
        return
    for name in (condition.item, condition.some, condition.every):
        if name is not None:
            yield name
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from _references(part)
    yield from _references(condition.negation)


def _scores(definition: InstrumentDefinition) -> Iterator[Finding]:
    used: set[str] = set()
    for position, score in enumerate(definition.scores):
        summed = yield from _sum(score, ("scores", position), definition)
        used.update(summed)
        for name, count in Counter(summed).items():
            if count > 1:
                what = f"{score.id} counts {quoted(name)} {count} times"
                yield Finding(("scores", position, "sum"), what, "name it once")
    used.update(reference for item in definition.items for reference in _references(item.ask_when))
    factors = {factor.item for score in definition.scores for term in score.sum for factor in term.times}
    for position, item in enumerate(definition.items):
        if not used.intersection((item.id, *item_ids(definition, item.id))) and item.id not in factors:
            what = f"item {quoted(item.id)} is in no score"
            yield Finding(("items", position), what, "add it to the sum of a score, or remove it")


def _sum(
    score: ScoreDefinition, place: Location, definition: InstrumentDefinition
) -> Generator[Finding, None, list[str]]:
    summed: list[str] = []
    for number, term in enumerate(score.sum):
        location = (*place, "sum", number)
        for index, name in enumerate(term.of):
            ids = item_ids(definition, name)
            summed.extend(ids)
            if not ids:
                yield _unknown((*location, "of", index), "item", name, _all_ids(definition))
        for index, factor in enumerate(term.times):
            yield from _factor(factor, (*location, "times", index), definition)
    return summed


def _factor(factor: Factor, location: Location, definition: InstrumentDefinition) -> Iterator[Finding]:
    if item_ids(definition, factor.item) != (factor.item,):
        yield _unknown((*location, "item"), "item", factor.item, _all_ids(definition))
        return
    base = factor.item.rsplit(".", 1)[-1]
    item = next(item for item in definition.items if item.id == base)
    values = [option.value for option in options_of(item, definition)]
    if sorted(factor.by_value) != values:
        wanted = listed(values, "and")
        what = f"the multiplier by {quoted(factor.item)} does not name exactly its values {wanted}"
        yield Finding((*location, "by_value"), what, "write one multiplier for each value")
    elif any(factor.by_value[low] > factor.by_value[high] for low, high in pairwise(values)):
        what = f"the multiplier by {quoted(factor.item)} falls as the answer rises"
        yield Finding((*location, "by_value"), what, "a higher value may not have a lower multiplier")


def _uses(definition: InstrumentDefinition) -> Iterator[Finding]:
    scores = [score.id for score in definition.scores]
    items = {item.id: item for item in definition.items}
    for position, change in enumerate(definition.changes):
        if change.score not in scores:
            yield _unknown(("changes", position, "score"), "score", change.score, scores)
    for position, scheme in enumerate(definition.bands):
        if scheme.score not in scores:
            yield _unknown(("bands", position, "score"), "score", scheme.score, scores)
    for position, hint in enumerate(definition.hints):
        item = items.get(hint.item)
        if item is None:
            yield _unknown(("hints", position, "item"), "item", hint.item, items)
            continue
        values = [option.value for option in options_of(item, definition)]
        for key in ("then", "otherwise"):
            if getattr(hint, key) not in values:
                what = f"{getattr(hint, key)} is not an answer of {quoted(hint.item)}"
                yield Finding(("hints", position, key), what, f"write {listed(values)}")


def _bands(definition: InstrumentDefinition) -> Iterator[Finding]:
    for score in (score.id for score in definition.scores):
        schemes = [scheme for scheme in definition.bands if scheme.score == score]
        if schemes and sum(scheme.default for scheme in schemes) != 1:
            position = definition.bands.index(schemes[0])
            what = f"{quoted(score)} has {sum(scheme.default for scheme in schemes)} default band schemes"
            yield Finding(("bands", position), what, "write 'default: true' in exactly one of them")
    for position, scheme in enumerate(definition.bands):
        yield from _levels(scheme, ("bands", position, "levels"))


def _levels(scheme: BandScheme, location: Location) -> Iterator[Finding]:
    expected = 0
    for index, band in enumerate(scheme.levels):
        if band.low != expected or band.high < band.low:
            span = f"from {band.low} to {band.high}"
            what = f"the band {quoted(band.label)} runs {span}, but {expected} comes next"
            yield Finding((*location, index), what, "make the bands follow each other without gap or overlap")
            return
        expected = band.high + 1


def _all_ids(definition: InstrumentDefinition) -> tuple[str, ...]:
    ids = (item_id for item in definition.items for item_id in item_ids(definition, item.id))
    return tuple(dict.fromkeys((*(item.id for item in definition.items), *ids)))


def _unknown(location: Location, kind: str, name: str, valid: Iterable[str]) -> Finding:
    what = f"there is no {kind} {quoted(name)} in this file"
    return Finding(location, what, did_you_mean(name, valid), ProblemCode.UNKNOWN_NAME)
