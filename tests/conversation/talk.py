"""A conversation for tests: the shipped instruments, a desk that answers from a table, a clock that ticks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import URL

from assistant.conversation.chart.chart import Chart
from assistant.conversation.conversation import Conversation
from assistant.conversation.turn import Card, Turn
from assistant.records.demonstration import make_demonstration
from assistant.records.records import Records
from assistant.records.store.database import Database
from assistant.records.under_way.drafts import Drafts
from assistant.records.vocabulary import Vocabulary, load_vocabulary
from assistant.reference.beside import BesideChanges
from assistant.reference.cards import Citation
from assistant.reference.evidence.table import EvidenceTable, open_evidence
from assistant.reference.ladder.placing import Ladder
from assistant.reference.library import load_knowledge
from assistant.reference.reply import Reply
from assistant.scoring.library import Library, load_library

if TYPE_CHECKING:
    from assistant.conversation.access.access import Access
    from assistant.records.operators.roles import Signed
    from assistant.records.under_way.sharing import Sharing
    from assistant.reference.ladder.standing import Standing

START = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@cache
def shipped() -> Library:
    """The shipped instruments, loaded once for all tests."""
    return load_library()


@cache
def shipped_vocabulary() -> Vocabulary:
    """The names that a record may use, loaded once for all tests."""
    return load_vocabulary()


@cache
def shipped_evidence() -> EvidenceTable:
    """The shipped table of reports, made once for all tests."""
    return open_evidence()


@dataclass
class TableDesk:
    """Says what its table holds, and remembers what it was asked."""

    asked: list[str] = field(default_factory=list)

    def ask(self, text: str) -> Reply:
        """One answer for everything, with every part that an answer can have."""
        self.asked.append(text)
        return Reply(
            "answered",
            (f"An answer to: {text}",),
            caveats=("It was one trial",),
            citations=(Citation("The paper", "Table 1", (5, 6)),),
            suggestions=("What about HCQ?", "And its side effects?"),
            evidence="trial",
        )

    def ladder(self, had: str) -> Standing:
        """Where the shipped ladder places a list of drugs."""
        return shipped_ladder().stand(had)

    def beside_change(self) -> BesideChanges:
        """What the shipped knowledge shows."""
        return BesideChanges(load_knowledge())

    def evidence(self) -> EvidenceTable:
        """The shipped table of reports."""
        return shipped_evidence()

    def forget(self) -> None:
        """Begin to remember anew."""
        self.asked.clear()


@cache
def shipped_ladder() -> Ladder:
    """The shipped treatment ladder, loaded once for all tests."""
    return Ladder(load_knowledge())


@cache
def empty_records() -> bytes:
    """An empty database, whose tables are made once for all tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "records.sqlite"
        Records(Database(URL.create("sqlite", database=str(file))), "R7", Clock()).close()
        return file.read_bytes()


class Clock:
    """Begins at START and goes one second on each time it is read."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        """The next second."""
        self.now += timedelta(seconds=1)
        return self.now


class Talk:
    """Drives one conversation and keeps its last turn and all that was said."""

    def __init__(
        self,
        home: Path,
        sharing: Sharing | None = None,
        chart: Chart | None = None,
        access: Access | None = None,
    ) -> None:
        self.home = home
        self.desk = TableDesk()
        self.drafts = Drafts(home)
        self.clock = Clock()
        self.chart = chart or Chart(self._records, vocabulary=shipped_vocabulary())
        self.conversation = Conversation(
            shipped(),
            self.desk,
            self.drafts,
            home,
            self.clock,
            chart=self.chart,
            sharing=sharing,
            access=access,
        )
        self.turn: Turn = Turn()
        self.heard: list[str] = []
        self._take(self.conversation.greet())

    def say(self, *lines: str) -> Turn:
        """Say lines, one turn each, and return the last turn."""
        for line in lines:
            self._take(self.conversation.say(line))
        return self.turn

    def press(self, keys: str) -> Turn:
        """Press keys written with spaces between them: `m a c enter`."""
        for key in keys.split():
            self._take(self.conversation.press(key))
        return self.turn

    def sign_in(self, name: str, secret: str) -> Turn:
        """Answer the lock."""
        self._take(self.conversation.sign_in(name, secret))
        return self.turn

    @property
    def card(self) -> Card:
        """The card, which must be there."""
        assert self.turn.card is not None
        return self.turn.card

    @property
    def last(self) -> str:
        """What was said last."""
        return self.turn.replies[-1].text

    @property
    def status(self) -> str:
        """The line of status."""
        return self.turn.panel.status

    def killed(self) -> Talk:
        """The program is killed (its locks go with it), and started again on the same data folder."""
        self.drafts.close()
        self.chart.close()
        return Talk(self.home)

    def _records(self, *, demo: bool, by: Signed | None = None) -> Records:
        """Records in the home of this conversation, of the operator R7 where nobody signs in."""
        file = self.home / ("demo.sqlite" if demo else "records.sqlite")
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_bytes(empty_records())
        records = Records(
            Database(URL.create("sqlite", database=str(file))), "R7", self.clock, None if demo else by
        )
        if demo:
            make_demonstration(records, shipped())
        return records

    def _take(self, turn: Turn) -> None:
        self.turn = turn
        self.heard += [reply.text for reply in turn.replies]


def card_text(card: Card | None) -> str:
    """Everything a card says, for tests that look for words."""
    assert card is not None
    choices = [f"{choice.key} {choice.label} {choice.note}" for choice in card.choices]
    hints = [f"{hint.key} {hint.what}" for hint in card.hints]
    return "\n".join([card.title, card.question, card.recorded, card.refused, *card.lines, *choices, *hints])
