"""A dictated line read against an instrument: from text to proposals."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.scoring.prefill.covering import Covering
from assistant.scoring.prefill.findings import findings_of
from assistant.scoring.prefill.languages import load_language
from assistant.scoring.prefill.lexicon import Lexicon
from assistant.scoring.prefill.marking import sentences_of
from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.measuring import measured_in
from assistant.scoring.prefill.placing import Parts, Places, parts_of, placed
from assistant.scoring.prefill.proposals import MOST_CHARACTERS, LineTooLongError, Prefill
from assistant.scoring.prefill.said import Denied, Finding
from assistant.scoring.prefill.statements import Gathered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.marking import Chunk, Mark, Sentence
    from assistant.scoring.prefill.meanings import Covered

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
        self._heading: str | None = None

    def read(self) -> Prefill:
        """Read sentence by sentence, then resolve."""
        for index, sentence in enumerate(self._sentences):
            self._sentence(sentence, first=index == 0)
        marks = [mark for s in self._sentences for chunk in s.chunks for mark in chunk.marks]
        for mark in marks:
            mark.read |= mark.does(*_JOINING)
        proposed = self._gathered.resolve(self._covering.rest(), marks)
        # `all clear except ...`: what is taken out and not understood may be any of what would be attested.
        lost = any(sentence.excepted and sentence.not_understood for sentence in self._sentences)
        return proposed.without_attested() if lost else proposed

    def _sentence(self, sentence: Sentence, *, first: bool) -> None:
        for chunk in sentence.chunks:
            for measured in measured_in(chunk, self._lexicon):
                level = None if chunk.doubtful else measured.level
                self._state(measured.item, level, measured.marks)
        findings = findings_of(sentence, self._lexicon)
        measured_items = self._gathered.named_items
        parts: list[Parts] = []
        self._heading = None
        for chunk in sentence.chunks:
            mine = [each for each in findings if each.chunk is chunk]
            single = [each for each in mine if self._once(each)]
            columns = [each for each in mine if not self._once(each)]
            for each in single:
                self._single(each, measured_items)
            here = parts_of(chunk, columns)
            for places in here.places:
                places.doubtful |= chunk.doubtful
                self._gathered.name(places)
                if sentence.excepted:
                    self._gathered.take_out(places)
            if self._covering.take(chunk, here, mine, parts, alone=first and len(sentence.chunks) == 1):
                continue
            if not self._bare_numbers(chunk, here, columns):
                parts.append(here)
        self._place(sentence, parts)

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

    def _once(self, finding: Finding) -> bool:
        """Whether it speaks of items that are asked once."""
        if finding.senses:
            return all(self._lexicon.single(sense.item) for sense in finding.senses)
        return all(cover.items for cover in finding.covers)

    def _single(self, finding: Finding, measured: set[str]) -> None:
        marks = (finding.mark, *finding.marks)
        doubtful = finding.chunk.doubtful or finding.denied is Denied.OPEN or self._not_alone(finding)
        if finding.covers:
            for cover in finding.covers:
                self._covered(finding, cover, marks, doubtful=doubtful)
            return
        for item in {sense.item for sense in finding.senses}:
            level = None if doubtful else self._level(finding, item, len(finding.senses))
            if level is None and not doubtful and not finding.open:
                # A phrase that leaves the level open does not unsay what another states.
                self._gathered.named_items.add(item)
            else:
                self._state(item, level, marks)

    def _covered(self, finding: Finding, cover: Covered, marks: Iterable[Mark], *, doubtful: bool) -> None:
        """Several items at once: denied they are all absent; else they are only named."""
        sure = finding.denied is Denied.YES and cover.deniable and not doubtful
        for item in cover.items:
            if sure:
                self._state(item, self._lowest(item), marks, attested=True)
            elif doubtful:
                self._state(item, None, marks)
            else:
                self._gathered.named_items.add(item)

    def _not_alone(self, finding: Finding) -> bool:
        """A level by its bare word, in an instrument of one item, beside words that are not known."""
        if len(self._lexicon.instrument.items) > 1 or finding.overridden:
            return False
        return any(mark.unknown for mark in finding.chunk.marks)

    def _level(self, finding: Finding, base: str, senses: int) -> int | None:
        if finding.overridden:
            return finding.level if senses == 1 or finding.level is not None else None
        matching = [sense for sense in finding.senses if sense.item == base]
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
                if level is None and not doubtful and not finding.open:
                    continue
                stated = level if sure and not doubtful else None
                self._gathered.state(item.id, stated, marks, part=place in places.parts)

    def _bare_numbers(self, chunk: Chunk, parts: Parts, findings: list[Finding]) -> bool:
        """`scalp 2/1`, and a number alone in an instrument of one item. Whether that is all of the chunk."""
        numbers = [mark for mark in chunk.marks if mark.value is not None and not mark.read]
        if parts.places:
            # `both forearms` counts places, and is no level.
            numbers = [mark for mark in numbers if not (mark.meaning.weak and mark.pieces[0].isalpha())]
        if findings:
            self._behind_place(parts, numbers)
        elif numbers and not parts.places:
            self._only_number(chunk, numbers)
        elif numbers and parts.shape == "P" and not any(mark.meaning.counted for mark in chunk.marks):
            if parts.places[0].sure and not chunk.doubtful:
                self._numbers_at(parts.places[0], numbers)
            return True
        return False

    def _numbers_at(self, places: Places, numbers: list[Mark]) -> None:
        if len(numbers) > 1:
            self._shorthand(places, numbers)
        elif self._heading is not None:
            for place in places.ids:
                item = self._lexicon.by_base[self._heading].get(place)
                if item is not None:
                    value = numbers[0].value
                    level = int(value) if value is not None and value in item.levels else None
                    self._state(item.id, level, (*places.marks, *numbers))

    def _behind_place(self, parts: Parts, numbers: list[Mark]) -> None:
        """`erythema on the back 3`: the one number behind the place is the level of the one name before it.

        The name then heads the sentence: `erythema: back 3, chest 1`.
        """
        if parts.shape != "FP" or len(parts.findings[0]) != 1 or len(numbers) != 1:
            return
        (finding,) = parts.findings[0]
        named = finding.senses and not finding.overridden and finding.denied is Denied.NO
        if named and finding.deniable and numbers[0].start > parts.places[0].marks[-1].start:
            self._heading = finding.senses[0].item
            levels = next(iter(self._lexicon.every(self._heading))).levels
            value = numbers[0].value
            finding.set_level(int(value) if value is not None and value in levels else None, numbers[0])

    def _only_number(self, chunk: Chunk, numbers: list[Mark]) -> None:
        item = self._lexicon.instrument.items[0]
        alone = all(mark in numbers or mark.filler or mark.does(Word.GRADE, Word.ON) for mark in chunk.marks)
        if self._lexicon.dictation.bare_numbers is None or len(numbers) != 1 or not alone or chunk.doubtful:
            return
        value = numbers[0].value
        if value in item.levels:
            self._state(item.id, int(value or 0), numbers)

    def _shorthand(self, places: Places, numbers: list[Mark]) -> None:
        values = [mark.value for mark in numbers]
        for place in places.ids:
            for shorthand in self._lexicon.dictation.shorthand:
                asked = (self._lexicon.by_base[base].get(place) for base in shorthand.items)
                items = [item for item in asked if item is not None]
                if len(items) != len(values):
                    continue
                for item, value in zip(items, values, strict=True):
                    legal = int(value) if value is not None and value in item.levels else None
                    part = place in places.parts
                    self._gathered.state(item.id, legal, (*places.marks, *numbers), part=part)

    def _lowest(self, item: str) -> int:
        return self._lexicon.instrument.item(item).levels[0]

    def _lowest_of(self, base: str) -> int:
        return next(iter(self._lexicon.every(base))).levels[0]

    def _state(self, item: str, level: int | None, marks: Iterable[Mark], *, attested: bool = False) -> None:
        self._gathered.state(item, level, marks, attested=attested)
