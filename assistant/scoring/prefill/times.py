"""Spans of time in a line: what belongs to the present assessment, and what was so at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.marking import Mark
from assistant.scoring.prefill.meanings import Meaning, Word

if TYPE_CHECKING:
    from assistant.scoring.prefill.lexicon import Lexicon

_YEARS = range(1950, 2100)
"""Numbers that are a calendar year where nothing is measured by them."""


def with_times(marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """The marks with each span of time as one: recent it changes nothing, else it speaks of the past."""
    found: list[Mark] = []
    position = 0
    while position < len(marks):
        mark = marks[position]
        span = _span(marks, position)
        if span:
            taken = marks[position : position + span]
            days = (taken[0].value or 1) * (next((m.meaning.days for m in taken if m.meaning.days), 0))
            recent = days <= lexicon.recent_days
            ago = taken[-1].does(Word.AGO)
            since = found[-1] if found else None
            if recent and since is not None and since.does(Word.PAST) and len(since.pieces) == 1:
                found[-1] = _as(since, Word.RECENT)
            if recent or ago:
                found.append(_joined(taken, Word.RECENT if recent else Word.PAST))
            else:
                found.extend(taken)
            position += span
            continue
        found.append(_joined([mark], Word.PAST) if _is_year(marks, position) or mark.does(Word.AGO) else mark)
        position += 1
    return found


def spans_long(marks: list[Mark], lexicon: Lexicon) -> bool:
    """Whether a span of time stands here that is longer than what counts as recent."""
    count = 1.0
    for mark in marks:
        if mark.meaning.days and mark.meaning.days * count > lexicon.recent_days:
            return True
        count = mark.value if mark.value is not None else (count if mark.filler else 1.0)
    return False


def _span(marks: list[Mark], position: int) -> int:
    """How many marks a span such as `3 weeks ago` or `two weeks` has, from here; 0 where there is none."""
    at = position
    if marks[at].value is not None and not marks[at].meaning.units:
        at += 1
    while at < len(marks) and at <= position + 1 and marks[at].filler and not marks[at].meaning.days:
        at += 1
    if at >= len(marks) or not marks[at].meaning.days or (at == position and not _ago(marks, at + 1)):
        return 0
    if at > position and marks[position].value is None:
        return 0
    return at + 1 - position + _ago(marks, at + 1)


def _ago(marks: list[Mark], at: int) -> int:
    return int(at < len(marks) and marks[at].does(Word.AGO))


def _is_year(marks: list[Mark], position: int) -> bool:
    mark = marks[position]
    if mark.value is None or mark.value not in _YEARS or not mark.pieces[0].isdigit():
        return False
    beside = marks[max(position - 2, 0) : position] + marks[position + 1 : position + 2]
    return not any(each.meaning.measures or each.meaning.units for each in beside)


def _joined(marks: list[Mark], word: Word) -> Mark:
    pieces = tuple(piece for mark in marks for piece in mark.pieces)
    return _as(Mark(marks[0].meaning, marks[0].start, marks[-1].end, pieces), word)


def _as(mark: Mark, word: Word) -> Mark:
    """The mark with this one meaning."""
    meaning = Meaning(weak={word}) if word is Word.RECENT else Meaning(words={word})
    return Mark(meaning, mark.start, mark.end, mark.pieces)
