"""Checks knowledge files as a whole: each by its format, then all of them against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_folders
from assistant.content.problems import ContentError, Problem
from assistant.reference.library import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these files, seen together with the knowledge that they belong to."""
    if not files:
        return []
    wanted = {file.resolve() for file in files}
    homes = {_home(file) for file in wanted}
    problems: dict[str, Problem] = {}
    for home in sorted(homes):
        shipped = content_folders("knowledge")[0].resolve()
        folders = (home,) if (home / "sources.yaml").exists() else (shipped, home)
        try:
            load_knowledge(folders)
        except ContentError as error:
            problems.update({str(problem): problem for problem in error.problems})
    return [problem for problem in problems.values() if problem.file.resolve() in wanted]


def _home(file: Path) -> Path:
    """The knowledge folder that a file lies in, however deep."""
    return next((folder for folder in file.parents if folder.name == "knowledge"), file.parent)
