"""Statements that follow each other without a comma, cut apart."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word

if TYPE_CHECKING:
    from assistant.scoring.prefill.marking import Mark


def cut_up(marks: list[Mark]) -> list[list[Mark]]:
    """What stands between two commas, cut where a new statement begins without one."""
    cuts = (
        _times(marks)
        | _places_with_numbers(marks)
        | _levels_at_places(marks)
        | _rest(marks)
        | _own_verdict(marks)
    )
    edges = [0, *sorted(cuts), len(marks)]
    parts = [marks[start:end] for start, end in itertools.pairwise(edges)]
    return [part for part in parts if part]


def says_something(mark: Mark) -> bool:
    """Whether a mark speaks of an item, a place, a number or an absence."""
    meaning = mark.meaning
    named = meaning.senses or meaning.places or meaning.covers or meaning.measures
    return bool(named) or mark.value is not None or mark.does(Word.ABSENT, Word.NOTHING, Word.DENY)


def is_place(mark: Mark) -> bool:
    """Whether a mark names one place or several."""
    return bool(mark.meaning.places or mark.meaning.places_only)


def _levels(marks: list[Mark]) -> bool:
    return any(mark.value is not None or any(s.level for s in mark.meaning.senses) for mark in marks)


def _times(marks: list[Mark]) -> set[int]:
    """`was severe now moderate`, `severe before now moderate`, `moderate was severe`."""
    then = now = None
    for position, mark in enumerate(marks):
        if mark.does(Word.PAST) or Word.WAS in mark.meaning.weak:
            then = position if then is None else then
        elif Word.NOW in mark.meaning.weak and then is not None:
            now = position if now is None else now
    if then is None:
        return set()
    if now is not None and any(says_something(mark) for mark in marks[now:]):
        return {now}
    was = Word.WAS in marks[then].meaning.weak
    return {then} if was and _levels(marks[:then]) and _levels(marks[then:]) else set()


def _rest(marks: list[Mark]) -> set[int]:
    """`ears pink rest clear`: but in `ears pink scalp otherwise clear` the scalp is what is clear."""
    rest = (Word.REST_OF_PLACES, Word.REST_OF_ALL, Word.NOTHING_ELSE)
    said = [(position, mark) for position, mark in enumerate(marks) if not mark.filler]
    at = next((index for index, (_, mark) in enumerate(said) if mark.does(*rest)), 0)
    before, after = [mark for _, mark in said[:at]], [mark for _, mark in said[at:]]
    found = [mark for mark in before if mark.meaning.senses]
    clear = any(mark.does(Word.ABSENT, Word.NOTHING, Word.NOTHING_ELSE) or mark.value == 0 for mark in after)
    other = any(mark.meaning.senses or is_place(mark) for mark in after)
    if not found or not clear or other:
        return set()
    ends_in_place = is_place(before[-1]) and is_place(before[0])
    denies = any(mark.does(Word.DENY, Word.DENY_LIST) for mark in before[-1:])
    return set() if ends_in_place or denies else {said[at][0]}


def _own_verdict(marks: list[Mark]) -> set[int]:
    """`no fever and the platelets are normal`: the first word denies nothing that has its own verdict."""
    said = [(position, mark) for position, mark in enumerate(marks) if not mark.filler]
    if not said or not said[0][1].does(Word.DENY, Word.DENY_LIST, Word.ABSENT):
        return set()
    joins = [index for index, (_, mark) in enumerate(said) if mark.does(Word.BOTH)]
    if not joins or not said[-1][1].does(Word.ABSENT, Word.PRESENT) or said[-1][1].meaning.senses:
        return set()
    between = [mark for _, mark in said[joins[-1] + 1 : -1]]
    named = bool(between) and all(mark.meaning.senses or mark.meaning.covers for mark in between)
    return {said[joins[-1]][0]} if named else set()


def _places_with_numbers(marks: list[Mark]) -> set[int]:
    """`chest 2/1 arms 1/0`, and behind a name that heads them, `erythema: chest 2 arms 1`."""
    said = [(position, mark) for position, mark in enumerate(marks) if not mark.filler]
    if said and said[0][1].meaning.senses and not is_place(said[0][1]):
        said = said[1:]
    if not said or not is_place(said[0][1]):
        return set()
    cuts: set[int] = set()
    numbered = False
    ended: int | None = None
    """Where what follows a number begins, a word that joins included."""
    for (_, before), (position, mark) in itertools.pairwise(said):
        if mark.value is not None and not mark.meaning.weak:
            numbered = True
        elif is_place(mark):
            if before.value is not None:
                cuts.add(position)
            elif before.does(Word.BOTH) and ended is not None:
                cuts.add(ended)
        elif not mark.does(Word.EITHER, Word.BOTH, Word.ON, Word.GRADE):
            return set()
        ended = position if mark.does(Word.BOTH) and before.value is not None else None
    return cuts if numbered else set()


def _levels_at_places(marks: list[Mark]) -> set[int]:
    """`1 on the legs and 0 on the feet`: a number or an absence with its place begins anew there."""
    said = [(position, mark) for position, mark in enumerate(marks) if not mark.filler]
    cuts = set()
    for (position, joins), (_, level), (_, on) in zip(said, said[1:], said[2:], strict=False):
        stated = level.value is not None or level.does(Word.ABSENT)
        if joins.does(Word.BOTH) and stated and on.does(Word.ON) and not level.meaning.senses:
            cuts.add(position)
    return cuts
