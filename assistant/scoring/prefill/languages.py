"""The words of any dictation, from the folders of content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders
from assistant.content.load import load_model
from assistant.content.problems import ContentError, Problem
from assistant.scoring.format.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@cache
def load_language() -> Language:
    """The shipped words, with those that MALAR_CONTENT adds. Raises ContentError."""
    files = [file for folder in content_folders("language") for file in content_files(folder)]
    loaded = [load_model(file, Language).value for file in files]
    merged: dict[str, object] = {}
    for name in Language.model_fields:
        values = [getattr(each, name) for each in loaded]
        if isinstance(values[0], tuple):
            merged[name] = tuple(phrase for value in values for phrase in value)
        elif isinstance(values[0], dict):
            numbers = {number for value in values for number in value}
            merged[name] = {n: tuple(p for value in values for p in value.get(n, ())) for n in numbers}
        else:
            merged[name] = values[0]
    return Language.model_construct(**merged)  # type: ignore[arg-type]


def check_files(files: Sequence[Path]) -> list[Problem]:
    """Every problem of these files of words."""
    problems: list[Problem] = []
    for path in files:
        try:
            load_model(path, Language)
        except ContentError as error:
            problems.extend(error.problems)
    return problems
