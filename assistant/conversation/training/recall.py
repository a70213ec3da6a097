"""A round of short questions, one key each: what is due, then what is new, first of all what was missed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.training.attempting import comparable
from assistant.conversation.turn import Card as Shown
from assistant.conversation.turn import CardKind, Choice, KeyHint
from assistant.records.training.recall import RecallStore
from assistant.scoring.training.comparing import compare
from assistant.scoring.training.key import reference_answers
from assistant.scoring.training.recalling import Card, recall_cards
from assistant.scoring.training.scheduling import Memory, due, reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assistant.conversation.stage import Stage
    from assistant.conversation.training.practice import Practice
    from assistant.conversation.turn import Turn

IN_A_ROUND = 20


def recall(stage: Stage, practice: Practice) -> Turn:
    """Begin a round. Raises AttemptNotKeptError, or SchedulerMissing at the first answer."""
    return Round(stage, practice).next()


class Round:
    """At most twenty questions; every answer is on disk before the next is shown."""

    def __init__(self, stage: Stage, practice: Practice) -> None:
        self._stage = stage
        self._learner = practice.learner
        self._store = RecallStore(stage.data_folder)
        self._memories: dict[str, Mapping[str, object]] = dict(self._store.memories(self._learner))
        self._cards = recall_cards(stage.library, practice.training)
        self._missed = _missed(stage, practice)
        self._asked = 0
        self._right = 0

    def next(self, recorded: str = "", refused: str = "") -> Turn:
        """The next question, with what there is to say of the one before."""
        card = self._choose(self._stage.clock()) if self._asked < IN_A_ROUND else None
        if card is None:
            said = [line for line in (recorded, refused) if line]
            done = f"Recall: {self._right} of {self._asked} right." if self._asked else "Nothing is due now."
            return self._stage.turn(told("\n".join([*said, done])))
        leads = {key: partial(self.answer, card, key) for key, _ in card.choices}
        shown = Shown(
            CardKind.OFFER,
            f"Recall · {self._asked + 1} of {IN_A_ROUND}",
            question=card.ask,
            recorded=recorded,
            refused=refused,
            choices=tuple(Choice(key, label) for key, label in card.choices),
            hints=(KeyHint("Esc", "end; all is kept"),),
        )
        return self._stage.ask_with(Offer(shown, leads))

    def answer(self, card: Card, key: str) -> Turn:
        """Take an answer, keep it, and go on."""
        right = key == card.right
        before = self._memories.get(card.id)
        memory: Memory = reviewed(card.id, before, self._stage.clock(), right=right)
        self._memories[card.id] = memory
        self._store.keep(self._learner, self._memories)
        self._asked += 1
        self._right += right
        if right:
            return self.next(recorded="Right.")
        wanted = dict(card.choices)[card.right]
        return self.next(refused=f"{card.ask} Not so: {wanted}. {card.because}")

    def _choose(self, now: datetime) -> Card | None:
        """What is due longest; else a new one, first of all about what the learner missed in cases."""
        memories = self._memories
        known = [(due(memories[card.id], now), card) for card in self._cards if card.id in memories]
        waiting = [(when, card) for when, card in known if when <= now]
        if waiting:
            return min(waiting, key=lambda each: each[0])[1]
        new = [card for card in self._cards if card.id not in memories]
        return next((card for card in new if card.about in self._missed), new[0] if new else None)


def _missed(stage: Stage, practice: Practice) -> frozenset[tuple[str, str]]:
    """Instrument and question of everything that the learner answered otherwise than a reference."""
    attempts, _ = comparable(practice.training, practice.store.listing().of(practice.learner))
    missed: set[tuple[str, str]] = set()
    for each in attempts:
        instrument = stage.library.instrument(each.instrument)
        key = reference_answers(instrument, practice.training.case(each.case))
        for one in compare(instrument, key, each.answers, each.window).differences:
            missed.add((instrument.id, instrument.item(one.item).base))
    return frozenset(missed)
