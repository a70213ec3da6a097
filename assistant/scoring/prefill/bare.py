"""Numbers that stand for levels without a name beside them: `scalp 2/1`, `erythema: back 3, chest 1`, `3`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.said import Denied, Finding

if TYPE_CHECKING:
    from assistant.scoring.prefill.lexicon import Lexicon
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.parts import Parts, Places
    from assistant.scoring.prefill.sentences import Chunk
    from assistant.scoring.prefill.statements import Gathered


class Numbers:
    """Takes the bare numbers of a sentence."""

    def __init__(self, lexicon: Lexicon, gathered: Gathered) -> None:
        self._lexicon = lexicon
        self._gathered = gathered
        self._heading: str | None = None
        """The item that heads the sentence."""

    def begin(self) -> None:
        """A new sentence has no heading."""
        self._heading = None

    def take(self, chunk: Chunk, parts: Parts, findings: list[Finding]) -> bool:
        """`scalp 2/1`, and a number alone in an instrument of one item. Whether that is all of the chunk."""
        numbers = _numbers(chunk)
        if parts.places:
            # `both forearms` counts places, and is no level.
            numbers = [mark for mark in numbers if not (mark.meaning.weak and mark.pieces[0].isalpha())]
        if findings:
            self._heads(parts, findings, numbers)
        elif numbers and not parts.places:
            self._only_number(chunk, numbers)
        elif numbers and parts.shape == "P" and not any(mark.meaning.counted for mark in chunk.marks):
            if parts.places[0].sure and not chunk.doubtful:
                self._numbers_at(parts.places[0], numbers)
            return True
        return False

    def under_heading(self, chunk: Chunk, parts: Parts, findings: list[Finding]) -> bool:
        """`erythema is 2 on the arms, 1 on the legs and absent on the feet`: what follows the first place."""
        said = [mark for mark in chunk.marks if not mark.filler and not mark.does(Word.BOTH, Word.EITHER)]
        if (
            self._heading is None
            or findings
            or parts.shape != "P"
            or len(said) < 3
            or not said[1].does(Word.ON)
        ):
            return False
        first, places = said[0], parts.places[0]
        if chunk.doubtful or not (first.does(Word.ABSENT) or first in _numbers(chunk)):
            return False
        levels = next(iter(self._lexicon.every(self._heading))).levels
        value = levels[0] if first.value is None else first.value
        self._state_at(places, self._heading, value, (first, *places.marks))
        return True

    def _numbers_at(self, places: Places, numbers: list[Mark]) -> None:
        if len(numbers) > 1:
            self._shorthand(places, numbers)
        elif self._heading is not None:
            self._state_at(places, self._heading, numbers[0].value, (*places.marks, *numbers))

    def _heads(self, parts: Parts, findings: list[Finding], numbers: list[Mark]) -> None:
        """`erythema on the back 3`: the one number behind the place is the level of the one name before it.

        The name then heads the sentence: `erythema: back 3, chest 1`, `erythema 3 on back, 1 on chest`.
        """
        if parts.shape != "FP" or len(findings) != 1 or not findings[0].senses:
            return
        (finding,) = findings
        if not finding.deniable or finding.denied is not Denied.NO:
            return
        if finding.overridden:
            self._heading = finding.senses[0].item
        elif len(numbers) == 1 and numbers[0].start > parts.places[0].marks[-1].start:
            self._heading = finding.senses[0].item
            levels = next(iter(self._lexicon.every(self._heading))).levels
            value = numbers[0].value
            finding.set_level(int(value) if value is not None and value in levels else None, numbers[0])

    def _only_number(self, chunk: Chunk, numbers: list[Mark]) -> None:
        item = self._lexicon.instrument.items[0]
        alone = all(mark in numbers or mark.filler or mark.does(Word.GRADE, Word.ON) for mark in chunk.marks)
        if self._lexicon.dictation.bare_numbers is None or len(numbers) != 1 or not alone or chunk.doubtful:
            return
        value = numbers[0].value
        if value in item.levels:
            self._gathered.state(item.id, int(value or 0), numbers)

    def _shorthand(self, places: Places, numbers: list[Mark]) -> None:
        for shorthand in self._lexicon.dictation.shorthand:
            if len(shorthand.items) == len(numbers):
                for base, number in zip(shorthand.items, numbers, strict=True):
                    self._state_at(places, base, number.value, (*places.marks, *numbers))

    def _state_at(self, places: Places, base: str, value: float | None, marks: tuple[Mark, ...]) -> None:
        """A number as the level of an item in these places; one that is no level leaves it open."""
        for place in places.ids:
            item = self._lexicon.by_base[base].get(place)
            if item is not None:
                sure = places.means(place, denied=value == item.levels[0])
                legal = int(value) if value is not None and value in item.levels and sure else None
                self._gathered.state(item.id, legal, marks, places=places)


def _numbers(chunk: Chunk) -> list[Mark]:
    return [mark for mark in chunk.marks if mark.value is not None and not mark.read]
