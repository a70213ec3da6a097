"""The targets: read from their files, each checked against the instruments that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, Location, Problem
from assistant.errors import quoted
from assistant.scoring.change.named import requirements_of, unknown_in, unknown_in_visits, unknown_names
from assistant.scoring.folders import target_files
from assistant.scoring.format.targets import TargetDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.library import Library


def load_targets(library: Library, folders: Sequence[Path] | None = None) -> tuple[TargetDefinition, ...]:
    """Every target of the folders, or of the shipped content and of MALAR_CONTENT; states come first.

    Raises ContentError with every problem of every file.
    """
    targets: list[TargetDefinition] = []
    problems: list[Problem] = []
    for path in target_files(folders):
        try:
            targets.append(load_target(path, library).value)
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return tuple(sorted(targets, key=lambda target: (target.kind != "state", target.title)))


def load_target(path: Path, library: Library) -> Loaded[TargetDefinition]:
    """Load one file and check that what it names is there. Raises ContentError with all its problems."""
    instruments = {each.id: each for each in library}
    return load_model(path, TargetDefinition, lambda target: _findings(target, instruments))


def _findings(target: TargetDefinition, instruments: Mapping[str, Instrument]) -> Iterator[Finding]:
    for position, rule in enumerate(target.rules):
        for evidence in (*rule.evidence, *(each for one in rule.variants for each in one.evidence)):
            yield from unknown_names(("rules", position), "source", evidence.sources, target.sources)
    yield from unknown_names(
        ("evidence",), "source", (k for e in target.evidence for k in e.sources), target.sources
    )
    if sum(bool(rule.variants) for rule in target.rules) > 1:
        what = "more than one rule has variants"
        yield Finding(("rules",), what, "leave variants to one rule, so that the whole has as many")
    asked: set[str] = set()
    for place, requirement in requirements_of(target):
        yield from unknown_in(requirement, place, instruments)
        if requirement.stated is not None:
            yield from unknown_names(place, "fact", (requirement.stated.fact,), target.facts)
            asked.add(requirement.stated.fact)
    for fact in target.facts:
        if fact not in asked:
            what = f"no rule asks for the fact {quoted(fact)}"
            yield Finding(("facts", fact), what, "remove it, or use it")
    for position, case in enumerate(target.proof):
        at: Location = ("proof", position)
        yield from unknown_names(at, "fact", case.stated, target.facts)
        yield from unknown_in_visits(case.visits, at, instruments)
