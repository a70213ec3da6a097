"""All problems of knowledge files, each checked with the whole folder that it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import shipped_folder
from assistant.content.problems import ContentError, Problem
from assistant.reference.library import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of the knowledge folders that hold these files."""
    problems: dict[Problem, None] = {}
    for folder in dict.fromkeys(_knowledge_folder(file) for file in files):
        # A folder without the files that every knowledge base has adds to the shipped one.
        whole = (folder / "sources.yaml").is_file()
        try:
            load_knowledge([folder] if whole else [shipped_folder("knowledge"), folder])
        except ContentError as error:
            problems.update(dict.fromkeys(error.problems))
    return list(problems)


def _knowledge_folder(file: Path) -> Path:
    return next((folder for folder in file.parents if folder.name == "knowledge"), file.parent)
