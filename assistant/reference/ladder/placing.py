"""The ladder of the knowledge, and where a patient who had the drugs of a list stands on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.reference.ladder.drug_list import DrugList
from assistant.reference.ladder.elsewhere import places_of
from assistant.reference.ladder.hearing import Hearing
from assistant.reference.ladder.sentences import sentences
from assistant.reference.ladder.standing import How, LineStanding, Mark, MarkWords, RungStanding, Standing
from assistant.reference.question.words import MAX_QUESTION_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.reference.format.ladder import Line, Rung
    from assistant.reference.ladder.standing import Heard
    from assistant.reference.library import Knowledge


_COUNTED = (How.HAD, How.CLASS, How.EITHER)
"""What a line counts as had for, where it can stand in no other."""

_UNSURE = (How.CLASS, How.ACROSS, How.EITHER)
"""What marks an agent as one that was perhaps had."""


class ListTooLongError(AssistantError):
    """More was given than a list of drugs can be."""


class Ladder:
    """Places a list of drugs on the ladder. It says what the paper lists, and decides nothing."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._file = knowledge.ladder
        self._concepts = {concept.id: concept for concept in knowledge.concepts}
        self._caveats = {caveat.id: caveat.short for caveat in knowledge.caveats}
        self._dated = {note.id: note.note for note in knowledge.overtaken}

    def stand(self, had: str) -> Standing:
        """Where a patient stands who had the drugs of a list; for an empty one, the ladder without marks.

        Raises ListTooLongError.
        """
        if len(had) > MAX_QUESTION_CHARACTERS:
            most = f"write at most {MAX_QUESTION_CHARACTERS}, the drugs alone"
            raise ListTooLongError(f"the list of drugs has {len(had)} characters; {most}")
        heard = self._hearing.hear(self._list.read(had)) if had.strip() else ()
        says = self._file.says
        standing = Standing(
            self._file.title,
            _with_furthest([self._line(line, heard) for line in self._file.lines]),
            heard,
            MarkWords(says.mark_had, says.mark_perhaps, says.mark_open, says.mark_furthest),
            self._knowledge.sources.paper.short,
            self._knowledge.phrasing.evidence["review_statement"],
            marked=bool(had.strip()),
        )
        return replace(standing, sentences=tuple(sentences(standing, says)))

    @cached_property
    def _list(self) -> DrugList:
        return DrugList(self._knowledge.concepts, self._knowledge.language, self._file.words)

    @cached_property
    def _hearing(self) -> Hearing:
        elsewhere = partial(places_of, knowledge=self._knowledge, named_in=self._list.named_in)
        return Hearing(self._file, self._concepts, self._list.members, elsewhere)

    def _line(self, line: Line, heard: Sequence[Heard]) -> LineStanding:
        by = [each for each in heard if each.how in _COUNTED and each.lines == (line.id,)]
        return LineStanding(
            line.id,
            line.title,
            line.route,
            line.note or "",
            str(line.place),
            line.refs,
            tuple(self._dated[name] for name in line.overtaken),
            tuple(self._rung(rung, heard) for rung in line.rungs),
            had_by=tuple(dict.fromkeys(each.name for each in by)),
        )

    def _rung(self, rung: Rung, heard: Sequence[Heard]) -> RungStanding:
        name = self._concepts[rung.agent].label
        had = [each for each in heard if each.how is How.HAD and rung.agent in each.agents]
        perhaps = any(rung.agent in each.agents for each in heard if each.how in _UNSURE)
        return RungStanding(
            rung.agent,
            name,
            Mark.HAD if had else Mark.PERHAPS if perhaps else Mark.OPEN,
            ", ".join(each.name for each in had if each.name != name),
            rung.strength or "",
            rung.form or "",
            rung.site or "",
            rung.why or "",
            rung.caution or "",
            tuple(self._caveats[name] for name in rung.caveats),
        )


def _with_furthest(lines: Sequence[LineStanding]) -> tuple[LineStanding, ...]:
    """The lines, with the last one of each route that counts as had marked as the furthest."""
    last = {line.route: line.id for line in lines if line.had_by}
    return tuple(replace(line, furthest=last.get(line.route) == line.id) for line in lines)
