"""A dictated line read against an instrument: from text to proposals."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.scoring.prefill.bare import Numbers
from assistant.scoring.prefill.covering import Covering
from assistant.scoring.prefill.findings import findings_of
from assistant.scoring.prefill.languages import load_language
from assistant.scoring.prefill.lexicon import Lexicon
from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.measuring import measured_in
from assistant.scoring.prefill.parts import Parts, Places, parts_of
from assistant.scoring.prefill.placing import placed
from assistant.scoring.prefill.proposals import MOST_CHARACTERS, LineTooLongError, Prefill
from assistant.scoring.prefill.said import Denied, Finding
from assistant.scoring.prefill.sentences import sentences_of
from assistant.scoring.prefill.statements import Gathered
from assistant.scoring.prefill.times import spans_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.meanings import Covered
    from assistant.scoring.prefill.sentences import Chunk, Sentence

_JOINING = (
    Word.PRESENT,
    Word.BOTH,
    Word.EITHER,
    Word.ON,
    Word.WITH,
    Word.GRADE,
    Word.MINUS,
    Word.CERTAIN,
    Word.EVERYWHERE,
)


def prefill(instrument: Instrument, line: str, former: Mapping[str, int] | None = None) -> Prefill:
    """What a line proposes for an instrument; `former` are the values of the visit before.

    Raises LineTooLongError, and ContentError where the words of the language cannot be read.
    """
    if len(line) > MOST_CHARACTERS:
        raise LineTooLongError(len(line))
    return _Reader(_lexicon(instrument), line, former).read()


@lru_cache(maxsize=16)
def _lexicon(instrument: Instrument) -> Lexicon:
    return Lexicon(instrument, load_language())


class _Reader:
    """Reads one line."""

    def __init__(self, lexicon: Lexicon, line: str, former: Mapping[str, int] | None) -> None:
        self._lexicon = lexicon
        self._sentences = sentences_of(line, lexicon)
        self._gathered = Gathered(line, lexicon.instrument)
        self._covering = Covering(lexicon, self._gathered, former)
        self._carried: Places | None = None
        self._denied: dict[tuple[str, ...], tuple[Mark, ...]] = {}
        """The names that were denied without stating anything, with the marks that say so."""
        self._numbers = Numbers(lexicon, self._gathered)
        self._before: tuple[Chunk | None, list[Finding]] = (None, [])
        """The chunk before, with its findings."""

    def read(self) -> Prefill:
        """Read sentence by sentence, then resolve."""
        for index, sentence in enumerate(self._sentences):
            self._sentence(sentence, first=index == 0)
        marks = [mark for s in self._sentences for chunk in s.chunks for mark in chunk.marks]
        for mark in marks:
            mark.read |= mark.does(*_JOINING)
        self._denied_as_wholes()
        proposed = self._gathered.resolve(self._covering.rest(), marks)
        # `all clear except ...`: what is taken out and not understood may be any of what would be attested.
        lost = any(sentence.excepted and sentence.not_understood for sentence in self._sentences)
        return proposed.without_attested() if lost else proposed

    def _denied_as_wholes(self) -> None:
        """`C3 normal, C4 normal`: each alone leaves the item open, both deny it."""
        for item, parts in self._lexicon.wholes:
            said = [next((self._denied[p] for p in part if p in self._denied), ()) for part in parts]
            if all(said):
                self._state(item, self._lowest(item), [mark for marks in said for mark in marks])

    def _sentence(self, sentence: Sentence, *, first: bool) -> None:
        for chunk in sentence.chunks:
            self._measured(chunk, sentence.chunks)
        findings = findings_of(sentence, self._lexicon)
        measured_items = self._gathered.named_items
        parts: list[Parts] = []
        self._numbers.begin()
        for chunk in sentence.chunks:
            mine = [each for each in findings if each.chunk is chunk]
            single = [each for each in mine if self._once(each)]
            columns = [each for each in mine if not self._once(each)]
            for each in single:
                self._single(each, measured_items)
            here = parts_of(chunk, columns)
            for places in here.places:
                places.doubtful |= chunk.doubtful and not chunk.past
                self._gathered.name(places)
                if sentence.excepted:
                    self._gathered.take_out(places)
            if self._denied_today(chunk, here, mine) or self._numbers.under_heading(chunk, here, mine):
                continue
            if self._covering.take(chunk, here, mine, parts, alone=first and len(sentence.chunks) == 1):
                continue
            if not self._numbers.take(chunk, here, columns):
                parts.append(here)
        self._place(sentence, parts)

    def _measured(self, chunk: Chunk, chunks: list[Chunk]) -> None:
        following = chunks[chunks.index(chunk) + 1 :][:1]
        for measured in measured_in(chunk, following[0] if following else None, self._lexicon):
            if measured.part and not chunk.doubtful:
                self._gathered.named_items.add(measured.item)
                self._denied[measured.marks[0].pieces] = measured.marks
            elif not chunk.past:
                self._state(measured.item, None if chunk.doubtful else measured.level, measured.marks)

    def _place(self, sentence: Sentence, parts: list[Parts]) -> None:
        own = any(each.places for each in parts)
        understood = not any(mark.unknown for chunk in sentence.chunks for mark in chunk.marks)
        found, last = placed(parts, None if own or not understood else self._carried)
        for each in found:
            for finding in each.findings:
                self._column(finding, each.places)
        self._carried = last if own or understood else None
        if own and sum(len(each.places) for each in parts) > 1 and last is not None and len(last.ids) > 1:
            self._carried = None

    def _denied_today(self, chunk: Chunk, here: Parts, findings: list[Finding]) -> bool:
        """`history of mouth ulcers, none today`: what was so at another time is denied."""
        (before, told), self._before = self._before, (chunk, findings)
        denies = [mark for mark in chunk.marks if mark.does(Word.ABSENT, Word.NOTHING, Word.DENY)]
        if before is None or not before.past or not denies or findings or here.places or chunk.doubtful:
            return False
        if not chunk.of_today and not any(Word.NOW in mark.meaning.weak for mark in chunk.marks):
            return False
        for finding in told:
            for item in {sense.item for sense in finding.senses if self._lexicon.single(sense.item)}:
                deniable = any(sense.deniable for sense in finding.senses if sense.item == item)
                self._state(item, self._lowest_of(item) if deniable else None, (finding.mark, *denies))
        return True

    def _once(self, finding: Finding) -> bool:
        """Whether it speaks of items that are asked once."""
        if finding.senses:
            return all(self._lexicon.single(sense.item) for sense in finding.senses)
        return all(cover.items for cover in finding.covers)

    def _single(self, finding: Finding, measured: set[str]) -> None:
        marks = (finding.mark, *finding.marks)
        doubtful = self._in_doubt(finding) or finding.denied is Denied.OPEN or self._not_alone(finding)
        if finding.covers:
            for cover in finding.covers:
                self._covered(finding, cover, marks, doubtful=doubtful)
            return
        for item in {sense.item for sense in finding.senses}:
            level = None if doubtful else self._in_time(finding, item)
            if finding.chunk.past or (level is None and not doubtful and not finding.open):
                # A phrase that leaves the level open does not unsay what another states.
                self._gathered.named_items.add(item)
                if finding.denied is Denied.YES and not doubtful:
                    self._denied[finding.mark.pieces] = marks
            else:
                yields = doubtful and len(self._lexicon.instrument.items) == 1 and not _level_of_name(finding)
                asked = finding.chunk.has(Word.DOUBT) or finding.chunk.asked
                yields = yields and (finding.chunk.has(Word.OTHER_CAUSE) or not asked)
                self._gathered.state(item, level, marks, yields=yields)

    def _in_time(self, finding: Finding, item: str) -> int | None:
        """Its level; of an item that asks of the last days, as the span of time beside it has it."""
        level = self._level(finding, item, len(finding.senses))
        if item not in self._lexicon.recent or finding.denied is not Denied.NO:
            return level
        marks = finding.chunk.marks
        if spans_long(marks, self._lexicon):
            return None
        named = level is None and finding.deniable and not finding.overridden
        recent = named and any(Word.RECENT in mark.meaning.weak for mark in marks)
        return self._lexicon.instrument.item(item).levels[-1] if recent else level

    def _covered(self, finding: Finding, cover: Covered, marks: Iterable[Mark], *, doubtful: bool) -> None:
        """Several items at once: denied they are all absent; else they are only named."""
        sure = finding.denied is Denied.YES and cover.deniable and not doubtful
        for item in cover.items:
            if sure:
                self._state(item, self._lowest(item), marks, attested=True)
            elif doubtful and not finding.chunk.past:
                self._state(item, None, marks)
            else:
                self._gathered.named_items.add(item)

    def _not_alone(self, finding: Finding) -> bool:
        """A level by its bare word, in an instrument of one item, beside words that are not known."""
        if len(self._lexicon.instrument.items) > 1 or _level_of_name(finding):
            return False
        return any(mark.unknown for mark in finding.chunk.marks)

    def _in_doubt(self, finding: Finding) -> bool:
        """Whether its part of the line leaves it open; `global moderate with scale` speaks of scale later."""
        chunk = finding.chunk
        sure = not (chunk.asked or chunk.earlier or chunk.has(Word.DOUBT, Word.PAST))
        if not (sure and len(self._lexicon.instrument.items) == 1 and _level_of_name(finding)):
            return chunk.doubtful
        last = max((finding.mark, *finding.marks), key=lambda mark: mark.start)
        behind = [mark for mark in chunk.marks if mark.start > last.start and not mark.filler]
        before = [mark for mark in chunk.marks if mark.start < last.start]
        other = any(mark.does(Word.OTHER_CAUSE) for mark in before)
        return other or bool(behind and behind[0].does(Word.OTHER_CAUSE))

    def _level(self, finding: Finding, base: str, senses: int) -> int | None:
        matching = [sense for sense in finding.senses if sense.item == base]
        if finding.overridden and finding.denied is Denied.YES and finding.level != self._lowest_of(base):
            # `no ulcer in the mouth`: what is denied beside a name denies the name.
            return self._lowest_of(base) if any(s.deniable and s.binary for s in matching) else None
        if finding.overridden:
            return finding.level if senses == 1 or finding.level is not None else None
        if finding.denied is Denied.YES:
            return self._lowest_of(base) if any(sense.deniable for sense in matching) else None
        if finding.denied is Denied.OPEN:
            return None
        stated = {sense.level for sense in matching if sense.level is not None}
        return stated.pop() if len(stated) == 1 else None

    def _column(self, finding: Finding, places: Places | None) -> None:
        """A finding of a repeated item, at its places."""
        if places is None:
            return
        doubtful = finding.chunk.doubtful or places.doubtful or finding.denied is Denied.OPEN
        bases = {sense.item for sense in finding.senses} or {
            c for cover in finding.covers for c in cover.columns
        }
        marks = (finding.mark, *finding.marks, *places.marks)
        for base in bases:
            if finding.covers and not finding.senses:
                level = self._lowest_of(base) if finding.denied is Denied.YES else None
            else:
                level = self._level(finding, base, len(bases))
            denied = finding.denied is Denied.YES or level == self._lowest_of(base)
            for place in places.ids:
                sure = places.means(place, denied=denied)
                item = self._lexicon.by_base.get(base, {}).get(place)
                if item is None:
                    continue
                if finding.chunk.past or (level is None and not doubtful and not finding.open):
                    self._gathered.named_items.add(item.id)
                    continue
                level_here = level if sure and not doubtful else None
                self._gathered.state(item.id, level_here, marks, places=places)

    def _lowest(self, item: str) -> int:
        return self._lexicon.instrument.item(item).levels[0]

    def _lowest_of(self, base: str) -> int:
        return next(iter(self._lexicon.every(base))).levels[0]

    def _state(self, item: str, level: int | None, marks: Iterable[Mark], *, attested: bool = False) -> None:
        self._gathered.state(item, level, marks, attested=attested)


def _level_of_name(finding: Finding) -> bool:
    """Whether its level stands right beside the name of the item: `IGA 3`, `global assessment moderate`."""
    if finding.overridden:
        return True
    said = [mark for mark in finding.chunk.marks if not mark.filler]
    at = said.index(finding.mark) if finding.mark in said else -1
    beside = [said[i] for i in (at - 1, at + 1) if at >= 0 and 0 <= i < len(said)]
    items = {sense.item for sense in finding.senses}
    return any(
        s.item in items and s.level is None and s.deniable for mark in beside for s in mark.meaning.senses
    )
