"""All instruments, found by id, title, abbreviation or synonym."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.content.folders import content_folders
from assistant.content.load import Loaded, load_model
from assistant.content.problems import ContentError, Finding, Problem, ProblemCode
from assistant.errors import quoted
from assistant.scoring.checking import consistency
from assistant.scoring.errors import UnknownInstrument
from assistant.scoring.expansion import expand
from assistant.scoring.figures import figure_of
from assistant.scoring.folders import instrument_files
from assistant.scoring.format.definition import InstrumentDefinition
from assistant.scoring.names import folded, names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from assistant.scoring.instrument import Instrument


class Library:
    """The instruments that could be loaded, and the problems of the files that could not."""

    def __init__(self, instruments: Iterable[Instrument], problems: Iterable[Problem] = ()) -> None:
        self._instruments = {instrument.id: instrument for instrument in instruments}
        self._spellings = tuple(name for instrument in self for name in names_of(instrument.definition))
        self._names = {
            folded(name): instrument for instrument in self for name in names_of(instrument.definition)
        }
        self._others = {
            name: other.text
            for instrument in self
            for other in instrument.definition.not_this
            for name in other.names
        }
        self.problems = tuple(problems)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._instruments.values())

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all instruments."""
        return tuple(self._instruments)

    def instrument(self, name: str) -> Instrument:
        """The instrument of this name, however it is spaced or cased. Raises UnknownInstrument."""
        found = self._names.get(folded(name))
        if found is None:
            raise UnknownInstrument(name, self._spellings, self._others)
        return found


def load_library(folders: Sequence[Path] | None = None) -> Library:
    """Load every instrument of the folders, or of the shipped content and of MALAR_CONTENT.

    A file with problems does not keep the others from use; its problems are told by the library. Raises
    ContentError only where no folder can be read at all.
    """
    instruments: list[Instrument] = []
    problems: list[Problem] = []
    register = NameRegister()
    for path in (
        file for folder in folders or content_folders("instruments") for file in instrument_files(folder)
    ):
        try:
            loaded = load_instrument(path)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        taken = register.enter(loaded)
        problems.extend(map(loaded.problem, taken))
        if not taken:
            figure, found = figure_of(loaded)
            problems.extend(found)
            instruments.append(expand(loaded.value, loaded.digest, figure))
    return Library(instruments, problems)


def load_whole_library(folders: Sequence[Path] | None = None) -> Library:
    """All instruments, or ContentError with every problem: a script must not run on half the content."""
    library = load_library(folders)
    if library.problems:
        raise ContentError(library.problems)
    return library


class NameRegister:
    """Which names are taken, so that a name always means one instrument."""

    def __init__(self) -> None:
        self._places: dict[str, Path] = {}

    def enter(self, loaded: Loaded[InstrumentDefinition]) -> list[Finding]:
        """Take an instrument's names, unless one of them is taken."""
        names = names_of(loaded.value)
        for name in names:
            if folded(name) in self._places:
                what = (
                    f"an instrument named {quoted(name)} is already defined in {self._places[folded(name)]}"
                )
                remedy = "use another id, title and synonyms here"
                return [Finding(("id",), what, remedy, ProblemCode.DUPLICATE_NAME)]
        self._places.update(dict.fromkeys(map(folded, names), loaded.path))
        return []


def load_instrument(path: Path) -> Loaded[InstrumentDefinition]:
    """Load and check one instrument file. Raises ContentError with all its problems."""
    return load_model(path, InstrumentDefinition, consistency.check)
