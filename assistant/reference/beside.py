"""What the paper showed of patients on a treatment, to stand beside the change of one's own patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.reference.cards import Citation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.reference.format.entries import Entry
    from assistant.reference.format.sources import Place
    from assistant.reference.format.tables import Cell, Table
    from assistant.reference.library import Knowledge


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that the paper says, with its place and what limits it."""

    text: str
    citations: tuple[Citation, ...]
    limits: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The form that scripts rely on."""
        return {
            "text": self.text,
            "citations": [
                {"source": each.source, "section": each.section, "refs": list(each.refs)}
                for each in self.citations
            ],
            "limits": list(self.limits),
        }


class BesideChanges:
    """Entries and courses of single patients, by the score that they tell of and the treatment."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._source = knowledge.sources.paper.short
        self._entries = {entry.id: entry for entry in knowledge.entries}
        self._caveats = {caveat.id: caveat.short for caveat in knowledge.caveats}
        self._labels = {concept.id: concept.label for concept in knowledge.concepts}

    def label(self, agent: str) -> str:
        """The name of a treatment."""
        return self._labels.get(agent, agent)

    def agents(self, had: Collection[str]) -> tuple[str, ...]:
        """The treatments, of those that a patient had, of which the paper shows something."""
        told = dict.fromkeys(each.agent for each in self._knowledge.beside)
        return tuple(agent for agent in told if agent in had)

    def shown(self, instrument: str, score: str, agent: str) -> tuple[Shown, ...]:
        """What the paper says of one score on a treatment: its statements, then its single patients."""
        statements = [
            self._statement(self._entries[name])
            for each in self._knowledge.beside
            if (each.instrument, each.score, each.agent) == (instrument, score, agent)
            for name in each.entries
        ]
        return (*statements, *self._courses(instrument, score, agent))

    def _statement(self, entry: Entry) -> Shown:
        places: tuple[Place, ...] = entry.place if isinstance(entry.place, tuple) else (entry.place,)
        cited = tuple(Citation(self._source, str(place), entry.refs) for place in places)
        limits = [entry.limits] if entry.limits else []
        return Shown(entry.says, cited, (*limits, *(self._caveats[name] for name in entry.caveats)))

    def _courses(self, instrument: str, score: str, agent: str) -> Iterator[Shown]:
        for table in self._knowledge.tables:
            if table.treated != agent:
                continue
            for column in table.columns:
                recorded = column.recorded
                if recorded and (recorded.instrument, recorded.score) == (instrument, score):
                    yield from self._rows(table, column.id, column.label)

    def _rows(self, table: Table, column: str, label: str) -> Iterator[Shown]:
        told = [(row, row.cell(column)) for row in table.rows]
        told = [(row, cell) for row, cell in told if cell.reported and (cell.points or cell.text)]
        if not told:
            return
        courses = "; ".join(f"{row.name} {_course(cell)}" for row, cell in told)
        cited = tuple(Citation(self._source, f"section {row.place}") for row, _ in told if row.place)
        caveats = dict.fromkeys(self._caveats[name] for _, cell in told for name in cell.caveats)
        yield Shown(f"{label} of single patients: {courses}.", cited, tuple(caveats))


def _course(cell: Cell) -> str:
    if cell.points:
        return ", ".join(f"{point.value} {point.at}" for point in cell.points)
    return cell.text or ""
