"""A line in its parts: sentences, and in them what stands between commas."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.scoring.prefill.corrections import changed, corrected, without_denied_causes
from assistant.scoring.prefill.cutting import cut_up, says_something
from assistant.scoring.prefill.marking import Mark, marks_of
from assistant.scoring.prefill.meanings import Meaning, Word
from assistant.scoring.prefill.times import with_times
from assistant.scoring.prefill.tokens import HYPHEN

if TYPE_CHECKING:
    from assistant.scoring.prefill.lexicon import Lexicon


@dataclass(slots=True, eq=False)
class Chunk:
    """What stands between two commas."""

    marks: list[Mark]
    asked: bool = False
    """A question mark stands in it."""
    earlier: bool = False
    """It tells how things were, beside a chunk that tells how they are."""

    @property
    def past(self) -> bool:
        """Whether it speaks of another time alone; then it says nothing of today and contradicts nothing."""
        open_ = (mark for mark in self.marks if mark.does(Word.DOUBT, Word.OTHER_CAUSE))
        other = any(not (self.earlier and Word.WAS in mark.meaning.weak) for mark in open_)
        return (self.earlier or self.has(Word.PAST)) and not other and not self.asked

    @property
    def doubtful(self) -> bool:
        """Whether it leaves open what it speaks of."""
        return self.asked or self.earlier or self.has(Word.DOUBT, Word.OTHER_CAUSE, Word.PAST)

    @property
    def of_today(self) -> bool:
        """Whether a word of today leads it."""
        lead = next((i for i, mark in enumerate(self.marks) if says_something(mark)), len(self.marks))
        return any(Word.NOW in mark.meaning.weak for mark in self.marks[:lead])

    def has(self, *words: Word) -> bool:
        """Whether one of its marks does one of these."""
        return any(mark.does(*words) for mark in self.marks)


@dataclass(slots=True, eq=False)
class Sentence:
    """What stands between two stops."""

    chunks: list[Chunk] = field(default_factory=list)
    excepted: bool = False
    """Whether it is taken out of what was said before it: `all clear except ...`."""

    @property
    def not_understood(self) -> bool:
        """Whether there is a word in it of which nothing is known."""
        return any(mark.unknown for chunk in self.chunks for mark in chunk.marks)


def sentences_of(line: str, lexicon: Lexicon) -> list[Sentence]:
    """The line in its parts."""
    marks = with_times(list(marks_of(line, lexicon)), lexicon)
    marks = corrected(changed(without_denied_causes(marks)))
    sentences = _parted(line, _bracketed(marks))
    for index, sentence in enumerate(sentences):
        sentence.chunks = [cut for chunk in sentence.chunks if chunk.marks for cut in _cut(chunk)]
        following = sentences[index + 1].chunks[:1] if index + 1 < len(sentences) else []
        _set_earlier(sentence.chunks, following)
    return [sentence for sentence in sentences if sentence.chunks]


def _cut(chunk: Chunk) -> list[Chunk]:
    return [Chunk(marks, chunk.asked) for marks in cut_up(chunk.marks)]


def _parted(line: str, marks: list[Mark]) -> list[Sentence]:
    sentences = [Sentence([Chunk([])])]
    for position, mark in enumerate(marks):
        chunks = sentences[-1].chunks
        if mark.pieces == ("?",):
            chunks[-1].asked = True
            ends = bool(chunks[-1].marks) and (mark.end >= len(line) or line[mark.end].isspace())
            chunks[-1].marks.append(mark)
            if ends:
                sentences.append(Sentence([Chunk([])]))
        elif mark.pieces == (HYPHEN,) and mark.does(Word.STOP) and _heads(chunks[-1]):
            mark.read = True
        elif mark.does(Word.STOP) or _begins_rest(marks, position):
            sentences.append(Sentence([Chunk([])], excepted=mark.does(Word.EXCEPTING)))
            mark.read = True
        elif mark.does(Word.COMMA):
            chunks.append(Chunk([]))
        else:
            chunks[-1].marks.append(mark)
    return sentences


def _bracketed(marks: list[Mark]) -> list[Mark]:
    """Brackets around a place part it from what stands before: `hands red (palms spared)`."""
    comma = Meaning(words={Word.COMMA})
    found: list[Mark] = []
    inside = False
    for mark, after in zip_longest(marks, marks[1:]):
        opens = mark.pieces == ("(",) and after is not None and bool(after.meaning.places)
        closes = inside and mark.pieces == (")",)
        inside = opens or (inside and not closes)
        found.append(Mark(comma, mark.start, mark.end, mark.pieces) if opens or closes else mark)
    return found


def _begins_rest(marks: list[Mark], position: int) -> bool:
    """`a rash and all other items are absent`: the word that joins begins a new statement."""
    if not marks[position].does(Word.BOTH):
        return False
    following = next((mark for mark in marks[position + 1 :] if not mark.filler), None)
    return following is not None and following.does(Word.REST_OF_PLACES, Word.REST_OF_ALL, Word.NOTHING_ELSE)


def _heads(chunk: Chunk) -> bool:
    """Whether a dash only parts a name from what is said of it: `ears - clear`."""
    return sum(not mark.filler for mark in chunk.marks) == 1


def _set_earlier(chunks: list[Chunk], following: list[Chunk]) -> None:
    """`was severe, now moderate`; `moderate, was severe`: the part with the verb tells of another time."""
    for index, chunk in enumerate(chunks):
        was = next((i for i, mark in enumerate(chunk.marks) if Word.WAS in mark.meaning.weak), None)
        if was is None:
            continue
        leads = index > 0 and not any(says_something(mark) for mark in chunk.marks[:was])
        chunk.earlier = leads or any(each.of_today for each in (*chunks[index + 1 :], *following))
