"""From what a list names to how each of it stands to the ladder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.reference.ladder.standing import Heard, How

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.reference.format.concepts import Concept
    from assistant.reference.format.ladder import LadderFile, Line
    from assistant.reference.ladder.drug_list import Named


class Hearing:
    """Tells of each thing in a list whether it is an agent of the ladder, a class of several, or neither.

    `members` gives the concepts that belong to one, itself included; `elsewhere` the places where the paper
    names what stands in no line.
    """

    def __init__(
        self,
        ladder: LadderFile,
        concepts: Mapping[str, Concept],
        members: Callable[[str], frozenset[str]],
        elsewhere: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._line_of = {rung.agent: line for line in ladder.lines for rung in line.rungs}
        self._concepts = concepts
        self._members = members
        self._elsewhere = elsewhere

    def hear(self, named: Sequence[Named]) -> tuple[Heard, ...]:
        """Everything that was named, each meaning once; a class is heard with the agents named beside it."""
        had = {agent for each in named if each.was_had for agent in self._agents(each)}
        heard: dict[tuple[str, How], Heard] = {}
        for each in named:
            one = self._heard(each, had)
            heard.setdefault((one.name.casefold(), one.how), one)
        return tuple(heard.values())

    def _heard(self, named: Named, had: set[str]) -> Heard:
        name = " or ".join(self._concepts[each].label for each in named.concepts) or named.typed
        one = Heard(named.typed, name, How.UNKNOWN, misspelt=named.misspelt, nearest=named.nearest or "")
        if not named.concepts:
            return replace(one, how=How.NO_DRUG) if named.no_drug else one
        refusal = self._concepts[named.concepts[0]].refusal
        if refusal is not None:
            return replace(one, how=How.OUTSIDE, refusal=refusal)
        if not named.was_had:
            return replace(one, how=How.NOT_HAD)
        if agents := self._agents(named):
            return self._placed(one, How.HAD, agents)
        may_be = self._may_be(named)
        return self._unsure(named, one, may_be, had) if may_be else self._in_no_line(named, one)

    def _in_no_line(self, named: Named, one: Heard) -> Heard:
        """Something that the paper knows, but not on the ladder, or not there by this route."""
        other_route = self._may_be(replace(named, route=None))
        if other_route:
            return replace(one, how=How.OTHER_ROUTE, route=self._line_of[other_route[0]].route)
        # A class without an agent on the ladder is too wide for a place of its own.
        drug = self._concepts[named.concepts[0]].kind == "drug"
        return replace(one, how=How.ELSEWHERE, places=self._elsewhere(named.concepts[0]) if drug else ())

    def _unsure(self, named: Named, one: Heard, may_be: Sequence[str], had: set[str]) -> Heard:
        """Something that may be one of several agents."""
        if len(named.concepts) > 1:
            return self._placed(one, How.EITHER, may_be)
        if beside := [agent for agent in may_be if agent in had]:
            return self._placed(one, How.NAMED_BESIDE, beside)
        only = self._concepts[may_be[0]]
        if named.route is not None and len(may_be) == 1 and only.kind == "drug_class":
            # With its route, a wide class is the class that stands on the ladder itself.
            return self._placed(replace(one, name=only.label), How.HAD, may_be)
        lines = {self._line_of[agent].id for agent in may_be}
        return self._placed(one, How.CLASS if len(lines) == 1 else How.ACROSS, may_be)

    def _placed(self, one: Heard, how: How, agents: Sequence[str]) -> Heard:
        lines = dict.fromkeys(self._line_of[agent].id for agent in agents)
        return replace(one, how=how, agents=tuple(agents), lines=tuple(lines))

    def _agents(self, named: Named) -> list[str]:
        """The agent of the ladder that was named: itself, or as one of a class that is an agent."""
        if len(named.concepts) != 1:
            return []
        return [
            agent
            for agent, line in self._line_of.items()
            if named.concepts[0] in self._members(agent) and _fits(named, line)
        ]

    def _may_be(self, named: Named) -> list[str]:
        """Every agent of the ladder that a class or an abbreviation may stand for."""
        meant = frozenset[str]().union(*map(self._members, named.concepts))
        return [agent for agent, line in self._line_of.items() if agent in meant and _fits(named, line)]


def _fits(named: Named, line: Line) -> bool:
    return named.route is None or named.route == line.route
