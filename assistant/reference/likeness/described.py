"""What a question tells of a patient: the features, read from its words in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.reference.likeness.person import Feature, PersonReader
from assistant.reference.question.cues import phrases
from assistant.reference.question.lexicon import Mention
from assistant.reference.question.words import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.format.language import PhrasingFile
    from assistant.reference.format.tables import Table
    from assistant.reference.likeness.clauses import Clauses
    from assistant.reference.question.lexicon import Lexicon

_NEAR = 2
"""Words that may stand between a score or a drug and its figure."""

_SAID_AROUND = frozenset({"modifier", "time", "group", "place"})
"""Kinds that are said around a description without describing."""

_ROW_KINDS = frozenset({"case", "study", "row_patient"})
_NEVER_PRINTED = frozenset({"outside", "instrument_item"})
"""Kinds that describe a patient and stand in no row."""

_DRUG_KINDS = frozenset({"drug", "drug_class"})
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z]*[A-Z])\)")


@dataclass(frozen=True, slots=True)
class Described:
    """A patient who is described, and what else the question holds."""

    features: tuple[Feature, ...]
    named: frozenset[str]
    """Rows that are named: then only they are held against the patient."""
    led_by: tuple[Mention, ...]
    """Points that stand before the words that ask for patients alike, as `dose in patients like mine`."""
    asked: tuple[Mention, ...]
    """Points that are asked of whoever is found."""
    uncompared: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Role:
    """Words that say what became of the drugs near them."""

    at: range
    name: str


class DescriptionReader:
    """Reads what is told of a patient. Every word that it knows stands in the content."""

    def __init__(self, lexicon: Lexicon, phrasing: PhrasingFile, tables: Sequence[Table]) -> None:
        spoken = phrasing.likeness
        self._lexicon = lexicon
        self._passing = phrases(spoken.passing)
        self._person = PersonReader(spoken)
        self._lacking = phrases(spoken.lacking)
        self._turning = phrases(spoken.turning)
        self._negation = phrases(phrasing.negation)
        self._roles = {name: phrases(texts) for name, texts in spoken.roles.items()}
        self._same = spoken.same
        compared = [(table, column) for table in tables for column in table.columns if column.compares]
        self._kinds = {kind for _, column in compared for kind in column.kinds}
        self._all_had = {name for _, column in compared for name in column.beside}
        self._titles = {name for _, column in compared for name in column.aspects}
        self._figures = {
            name
            for _, column in compared
            if "number" in column.compares
            for name in (*column.aspects, *column.items)
        }
        held = {
            item.of for table, column in compared for row in table.rows for item in row.cell(column.id).items
        }
        self._held = held.union(spoken.everyone, spoken.wider, spoken.same)

    def read(self, told: Clauses) -> Described:
        """The patient who is told of; what is already marked as understood is passed over."""
        asking = set(told.used)
        passed = {place for at in told.find(self._passing) for place in at}
        told.used |= passed
        features = [*self._person.read(told)]
        mentions = self._mentions(told)
        described = [mention for mention in mentions if self._compared(mention)]
        roles = self._roles_in(told, described)
        told.used.update(place for role in roles for place in role.at)
        figures = [*self._figures_told(told, mentions)]
        found = [*self._told_of(described, roles, told)]
        for mention in described:
            told.used.update(range(mention.start, mention.end))
        features.extend((*found, *figures))
        rest = [mention for mention in mentions if told.used.isdisjoint(range(mention.start, mention.end))]
        saying = {told.numbers[place] for place in told.used - asking - passed}
        return Described(
            tuple({replace(feature, text=""): feature for feature in reversed(features)}.values())[::-1],
            frozenset(name for mention in rest for name in mention.concepts if self._names_row(name)),
            tuple(mention for mention in rest if self._leads(mention, told, asking)),
            tuple(mention for mention in rest if self._is_asked(mention, told, asking, saying)),
            tuple(dict.fromkeys(self._uncompared(rest, told, asking, saying))),
            tuple(dict.fromkeys(self._unknown(rest, told))),
        )

    def _kind(self, name: str) -> str:
        return self._lexicon.kind(name) or ""

    def _names_row(self, name: str) -> bool:
        return self._kind(name) in _ROW_KINDS

    def _mentions(self, told: Clauses) -> list[Mention]:
        """Everything that is named, at its place in the whole text."""
        found: list[Mention] = []
        for at in list(told.open_stretches()):
            mentions, _ = self._lexicon.mentions(told.meant[at.start : at.stop])
            found.extend(
                Mention(each.text, each.concepts, each.start + at.start, each.end + at.start)
                for each in mentions
            )
        return found

    def _compared(self, mention: Mention) -> tuple[str, ...]:
        """What the mention names that is told of patients; or what no row of the paper would hold."""
        names = mention.concepts
        told = tuple(name for name in names if name in self._held or self._kind(name) in self._kinds)
        return told or tuple(name for name in names if self._kind(name) in _NEVER_PRINTED)

    def _roles_in(self, told: Clauses, described: Sequence[Mention]) -> list[_Role]:
        """What is said of drugs, outside the names themselves: `on` in `on the face` says nothing."""
        inside = {place for mention in described for place in range(mention.start, mention.end)}
        found: list[_Role] = []
        place = 0
        while place < len(told.words):
            lengths = {name: told.length_at(place, wanted) for name, wanted in self._roles.items()}
            name = max(lengths, key=lambda each: lengths[each])
            at = range(place, place + lengths[name])
            if at and inside.isdisjoint(at):
                found.append(_Role(at, name))
            place += max(1, len(at))
        return found

    def _figures_told(self, told: Clauses, mentions: Sequence[Mention]) -> Iterator[Feature]:
        """Figures of a score or dose that stand beside its name."""
        inside = {place for mention in mentions for place in range(mention.start, mention.end)}
        for place, word in enumerate(told.words):
            number = number_of(word)
            if number is None or place in inside or place in told.used:
                continue
            for mention in mentions:
                distance = place - mention.end + 1 if mention.end <= place else mention.start - place
                names = tuple(name for name in mention.concepts if name in self._figures)
                if names and distance <= _NEAR and told.same(place, mention.start):
                    told.used.add(place)
                    if not self._compared(mention):
                        told.used.update(range(mention.start, mention.end))
                    yield Feature(f"{mention.text} {number:g}", names, number=number)
                    break

    def _told_of(
        self, described: Sequence[Mention], roles: Sequence[_Role], told: Clauses
    ) -> Iterator[Feature]:
        """The findings, and the drugs with what became of them; a role holds on for a list of drugs."""
        carried = ""
        waiting: list[Feature] = []
        for mention in described:
            concepts = self._compared(mention)
            absent = self._is_absent(mention, roles, told)
            if not any(self._kind(name) in _DRUG_KINDS for name in concepts):
                yield from waiting
                waiting, carried = [], ""
                yield from self._findings(mention, concepts, absent)
                continue
            role, behind = _role_of(mention, roles, told)
            drug = Feature(mention.text, concepts, role or carried, of_drug=True, absent=absent)
            if behind:
                yield from (replace(each, role=role) for each in waiting)
            if role or carried:
                if not behind:
                    yield from waiting
                waiting, carried = [], role or carried
                if not (set(concepts) <= self._all_had and drug.role == "beside"):
                    yield drug
            elif not set(concepts) <= self._all_had:
                waiting.append(drug)
        yield from waiting

    def _findings(self, mention: Mention, concepts: tuple[str, ...], absent: bool) -> Iterator[Feature]:
        meant = self._same.get(concepts[0], ()) if len(concepts) == 1 else ()
        if len(meant) < 2:
            yield Feature(mention.text, meant or concepts, absent=absent)
            return
        for name in meant:
            yield Feature(short_label(self._lexicon, name), (name,), absent=absent)

    def _is_absent(self, mention: Mention, roles: Sequence[_Role], told: Clauses) -> bool:
        """Whether it is said not to be there: `no arthritis`, `not on HCQ`, `ANA negative`."""
        if told.length_at(mention.end, self._lacking) and told.same(mention.start, mention.end):
            told.used.add(mention.end)
            return True
        said = {place: role for role in roles for place in role.at}
        place = mention.start - 1
        while told.same(place, mention.start):
            word = (told.words[place].plain,)
            if place in said:
                before = said[place].at.start - 1
                return told.same(before, mention.start) and self._negates(told, before)
            if word in self._turning.all:
                return False
            if self._negates(told, place):
                return True
            place -= 1
        return False

    def _negates(self, told: Clauses, place: int) -> bool:
        return (told.words[place].plain,) in self._negation.all

    def _is_aspect(self, mention: Mention) -> bool:
        return any(self._kind(name) == "aspect" for name in mention.concepts)

    def _leads(self, mention: Mention, told: Clauses, asking: set[int]) -> bool:
        after = any(mention.end <= place and told.same(place, mention.start) for place in asking)
        return after and self._is_aspect(mention)

    def _is_asked(self, mention: Mention, told: Clauses, asking: set[int], saying: set[int]) -> bool:
        """Whether it is asked of the patients found: before the cue, or where nothing is described."""
        alone = told.numbers[mention.start] not in saying
        return self._is_aspect(mention) and (alone or self._leads(mention, told, asking))

    def _uncompared(
        self, rest: Sequence[Mention], told: Clauses, asking: set[int], saying: set[int]
    ) -> Iterator[str]:
        for mention in rest:
            kinds = {self._kind(name) for name in mention.concepts}
            around = kinds <= _SAID_AROUND | _ROW_KINDS and len(mention.text) > 1
            titles = not self._titles.isdisjoint(mention.concepts)
            if not (titles or around or self._is_asked(mention, told, asking, saying)):
                yield mention.text

    def _unknown(self, rest: Sequence[Mention], told: Clauses) -> Iterator[str]:
        inside = {place for mention in rest for place in range(mention.start, mention.end)}
        for place, word in enumerate(told.words):
            if (
                place not in inside
                and place not in told.used
                and not self._lexicon.is_neutral(told.meant[place])
            ):
                yield word.typed


def _role_of(mention: Mention, roles: Sequence[_Role], told: Clauses) -> tuple[str, bool]:
    """What is said of a drug in its clause, by the words before it or else behind it; and whether behind."""
    here = [role for role in roles if told.same(role.at.start, mention.start)]
    before = [role for role in here if role.at.stop <= mention.start]
    if before:
        return before[-1].name, False
    behind = [role for role in here if role.at.start >= mention.end]
    return (behind[0].name, True) if behind else ("", False)


def short_label(lexicon: Lexicon, name: str) -> str:
    """The abbreviation of a label where it gives one, else the label up to its first comma."""
    label = lexicon.label(name)
    given = _ABBREVIATION.search(label)
    return given[1] if given else label.split(",")[0]
