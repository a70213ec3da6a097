"""What a line states of single items, gathered and weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.prefill.proposals import Prefill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.meanings import Word
    from assistant.scoring.prefill.parts import Places

LONGEST_QUOTE = 80

Where = tuple[frozenset[tuple[str, ...]], frozenset["Word"]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A level of one item with the marks that say so; `level` is None where it is in doubt."""

    item: str
    level: int | None
    marks: tuple[Mark, ...]
    attested: bool = False
    part: bool = False
    """Whether it is said of a part of the place only."""
    where: Where | None = None
    """The words for the place, and its side."""
    yields: bool = False
    """It may speak of something else, and gives way where the item is named."""


class Gathered:
    """Everything that was said, until it is resolved."""

    def __init__(self, line: str, instrument: Instrument) -> None:
        self._line = line
        self._instrument = instrument
        self.statements: list[Statement] = []
        self.named_items: set[str] = set()
        self.named_places: set[str] = set()
        self._called: dict[str, set[tuple[str, ...]]] = {}
        self._excepted: list[tuple[str, int]] = []
        self._place = {item.id: item.group for item in instrument.items}

    def name(self, places: Places) -> None:
        """Places are spoken of, by these words."""
        self.named_places.update(places.ids)
        for place in places.ids:
            self._called.setdefault(place, set()).update(mark.pieces for mark in places.marks)

    def take_out(self, places: Places) -> None:
        """Places are excepted from what was said to be clear before them."""
        self._excepted.extend((place, places.marks[0].start) for place in places.ids)

    def state(
        self,
        item: str,
        level: int | None,
        marks: Iterable[Mark],
        *,
        attested: bool = False,
        places: Places | None = None,
        yields: bool = False,
    ) -> None:
        """Add a statement; `places` are those of which it was made."""
        self.named_items.add(item)
        part = places is not None and self._place[item] in places.parts
        where = (frozenset(mark.pieces for mark in places.marks), places.sides) if places else None
        self.statements.append(Statement(item, level, tuple(marks), attested, part, where, yields))

    def resolve(self, rest: Mapping[str, Statement], marks: Sequence[Mark]) -> Prefill:
        """One value an item, where all statements of it agree; then what the rest covers."""
        by_item: dict[str, list[Statement]] = {}
        for each in self._weighed():
            by_item.setdefault(each.item, []).append(each)
        answers: dict[str, int] = {}
        attested: dict[str, int] = {}
        words: dict[str, str] = {}
        for item in self._instrument.items:
            said = by_item.get(item.id, [])
            level = _agreed(said)
            if level is not None:
                stated = [each for each in said if not each.attested]
                (answers if stated else attested)[item.id] = level
                says_so = [each for each in stated or said if each.level == level] or said
                words[item.id] = self._quoted(says_so[0].marks)
                for each in said:
                    _read(each.marks)
            elif not said and item.id in rest and item.group not in {place for place, _ in self._excepted}:
                statement = rest[item.id]
                (attested if statement.attested else answers)[item.id] = statement.level or 0
                words[item.id] = self._quoted(statement.marks)
                _read(statement.marks)
        self._contradicted(by_item, answers, attested)
        return Prefill(answers, tuple(attested), words, self._unread(marks))

    def _weighed(self) -> list[Statement]:
        """The statements without those that would clear a place of which another part is affected.

        `knuckles red, palms clear` does not clear the hands, nor does `palms clear` alone. A lesion of a part
        may be said to lack something: `nose red, no scale`.
        """
        lowest = {item.id: item.levels[0] for item in self._instrument.items}
        found = [each for each in self.statements if each.level not in {None, lowest[each.item]}]
        shown = {(mark.start, self._place[each.item]) for each in found for mark in each.marks}
        stated = {self._place[each.item] for each in self.statements if not each.attested}
        partly = {place for place, words in self._called.items() if len(words) > 1} & stated
        sure = {each.item for each in self.statements if each.level is not None and not each.yields}

        def clears_more_than_it_names(each: Statement) -> bool:
            place = self._place[each.item]
            clear = each.level == lowest[each.item]
            begun = min(mark.start for mark in each.marks)
            if clear and any(place == taken and begun < start for taken, start in self._excepted):
                return True
            if each.attested:
                return each.part or place in partly
            return each.part and clear and not any((mark.start, place) in shown for mark in each.marks)

        kept = [each for each in self.statements if not (each.yields and each.item in sure)]
        return [each for each in kept if not clears_more_than_it_names(each)]

    def _contradicted(
        self, by_item: Mapping[str, list[Statement]], answers: Mapping[str, int], attested: Mapping[str, int]
    ) -> None:
        """What was not taken over is told as unread, unless its words led to something else as well."""
        for item, said in by_item.items():
            if item not in answers and item not in attested:
                for each in said:
                    each.marks[0].read = False

    def _quoted(self, marks: Sequence[Mark]) -> str:
        """The stretch of the line that holds the marks; the first of them alone where it is long."""
        start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
        if end - start > LONGEST_QUOTE or "\n" in self._line[start:end]:
            start, end = marks[0].start, marks[0].end
        return self._line[start:end]

    def _unread(self, marks: Sequence[Mark]) -> tuple[str, ...]:
        """Stretches of the line that led to nothing; fillers between two of them belong to them."""
        found: list[str] = []
        start = end = -1
        for mark in marks:
            if mark.filler:
                continue
            if mark.read:
                if start >= 0:
                    found.append(self._line[start:end])
                start = -1
            elif start < 0:
                start, end = mark.start, mark.end
            else:
                end = mark.end
        if start >= 0:
            found.append(self._line[start:end])
        return tuple(found)


def _agreed(said: Sequence[Statement]) -> int | None:
    """The one level that all statements of an item give, or the worst of those of different parts.

    `left arm pink, right arm dark red` grades the worst lesion of the place, as its instrument has it.
    """
    levels = {each.level for each in said}
    if len(levels) == 1:
        return levels.pop()
    parts: dict[Where, set[int]] = {}
    for each in said:
        if each.level is None or each.where is None or each.attested:
            return None
        parts.setdefault(each.where, set()).add(each.level)
    if any(len(of_part) > 1 for of_part in parts.values()):
        return None
    return max(level for of_part in parts.values() for level in of_part) if parts else None


def _read(marks: Iterable[Mark]) -> None:
    for mark in marks:
        mark.read = True
