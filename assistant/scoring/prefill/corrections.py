"""What the speaker takes back or tells of before, and causes that are denied: the line without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.marking import Mark
from assistant.scoring.prefill.meanings import Meaning, Word

if TYPE_CHECKING:
    from collections.abc import Callable

_DENIALS = (Word.DENY, Word.DENY_LIST)


def without_denied_causes(marks: list[Mark]) -> list[Mark]:
    """`no sign of infection` leaves nothing open: the denial and the cause count as one sure phrase."""
    found: list[Mark] = []
    position = 0
    while position < len(marks):
        end = _cause_denied(marks, position) if marks[position].does(*_DENIALS) else 0
        if end:
            taken = marks[position:end]
            pieces = tuple(piece for mark in taken for piece in mark.pieces)
            sure = Mark(Meaning(words={Word.CERTAIN}), taken[0].start, taken[-1].end, pieces)
            found.append(sure)
            position = end
        else:
            found.append(marks[position])
            position += 1
    return found


def _cause_denied(marks: list[Mark], position: int) -> int:
    """The position behind the causes that the denial here denies; 0 where it denies something else."""
    end = 0
    for at in range(position + 1, len(marks)):
        if marks[at].does(Word.OTHER_CAUSE):
            end = at + 1
        elif not (marks[at].filler or (end and marks[at].does(Word.EITHER))):
            break
    return end


def corrected(marks: list[Mark]) -> list[Mark]:
    """`chest red, sorry, pink`: the nearest word of the same kind before is taken back with what follows it.

    Where nothing before is of the kind of what follows, all of it is left in doubt.
    """
    found: list[Mark] = []
    position = 0
    while position < len(marks):
        behind = _behind_correction(marks, position) if found else 0
        if not behind:
            found.append(marks[position])
            position += 1
            continue
        alike = _kind(next((m for m in marks[behind:] if _substance(m)), None))
        back = next((i for i in range(len(found) - 1, -1, -1) if alike(found[i])), None)
        if back is None:
            found.append(
                Mark(Meaning(words={Word.DOUBT}), marks[position].start, marks[position].end, ("?",))
            )
        else:
            del found[back:]
        position = behind
    return found


def _behind_correction(marks: list[Mark], position: int) -> int:
    """The position behind a correction that begins here, signs included; 0 where there is none."""
    at = position
    while at < len(marks) and marks[at].does(Word.COMMA, Word.STOP) and at < position + 2:
        at += 1
    if (at < len(marks) and marks[at].does(Word.CORRECTION)) or (at > position and _dash_no(marks, at)):
        at += 1
    else:
        return 0
    while at < len(marks) and (marks[at].does(Word.COMMA, Word.CORRECTION) or marks[at].pieces == ("-",)):
        at += 1
    return at


def _dash_no(marks: list[Mark], at: int) -> bool:
    """`abdomen - no, chest`."""
    dashed = marks[at - 1].does(Word.STOP) and not marks[at - 1].pieces[0].isalpha()
    dashed = dashed and marks[at - 1].pieces[0] not in {".", ";", "\n"}
    listed = at + 1 < len(marks) and marks[at + 1].does(Word.COMMA)
    return dashed and marks[at].pieces == ("no",) and listed


def _substance(mark: Mark) -> bool:
    meaning = mark.meaning
    return bool(meaning.places or meaning.covers or meaning.senses or mark.value is not None)


def _kind(mark: Mark | None) -> Callable[[Mark], bool]:
    """What a mark must be to be replaced by this one: a place, a number, or a word of the same items."""
    if mark is None:
        return lambda _: False
    if mark.meaning.places or mark.meaning.places_only:
        return lambda other: bool(other.meaning.places or other.meaning.places_only)
    if mark.value is not None:
        return lambda other: other.value is not None
    items = {sense.item for sense in mark.meaning.senses}
    return lambda other: bool(items & {sense.item for sense in other.meaning.senses})


def changed(marks: list[Mark]) -> list[Mark]:
    """`improved from 3 to 2` and `down to 2` say 2: the marks without the way to it."""
    found: list[Mark] = []
    position = 0
    while position < len(marks):
        behind = _behind_change(marks, position)
        if not behind:
            found.append(marks[position])
        position = behind or position + 1
    return found


def _behind_change(marks: list[Mark], position: int) -> int:
    """The position of the level that a change led to, where its telling begins here; else 0."""
    at = position
    moved = Word.CHANGE in marks[at].meaning.weak
    while moved and at < len(marks) and Word.CHANGE in marks[at].meaning.weak:
        at += 1
    came = at < len(marks) and Word.FROM in marks[at].meaning.weak
    if came:
        at += 1
        before = at
        while at < len(marks) and (marks[at].filler or _levelled(marks[at])) and not _towards(marks[at]):
            at += 1
        came = any(_levelled(mark) for mark in marks[before:at])
    arrived = at + 1 < len(marks) and _towards(marks[at])
    reached = arrived and _levelled(marks[at + 1])
    return at + 1 if reached and (came or moved) else 0


def _towards(mark: Mark) -> bool:
    return Word.TOWARDS in mark.meaning.weak


def _levelled(mark: Mark) -> bool:
    return mark.value is not None or any(sense.level is not None for sense in mark.meaning.senses)
