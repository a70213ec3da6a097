"""What is said of items in one sentence: each finding, whether it is denied or in doubt, and its level."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import CountSense, Covered, Sense, Word

if TYPE_CHECKING:
    from assistant.scoring.prefill.lexicon import Lexicon
    from assistant.scoring.prefill.marking import Chunk, Mark, Sentence


class Denied(Enum):
    """Whether a finding is denied; OPEN where one cannot tell."""

    NO = "no"
    YES = "yes"
    OPEN = "open"


@dataclass(slots=True, eq=False)
class Finding:
    """A phrase that speaks of items. `level` overrides what its senses state."""

    mark: Mark
    chunk: Chunk
    senses: list[Sense]
    covers: list[Covered]
    denied: Denied = Denied.NO
    level: int | None = None
    overridden: bool = False
    open: bool = False
    marks: list[Mark] = field(default_factory=list)
    """The further marks that it was read from."""

    @property
    def deniable(self) -> bool:
        """Whether its denial would state something."""
        return any(sense.deniable for sense in self.senses) or bool(self.covers)

    def set_level(self, level: int | None, *marks: Mark) -> None:
        """Take a level from elsewhere; None leaves the item open."""
        self.level, self.overridden = level, True
        self.open |= level is None
        self.marks.extend(marks)


def findings_of(sentence: Sentence, lexicon: Lexicon) -> list[Finding]:
    """Every finding of the sentence, in order, with denial and level."""
    found: list[Finding] = []
    by_chunk: dict[int, list[Finding]] = {}
    for chunk in sentence.chunks:
        mine = [
            Finding(mark, chunk, list(mark.meaning.senses), _item_covers(mark))
            for mark in chunk.marks
            if (mark.meaning.senses or _item_covers(mark)) and not mark.read
        ]
        by_chunk[id(chunk)] = mine
        found.extend(mine)
    for chunk in sentence.chunks:
        _levels(chunk, by_chunk[id(chunk)], lexicon)
    _deny(sentence, by_chunk)
    _count(sentence, by_chunk)
    return found


def _item_covers(mark: Mark) -> list[Covered]:
    return [cover for cover in mark.meaning.covers if not cover.places]


def _levels(chunk: Chunk, findings: list[Finding], lexicon: Lexicon) -> None:
    """Levels from words beside a name, and from numbers."""
    by_mark = {id(each.mark): each for each in findings}
    marks = [mark for mark in chunk.marks if not mark.filler]
    for position, mark in enumerate(marks):
        finding = by_mark.get(id(mark))
        if finding is None or not finding.senses:
            continue
        before = marks[position - 1] if position else None
        behind = marks[position + 1 :]
        after = next((each for each in behind if each.value is None and not each.meaning.units), None)
        for other in (after, before):
            if other is not None and not finding.overridden:
                _beside(finding, other)
        if not finding.overridden:
            _number(finding, marks, position, lexicon)
    # A word that gave its level to a name says nothing more by itself.
    given = {id(mark) for each in findings if each.overridden for mark in each.marks}
    findings[:] = [each for each in findings if id(each.mark) not in given]


def _beside(finding: Finding, other: Mark) -> None:
    for item, entry, level in other.meaning.beside:
        if any(sense.item == item and sense.entry == entry for sense in finding.senses):
            finding.senses = [sense for sense in finding.senses if sense.item == item]
            finding.set_level(level, other)
            return


def _number(finding: Finding, marks: list[Mark], position: int, lexicon: Lexicon) -> None:
    """`erythema 2`, `erythema grade 2`, `grade 2 erythema`."""
    at = position + 1
    graded = []
    while at < len(marks) and marks[at].does(Word.GRADE):
        graded.append(marks[at])
        at += 1
    number = marks[at] if at < len(marks) else None
    if (number is None or number.value is None) and position >= 2 and marks[position - 2].does(Word.GRADE):
        number, graded, at = marks[position - 1], [marks[position - 2]], position - 1
    if number is None or number.value is None or number.read:
        return
    item = next(iter(lexicon.every(finding.senses[0].item)))
    if number.value not in item.levels and len(item.levels) == 2:
        # Something else was counted or measured, as in `arthritis MCP 2-3`: the finding stands.
        return
    next_ = marks[at + 1] if at + 1 < len(marks) else None
    if at > position and next_ is not None:
        if next_.meaning.counted or next_.meaning.units:
            return
        if next_.does(Word.MINUS) or (next_.value is not None and not number.does(Word.FILLER)):
            finding.set_level(None, number)
            return
        if next_.does(Word.EITHER) and at + 2 < len(marks) and marks[at + 2].value is not None:
            finding.set_level(None, number)
            return
    in_words = number.pieces[0].isalpha()
    if in_words and not graded and (number.meaning.weak or len(item.levels) == 2):
        return
    legal = number.value in item.levels
    finding.set_level(int(number.value) if legal else None, number, *graded)


class _Operator:
    """A word of denial at work: how far it reaches depends on what joins the findings."""

    def __init__(self, mark: Mark, *, whole_list: bool) -> None:
        self.mark = mark
        self.whole_list = whole_list
        self.used = False
        self.passed_place = False

    def verdict(self, join: Word | None) -> Denied:
        """Whether the next finding is denied, joined to the one before as `join` says."""
        if not self.used or join is Word.EITHER:
            return Denied.YES
        if self.passed_place and join is None:
            return Denied.NO
        return Denied.YES if self.whole_list else Denied.OPEN


def _deny(sentence: Sentence, by_chunk: dict[int, list[Finding]]) -> None:
    denials = sum(mark.does(Word.DENY, Word.DENY_LIST) for chunk in sentence.chunks for mark in chunk.marks)
    for index, chunk in enumerate(sentence.chunks):
        operator = _within(chunk, by_chunk[id(chunk)])
        _back(sentence.chunks[:index], chunk, by_chunk)
        if operator is not None and operator.used:
            run = sentence.chunks[index + 1 :]
            _beyond(operator, run, by_chunk, sure=denials > 1)


def _back(before: list[Chunk], chunk: Chunk, by_chunk: dict[int, list[Finding]]) -> None:
    """`fever, rash and ulcers absent`: a list that is closed is denied from its beginning, else left open."""
    findings = by_chunk[id(chunk)]
    absent = [mark for mark in chunk.marks if mark.does(Word.ABSENT)]
    if not findings or not absent or findings[0].denied is not Denied.YES or not _continues(chunk, findings, end=True):
        return
    if absent[0].start < findings[-1].mark.start or any(s.level is None for s in findings[0].senses):
        return
    closed = chunk.has(Word.BOTH, Word.EITHER)
    for earlier in reversed(before):
        listed = by_chunk[id(earlier)]
        if not listed or not _bare(earlier) or not _continues(earlier, listed):
            return
        for finding in listed:
            if finding.denied is Denied.NO and finding.deniable:
                finding.denied = Denied.YES if closed else Denied.OPEN
                finding.marks.extend(absent[:1] if closed else [])


def _within(chunk: Chunk, findings: list[Finding]) -> _Operator | None:
    """Denial inside a chunk; the operator that is still at work at its end."""
    by_mark = {id(each.mark): each for each in findings}
    operator: _Operator | None = None
    join: Word | None = None
    region: list[Finding] = []
    joins: list[Word | None] = []
    for mark in chunk.marks:
        finding = by_mark.get(id(mark))
        if finding is not None:
            if operator is not None:
                finding.denied = operator.verdict(join)
                operator.used = True
                if finding.denied is Denied.YES:
                    finding.marks.append(operator.mark)
            region.append(finding)
            joins.append(join)
            join = None
        elif mark.does(Word.DENY_LIST, Word.DENY):
            operator, region, joins = _Operator(mark, whole_list=mark.does(Word.DENY_LIST)), region[-1:], joins[-1:]
            join = None
        elif mark.does(Word.ABSENT, Word.PRESENT, Word.NOTHING):
            if region and not (operator is not None and operator.used) and not mark.does(Word.NOTHING):
                _afterwards(region, joins, mark)
                operator, region, joins = None, [], []
            elif mark.does(Word.ABSENT, Word.NOTHING):
                kept = 1 if mark.does(Word.NOTHING) else 0
                operator = _Operator(mark, whole_list=_heads_list(chunk, mark))
                region, joins = region[len(region) - kept :], joins[len(joins) - kept :]
        elif mark.does(Word.EITHER):
            join = Word.EITHER
        elif mark.does(Word.BOTH):
            join = Word.BOTH
        elif mark.does(Word.WITH):
            operator, region, joins = None if operator and operator.used else operator, [], []
        elif operator is not None and operator.used and (mark.meaning.places or mark.meaning.places_only):
            operator.passed_place = True
    if operator is not None and not operator.used and region and operator.mark.start > region[-1].mark.start:
        _afterwards(region[-1:], [None], operator.mark)
    return operator


def _heads_list(chunk: Chunk, mark: Mark) -> bool:
    """`Absent: fever, rash` denies the whole list."""
    position = chunk.marks.index(mark)
    return position + 1 < len(chunk.marks) and chunk.marks[position + 1].pieces == (":",)


def _afterwards(region: list[Finding], joins: list[Word | None], mark: Mark) -> None:
    """`fever and rash absent`: what stands before the word, as far as it is joined."""
    verdict = Denied.NO if mark.does(Word.PRESENT) else Denied.YES
    reached = True
    for finding, join in zip(reversed(region), reversed(joins), strict=True):
        if finding.overridden or finding.denied is not Denied.NO:
            break
        if not reached:
            if verdict is Denied.YES and finding.deniable:
                finding.denied = Denied.OPEN
            continue
        if verdict is Denied.YES:
            finding.denied = Denied.YES
            finding.marks.append(mark)
        elif finding.senses and all(sense.binary for sense in finding.senses):
            _affirm(finding, mark)
        reached = join is not None


def _affirm(finding: Finding, mark: Mark) -> None:
    stated = [sense.level for sense in finding.senses if sense.level is not None]
    finding.set_level(stated[0] if stated else 1, mark)


def _beyond(
    operator: _Operator, chunks: list[Chunk], by_chunk: dict[int, list[Finding]], *, sure: bool
) -> None:
    """The chunks after the one that denies: a list that is closed by `or` is denied to its end."""
    run: list[Chunk] = []
    closed = -1
    for chunk in chunks:
        findings = by_chunk[id(chunk)]
        if not findings or not _continues(chunk, findings):
            break
        run.append(chunk)
        if _closes(chunk, whole_list=operator.whole_list):
            closed = len(run) - 1
            break
        if not _bare(chunk):
            run.pop()
            break
    for position, chunk in enumerate(run):
        findings = by_chunk[id(chunk)]
        denied = position <= closed or operator.whole_list
        if not denied and (sure or not all(each.deniable for each in findings)):
            return
        for finding in findings:
            finding.denied = Denied.YES if denied else Denied.OPEN
            if denied:
                finding.marks.append(operator.mark)


def _continues(chunk: Chunk, findings: list[Finding], *, end: bool = False) -> bool:
    """Whether a chunk can go on with a list: it begins with a finding, and says nothing of its own of it."""
    if chunk.doubtful or any(each.overridden for each in findings):
        return False
    verdicts = (Word.DENY, Word.DENY_LIST, Word.PRESENT, Word.UNCHANGED)
    if chunk.has(*verdicts) or (not end and chunk.has(Word.ABSENT)):
        return False
    begins = (m for m in chunk.marks if not m.filler and not m.does(Word.EITHER, Word.BOTH))
    first = next(begins, None)
    return first is not None and first is findings[0].mark


def _bare(chunk: Chunk) -> bool:
    return all(
        mark.filler or mark.meaning.senses or _item_covers(mark) or mark.does(Word.EITHER, Word.BOTH)
        for mark in chunk.marks
    )


def _closes(chunk: Chunk, *, whole_list: bool) -> bool:
    words = (Word.EITHER, Word.BOTH) if whole_list else (Word.EITHER,)
    return chunk.has(*words)


def _count(sentence: Sentence, by_chunk: dict[int, list[Finding]]) -> None:
    """Numbers of something that decide a level, such as quadrants."""
    last: list[Finding] = []
    for chunk in sentence.chunks:
        findings = by_chunk[id(chunk)]
        for position, mark in enumerate(chunk.marks):
            if mark.meaning.counts:
                _take_count(findings, last, mark, dict_counts(mark), [mark])
            elif mark.meaning.counted:
                numbers = _numbers_by(chunk, position)
                if numbers:
                    values = {sense: _one_level(sense, numbers) for sense in mark.meaning.counted}
                    _take_count(findings, last, mark, values, [*numbers, mark])
                    _alone(chunk, findings, by_chunk, mark, values, numbers)
        last = findings or last


def dict_counts(mark: Mark) -> dict[CountSense, int | None]:
    """The levels that a phrase of counting states."""
    return dict(mark.meaning.counts)


def _one_level(sense: CountSense, numbers: list[Mark]) -> int | None:
    levels = {sense.level(mark.value) for mark in numbers if mark.value is not None}
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
    mine: list[Finding], last: list[Finding], mark: Mark, levels: dict[CountSense, int | None], said: list[Mark]
) -> None:
    """Give the level to the finding that is meant: the nearest one before, else after, else of the chunk before."""
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
                finding.set_level(level, *said)
                return


def _alone(
    chunk: Chunk,
    findings: list[Finding],
    by_chunk: dict[int, list[Finding]],
    mark: Mark,
    levels: dict[CountSense, int | None],
    numbers: list[Mark],
) -> None:
    """A number of something that names its item by itself, where it was given to no finding."""
    if any(mark in (each.mark, *each.marks) for each in findings):
        for each in findings:
            if each.mark is mark and not each.overridden:
                matching = [levels[s] for s in levels if any(s.item == x.item for x in each.senses)]
                if matching:
                    each.set_level(matching[0], *numbers)
        return
    for sense, level in levels.items():
        if sense.alone:
            own = Finding(mark, chunk, [Sense(sense.item, level, deniable=False, binary=False, entry=sense.entry)], [])
            own.set_level(level, *numbers)
            by_chunk[id(chunk)].append(own)
            return
