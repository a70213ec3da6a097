"""Questions in the conversation: the desk over the paper and the instruments, with what was asked before."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.conversation.asking.instrument_knowledge import instrument_knowledge
from assistant.reference.beside import BesideChanges
from assistant.reference.desk import ReferenceDesk
from assistant.reference.evidence.table import EvidenceTable
from assistant.reference.ladder.placing import Ladder
from assistant.reference.library import load_knowledge
from assistant.scoring.library import Library, load_library

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.reference.ladder.standing import Standing
    from assistant.reference.library import Knowledge
    from assistant.reference.reply import Context, Reply


class Asker:
    """Asks the desk and remembers what the conversation is about, so that follow-ups are understood."""

    def __init__(self, desk: ReferenceDesk) -> None:
        self.desk = desk
        self._context: Context | None = None

    def ask(self, text: str) -> Reply:
        """The reply to one question."""
        reply = self.desk.ask(text, self._context)
        if reply.context.terms:
            self._context = reply.context
        return reply

    def forget(self) -> None:
        """Forget what the conversation is about."""
        self._context = None

    def ladder(self, had: str) -> Standing:
        """Where a patient stands on the treatment ladder who had the drugs of a list.

        Raises ListTooLongError.
        """
        return self._ladder.stand(had)

    @cached_property
    def _ladder(self) -> Ladder:
        return Ladder(self.desk.knowledge)

    def ask_last(self, turns: Sequence[str]) -> Reply:
        """The reply to the last turn of a conversation of its own. `turns` holds at least one."""
        apart = Asker(self.desk)
        return [apart.ask(turn) for turn in turns][-1]

    def evidence(self) -> EvidenceTable:
        """The reports as a table, in the words that the desk knows."""
        return EvidenceTable(self.desk.knowledge, self.desk.lexicon)

    def beside_change(self) -> BesideChanges:
        """What the paper showed, to stand beside a patient's own change."""
        return BesideChanges(self.desk.knowledge)


def open_asker(library: Library | None = None, knowledge: Knowledge | None = None) -> Asker:
    """An asker over what is given, or the shipped content and MALAR_CONTENT.

    Raises ContentError with every problem.
    """
    with _nothing_collected():
        knowledge = knowledge or load_knowledge()
        concepts = {concept.id: concept for concept in knowledge.concepts}
        instruments = instrument_knowledge(
            library or load_library(), knowledge.instrument_answers.templates, concepts
        )
        return Asker(ReferenceDesk(knowledge, instruments.concepts, instruments.statements))


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """While so much is made and kept, looking for what could be thrown away takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made stays until the end: it is not looked through again at the first chance.
        gc.freeze()
        if was_on:
            gc.enable()
