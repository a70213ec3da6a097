"""Whether an instrument is what is published: its proof, computed again and compared.

The messages are for a clinician: they name the score, what comes out, what is published, and the culprit.
"""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Location, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import listed, quoted
from assistant.scoring.checking.proof_cases import failed_cases
from assistant.scoring.errors import ScoringError
from assistant.scoring.laboratory.desk import LaboratoryDesk
from assistant.scoring.totals import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.scoring.format.proof import Maximum
    from assistant.scoring.instrument import Instrument

TOLD_CASES = 3
_ANY_DAY = date(2000, 1, 1)
"""The day of reports that are proven without one."""


def prove(instrument: Instrument) -> Iterator[Finding]:
    """Everything in which the instrument differs from its proof."""
    names = list(_names(instrument))
    yield from names
    if names:
        return
    arithmetic = [*_count(instrument), *_levels(instrument), *_maxima(instrument)]
    yield from arithmetic
    if not arithmetic:
        yield from _bands(instrument)
    yield from _cases(instrument, told=1 if arithmetic else TOLD_CASES)
    yield from _refused(instrument)
    yield from _hints(instrument)
    yield from _report_hints(instrument)


def _proof(location: Location, what: str, remedy: str) -> Finding:
    return Finding(location, what, remedy, ProblemCode.PROOF)


def _names(instrument: Instrument) -> Iterator[Finding]:
    """Names in the proof must exist, and the proof must speak of every item and score."""
    bases = tuple(dict.fromkeys(item.base for item in instrument.items))
    known = {*bases, *(item.id for item in instrument.items)}
    scores = tuple(score.id for score in instrument.scores)
    for location, name, valid in _names_in_proof(instrument, bases, scores, known):
        if name not in valid:
            what = f"the proof speaks of {quoted(name)}, which is not in this file"
            yield Finding(location, what, did_you_mean(name, valid), ProblemCode.UNKNOWN_NAME)
    unproven = [base for base in bases if base not in instrument.proof.values]
    if unproven:
        what = f"the proof names no legal values for {listed(map(quoted, unproven), 'and')}"
        yield _proof(("proof", "values"), what, "add the published values")
    missing = [score for score in scores if score not in {each.score for each in instrument.proof.maxima}]
    if missing:
        what = f"the proof names no maximum for {listed(map(quoted, missing), 'and')}"
        yield _proof(("proof", "maxima"), what, "add the published maximum")


def _names_in_proof(
    instrument: Instrument, bases: Collection[str], scores: Collection[str], known: Collection[str]
) -> Iterator[tuple[Location, str, Collection[str]]]:
    """Every name in the proof: where it stands, and the names that are valid there."""
    proof = instrument.proof
    for name in proof.values:
        yield ("proof", "values", name), name, bases
    for position, maximum in enumerate(proof.maxima):
        yield ("proof", "maxima", position, "score"), maximum.score, scores
        for name in maximum.parts:
            yield ("proof", "maxima", position, "parts", name), name, bases
    for position, case in enumerate(proof.cases):
        for name in case.answers:
            yield ("proof", "cases", position, "answers", name), name, known
        for name in case.expect:
            yield ("proof", "cases", position, "expect", name), name, scores


def _count(instrument: Instrument) -> Iterator[Finding]:
    found, published = len(instrument.items), instrument.proof.items
    if found != published:
        what = f"the form has {found} items, places counted, but it must have {published}"
        yield _proof(("items",), what, "check groups, repeat and not_at for an item too many or missing")


def _levels(instrument: Instrument) -> Iterator[Finding]:
    for position, written in enumerate(instrument.definition.items):
        item = next(item for item in instrument.items if item.base == written.id)
        legal = instrument.proof.values[written.id]
        if item.levels != legal:
            what = (
                f"{written.id} offers {listed(item.levels, 'and')}, but its values are {listed(legal, 'and')}"
            )
            yield _proof(("items", position, "options"), what, "correct its options")


def _maxima(instrument: Instrument) -> Iterator[Finding]:
    for position, maximum in enumerate(instrument.proof.maxima):
        parts = _parts(instrument, maximum.score)
        found = instrument.maxima[maximum.score]
        wrong = [
            name for name in {**parts, **maximum.parts} if parts.get(name, 0) != maximum.parts.get(name, 0)
        ]
        if found == maximum.value and not wrong:
            continue
        place: Location = ("proof", "maxima", position)
        what = f"{maximum.score}: the highest possible score is {found}"
        if found != maximum.value:
            what += f", but {maximum.value} is the published maximum{_credited(instrument, maximum)}"
        if wrong:
            joint = "most likely" if found != maximum.value else "as published, but wrong in"
            what += (
                f"; {joint} {listed((_culprit(instrument, name, parts, maximum) for name in wrong), 'and')}"
            )
            place = _item_location(instrument, wrong[0]) or place
        remedy = "correct the levels or the weight there" if wrong else "correct sum, times or the proof"
        yield _proof(place, what, remedy)


def _credited(instrument: Instrument, maximum: Maximum) -> str:
    names = [instrument.sources[key].short for key in maximum.sources]
    return f" ({', '.join(names)})" if names else ""


def _culprit(instrument: Instrument, name: str, parts: dict[str, int], maximum: Maximum) -> str:
    times = sum(item.base == name for item in instrument.items)
    places = f" in its {times} places" if times > 1 else ""
    found, published = parts.get(name, 0), maximum.parts.get(name, 0)
    return f"{name}, which adds at most {found}{places} instead of {published}"


def _item_location(instrument: Instrument, name: str) -> Location | None:
    for position, item in enumerate(instrument.definition.items):
        if item.id == name:
            return ("items", position)
    return None


def _parts(instrument: Instrument, score_id: str) -> dict[str, int]:
    """What each question adds to a score at most, in all its places, multipliers counted."""
    plan = next(plan for plan in instrument.plan.scores if plan.id == score_id)
    parts: dict[str, int] = {}
    for term in plan.terms:
        multiplier = 1
        for factor in term.factors:
            multiplier *= max(factor.by_value.values())
        for name, weight in term.weights:
            base = instrument.item(name).base
            added = weight * instrument.plan.ranges[name].ceiling * multiplier
            parts[base] = parts.get(base, 0) + added
    return parts


def _bands(instrument: Instrument) -> Iterator[Finding]:
    for position, scheme in enumerate(instrument.bands):
        end, maximum = scheme.levels[-1].high, instrument.maxima[scheme.score]
        if end != maximum:
            what = (
                f"the bands of {quoted(scheme.title)} end at {end}, but {scheme.score} goes up to {maximum}"
            )
            location = ("bands", position, "levels", len(scheme.levels) - 1)
            yield _proof(location, what, "let the last band end there")


def _cases(instrument: Instrument, told: int) -> Iterator[Finding]:
    failed = list(failed_cases(instrument))
    for position, what in islice(failed, told):
        title = instrument.proof.cases[position].title
        remedy = "correct the options, weights, sums or bands, or the case if it is wrong"
        yield _proof(("proof", "cases", position), f"the case {quoted(title)} fails: {what}", remedy)
    if len(failed) > told:
        what = f"{len(failed) - told} more cases fail"
        yield _proof(("proof", "cases"), what, "correct what stands above and check again")


def _refused(instrument: Instrument) -> Iterator[Finding]:
    for position, mistake in enumerate(instrument.proof.refused):
        try:
            score(instrument, {mistake.item: mistake.value})
        except ScoringError:
            continue
        what = f"{mistake.item} = {mistake.value} is accepted, but {mistake.why}"
        yield _proof(("proof", "refused", position), what, "correct the item, so that this is refused")


def _hints(instrument: Instrument) -> Iterator[Finding]:
    for position, hint in enumerate(instrument.hints):
        for number, example in enumerate(hint.examples):
            found = hint.proposal(example.value, example.limit)
            if found != example.proposes:
                what = (
                    f"{hint.measures} of {example.value:g} {hint.units[0].name} proposes {_proposed(found)} "
                    f"for {hint.item}, but must propose {_proposed(example.proposes)}"
                )
                yield _proof(
                    ("hints", position, "examples", number), what, "correct the limit or the example"
                )


def _report_hints(instrument: Instrument) -> Iterator[Finding]:
    """Reports in words are read as the reader reads them."""
    if not instrument.reports:
        return
    desk = LaboratoryDesk(instrument)
    for position, hint in enumerate(instrument.reports):
        for number, example in enumerate(hint.examples):
            found = desk.derive(example.text, _ANY_DAY).proposals.get(hint.item)
            value = None if found is None else found.value
            if value != example.proposes:
                what = (
                    f"{quoted(example.text)} proposes {_proposed(value)} for {hint.item}, "
                    f"but must propose {_proposed(example.proposes)}"
                )
                place = ("reports", position, "examples", number)
                yield _proof(place, what, "correct the words or the example")


def _proposed(value: int | None) -> str:
    return "to ask the clinician" if value is None else str(value)
