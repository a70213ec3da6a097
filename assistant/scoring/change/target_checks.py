"""The proof of target files: every case judged, and compared with what it must give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import ContentError, Finding, Problem, ProblemCode
from assistant.errors import quoted
from assistant.scoring.change.baseline import Choice, choose
from assistant.scoring.change.proof_visits import occasions_of
from assistant.scoring.change.series import Series
from assistant.scoring.change.target_library import load_target
from assistant.scoring.change.targets import TargetVerdict, judge_target
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.scoring.format.targets import TargetCase, TargetDefinition
    from assistant.scoring.instrument import Instrument


def check_targets(files: Sequence[Path]) -> list[Problem]:
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
        series = Series("case", tuple(occasions_of(case.visits, instruments)))
        found = judge_target(target, series, instruments, choose(series, Choice()), case.stated)
        differences = list(_differences(case, found))
        if differences:
            what = f"the case {quoted(case.title)} fails: {', '.join(differences)}"
            yield Finding(("proof", position), what, "correct the rules, or the case", ProblemCode.PROOF)


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
