"""All problems of instrument files: what they say, and whether their proof holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.problems import ContentError, Problem
from assistant.scoring.expansion import expand
from assistant.scoring.library import NameRegister, load_instrument
from assistant.scoring.proving import prove

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these instrument files, in the order of the files."""
    register = NameRegister()
    problems: list[Problem] = []
    for path in files:
        try:
            loaded = load_instrument(path)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        found = [*register.enter(loaded), *prove(expand(loaded.value, loaded.digest))]
        problems.extend(map(loaded.problem, found))
    return problems
