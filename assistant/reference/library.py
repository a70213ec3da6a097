"""All knowledge in one place: read from its files, each validated, and checked against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from assistant.content.folders import content_folders
from assistant.content.load import Loaded, load_model
from assistant.content.problems import ContentError, Problem
from assistant.reference.consistency import inconsistencies
from assistant.reference.format.beside_change import BesideChange, BesideChangeFile
from assistant.reference.format.concepts import Concept, ConceptFile
from assistant.reference.format.entries import (
    Caveat,
    CaveatFile,
    Entry,
    EntryFile,
    Overtaken,
    OvertakenFile,
    PhrasingsFile,
)
from assistant.reference.format.instrument_answers import InstrumentAnswersFile
from assistant.reference.format.ladder import LadderFile
from assistant.reference.format.language import LanguageFile, PhrasingFile, PrivacyFile, ScopeFile
from assistant.reference.format.printed_figures import PrintedFigure, PrintedFigureFile
from assistant.reference.format.sources import SourceFile
from assistant.reference.format.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Knowledge:
    """Everything under `knowledge/`, with the file of each part for messages."""

    sources: SourceFile
    language: LanguageFile
    phrasing: PhrasingFile
    instrument_answers: InstrumentAnswersFile
    ladder: LadderFile
    privacy: PrivacyFile
    concepts: tuple[Concept, ...]
    entries: tuple[Entry, ...]
    caveats: tuple[Caveat, ...]
    overtaken: tuple[Overtaken, ...]
    tables: tuple[Table, ...]
    scope: ScopeFile
    phrasings: dict[str, tuple[str, ...]]
    """Further phrasings by the entry, or `caveat.` and the caveat, that answers them."""
    printed_figures: tuple[PrintedFigure, ...]
    """What is printed on the series, to be set beside what the records give."""
    beside: tuple[BesideChange, ...] = ()
    """What stands beside a patient's own change."""
    files: tuple[Loaded[BaseModel], ...] = field(default=(), repr=False)


class _Reader:
    """Reads files and keeps every problem, so that all are told at once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders
        self.problems: list[Problem] = []
        self.files: list[Loaded[BaseModel]] = []

    def several(self, pattern: str, model: type[M]) -> list[M]:
        """Every file of the pattern in all folders."""
        paths = [path for folder in self.folders for path in sorted(folder.glob(pattern))]
        return [value for path in paths if (value := self.one(path, model)) is not None]

    def one(self, path: Path, model: type[M]) -> M | None:
        """One file, or None with its problems kept."""
        try:
            loaded = load_model(path, model)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self.files.append(loaded)  # type: ignore[arg-type]
        return loaded.value


def load_knowledge(folders: Sequence[Path] | None = None) -> Knowledge:
    """The knowledge of the shipped folder and any further ones. Raises ContentError with every problem."""
    reader = _Reader(folders if folders is not None else content_folders("knowledge"))
    home = reader.folders[0]
    sources = reader.one(home / "sources.yaml", SourceFile)
    language = reader.one(home / "language.yaml", LanguageFile)
    phrasing = reader.one(home / "phrasing.yaml", PhrasingFile)
    answers = reader.one(home / "instrument_answers.yaml", InstrumentAnswersFile)
    ladder = reader.one(home / "ladder.yaml", LadderFile)
    privacy = reader.one(home / "privacy.yaml", PrivacyFile)
    concepts = _all(file.concepts for file in reader.several("concepts/*.yaml", ConceptFile))
    entries = _all(file.entries for file in reader.several("entries/*.yaml", EntryFile))
    caveats = _all(file.caveats for file in reader.several("caveats.yaml", CaveatFile))
    overtaken = _all(file.overtaken for file in reader.several("overtaken.yaml", OvertakenFile))
    tables = tuple(reader.several("tables/*.yaml", Table))
    scope = reader.one(home / "scope.yaml", ScopeFile)
    beside = _all(file.beside for file in reader.several("beside_change.yaml", BesideChangeFile))
    phrasings = _joined(reader.several("phrasings/*.yaml", PhrasingsFile))
    printed = _all(file.printed_figures for file in reader.several("printed_figures.yaml", PrintedFigureFile))
    if reader.problems or not (
        sources and language and phrasing and answers and ladder and privacy and scope
    ):
        raise ContentError(reader.problems)
    knowledge = Knowledge(
        sources,
        language,
        phrasing,
        answers,
        ladder,
        privacy,
        concepts,
        entries,
        caveats,
        overtaken,
        tables,
        scope,
        phrasings,
        printed,
        beside,
        tuple(reader.files),
    )
    problems = inconsistencies(knowledge)
    if problems:
        raise ContentError(problems)
    return knowledge


def _joined(files: Iterable[PhrasingsFile]) -> dict[str, tuple[str, ...]]:
    joined: dict[str, tuple[str, ...]] = {}
    for file in files:
        for name, asks in file.phrasings.items():
            joined[name] = (*joined.get(name, ()), *asks)
    return joined


T = TypeVar("T")


def _all(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(value for part in parts for value in part)
