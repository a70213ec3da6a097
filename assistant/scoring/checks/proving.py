"""The proof of files of checks: every case looked at, and held against what must be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import ContentError, Finding, Problem, ProblemCode
from assistant.errors import quoted
from assistant.scoring.change.proof_visits import occasions_of
from assistant.scoring.change.series import Series
from assistant.scoring.checks.asking import questions
from assistant.scoring.checks.library import between_files, load_check_file
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assistant.content.load import Loaded
    from assistant.scoring.format.checks import CheckCase, CheckFile, CheckRule
    from assistant.scoring.instrument import Instrument


def check_rules(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these files of checks, and every case of theirs that fails."""
    if not files:
        return []
    instruments = {each.id: each for each in load_library()}
    problems: list[Problem] = []
    loaded: list[Loaded[CheckFile]] = []
    for path in files:
        try:
            loaded.append(load_check_file(path, instruments))
        except ContentError as error:
            problems.extend(error.problems)
    problems.extend(between_files(loaded))
    rules = tuple(rule for file in loaded for rule in file.value.rules)
    for file in loaded:
        for position, rule in enumerate(file.value.rules):
            for finding in _failed(rule, rules, instruments):
                at = Finding(
                    ("rules", position, "proof", *finding.location),
                    finding.what,
                    finding.remedy,
                    finding.code,
                )
                problems.append(file.problem(at))
    return problems


def _failed(
    rule: CheckRule, rules: tuple[CheckRule, ...], instruments: Mapping[str, Instrument]
) -> Iterator[Finding]:
    for name, wanted in (("asks", True), ("silent", False)):
        cases: tuple[CheckCase, ...] = getattr(rule.proof, name)
        for number, case in enumerate(cases):
            series = Series("case", tuple(occasions_of(case.visits, instruments)))
            asked = {each.rule.id for each in questions(rules, instruments, series, series.occasions[-1])}
            if (rule.id in asked) is not wanted:
                must = "must be asked, and is not" if wanted else "must not be asked, and is"
                what = f"at the case {quoted(case.title)} {quoted(rule.id)} {must}"
                yield Finding((name, number), what, "correct the rule, or the case", ProblemCode.PROOF)
