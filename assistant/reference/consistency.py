"""Checks across knowledge files: every name that is used exists, and every place and reference exists."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from assistant.content.problems import Finding, Problem, ProblemCode
from assistant.content.spelling import did_you_mean
from assistant.reference.format.beside_change import BesideChangeFile
from assistant.reference.format.concepts import ConceptFile
from assistant.reference.format.entries import CaveatFile, EntryFile, OvertakenFile, PhrasingsFile
from assistant.reference.format.ladder import LadderFile
from assistant.reference.format.language import PhrasingFile
from assistant.reference.format.likeness import LikenessPhrasing, LikenessSentences
from assistant.reference.format.printed_figures import PrintedFigureFile
from assistant.reference.format.sources import Place, SourceFile
from assistant.reference.format.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from assistant.content.load import Loaded
    from assistant.content.problems import Location
    from assistant.reference.library import Knowledge

_FILLED = ("name", "size", "text")
"""What the sentence of a column may name in braces."""


class _Names:
    """The names that other files may use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.concepts = {concept.id for concept in knowledge.concepts}
        self.caveats = {caveat.id for caveat in knowledge.caveats}
        self.entries = {entry.id for entry in knowledge.entries}
        self.overtaken = {note.id for note in knowledge.overtaken}
        self.references = {reference.number for reference in knowledge.sources.references}
        self.sections = knowledge.sources.sections
        self.rows = {row.id for table in knowledge.tables for row in table.rows}
        self.columns = {column.id for table in knowledge.tables for column in table.columns}
        self.seen: dict[str, str] = {}


def inconsistencies(knowledge: Knowledge) -> list[Problem]:
    """Every problem that shows only when the files are seen together."""
    names = _Names(knowledge)
    return [loaded.problem(finding) for loaded in knowledge.files for finding in _findings(loaded, names)]


def _findings(loaded: Loaded[BaseModel], names: _Names) -> Iterator[Finding]:
    match loaded.value:
        case ConceptFile() as file:
            yield from _concepts(file, names)
        case EntryFile() as file:
            yield from _entries(file, names)
        case CaveatFile() as file:
            yield from _caveats(file, names)
        case Table() as table:
            yield from _table(table, names)
        case BesideChangeFile() as file:
            yield from _beside(file, names)
        case PhrasingFile() as file:
            yield from _likeness(file.likeness, names)
        case LadderFile() as file:
            yield from _ladder(file, names)
        case PhrasingsFile() as file:
            yield from _phrasings(file, names)
        case OvertakenFile() as file:
            for number, note in enumerate(file.overtaken):
                yield from _known("entry", note.touches, names.entries, ("overtaken", number, "touches"))
        case PrintedFigureFile() as file:
            yield from _printed_figures(file, names)
        case SourceFile() as file:
            yield from _numbering(file)


def _once(kind: str, name: str, where: Location, names: _Names) -> Iterator[Finding]:
    key = f"{kind} {name}"
    if key in names.seen:
        what = f"{kind} '{name}' is defined twice"
        yield Finding(where, what, "keep one, or give the other its own id", ProblemCode.DUPLICATE_NAME)
    names.seen[key] = name


def _known(kind: str, used: Iterable[str], known: set[str], where: Location) -> Iterator[Finding]:
    for number, name in enumerate(used):
        if name not in known:
            remedy = did_you_mean(name, known)
            yield Finding((*where, number), f"there is no {kind} '{name}'", remedy, ProblemCode.UNKNOWN_NAME)


def _phrasings(file: PhrasingsFile, names: _Names) -> Iterator[Finding]:
    answering = names.entries | {f"caveat.{caveat}" for caveat in names.caveats}
    for name in sorted(file.phrasings.keys() - answering):
        remedy = did_you_mean(name, answering)
        yield Finding(("phrasings", name), f"there is no entry '{name}'", remedy, ProblemCode.UNKNOWN_NAME)


def _beside(file: BesideChangeFile, names: _Names) -> Iterator[Finding]:
    for number, each in enumerate(file.beside):
        where: Location = ("beside", number)
        yield from _known("entry", each.entries, names.entries, (*where, "entries"))
        yield from _known("concept", (each.agent,), names.concepts, (*where, "agent"))


def _numbering(file: SourceFile) -> Iterator[Finding]:
    for number, reference in enumerate(file.references, 1):
        if reference.number != number:
            what = f"reference {reference.number} stands at place {number}"
            yield Finding(("references", number - 1, "number"), what, "number them from 1 in order")


def _concepts(file: ConceptFile, names: _Names) -> Iterator[Finding]:
    for number, concept in enumerate(file.concepts):
        where: Location = ("concepts", number)
        yield from _once("concept", concept.id, (*where, "id"), names)
        yield from _known("concept", concept.broader, names.concepts, (*where, "broader"))
        if (concept.kind == "outside") != (concept.refusal is not None):
            what = f"'{concept.id}' is of kind {concept.kind}, and a refusal belongs to kind outside alone"
            yield Finding((*where, "kind"), what, "add or remove 'refusal'")


def _entries(file: EntryFile, names: _Names) -> Iterator[Finding]:
    for number, entry in enumerate(file.entries):
        where: Location = ("entries", number)
        yield from _once("entry", entry.id, (*where, "id"), names)
        yield from _known("caveat", entry.caveats, names.caveats, (*where, "caveats"))
        yield from _known("concept", entry.topics, names.concepts, (*where, "topics"))
        places = entry.place if isinstance(entry.place, tuple) else (entry.place,)
        for place in places:
            yield from _place(place, (*where, "place"), names)
        yield from _references(entry.refs, (*where, "refs"), names)


def _caveats(file: CaveatFile, names: _Names) -> Iterator[Finding]:
    for number, caveat in enumerate(file.caveats):
        where: Location = ("caveats", number)
        yield from _once("caveat", caveat.id, (*where, "id"), names)
        yield from _known("concept", caveat.about, names.concepts, (*where, "about"))
        for place in caveat.place:
            yield from _place(place, (*where, "place"), names)


def _printed_figures(file: PrintedFigureFile, names: _Names) -> Iterator[Finding]:
    for number, figure in enumerate(file.printed_figures):
        where: Location = ("printed_figures", number)
        yield from _once("printed figure", figure.id, (*where, "id"), names)
        if figure.caveat is not None:
            yield from _known("caveat", (figure.caveat,), names.caveats, (*where, "caveat"))
        if figure.laboratory is not None:
            yield from _known("concept", (figure.laboratory,), names.concepts, (*where, "laboratory"))
        yield from _place(figure.place, (*where, "place"), names)


def _ladder(file: LadderFile, names: _Names) -> Iterator[Finding]:
    agents: set[str] = set()
    for number, line in enumerate(file.lines):
        where: Location = ("lines", number)
        yield from _once("line", line.id, (*where, "id"), names)
        yield from _place(line.place, (*where, "place"), names)
        yield from _references(line.refs, (*where, "refs"), names)
        yield from _known("dated statement", line.overtaken, names.overtaken, (*where, "overtaken"))
        for place, rung in enumerate(line.rungs):
            at: Location = (*where, "rungs", place)
            yield from _known("concept", [rung.agent], names.concepts, (*at, "agent"))
            yield from _known("caveat", rung.caveats, names.caveats, (*at, "caveats"))
            if rung.agent in agents:
                what = f"'{rung.agent}' stands on the ladder twice"
                yield Finding((*at, "agent"), what, "keep one rung for it", ProblemCode.DUPLICATE_NAME)
            agents.add(rung.agent)


def _references(refs: Iterable[int], where: Location, names: _Names) -> Iterator[Finding]:
    for ref in refs:
        if ref not in names.references:
            what = f"the paper has no reference {ref}"
            yield Finding(where, what, "give a number from its list", ProblemCode.UNKNOWN_NAME)


def _table(table: Table, names: _Names) -> Iterator[Finding]:
    columns = {column.id for column in table.columns}
    yield from _known("concept", [table.group, *table.explains], names.concepts, ("explains",))
    if table.page is not None:
        yield from _known("column", table.page.columns, columns, ("page", "columns"))
        yield from _known("column", [table.page.picture], columns, ("page",))
    for number, column in enumerate(table.columns):
        used = (*column.aspects, *column.items, *column.beside, *((column.none,) if column.none else ()))
        yield from _known("concept", used, names.concepts, ("columns", number, "aspects"))
        yield from _braces(column.says, ("columns", number, "says"))
    for number, row in enumerate(table.rows):
        where: Location = ("rows", number)
        yield from _known("concept", [row.id, *row.explains], names.concepts, where)
        yield from _known("column", row.cells, columns, (*where, "cells"))
        for column_id, cell in row.cells.items():
            at: Location = (*where, "cells", column_id)
            used = (*(item.of for item in cell.items), *cell.about, *cell.also)
            yield from _known("concept", used, names.concepts, (*at, "items"))
            yield from _known("caveat", cell.caveats, names.caveats, (*at, "caveats"))


def _likeness(spoken: LikenessPhrasing, names: _Names) -> Iterator[Finding]:
    yield from _known("column", spoken.within, names.columns, ("likeness", "within"))
    yield from _known("concept", spoken.everyone, names.concepts, ("likeness", "everyone"))
    for part, meant in (("same", spoken.same), ("wider", spoken.wider)):
        # What stands under an instrument's name comes from its file, which is not read here.
        own = [name for name in meant if "." not in name]
        yield from _known("concept", own, names.concepts, ("likeness", part))
        for name, others in meant.items():
            yield from _known("concept", others, names.concepts, ("likeness", part, name))
    for part, field in LikenessSentences.model_fields.items():
        filled = [name for _, name, _, _ in Formatter().parse(field.description or "") if name]
        yield from _braces(getattr(spoken.says, part), ("likeness", "says", part), filled)


def _braces(says: str, where: Location, filled: Sequence[str] = _FILLED) -> Iterator[Finding]:
    try:
        used = [name for _, name, _, _ in Formatter().parse(says) if name is not None]
    except ValueError:
        yield Finding(where, "a brace is opened or closed alone", "write {{ or }} for a brace itself")
        return
    for name in used:
        if name not in filled:
            what = f"there is no '{{{name}}}' to fill in here"
            yield Finding(where, what, did_you_mean(name, filled), ProblemCode.UNKNOWN_NAME)


def _place(place: Place, where: Location, names: _Names) -> Iterator[Finding]:
    paragraphs = names.sections.get(place.section)
    if paragraphs is None:
        what, remedy = (
            f"the paper has no section '{place.section}'",
            did_you_mean(place.section, names.sections),
        )
        yield Finding(where, what, remedy, ProblemCode.UNKNOWN_NAME)
    elif place.paragraph is not None and place.paragraph > paragraphs:
        what = f"section {place.section} has {paragraphs} paragraph(s), not {place.paragraph}"
        yield Finding(where, what, "count its paragraphs again", ProblemCode.UNKNOWN_NAME)
