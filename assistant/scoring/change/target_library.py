"""The targets: read from their files, checked against the instruments that they name, proven by their cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders
from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, Location, Problem, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.errors import quoted
from assistant.scoring.change.baseline import Choice, choose
from assistant.scoring.change.missing_items import score_bounds
from assistant.scoring.change.series import Occasion, Rating, Series, Span
from assistant.scoring.change.targets import TargetVerdict, judge_target, requirements_of
from assistant.scoring.format.targets import TargetDefinition
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.format.targets import ProofRating, Requirement, TargetCase
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library

FIRST_DAY = date(2000, 1, 1)
BETWEEN_VISITS = timedelta(weeks=4)


def load_targets(library: Library, folders: Sequence[Path] | None = None) -> tuple[TargetDefinition, ...]:
    """Every target of the folders, or of the shipped content and of MALAR_CONTENT.

    Raises ContentError with every problem of every file.
    """
    targets: list[TargetDefinition] = []
    problems: list[Problem] = []
    for path in _files(folders):
        try:
            targets.append(load_target(path, library).value)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return tuple(targets)


def load_target(path: Path, library: Library) -> Loaded[TargetDefinition]:
    """Load one file and check that what it names is there. Raises ContentError with all its problems."""
    instruments = {each.id: each for each in library}
    return load_model(path, TargetDefinition, lambda target: _findings(target, instruments))


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these target files, and every case of theirs that fails."""
    if not files:
        return []
    library = load_library()
    instruments = {each.id: each for each in library}
    problems: list[Problem] = []
    taken: dict[str, Path] = {}
    for path in files:
        try:
            loaded = load_target(path, library)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        found = list(failed_cases(loaded.value, instruments))
        other = taken.setdefault(loaded.value.id, path)
        if other != path:
            what = f"a target named {quoted(loaded.value.id)} is already defined in {other}"
            found.append(Finding(("id",), what, "use another id here", ProblemCode.DUPLICATE_NAME))
        problems.extend(map(loaded.problem, found))
    return problems


def failed_cases(target: TargetDefinition, instruments: Mapping[str, Instrument]) -> Iterator[Finding]:
    """The cases of the proof that come out otherwise."""
    for position, case in enumerate(target.proof):
        series = Series("case", tuple(_occasions(case, instruments)))
        found = judge_target(target, series, instruments, choose(series, Choice()), case.stated)
        differences = list(_differences(case, found))
        if differences:
            what = f"the case {quoted(case.title)} fails: {', '.join(differences)}"
            yield Finding(("proof", position), what, "correct the rules, or the case", ProblemCode.PROOF)


def _files(folders: Sequence[Path] | None) -> Iterator[Path]:
    for folder in folders if folders is not None else content_folders("targets"):
        yield from content_files(folder)


def _occasions(case: TargetCase, instruments: Mapping[str, Instrument]) -> Iterator[Occasion]:
    for number, visit in enumerate(case.visits):
        yield Occasion(
            FIRST_DAY + number * BETWEEN_VISITS,
            pga=visit.pga,
            prednisone_equivalent=visit.prednisone_equivalent,
            ratings=tuple(_rating(instruments[name], given) for name, given in visit.ratings.items()),
        )


def _rating(instrument: Instrument, given: ProofRating) -> Rating:
    window = instrument.window.default if instrument.window else None
    if given.printed is not None:
        spans = {name: Span(points, points) for name, points in given.printed.items()}
        return Rating(instrument.id, spans, window=window)
    clear = {item.id: item.clear_value for item in instrument.items if item.clear_value is not None}
    answers: dict[str, int] = {**(clear if given.rest == "clear" else {}), **given.answers}
    scores = {each.id: score_bounds(instrument, answers, each.id) for each in instrument.scores}
    return Rating(instrument.id, scores, answers, window)


def _differences(case: TargetCase, found: TargetVerdict) -> Iterator[str]:
    rules = {"-".join(filter(None, (each.id, each.variant))): str(each.verdict) for each in found.rules}
    for name, wanted in case.expect.items():
        if rules.get(name) != wanted:
            yield f"{name} is {rules.get(name, 'no rule')}, but must be {wanted}"
    wholes = {each.variant or "": str(each.verdict) for each in found.wholes}
    expected = case.whole if isinstance(case.whole, dict) else dict.fromkeys(wholes, case.whole)
    for variant, verdict in expected.items():
        if wholes.get(variant) != verdict:
            yield f"the whole {variant} is {wholes.get(variant, 'not computed')}, but must be {verdict}"
    if bool(found.notes) is not case.flagged:
        yield f"a value is {'' if found.notes else 'not '}flagged"


def _findings(target: TargetDefinition, instruments: Mapping[str, Instrument]) -> Iterator[Finding]:
    for position, rule in enumerate(target.rules):
        for evidence in (*rule.evidence, *(each for one in rule.variants for each in one.evidence)):
            yield from _unknown(("rules", position), "source", evidence.sources, target.sources)
    yield from _unknown(("evidence",), "source", (k for e in target.evidence for k in e.sources), target.sources)
    if sum(bool(rule.variants) for rule in target.rules) > 1:
        what = "more than one rule has variants"
        yield Finding(("rules",), what, "leave variants to one rule, so that the whole has as many")
    asked: set[str] = set()
    for requirement in requirements_of(target):
        yield from _named(requirement, target, instruments)
        if requirement.stated is not None:
            asked.add(requirement.stated.fact)
    for fact in target.facts:
        if fact not in asked:
            what = f"no rule asks for the fact {quoted(fact)}"
            yield Finding(("facts", fact), what, "remove it, or use it")
    for position, case in enumerate(target.proof):
        place: Location = ("proof", position)
        yield from _unknown(place, "fact", case.stated, target.facts)
        for visit in case.visits:
            yield from _unknown(place, "instrument", visit.ratings, instruments)
            for name, given in visit.ratings.items():
                if name in instruments:
                    yield from _unknown(place, "item", given.answers, instruments[name].plan.levels)
                    yield from _unknown(place, "score", given.printed or (), instruments[name].maxima)


def _named(
    requirement: Requirement, target: TargetDefinition, instruments: Mapping[str, Instrument]
) -> Iterator[Finding]:
    place: Location = ("rules",)
    if requirement.stated is not None:
        yield from _unknown(place, "fact", (requirement.stated.fact,), target.facts)
    score, absent, change = requirement.score, requirement.absent, requirement.change
    new, steady = requirement.nothing_new, requirement.no_rise
    for part in (score, absent, change, new, steady):
        if part is None:
            continue
        if part.instrument not in instruments:
            yield from _unknown(place, "instrument", (part.instrument,), instruments)
            continue
        instrument = instruments[part.instrument]
        items = absent.items if absent is not None else score.without if score is not None else ()
        yield from _unknown(place, "item", items, instrument.plan.levels)
        rules = (change.rule,) if change is not None else ()
        yield from _unknown(place, "rule of change", rules, {each.id: each for each in instrument.changes})
        scores = [each.score for each in (score, steady) if each is not None]
        yield from _unknown(place, "score", scores, instrument.maxima)


def _unknown(
    place: Location, kind: str, names: Iterable[str], known: Mapping[str, object]
) -> Iterator[Finding]:
    for name in names:
        if name not in known:
            what = f"there is no {kind} {quoted(name)}"
            yield Finding(place, what, did_you_mean(name, known), ProblemCode.UNKNOWN_NAME)
