"""The checks: read from their files, each held against the instruments that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.content.problems import ContentError, Finding, Location, Problem, ProblemCode
from assistant.errors import quoted
from assistant.scoring.change.named import nested, unknown_in, unknown_in_visits, unknown_names
from assistant.scoring.folders import check_rule_files
from assistant.scoring.format.checks import CheckFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.format.checks import CheckRule
    from assistant.scoring.instrument import Instrument


def load_checks(
    instruments: Iterable[Instrument], folders: Sequence[Path] | None = None
) -> tuple[CheckRule, ...]:
    """Every check of the folders, or of the shipped content and of MALAR_CONTENT.

    Raises ContentError with every problem of every file.
    """
    by_id = {each.id: each for each in instruments}
    loaded: list[Loaded[CheckFile]] = []
    problems: list[Problem] = []
    for path in check_rule_files(folders):
        try:
            loaded.append(load_check_file(path, by_id))
        except ContentError as error:
            problems.extend(error.problems)
    problems.extend(between_files(loaded))
    if problems:
        raise ContentError(problems)
    return tuple(rule for file in loaded for rule in file.value.rules)


def load_check_file(path: Path, instruments: Mapping[str, Instrument]) -> Loaded[CheckFile]:
    """Load one file and check that what it names is there. Raises ContentError with all its problems."""
    return load_model(path, CheckFile, lambda file: _findings(file, instruments))


def between_files(loaded: Sequence[Loaded[CheckFile]]) -> Iterator[Problem]:
    """Rules of one name, and rules instead of which none of that name is there."""
    names = {rule.id: rule for file in loaded for rule in file.value.rules}
    seen: set[str] = set()
    for file in loaded:
        for position, rule in enumerate(file.value.rules):
            place: Location = ("rules", position)
            if rule.id in seen:
                what = f"a check named {quoted(rule.id)} is already there"
                yield file.problem(
                    Finding((*place, "id"), what, "use another id here", ProblemCode.DUPLICATE_NAME)
                )
            seen.add(rule.id)
            yield from map(file.problem, unknown_names(place, "check", rule.instead_of, names))


def _findings(file: CheckFile, instruments: Mapping[str, Instrument]) -> Iterator[Finding]:
    for position, rule in enumerate(file.rules):
        place: Location = ("rules", position)
        for evidence in rule.evidence:
            yield from unknown_names(place, "source", evidence.sources, file.sources)
        for at, requirement in nested(rule.when, (*place, "when")):
            yield from unknown_in(requirement, at, instruments)
            if requirement.stated is not None:
                what = "a check cannot ask for a fact that is stated"
                yield Finding(at, what, "use what is recorded, or leave it out")
        for name in ("asks", "silent"):
            for number, case in enumerate(getattr(rule.proof, name)):
                yield from unknown_in_visits(case.visits, (*place, "proof", name, number), instruments)
