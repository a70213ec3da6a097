"""Cases made up by chance within a difficulty, and put into words by a grammar.

The answers are drawn first and the words are chosen by them, so that the reference cannot be wrong. The name
of a made-up case says how it was made: the same name is the same case everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from assistant.scoring.totals import score
from assistant.scoring.training.content import (
    DIFFICULTIES,
    Difficulty,
    Phrase,
    PlaceFinding,
    Reason,
    TrainingCase,
    Vignette,
    skin_of,
)
from assistant.scoring.training.draws import Draws
from assistant.scoring.training.key import reference_answers

if TYPE_CHECKING:
    from assistant.scoring.instrument import Group, Instrument, Item
    from assistant.scoring.training.content import Grammar

MADE = re.compile(
    rf"made-(?P<instrument>[a-z0-9-]+)-(?P<difficulty>{'|'.join(DIFFICULTIES)})-(?P<seed>[0-9]{{1,9}})"
)


class Specification(NamedTuple):
    """How a case is made: the instrument, the difficulty and the number that decides all draws."""

    instrument: str
    difficulty: Difficulty
    seed: int

    @property
    def name(self) -> str:
        """The name of the case that is made so."""
        return f"made-{self.instrument}-{self.difficulty}-{self.seed}"


def specification(name: str) -> Specification | None:
    """What the name of a made-up case says; None for any other name."""
    read = MADE.fullmatch(name)
    if read is None:
        return None
    difficulty = next(each for each in DIFFICULTIES if each == read["difficulty"])
    return Specification(read["instrument"], difficulty, int(read["seed"]))


def generated(instrument: Instrument, grammar: Grammar, made: Specification) -> TrainingCase:
    """The case of this specification."""
    draft = _Draft(instrument, grammar, made)
    draft.affect_places()
    draft.single_items()
    draft.what_must_be_asked()
    return draft.case()


class _Draft:
    """A case while it is being drawn."""

    def __init__(self, instrument: Instrument, grammar: Grammar, made: Specification) -> None:
        self._instrument = instrument
        self._grammar = grammar
        self._made = made
        self._amount = grammar.amounts[made.difficulty]
        self._draws = Draws(made.name)
        self._patient = self._draws.one_of(grammar.patients)
        skin = skin_of(self._patient.phototype)
        self._words = {
            each.item: [phrase for phrase in each.phrases if phrase.skin in {None, skin}]
            for each in grammar.items
        }
        self._answers: dict[str, int] = {}
        self._said: dict[str, list[str]] = {}
        self._meant: dict[str, str] = {}

    def affect_places(self) -> None:
        """Draw places, and in each of them a level for every item that has words."""
        places = [group for group in self._instrument.groups if group.kind == "place"]
        for group in self._draws.some_of(places, self._draws.between(*self._amount.places)):
            items = [item for item in group.items if item.base in self._words]
            sure = self._draws.below(len(items)) if items else 0
            for position, item in enumerate(items):
                shown = [phrase for phrase in self._words[item.base] if phrase.value != item.clear_value]
                if shown and (position == sure or self._draws.below(2)):
                    self._say(group, item, self._draws.one_of(shown))

    def single_items(self) -> None:
        """Draw items of sections: some that are present, and some that only tempt."""
        singles = [item for item in self._instrument.items if self._is_single(item)]
        present = self._draws.some_of(singles, self._draws.between(*self._amount.present))
        left = [item for item in singles if item not in present]
        tempting = [item for item in left if self._phrases(item, clear=True)]
        distracting = self._draws.some_of(tempting, self._draws.between(*self._amount.distractors))
        for item in singles:
            if item in present:
                self._say(self._group(item), item, self._draws.one_of(self._phrases(item, clear=False)))
            elif item in distracting:
                self._say(self._group(item), item, self._draws.one_of(self._phrases(item, clear=True)))

    def what_must_be_asked(self) -> None:
        """Draw what no attested rest can answer, where the answers so far have it asked."""
        items = self._instrument.items
        clear = {item.id: item.clear_value for item in items if item.clear_value is not None}
        for item in items:
            asked = self._instrument.plan.verdicts({**clear, **self._answers}).get(item.id, True)
            if item.clear_value is None and item.id not in self._answers and asked is not False:
                self._say(self._group(item), item, self._draws.one_of(self._words[item.base]))

    def case(self) -> TrainingCase:
        """The case as it was drawn, with the score that the engine gives it."""
        findings = tuple(
            PlaceFinding(at=group.id, text=f"{'; '.join(self._said[group.id])}.")
            for group in self._instrument.groups
            if group.id in self._said
        )
        made = self._made
        case = TrainingCase(
            id=made.name,
            title=f"Made-up case {made.seed}, {made.difficulty}",
            instrument=made.instrument,
            difficulty=made.difficulty,
            phototype=self._patient.phototype,
            vignette=Vignette(
                patient=self._patient.text,
                findings=findings,
                elsewhere=self._grammar.closing,
            ),
            answers=self._answers,
            rest="clear",
            score={},
            why=tuple(
                Reason(items=(item,), because=f"The words “{words}” stand for {self._level(item)}.")
                for item, words in self._meant.items()
            ),
        )
        result = score(self._instrument, reference_answers(self._instrument, case))
        return case.model_copy(update={"score": {name: each.low for name, each in result.scores.items()}})

    def _level(self, item_id: str) -> str:
        option = self._instrument.item(item_id).option(self._answers[item_id])
        return f"{option.value} ({option.label})"

    def _say(self, group: Group, item: Item, phrase: Phrase) -> None:
        self._answers[item.id] = phrase.value
        self._meant[item.id] = phrase.text
        said = self._said.setdefault(group.id, [])
        said.append(phrase.text)
        if phrase.besides is not None and self._made.difficulty != DIFFICULTIES[0] and self._draws.below(2):
            said.append(phrase.besides)

    def _is_single(self, item: Item) -> bool:
        return (
            self._group(item).kind == "section"
            and item.clear_value is not None
            and bool(self._words.get(item.base) and self._phrases(item, clear=False))
        )

    def _phrases(self, item: Item, *, clear: bool) -> list[Phrase]:
        return [each for each in self._words[item.base] if (each.value == item.clear_value) == clear]

    def _group(self, item: Item) -> Group:
        return self._instrument.group(item.group)
