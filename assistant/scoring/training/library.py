"""All training content in one place: read, checked, and found by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_files, content_folders, is_folder
from assistant.content.load import Loaded, load_model
from assistant.content.problems import ContentError, Problem
from assistant.content.spelling import did_you_mean
from assistant.errors import quoted
from assistant.scoring.errors import ScoringError
from assistant.scoring.training.checking import duplicates, file_findings
from assistant.scoring.training.content import DIFFICULTIES, TrainingFile
from assistant.scoring.training.generating import generated, specification

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from assistant.scoring.library import Library
    from assistant.scoring.training.content import Grammar, PublishedAgreement, TrainingCase, Trap

FOLDER = "training"


class UnknownCase(ScoringError):
    """No training case has this name."""


class Training:
    """The cases, traps, grammars and published figures that could be loaded, and what could not."""

    def __init__(self, library: Library, files: Iterable[TrainingFile], problems: Iterable[Problem]) -> None:
        every = tuple(files)
        self._library = library
        self.cases: dict[str, TrainingCase] = {case.id: case for file in every for case in file.cases}
        self.traps: dict[str, Trap] = {trap.id: trap for file in every for trap in file.traps}
        self.grammars: dict[str, Grammar] = {
            each.instrument: each for file in every for each in file.grammars
        }
        self.published: tuple[PublishedAgreement, ...] = tuple(
            each for file in every for each in file.published
        )
        self.recall = tuple(each for file in every for each in file.recall)
        self.recall_templates = next((f.recall_templates for f in every if f.recall_templates), None)
        self.problems = tuple(problems)

    def case(self, name: str) -> TrainingCase:
        """The case of this name; a made-up one is made again from its name. Raises UnknownCase."""
        wanted = name.strip().lower().replace(" ", "-").replace("_", "-")
        made = specification(wanted)
        if made is not None and made.instrument in self.grammars:
            return generated(self._library.instrument(made.instrument), self.grammars[made.instrument], made)
        found = next((case for case in self.cases.values() if case.id.replace("_", "-") == wanted), None)
        if found is None:
            remedy = did_you_mean(wanted, self.cases)
            raise UnknownCase(f"there is no training case {quoted(name)}; {remedy}")
        return found

    def of_instrument(self, instrument: str) -> tuple[TrainingCase, ...]:
        """The shipped and own cases of an instrument, the easiest first."""
        mine = (case for case in self.cases.values() if case.instrument == instrument)
        return tuple(sorted(mine, key=lambda case: DIFFICULTIES.index(case.difficulty)))


def load_training(library: Library, also: Sequence[Path] = ()) -> Training:
    """Every training file of the content in use, and those of `also`; problems are told by the result."""
    paths = {path.resolve(): path for path in (*_files_in_use(), *also)}
    problems: list[Problem] = []
    loaded: list[Loaded[TrainingFile]] = []
    for path in paths.values():
        try:
            loaded.append(load_model(path, TrainingFile))
        except ContentError as error:
            problems.extend(error.problems)
    traps = {trap.id for file in loaded for trap in file.value.traps}
    places: dict[str, dict[str, Path]] = {"case": {}, "trap": {}, "grammar": {}, "question": {}}
    good: list[TrainingFile] = []
    for file in loaded:
        found = [*file_findings(file.value, library, traps)]
        for kind, key, names in (
            ("case", "cases", [each.id for each in file.value.cases]),
            ("trap", "traps", [each.id for each in file.value.traps]),
            ("grammar", "grammars", [each.instrument for each in file.value.grammars]),
            ("question", "recall", [each.id for each in file.value.recall]),
        ):
            found += duplicates([((key, at), name) for at, name in enumerate(names)], kind, places[kind])
            for name in names:
                places[kind].setdefault(name, file.path)
        problems.extend(map(file.problem, found))
        if not found:
            good.append(file.value)
    return Training(library, good, problems)


def _files_in_use() -> Iterator[Path]:
    for folder in content_folders("knowledge"):
        if is_folder(folder / FOLDER):
            yield from content_files(folder / FOLDER)
