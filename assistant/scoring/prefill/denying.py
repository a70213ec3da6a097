"""How far a word of denial or absence reaches over the findings of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.said import Denied, Finding, item_covers

if TYPE_CHECKING:
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.sentences import Chunk, Sentence


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


def deny(sentence: Sentence, by_chunk: dict[int, list[Finding]]) -> None:
    """Say of every finding whether it is denied."""
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
    if (
        not findings
        or not absent
        or findings[0].denied is not Denied.YES
        or not _continues(chunk, findings, end=True)
    ):
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
    return _Denial(chunk, findings).operator_at_end()


class _Denial:
    """Goes through a chunk: which word of denial or absence is at work, and on which findings it bears."""

    def __init__(self, chunk: Chunk, findings: list[Finding]) -> None:
        self._chunk = chunk
        self._by_mark = {id(each.mark): each for each in findings}
        self._operator: _Operator | None = None
        self._join: Word | None = None
        self._region: list[tuple[Finding, Word | None]] = []
        """Findings since the last verdict, each with the word that joined it to the one before."""

    def operator_at_end(self) -> _Operator | None:
        """Read the chunk."""
        for mark in self._chunk.marks:
            finding = self._by_mark.get(id(mark))
            if finding is not None:
                self._find(finding)
            else:
                self._word(mark)
        operator = self._operator
        last = self._region[-1][0] if self._region else None
        unused = operator is not None and not operator.used
        if operator is not None and unused and last is not None and operator.mark.start > last.mark.start:
            behind = [mark for mark in self._chunk.marks if mark.start > operator.mark.start]
            if operator.mark.does(Word.DENY, Word.DENY_LIST) and any(mark.unknown for mark in behind):
                # `headache that has not responded` denies something that is not known.
                last.denied = Denied.OPEN
            elif not (operator.mark.does(Word.NOTHING) and any(s.level == 0 for s in last.senses)):
                _afterwards([(last, None)], operator.mark)
        return operator

    def _find(self, finding: Finding) -> None:
        if self._operator is not None:
            finding.denied = self._operator.verdict(self._join)
            self._operator.used = True
            if finding.denied is Denied.YES:
                finding.marks.append(self._operator.mark)
        self._region.append((finding, self._join))
        self._join = None

    def _word(self, mark: Mark) -> None:
        if mark.does(Word.DENY_LIST, Word.DENY):
            self._begin(mark, whole_list=mark.does(Word.DENY_LIST), kept=1)
        elif mark.does(Word.ABSENT, Word.PRESENT, Word.NOTHING):
            self._verdict(mark)
        elif mark.does(Word.EITHER, Word.BOTH):
            self._join = Word.EITHER if mark.does(Word.EITHER) else Word.BOTH
        elif mark.does(Word.WITH):
            self._operator = None if self._operator is not None and self._operator.used else self._operator
            self._region = []
        elif self._operator is not None and (mark.meaning.places or mark.meaning.places_only):
            self._operator.passed_place |= self._operator.used

    def _verdict(self, mark: Mark) -> None:
        """A word that bears on what stands before it, or where nothing does, on what follows."""
        at_work = self._operator is not None and self._operator.used
        if self._region and not at_work and not mark.does(Word.NOTHING):
            _afterwards(self._region, mark)
            self._operator, self._region = None, []
        elif mark.does(Word.ABSENT, Word.NOTHING):
            kept = 1 if mark.does(Word.NOTHING) else 0
            self._begin(mark, whole_list=_heads_list(self._chunk, mark), kept=kept)

    def _begin(self, mark: Mark, *, whole_list: bool, kept: int) -> None:
        self._operator = _Operator(mark, whole_list=whole_list)
        self._region = self._region[len(self._region) - kept :] if kept else []
        self._join = None


def _heads_list(chunk: Chunk, mark: Mark) -> bool:
    """`Absent: fever, rash` denies the whole list."""
    position = chunk.marks.index(mark)
    return position + 1 < len(chunk.marks) and chunk.marks[position + 1].pieces == (":",)


def _afterwards(region: list[tuple[Finding, Word | None]], mark: Mark) -> None:
    """`fever and rash absent`: what stands before the word, as far as it is joined."""
    verdict = Denied.NO if mark.does(Word.PRESENT) else Denied.YES
    reached = True
    for finding, join in reversed(region):
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
        mark.filler or mark.meaning.senses or item_covers(mark) or mark.does(Word.EITHER, Word.BOTH)
        for mark in chunk.marks
    )


def _closes(chunk: Chunk, *, whole_list: bool) -> bool:
    words = (Word.EITHER, Word.BOTH) if whole_list else (Word.EITHER,)
    return chunk.has(*words)
