"""All problems of what lies below `instruments`: what the files say, and whether their proof holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.load import load_model
from assistant.content.problems import ContentError, Problem
from assistant.scoring.change.target_checks import check_targets
from assistant.scoring.checking.proving import prove
from assistant.scoring.checks.proving import check_rules
from assistant.scoring.expansion import expand
from assistant.scoring.figures import figure_of, figure_problems
from assistant.scoring.folders import LANGUAGE, is_check, is_conversion, is_figure, is_target
from assistant.scoring.format.laboratory_language import LaboratoryLanguageFile
from assistant.scoring.format.steroids import SteroidFile
from assistant.scoring.library import NameRegister, load_instrument
from assistant.scoring.steroids.tables import check_steroids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these instrument files, in the order of the files."""
    register = NameRegister()
    problems: list[Problem] = []
    for path in files:
        if is_conversion(path):
            problems.extend(_conversion_problems(path))
            continue
        if is_target(path) or is_check(path):
            continue
        if is_figure(path):
            problems.extend(figure_problems(path))
            continue
        try:
            loaded = load_instrument(path)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        found = [*register.enter(loaded), *prove(expand(loaded.value, loaded.digest))]
        problems.extend(map(loaded.problem, found))
        problems.extend(figure_of(loaded)[1])
    return [
        *problems,
        *check_targets([path for path in files if is_target(path)]),
        *check_rules([path for path in files if is_check(path)]),
    ]


def _conversion_problems(path: Path) -> Sequence[Problem]:
    try:
        if path.stem == LANGUAGE:
            load_model(path, LaboratoryLanguageFile)
        else:
            load_model(path, SteroidFile, check_steroids)
    except ContentError as error:
        return error.problems
    return ()
