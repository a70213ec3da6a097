"""Whether sums, multipliers and bands fit the items of an instrument file."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Location
from assistant.errors import listed, quoted
from assistant.scoring.checking.form_checks import all_ids, references, unknown_name
from assistant.scoring.expansion import item_ids, options_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from assistant.scoring.format.definition import InstrumentDefinition
    from assistant.scoring.format.scores import BandScheme, Factor, ScoreDefinition


def score_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """What is wrong with sums and multipliers, and items that no score uses."""
    used: set[str] = set()
    for position, score in enumerate(definition.scores):
        summed = yield from _sum(score, ("scores", position), definition)
        used.update(summed)
        for name, count in _counted_twice(summed).items():
            what = f"{score.id} counts {quoted(name)} {count} times"
            yield Finding(("scores", position, "sum"), what, "name it once")
    used.update(reference for item in definition.items for reference in references(item.ask_when))
    factors = {factor.item for score in definition.scores for term in score.sum for factor in term.times}
    for position, item in enumerate(definition.items):
        if not used.intersection((item.id, *item_ids(definition, item.id))) and item.id not in factors:
            what = f"item {quoted(item.id)} is in no score"
            yield Finding(("items", position), what, "add it to the sum of a score, or remove it")


def _counted_twice(summed: list[str]) -> dict[str, int]:
    """Items that a sum counts more than once; a question in several places once, by its own name."""
    twice = {name: count for name, count in Counter(summed).items() if count > 1}
    bases = Counter(name.rsplit(".", 1)[-1] for name in twice)
    return {
        base if bases[base := name.rsplit(".", 1)[-1]] > 1 else name: count for name, count in twice.items()
    }


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
                yield unknown_name((*location, "of", index), "item", name, all_ids(definition))
        for index, factor in enumerate(term.times):
            yield from _factor(factor, (*location, "times", index), definition)
    return summed


def _factor(factor: Factor, location: Location, definition: InstrumentDefinition) -> Iterator[Finding]:
    if item_ids(definition, factor.item) != (factor.item,):
        yield unknown_name((*location, "item"), "item", factor.item, all_ids(definition))
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


def band_findings(definition: InstrumentDefinition) -> Iterator[Finding]:
    """What is wrong with band schemes."""
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
