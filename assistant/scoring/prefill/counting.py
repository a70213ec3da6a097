"""Numbers of something that decide a level: quadrants, joints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import CountSense, Sense, Word
from assistant.scoring.prefill.said import Denied, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.sentences import Chunk, Sentence


def count(sentence: Sentence, by_chunk: dict[int, list[Finding]]) -> None:
    """Numbers of something that decide a level, such as quadrants."""
    last: list[Finding] = []
    for chunk in sentence.chunks:
        findings = by_chunk[id(chunk)]
        for position, mark in enumerate(chunk.marks):
            if mark.meaning.counts:
                _take_count(findings, last, mark, dict(mark.meaning.counts), [mark])
            elif mark.meaning.counted:
                numbers = _numbers_by(chunk, position)
                if numbers:
                    values = {sense: _one_level(sense, numbers, chunk) for sense in mark.meaning.counted}
                    _take_count(findings, last, mark, values, [*numbers, mark])
                    _alone(chunk, findings, mark, values, numbers)
        last = findings or last


def _one_level(sense: CountSense, numbers: list[Mark], chunk: Chunk) -> int | None:
    """The level that all these numbers give; of `less than six`, that of five."""
    first = min(numbers, key=lambda mark: mark.start)
    said = [mark for mark in chunk.marks if mark.start < first.start and not mark.filler]
    values = {mark.value for mark in numbers if mark.value is not None}
    if said and said[-1].does(Word.BELOW):
        values = {value - 1 for value in values}
    elif said and said[-1].does(Word.ABOVE):
        values |= {value + 1 for value in values}
    levels = {sense.level(value) for value in values}
    return next(iter(levels)) if len(levels) == 1 else None


def _numbers_by(chunk: Chunk, position: int) -> list[Mark]:
    """The numbers just before the mark, or just behind it."""
    before: list[Mark] = []
    for mark in reversed(chunk.marks[:position]):
        if mark.value is not None and not mark.read:
            before.append(mark)
        elif not (mark.filler or (before and mark.does(Word.EITHER, Word.MINUS))):
            break
    if before:
        return before
    for mark in chunk.marks[position + 1 :]:
        if mark.value is not None and not mark.read:
            return [mark]
        if not mark.filler:
            break
    return []


def _take_count(
    mine: list[Finding],
    last: list[Finding],
    mark: Mark,
    levels: Mapping[CountSense, int | None],
    said: list[Mark],
) -> None:
    """Give the level to the finding that is meant: the nearest before, after, or in the chunk before."""
    before = [each for each in reversed(mine) if each.mark.start < mark.start]
    after = [each for each in mine if each.mark.start > mark.start]
    for finding in (*before, *after, *(() if mine else reversed(last))):
        for sense, level in levels.items():
            named = any(each.item == sense.item and each.entry == sense.entry for each in finding.senses)
            if named or finding.mark.pieces in sense.also:
                if finding.denied is Denied.YES:
                    return
                finding.senses = [Sense(sense.item, level, deniable=False, binary=False, entry=sense.entry)]
                finding.covers = []
                # `left front quadrant and right back quadrant`: two counts of one finding are not added up.
                finding.set_level(None if finding.overridden else level, *said)
                return


def _alone(
    chunk: Chunk,
    findings: list[Finding],
    mark: Mark,
    levels: Mapping[CountSense, int | None],
    numbers: list[Mark],
) -> None:
    """A number of something that names its item by itself, where it was given to no finding."""
    own = next((each for each in findings if each.mark is mark), None)
    if own is not None and not own.overridden:
        named = [level for sense, level in levels.items() if any(sense.item == x.item for x in own.senses)]
        if named:
            own.set_level(named[0], *numbers)
    if any(mark in (each.mark, *each.marks) for each in findings):
        return
    for sense, level in levels.items():
        if sense.alone:
            stated = Sense(sense.item, level, deniable=False, binary=False, entry=sense.entry)
            new = Finding(mark, chunk, [stated], [])
            new.set_level(level, *numbers)
            findings.append(new)
            return
