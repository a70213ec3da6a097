"""The phrases of an instrument and of the language, laid out to be found in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.format.dictation import Dictation, Spoken
from assistant.scoring.names import names_of
from assistant.scoring.prefill.meanings import (
    CountSense,
    Covered,
    Meaning,
    Measure,
    Sense,
    UnitSense,
    Word,
)
from assistant.scoring.prefill.tokens import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.scoring.format.dictation import Counted, Together
    from assistant.scoring.format.language import Language
    from assistant.scoring.instrument import Instrument, Item

Pieces = tuple[str, ...]

_WEAK = {
    "fillers": Word.FILLER,
    "now": Word.NOW,
    "left": Word.LEFT,
    "right": Word.RIGHT,
    "was": Word.WAS,
    "from_": Word.FROM,
    "towards": Word.TOWARDS,
    "change": Word.CHANGE,
}
_STRONG = {
    "deny": Word.DENY,
    "deny_list": Word.DENY_LIST,
    "absent": Word.ABSENT,
    "present": Word.PRESENT,
    "nothing": Word.NOTHING,
    "doubt": Word.DOUBT,
    "certain": Word.CERTAIN,
    "past": Word.PAST,
    "ago": Word.AGO,
    "other_causes": Word.OTHER_CAUSE,
    "correction": Word.CORRECTION,
    "lower_limit": Word.LOWER_LIMIT,
    "upper_limit": Word.UPPER_LIMIT,
    "rest_of_places": Word.REST_OF_PLACES,
    "rest_of_all": Word.REST_OF_ALL,
    "nothing_else": Word.NOTHING_ELSE,
    "everywhere": Word.EVERYWHERE,
    "unchanged": Word.UNCHANGED,
    "stop": Word.STOP,
    "excepting": Word.EXCEPTING,
    "both": Word.BOTH,
    "either": Word.EITHER,
    "on": Word.ON,
    "with_": Word.WITH,
    "above": Word.ABOVE,
    "below": Word.BELOW,
    "grade": Word.GRADE,
}


class Lexicon:
    """Finds the longest known phrase at a place of a line."""

    def __init__(self, instrument: Instrument, language: Language) -> None:
        self.instrument = instrument
        self.articles = frozenset(language.articles)
        self.dictation = instrument.definition.dictation or Dictation(evidence=())
        self.measures: list[Measure] = []
        self.recent: set[str] = set()
        """Items that ask of the last days alone."""
        self.wholes: list[tuple[str, list[frozenset[Pieces]]]] = []
        """Items with the names of which one of each, denied, denies the item."""
        self.by_base: dict[str, dict[str, Item]] = {}
        for item in instrument.items:
            self.by_base.setdefault(item.base, {})[item.group] = item
        self._meanings: dict[Pieces, Meaning] = {}
        self._add_language(language)
        self._add_own_words()
        self._add_places()
        self._add_spoken()
        self._add_measured()
        self._by_first: dict[str, list[Pieces]] = {}
        for pieces in sorted(self._meanings, key=len, reverse=True):
            self._by_first.setdefault(pieces[0], []).append(pieces)
        self.known = frozenset(word for pieces in self._meanings for word in pieces) | self.articles
        self.mendable = tuple(word for word in self.known if len(word) >= 5 and word.isalpha())
        self.never_mended = frozenset(language.never_mended)
        self.recent_days = language.recent_days

    def starting(self, word: str) -> list[Pieces]:
        """The phrases that begin with a word, the longest first."""
        return self._by_first.get(word, [])

    def meaning(self, pieces: Pieces) -> Meaning:
        """What a known phrase means."""
        return self._meanings[pieces]

    def alike(self, word: str, other: str) -> bool:
        """Whether two words mean the same by themselves."""
        one, two = self._meanings.get((word,)), self._meanings.get((other,))
        if one is None or two is None:
            return False
        said = [{(sense.item, sense.level) for sense in each.senses} for each in (one, two)]
        return said[0] == said[1] and one.places == two.places and one.words == two.words

    def single(self, item: str) -> bool:
        """Whether an item is asked once, not in every place."""
        found = self.by_base[item]
        return len(found) == 1 and item in {each.id for each in found.values()}

    def _at(self, phrase: str) -> Meaning:
        return self._meanings.setdefault(words_of(phrase, self.articles), Meaning())

    def _add_language(self, language: Language) -> None:
        for name, word in _STRONG.items():
            for phrase in getattr(language, name):
                self._at(phrase).words.add(word)
        for name, word in _WEAK.items():
            for phrase in getattr(language, name):
                self._at(phrase).weak.add(word)
        for number, phrases in language.numbers.items():
            for phrase in phrases:
                self._at(phrase).number = number
        for days, phrases in language.days.items():
            for phrase in phrases:
                self._at(phrase).days = days
                self._at(phrase).weak.add(Word.FILLER)

    def _add_own_words(self) -> None:
        for phrase in (*names_of(self.instrument.definition), *self.dictation.ignored):
            self._at(phrase).weak.add(Word.FILLER)
        for phrase in self.dictation.doubt:
            self._at(phrase).words.add(Word.OTHER_CAUSE)
        for phrase in self.dictation.rest_clear:
            self._at(phrase).words |= {Word.REST_OF_PLACES, Word.ABSENT}
        for phrase in self.dictation.part_words:
            self._at(phrase).weak.update((Word.FILLER, Word.PART))

    def _add_places(self) -> None:
        claimed = {words_of(w, self.articles) for each in self.dictation.together for w in each.words}
        for group in self.instrument.groups:
            if group.kind == "place":
                for phrase in (group.title, *group.words, *self.dictation.places.get(group.id, ())):
                    if words_of(phrase, self.articles) not in claimed:
                        meaning = self._at(phrase)
                        if group.id not in meaning.places:
                            meaning.places.append(group.id)
                for phrase in self.dictation.parts.get(group.id, ()):
                    meaning = self._at(phrase)
                    meaning.places, meaning.part = [group.id], True
        for together in self.dictation.together:
            covered = self._covered(together)
            for phrase in together.words:
                self._at(phrase).covers.append(covered)

    def _covered(self, together: Together) -> Covered:
        groups = {group.id: group for group in self.instrument.groups}
        places: list[str] = []
        items: list[str] = []
        columns: list[str] = []
        for name in together.of:
            if name in groups and groups[name].kind == "place":
                places.append(name)
            elif name in groups:
                items.extend(item.id for item in groups[name].items)
            elif self.single(name):
                items.append(name)
            else:
                columns.append(name)
        return Covered(tuple(places), tuple(items), tuple(columns), together.denied)

    def _add_spoken(self) -> None:
        described = {each.item for each in self.dictation.spoken}
        plain = [self._plainly(base) for base in self.by_base if base not in described]
        for number, spoken in enumerate((*self.dictation.spoken, *plain)):
            self._add_entry(number, spoken)

    def _add_entry(self, entry: int, spoken: Spoken) -> None:
        item = next(iter(self.by_base[spoken.item].values()))
        binary = len(item.levels) == 2
        names = {words_of(phrase, self.articles) for phrase in spoken.names}
        partial = {words_of(phrase, self.articles) for phrase in spoken.partial}
        unsure = {words_of(phrase, self.articles) for phrase in spoken.unsure}
        said: dict[Pieces, int] = {}
        for level, phrases in spoken.says.items():
            said.update(dict.fromkeys((words_of(phrase, self.articles) for phrase in phrases), level))
        for pieces in unsure:
            said.pop(pieces, None)
        said.update(dict.fromkeys(partial - said.keys(), item.levels[-1]))
        for pieces in {*names, *said}:
            positive = said.get(pieces, item.levels[0]) != item.levels[0]
            deniable = spoken.denied and pieces not in partial and (pieces in names or (binary and positive))
            affirmable = binary and pieces not in unsure
            self._sense(pieces, Sense(spoken.item, said.get(pieces), deniable, affirmable, entry))
        for pieces in unsure - names:
            self._sense(pieces, Sense(spoken.item, None, deniable=False, binary=False, entry=entry))
        for level, phrases in spoken.beside.items():
            for phrase in phrases:
                self._at(phrase).beside.append((spoken.item, entry, level))
        self._note(spoken)
        if spoken.counted is not None:
            self._add_counted(entry, spoken.item, spoken.counted)

    def _note(self, spoken: Spoken) -> None:
        if spoken.recent:
            self.recent.add(spoken.item)
        if spoken.all_of:
            parts = [frozenset(words_of(name, self.articles) for name in names) for names in spoken.all_of]
            self.wholes.append((spoken.item, parts))

    def _sense(self, pieces: Pieces, sense: Sense) -> None:
        self._meanings.setdefault(pieces, Meaning()).senses.append(sense)

    def _add_counted(self, entry: int, item: str, counted: Counted) -> None:
        also = frozenset(words_of(phrase, self.articles) for phrase in counted.also)
        sense = CountSense(item, entry, tuple(counted.levels.items()), counted.more, also, counted.alone)
        for phrase in counted.units:
            self._at(phrase).counted.append(sense)
        for level, phrases in counted.phrases.items():
            for phrase in phrases:
                self._at(phrase).counts.append((sense, level))

    def _plainly(self, base: str) -> Spoken:
        """An item that the file says nothing more about: its title, its words, its options' labels."""
        item = next(iter(self.by_base[base].values()))
        names = (item.title, *item.words)
        if len(item.levels) == 2:
            return Spoken(item=base, names=names, says={item.levels[1]: names})
        labels: dict[int, tuple[str, ...]] = {
            option.value: (option.label,) for option in item.options if option.value != item.levels[0]
        }
        if len(self.instrument.items) == 1:
            return Spoken(item=base, names=names, says={o.value: (o.label,) for o in item.options})
        return Spoken(item=base, names=names, beside=labels)

    def _add_measured(self) -> None:
        hints = {hint.id: hint for hint in self.instrument.hints}
        for number, measured in enumerate(self.dictation.measured):
            self.measures.append(Measure(hints[measured.hint], measured.assumed))
            for phrase in measured.words:
                self._at(phrase).measures.append(number)
            for unit in measured.units:
                for phrase in unit.words:
                    self._at(phrase).units.append(UnitSense(number, unit.times, unit.plus))

    def every(self, base: str) -> Iterable[Item]:
        """An item, or a repeated item in all its places."""
        return self.by_base[base].values()
