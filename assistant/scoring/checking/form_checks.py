"""Whether items, their answers and their conditions fit each other in an instrument file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import listed, quoted
from assistant.scoring.expansion import dependency_order, item_ids, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.questions import Condition, ItemDefinition


def item_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """What is wrong with items, their places and their answers."""
    sections = [group.id for group in definition.groups if group.kind == "section"]
    places = [group.id for group in definition.groups if group.kind == "place"]
    for position, item in enumerate(definition.items):
        location: Location = ("items", position)
        if (item.group is None) == (item.repeat is None):
            what = f"item {quoted(item.id)} must stand in one section or be repeated"
            yield Finding(location, what, "write either group or repeat")
        if item.group is not None and item.group not in sections:
            yield unknown_name((*location, "group"), "section", item.group, sections)
        for index, place in enumerate(item.not_at):
            if place not in places:
                yield unknown_name((*location, "not_at", index), "place", place, places)
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
        yield unknown_name((*location, "option_set"), "option set", item.option_set, definition.option_sets)
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


def condition_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """Conditions on what is not there, and conditions that depend on each other in a circle."""
    unknown = False
    for position, item in enumerate(definition.items):
        if item.ask_when is not None:
            for finding in _condition(item.ask_when, ("items", position, "ask_when"), definition):
                unknown = True
                yield finding
    if unknown:
        return
    needs = {
        item.id: frozenset(reference.rsplit(".", 1)[-1] for reference in references(item.ask_when))
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
            yield unknown_name((*location, key), "repeated item", name, repeated)
    if condition.item is not None and item_ids(definition, condition.item) != (condition.item,):
        yield unknown_name((*location, "item"), "item", condition.item, all_ids(definition))
    for key in ("all", "any"):
        for position, part in enumerate(getattr(condition, key) or ()):
            yield from _condition(part, (*location, key, position), definition)
    if condition.negation is not None:
        yield from _condition(condition.negation, (*location, "not"), definition)


def references(condition: Condition | None) -> Iterator[str]:
    """The names that a condition looks at."""
    if condition is None:
        return
    for name in (condition.item, condition.some, condition.every):
        if name is not None:
            yield name
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from references(part)
    yield from references(condition.negation)


def all_ids(definition: InstrumentDefinition) -> tuple[str, ...]:
    """Every name that may stand for items: questions, and questions in their places."""
    ids = (item_id for item in definition.items for item_id in item_ids(definition, item.id))
    return tuple(dict.fromkeys((*(item.id for item in definition.items), *ids)))


def unknown_name(location: Location, kind: str, name: str, valid: Iterable[str]) -> Finding:
    """A name that is not in the file, with the nearest that is."""
    what = f"there is no {kind} {quoted(name)} in this file"
    return Finding(location, what, did_you_mean(name, valid), ProblemCode.UNKNOWN_NAME)
