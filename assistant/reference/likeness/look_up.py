"""Patients alike: which rows of the paper share what is told of a patient, and how those fared.

It reports rows and never says what to do: a question that asks for a decision as well is handed back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reference.likeness.clauses import Clauses, clauses_of
from assistant.reference.likeness.described import DescriptionReader
from assistant.reference.likeness.ranking import Ranking
from assistant.reference.likeness.telling import Telling
from assistant.reference.question.cues import holds, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.format.tables import Table
    from assistant.reference.library import Knowledge
    from assistant.reference.likeness.described import Described
    from assistant.reference.question.lexicon import Lexicon
    from assistant.reference.reply import Reply

_OPENING = 2
"""Words within which an act that is not put as a question still asks for a decision."""


class LookUp:
    """Finds the patients and reports that are most like a patient who is described."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        spoken = knowledge.phrasing.likeness
        self._lexicon = lexicon
        self._who = phrases(spoken.who)
        self._own = phrases(spoken.own)
        self._described = phrases(spoken.described)
        self._told = phrases(spoken.told)
        self._decision = phrases(knowledge.language.decision)
        self._act = phrases(knowledge.language.decision_act)
        self._reader = DescriptionReader(lexicon, knowledge.phrasing, knowledge.tables)
        self._ranking = Ranking(lexicon, spoken, knowledge.tables)
        self._telling = Telling(knowledge)
        self._told_of_rows = {name for table in knowledge.tables for name in _answered_by(table)}

    def gathered(self, parts: Sequence[str]) -> list[str]:
        """The parts of a text, those that only describe joined to the one that asks for patients alike."""
        asking = next((place for place, part in enumerate(parts) if self._cue(self._clauses(part))), None)
        if asking is None:
            return list(parts)
        first, last = asking, asking + 1
        while first and self._only_describes(parts[first - 1]):
            first -= 1
        while last < len(parts) and self._only_describes(parts[last]):
            last += 1
        return [*parts[:first], "; ".join(parts[first:last]), *parts[last:]]

    def asks_decision(self, text: str) -> bool:
        """Whether a look-up asks for a decision as well."""
        told = self._clauses(text)
        cue = self._cue(told)
        if holds(told.words, self._decision):
            return True
        return any(self._acts(told, places, cue) for places in told.places())

    def answer(self, text: str) -> Reply | None:
        """The rows most alike; None where none are sought, none is described, or another point is asked."""
        told = self._clauses(text)
        cue = self._cue(told)
        if not cue:
            return None
        told.used |= cue
        described = self._reader.read(told)
        if not described.features:
            return self._telling.refused("undescribed") if self._is_bare(told, described) else None
        if any(self._told_of_rows.isdisjoint(mention.concepts) for mention in described.led_by):
            return None
        return self._telling.found(described, self._ranking.held(described.features, described.named))

    def _clauses(self, text: str) -> Clauses:
        return clauses_of(text, self._lexicon)

    def _cue(self, told: Clauses) -> set[int]:
        """The places of the words that ask for patients alike."""
        found = {place for at in told.find(self._described) for place in at}
        for at in told.find(self._own):
            who = [place for place in range(at.start) if told.length_at(place, self._who)]
            if who:
                found.update((who[-1], *at))
        return found

    def _is_bare(self, told: Clauses, described: Described) -> bool:
        """Whether patients like one's own are asked for, and nothing more is said."""
        if described.named or described.asked or described.uncompared or described.unknown:
            return False
        own = any(told.length_at(place, self._own) for place in range(len(told.words)))
        return own or len(told.used) == len(told.words)

    def _acts(self, told: Clauses, places: Sequence[int], cue: set[int]) -> bool:
        """Whether a clause asks for an act; one that is told of the patient is no question."""
        words = [told.words[place] for place in places if place not in cue]
        if holds(words, self._told):
            return False
        return holds(words if told.numbers[places[0]] in told.questions else words[:_OPENING], self._act)

    def _only_describes(self, part: str) -> bool:
        told = self._reader.read(self._clauses(part))
        return bool(told.features) and not (told.asked or told.uncompared or told.unknown or told.named)


def _answered_by(table: Table) -> Iterator[str]:
    """The points that a look-up can tell of the rows it finds; any other is a question of its own."""
    yield from table.explains
    for column in table.columns:
        if "outcome" in column.compares or not column.compares:
            yield from column.aspects
