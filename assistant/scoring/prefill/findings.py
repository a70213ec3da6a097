"""What is said of items in one sentence: each finding, whether it is denied or in doubt, and its level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.counting import count
from assistant.scoring.prefill.denying import deny
from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.said import Finding, item_covers

if TYPE_CHECKING:
    from assistant.scoring.prefill.lexicon import Lexicon
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.sentences import Chunk, Sentence


def findings_of(sentence: Sentence, lexicon: Lexicon) -> list[Finding]:
    """Every finding of the sentence, in order, with denial and level."""
    by_chunk: dict[int, list[Finding]] = {}
    for chunk in sentence.chunks:
        by_chunk[id(chunk)] = [
            Finding(mark, chunk, list(mark.meaning.senses), item_covers(mark))
            for mark in chunk.marks
            if (mark.meaning.senses or item_covers(mark)) and not mark.read
        ]
    for chunk in sentence.chunks:
        _levels(chunk, by_chunk[id(chunk)], lexicon)
    deny(sentence, by_chunk)
    count(sentence, by_chunk)
    return [finding for chunk in sentence.chunks for finding in by_chunk[id(chunk)]]


def _levels(chunk: Chunk, findings: list[Finding], lexicon: Lexicon) -> None:
    """Levels from words beside a name, and from numbers."""
    by_mark = {id(each.mark): each for each in findings}
    marks = [mark for mark in chunk.marks if not mark.filler]
    for position, mark in enumerate(marks):
        finding = by_mark.get(id(mark))
        if finding is None or not finding.senses:
            continue
        joins = (Word.ON, Word.WITH)
        before = next((each for each in reversed(marks[:position]) if not each.does(*joins)), None)
        behind = [each for each in marks[position + 1 :] if each.value is None and not each.does(*joins)]
        after = next((each for each in behind if not each.meaning.units), None)
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
        if next_.does(Word.EITHER, Word.BOTH) and at + 2 < len(marks) and marks[at + 2].value is not None:
            finding.set_level(None, number)
            return
    in_words = number.pieces[0].isalpha()
    if in_words and not graded and (number.meaning.weak or len(item.levels) == 2):
        counts = not finding.deniable or not _ends_statement(number, finding.chunk)
        if counts or number.value not in item.levels:
            return
    legal = number.value in item.levels
    finding.set_level(int(number.value) if legal else None, number, *graded)


def _ends_statement(number: Mark, chunk: Chunk) -> bool:
    """`erythema two, scale one`: nothing that the number could count stands behind it."""
    behind = chunk.marks[chunk.marks.index(number) + 1 :]
    return not behind or bool(behind[0].meaning.senses) or behind[0].does(Word.BOTH, Word.ON)
