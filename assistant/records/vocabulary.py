"""The names that a record may use for drugs, findings and results: the concepts of the knowledge base."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from assistant.content.folders import content_folders
from assistant.content.load import load_model
from assistant.errors import AssistantError, quoted
from assistant.reference.format.concepts import Concept, ConceptFile
from assistant.scoring.library import load_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from assistant.reference.format.kinds import ConceptKind

KINDS: dict[str, tuple[ConceptKind, ...]] = {
    "agent": ("drug", "drug_class"),
    "intolerance": ("adverse_event", "infection", "manifestation"),
    "subtypes": ("subtype",),
    "manifestations": ("manifestation", "organ"),
    "antibodies": ("antibody",),
    "name": ("laboratory", "antibody"),
    "event": ("adverse_event", "infection", "manifestation"),
}
"""The kinds of concept that each field of a record takes."""


class UnknownTreatment(AssistantError):
    """A word that means no single treatment."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"{quoted(word)} is no single treatment that is known here; name the drug or its class"
        )


class Vocabulary:
    """The concepts by id, and which of them a field takes."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.id: concept for concept in concepts}

    def label(self, name: str) -> str:
        """The name shown to a reader; the id itself where the knowledge base no longer has it."""
        concept = self._concepts.get(name)
        return name if concept is None else concept.label

    def choices(self, field: str) -> frozenset[str]:
        """The ids that a field takes."""
        return self._choices[field]

    def named(self, word: str, field: str) -> str | None:
        """The id that a field takes for a synonym or an abbreviation; None where no single one is meant."""
        found = self.meant(word, field)
        return found[0] if len(found) == 1 else None

    def meant(self, word: str, field: str) -> tuple[str, ...]:
        """The ids that a word may stand for, in order."""
        return tuple(sorted(self._spellings[field].get(word.casefold(), ())))

    def spellings(self, field: str) -> tuple[str, ...]:
        """Every word by which something of a field may be called, as the knowledge base writes it."""
        return tuple(word for name in self._choices[field] for word in (name, *self._concepts[name].words))

    def agent(self, word: str) -> str:
        """The id of the treatment that a word means. Raises UnknownTreatment."""
        found = self.named(word, "agent")
        if found is None:
            raise UnknownTreatment(word)
        return found

    def most_specific(self, names: Sequence[str]) -> tuple[str, ...]:
        """The names without those that are only the class of another one."""
        classes: set[str] = set()
        found = [broader for name in names for broader in self._concepts[name].broader]
        while found:
            name = found.pop()
            if name not in classes:
                classes.add(name)
                found.extend(self._concepts[name].broader)
        return tuple(name for name in names if name not in classes)

    @cached_property
    def _spellings(self) -> dict[str, dict[str, set[str]]]:
        """By field and folded word, what the word may stand for."""
        spellings: dict[str, dict[str, set[str]]] = {field: {} for field in KINDS}
        for field, names in self._choices.items():
            for name in names:
                for word in (name, *self._concepts[name].words):
                    spellings[field].setdefault(word.casefold(), set()).add(name)
        return spellings

    @cached_property
    def _choices(self) -> dict[str, frozenset[str]]:
        return {
            field: frozenset(name for name, concept in self._concepts.items() if concept.kind in kinds)
            for field, kinds in KINDS.items()
        }


def load_vocabulary(folders: Sequence[Path] | None = None) -> Vocabulary:
    """The concepts of the shipped knowledge and of further content, and what instruments measure.

    Raises ContentError.
    """
    places = folders if folders is not None else content_folders("knowledge")
    files = [path for folder in places for path in sorted(folder.glob("concepts/*.yaml"))]
    concepts = [concept for path in files for concept in load_model(path, ConceptFile).value.concepts]
    return Vocabulary((*concepts, *_measured(concepts)))


def _measured(concepts: Iterable[Concept]) -> Iterator[Concept]:
    """What the hints of instruments measure and the knowledge does not name, such as a blood count."""
    known = [each for each in concepts if each.kind in KINDS["name"]]
    named = {word.casefold() for each in known for word in (each.id, *each.words)}
    ids = {each.id for each in concepts}
    taken = set(named)
    for hint in (hint for instrument in load_library() for hint in instrument.hints):
        # A word that two tests share stands for the first of them: the unit says which was measured.
        words = tuple(word for word in hint.words if word.casefold() not in taken)
        if words and hint.id not in ids and hint.words[0].casefold() not in named:
            yield Concept(id=hint.id, kind="laboratory", label=hint.measures, words=words)
        taken.update(map(str.casefold, words))
