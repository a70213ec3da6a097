"""From an instrument file to an instrument: repeated questions put into their places, sums into a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.conditions import Comparison, Condition, Joined, Negated
from assistant.scoring.instrument import Group, Instrument, Item
from assistant.scoring.plan import FactorPlan, Plan, Range, SchemePlan, ScorePlan, TermPlan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.scoring.format import questions, scores
    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.figure import FigureDefinition
    from assistant.scoring.format.questions import GroupDefinition, ItemDefinition, Option


def expand(
    definition: InstrumentDefinition, digest: str, figure: FigureDefinition | None = None
) -> Instrument:
    """Build the instrument, with its figure. The definition must have passed `consistency.check`."""
    groups = tuple(_group(group, definition) for group in definition.groups)
    items = [item for group in groups for item in group.items]
    return Instrument(definition, digest, groups, _plan(definition, items), figure)


def item_ids(definition: InstrumentDefinition, name: str) -> tuple[str, ...]:
    """The items that a name in the file stands for: one item, or a repeated one in all its places."""
    for item in definition.items:
        if item.id == name:
            return tuple(_item_id(item, group) for group in definition.groups if _stands_in(item, group))
    places = (
        _item_id(item, group) for item in definition.items for group in definition.groups if item.repeat
    )
    return (name,) if name in set(places) else ()


def options_of(item: ItemDefinition, definition: InstrumentDefinition) -> tuple[Option, ...]:
    """The item's own options, or those of the set that it names."""
    if item.option_set is not None:
        return definition.option_sets.get(item.option_set, ())
    return item.options


def dependency_order(dependencies: dict[str, frozenset[str]]) -> tuple[list[str], list[str]]:
    """Names so ordered that each follows those that it depends on, and the names caught in a cycle."""
    ordered: list[str] = []
    waiting = dict(dependencies)
    while True:
        ready = [name for name, needs in waiting.items() if not needs & waiting.keys()]
        if not ready:
            return ordered, list(waiting)
        for name in ready:
            ordered.append(name)
            del waiting[name]


def _stands_in(item: ItemDefinition, group: GroupDefinition) -> bool:
    if item.repeat == "places":
        return group.kind == "place" and group.id not in item.not_at
    return item.group == group.id


def _item_id(item: ItemDefinition, group: GroupDefinition) -> str:
    return f"{group.id}.{item.id}" if item.repeat else item.id


def _group(group: GroupDefinition, definition: InstrumentDefinition) -> Group:
    items = tuple(_item(item, group, definition) for item in definition.items if _stands_in(item, group))
    return Group(group.id, group.title, group.kind, group.words, items)


def _item(item: ItemDefinition, group: GroupDefinition, definition: InstrumentDefinition) -> Item:
    options = options_of(item, definition)
    place = group.phrase or group.title.lower()
    return Item(
        id=_item_id(item, group),
        base=item.id,
        title=item.title,
        full_title=f"{group.title}: {item.title}" if item.repeat else item.title,
        question=item.question.replace("{place}", place),
        group=group.id,
        options=options,
        levels=tuple(option.value for option in options),
        weight=item.weight,
        clear_value=item.clear_value,
        condition=_condition(item.ask_when, definition) if item.ask_when is not None else None,
        counts=item.counts,
        excludes=item.excludes,
        help=item.help,
        on_phototypes=item.on_phototypes,
        words=item.words,
        evidence=item.evidence,
    )


def _condition(written: questions.Condition, definition: InstrumentDefinition) -> Condition:
    if written.all is not None:
        return Joined(tuple(_condition(part, definition) for part in written.all), every=True)
    if written.any is not None:
        return Joined(tuple(_condition(part, definition) for part in written.any), every=False)
    if written.negation is not None:
        return Negated(_condition(written.negation, definition))
    name = str(written.item or written.some or written.every)
    ids = item_ids(definition, name)
    base = name.rsplit(".", 1)[-1]
    item = next(item for item in definition.items if item.id == base)
    allowed = frozenset(o.value for o in options_of(item, definition) if _passes(o.value, written))
    return Comparison(frozenset(ids), allowed, every=written.every is not None)


def _passes(value: int, written: questions.Condition) -> bool:
    if written.equals is not None:
        return value == written.equals
    if written.at_least is not None:
        return value >= written.at_least
    return written.at_most is not None and value <= written.at_most


def _plan(definition: InstrumentDefinition, items: list[Item]) -> Plan:
    conditions = {item.id: item.condition for item in items if item.condition is not None}
    order, _ = dependency_order({name: condition.items for name, condition in conditions.items()})
    weights = {item.id: item.weight for item in items}
    return Plan(
        ranges={item.id: Range(item.levels[0], item.levels[-1]) for item in items},
        levels={item.id: frozenset(item.levels) for item in items},
        conditional=tuple((name, conditions[name]) for name in order),
        scores=tuple(_score_plan(score, definition, weights) for score in definition.scores),
    )


def _score_plan(
    score: scores.ScoreDefinition, definition: InstrumentDefinition, weights: dict[str, int]
) -> ScorePlan:
    schemes = [scheme for scheme in definition.bands if scheme.score == score.id]
    default = next((scheme for scheme in schemes if scheme.default), None)
    return ScorePlan(
        id=score.id,
        title=score.title,
        terms=tuple(_term_plan(term, definition, weights) for term in score.sum),
        default=_scheme_plan(default) if default is not None else None,
        schemes=tuple(_scheme_plan(scheme) for scheme in schemes),
    )


def _term_plan(term: scores.Term, definition: InstrumentDefinition, weights: dict[str, int]) -> TermPlan:
    ids: Iterable[str] = (item for name in term.of for item in item_ids(definition, name))
    factors = tuple(FactorPlan(factor.item, factor.by_value) for factor in term.times)
    return TermPlan(tuple((item, weights[item]) for item in ids), factors)


def _scheme_plan(scheme: scores.BandScheme) -> SchemePlan:
    return SchemePlan(
        scheme.id,
        scheme.title,
        tuple(band.low for band in scheme.levels),
        tuple(band.label for band in scheme.levels),
    )
