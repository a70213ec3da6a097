"""Measured values in a chunk: the number, its unit, and the answer that the instrument's hint gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import UnitSense, Word

if TYPE_CHECKING:
    from assistant.scoring.format.laboratory import LaboratoryHint
    from assistant.scoring.prefill.lexicon import Lexicon
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.sentences import Chunk


@dataclass(frozen=True, slots=True)
class Measured:
    """An item that a measured value speaks of; `level` is None where value, unit or limit leave it open."""

    item: str
    level: int | None
    marks: tuple[Mark, ...]
    part: bool = False
    """It is within the limit, which is not enough by itself."""


def measured_in(chunk: Chunk, following: Chunk | None, lexicon: Lexicon) -> list[Measured]:
    """Every measured value of the chunk. Its marks are read, so that they mean nothing else.

    A limit that it needs may stand in the chunk that follows.
    """
    found: list[Measured] = []
    for position, mark in enumerate(chunk.marks):
        if not mark.meaning.measures or mark.read:
            continue
        said = _said_with(chunk.marks, position)
        if said is None:
            continue
        limited = beyond_limit(chunk, following, mark, said, lexicon)
        if limited is not None:
            found.append(limited)
        if any(lexicon.measures[number].hint.beyond for number in mark.meaning.measures):
            continue
        numbers, units, compared, marks = said
        if not _counts_elsewhere(mark, numbers, units, lexicon):
            continue
        value = _answered(mark, numbers, units, compared, lexicon)
        items = {lexicon.measures[number].hint.item for number in mark.meaning.measures}
        item = value[0] if value is not None else (next(iter(items)) if len(items) == 1 else "")
        if not item:
            continue
        for each in (mark, *marks):
            each.read = True
        found.append(Measured(item, value[1] if value is not None else None, (mark, *marks)))
    return found


def beyond_limit(
    chunk: Chunk, following: Chunk | None, mark: Mark, said: Said, lexicon: Lexicon
) -> Measured | None:
    """`C3 0.62 (LLN 0.9)`: a value with the limit of its laboratory. Without one nothing is read."""
    hints = [lexicon.measures[number].hint for number in mark.meaning.measures]
    hint = next((hint for hint in hints if hint.beyond), None)
    numbers, _, compared, marks = said
    if hint is None or len(numbers) != 1 or compared is not None:
        return None
    behind = [each for each in chunk.marks if each.start > numbers[0].start]
    limit, limiting = limit_in(behind, hint.beyond == "lower limit")
    if limit is None and following is not None:
        limit, limiting = limit_in(following.marks, hint.beyond == "lower limit")
    value = numbers[0].value or 0.0
    if limit is None or not limit / _OF_ANOTHER_UNIT < value < limit * _OF_ANOTHER_UNIT:
        return None
    level = hint.proposal(value, limit)
    taken = (mark, *marks, *limiting)
    for each in taken:
        each.read = True
    return Measured(hint.item, level, taken, part=bool(hint.absent_needs) and level == hint.otherwise)


def limit_in(marks: list[Mark], lower: bool) -> tuple[float | None, list[Mark]]:
    """The limit among these marks: `LLN 0.9`, `ULN 30`, or an end of `0.1-0.4`; up to the next measure."""
    wanted = Word.LOWER_LIMIT if lower else Word.UPPER_LIMIT
    taken: list[Mark] = []
    named = False
    for index, mark in enumerate(marks):
        if mark.meaning.measures or mark.meaning.senses:
            break
        named = named or mark.does(wanted)
        if mark.value is None:
            continue
        taken.append(mark)
        if named:
            return mark.value, taken
        dash, end = marks[index + 1 : index + 2], marks[index + 2 : index + 3]
        if dash and end and dash[0].does(Word.MINUS) and end[0].value is not None:
            return (mark.value if lower else end[0].value), [mark, *end]
    return None, []


_OF_ANOTHER_UNIT = 50
"""A value that is so many times its limit, or as small a part of it, was given in another unit."""

Said = tuple[list["Mark"], list[UnitSense], Word | None, list["Mark"]]


def _said_with(marks: list[Mark], position: int) -> Said | None:
    """The numbers, units and comparison that belong to the measure here: behind it, else before it."""
    behind = _stretch(marks[position + 1 :], ends=False)
    if behind[0]:
        return behind
    before = _stretch(list(reversed(marks[:position])), ends=True)
    if before[0]:
        # The unit may stand behind what is measured: `5 red cells per field`.
        units, more = before[1], before[3]
        for mark in marks[position + 1 :]:
            if mark.meaning.units:
                units, more = [*units, *mark.meaning.units], [*more, mark]
                break
            if not mark.filler:
                break
        return before[0], units, before[2], more
    return None


def _stretch(marks: list[Mark], *, ends: bool) -> Said:
    """What belongs to a measure in one direction. `ends`: read from the number back to the front."""
    numbers: list[Mark] = []
    units: list[UnitSense] = []
    compared: Word | None = None
    taken: list[Mark] = []
    for mark in marks:
        if mark.read or (mark.meaning.measures and not mark.meaning.units and numbers):
            break
        if (
            mark.value is not None
            and not mark.meaning.measures
            and (not numbers or taken[-1].does(Word.MINUS))
        ):
            numbers.append(mark)
        elif mark.meaning.units and (ends or numbers):
            units = [*units, *mark.meaning.units]
        elif mark.does(Word.ABOVE, Word.BELOW):
            compared = Word.ABOVE if mark.does(Word.ABOVE) else Word.BELOW
        elif mark.does(Word.MINUS) and numbers:
            pass
        elif numbers or not (mark.filler or mark.meaning.beside):
            break
        else:
            continue
        taken.append(mark)
        if units and numbers:
            break
    return numbers, units, compared, taken


def _counts_elsewhere(mark: Mark, numbers: list[Mark], units: list[UnitSense], lexicon: Lexicon) -> bool:
    """Whether the numbers can be a measured value at all, and no level of the item."""
    if units or not mark.meaning.senses:
        return True
    measures = [lexicon.measures[number] for number in mark.meaning.measures]
    item = next(iter(lexicon.every(mark.meaning.senses[0].item)))
    level = len(numbers) == 1 and numbers[0].value in item.levels
    return not level or any(a.low <= (numbers[0].value or 0) <= a.high for m in measures for a in m.assumed)


def _answered(
    mark: Mark, numbers: list[Mark], units: list[UnitSense], compared: Word | None, lexicon: Lexicon
) -> tuple[str, int | None] | None:
    """The item and its answer, of the first measure that the unit fits."""
    for number in mark.meaning.measures:
        measure = lexicon.measures[number]
        answers: set[int | None] = set()
        for each in numbers:
            value = each.value or 0.0
            fitting = [unit for unit in units if unit.measure == number]
            spans = [] if units else [a for a in measure.assumed if a.low <= value <= a.high]
            if not fitting and not spans:
                break
            times, plus = (fitting[0].times, fitting[0].plus) if fitting else (spans[0].times, spans[0].plus)
            answers.add(_judged(measure.hint, round(value * times + plus, 6), compared))
        else:
            return measure.hint.item, next(iter(answers)) if len(answers) == 1 else None
    return None


def _judged(hint: LaboratoryHint, value: float, compared: Word | None) -> int | None:
    """What the rule says of a value, or of every value beyond it; None where it cannot tell."""
    if compared is None:
        return hint.proposal(value)
    if compared is Word.ABOVE and hint.above is not None and value >= hint.above and hint.ask_between is None:
        return hint.then
    if compared is Word.ABOVE and hint.below is not None and value >= hint.below:
        return hint.otherwise
    if compared is Word.BELOW and hint.below is not None and value <= hint.below:
        return hint.then
    if compared is Word.BELOW and hint.above is not None and value <= hint.above:
        return hint.otherwise
    return None
