"""What conditions name: the instruments, items and scores in them, and which of these are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import Finding, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assistant.content.problems import Location
    from assistant.scoring.format.proof_visits import ProofVisit
    from assistant.scoring.format.requirements import Requirement
    from assistant.scoring.format.targets import TargetDefinition
    from assistant.scoring.instrument import Instrument


def requirements_of(target: TargetDefinition) -> Iterator[tuple[Location, Requirement]]:
    """Every requirement in a target, however deep, with its place in the file."""
    for number, rule in enumerate(target.rules):
        place: Location = ("rules", number)
        if rule.when is not None:
            yield from nested(rule.when, (*place, "when"))
        for position, variant in enumerate(rule.variants):
            yield from nested(variant.when, (*place, "variants", position, "when"))


def nested(requirement: Requirement, place: Location) -> Iterator[tuple[Location, Requirement]]:
    """A requirement and every one within it, with its place in the file."""
    yield place, requirement
    for name in ("all", "any", "readings"):
        for number, part in enumerate(getattr(requirement, name) or ()):
            yield from nested(part, (*place, name, number))
    if requirement.negation is not None:
        yield from nested(requirement.negation, (*place, "not"))


def instruments_in(requirement: Requirement) -> Iterator[str]:
    """The instrument that a requirement looks at, not counting those within it."""
    for name in type(requirement).model_fields:
        instrument = getattr(getattr(requirement, name), "instrument", None)
        if instrument is not None:
            yield instrument


def unknown_in(
    requirement: Requirement, place: Location, instruments: Mapping[str, Instrument]
) -> Iterator[Finding]:
    """Every name of a requirement that no instrument has, not counting those within it."""
    for name in instruments_in(requirement):
        if name not in instruments:
            yield from unknown_names(place, "instrument", (name,), instruments)
            continue
        instrument = instruments[name]
        yield from unknown_names(place, "item", _items(requirement), instrument.plan.levels)
        bases = {item.base: item for item in instrument.items}
        both = {**instrument.plan.levels, **bases}
        yield from unknown_names(place, "item", _items_or_repeated(requirement), both)
        repeated = {
            item.base: item for group in instrument.groups if group.kind == "place" for item in group.items
        }
        levels = requirement.same_place.levels if requirement.same_place is not None else ()
        yield from unknown_names(place, "repeated item", levels, repeated)
        rules = (requirement.change.rule,) if requirement.change is not None else ()
        yield from unknown_names(
            place, "rule of change", rules, {each.id: each for each in instrument.changes}
        )
        scored = (requirement.score, requirement.no_rise, requirement.fall)
        scores = [each.score for each in scored if each is not None]
        yield from unknown_names(place, "score", scores, instrument.maxima)


def unknown_in_visits(
    visits: Iterable[ProofVisit], place: Location, instruments: Mapping[str, Instrument]
) -> Iterator[Finding]:
    """Every name in the visits of a case that is not there."""
    for visit in visits:
        yield from unknown_names(place, "instrument", visit.ratings, instruments)
        for name, given in visit.ratings.items():
            if name in instruments:
                known = instruments[name].plan.levels
                yield from unknown_names(place, "item", (*given.answers, *given.left), known)
                yield from unknown_names(place, "score", given.printed or (), instruments[name].maxima)


def unknown_names(
    place: Location, kind: str, names: Iterable[str], known: Mapping[str, object]
) -> Iterator[Finding]:
    """Those names that are not known, each with the nearest that is."""
    for name in names:
        if name not in known:
            what = f"there is no {kind} {quoted(name)}"
            yield Finding(place, what, did_you_mean(name, known), ProblemCode.UNKNOWN_NAME)


def _items(requirement: Requirement) -> tuple[str, ...]:
    if requirement.absent is not None:
        return requirement.absent.items
    return requirement.score.without if requirement.score is not None else ()


def _items_or_repeated(requirement: Requirement) -> tuple[str, ...]:
    if requirement.present is not None:
        return requirement.present.items
    return requirement.unanswered.items if requirement.unanswered is not None else ()
