"""What every command works on.

The instruments, who answers questions, the drafts, the assessment under way, and the offer that stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.access.access import Access
from assistant.conversation.chart.beside import beside
from assistant.conversation.chart.chart import Chart
from assistant.conversation.chart.signing import Signing
from assistant.conversation.chart.signing_later import SigningLater
from assistant.conversation.checks.question_card import question_offer
from assistant.conversation.checks.raising import Raising
from assistant.conversation.evidence.browsing import Browsing
from assistant.conversation.replies import told
from assistant.conversation.together.conflict_cards import conflict_offer
from assistant.conversation.tour.touring import Tours
from assistant.conversation.turn import Copy, Quit, Turn
from assistant.conversation.walk.underway import UnderWay
from assistant.records.under_way.unsigned import Unsigned

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.conversation.asking.answering import Asks
    from assistant.conversation.evidence.page import EvidencePage
    from assistant.conversation.grid.page import GridPage
    from assistant.conversation.offers import Offer
    from assistant.conversation.training.practice import Practice
    from assistant.conversation.turn import Card, Reply
    from assistant.records.records import Records
    from assistant.records.under_way.drafts import Drafts
    from assistant.records.under_way.sharing import Sharing
    from assistant.scoring.library import Library

NOT_ON_DISK = "NOT SAVED: the disk took nothing more. This is all that there is of it:"


class Stage:
    """The state of a conversation, and how it becomes a turn."""

    def __init__(
        self,
        library: Library,
        asker: Asks,
        drafts: Drafts,
        data_folder: Path,
        clock: Callable[[], datetime],
        *,
        chart: Chart | None = None,
        sharing: Sharing | None = None,
        access: Access | None = None,
    ) -> None:
        self.library = library
        self.asker = asker
        self.drafts = drafts
        self.data_folder = data_folder
        self.clock = clock
        self.access = access or Access()
        self.chart = chart or Chart()
        self.signing = SigningLater(
            Signing(self.chart, library),
            Unsigned(data_folder),
            drafts,
            library,
            away=lambda: sharing.away if sharing is not None and not self.chart.demo else "",
            access=self.access,
        )
        self.raising = Raising(self.chart, library)
        self.way = UnderWay(drafts, library, clock, sharing, signs=self.signing, looks=self.raising)
        self.offer: Offer | None = None
        self._browsing: Browsing | None = None
        self.practice: Practice | None = None
        self.tours = Tours(self)

    @property
    def front(self) -> UnderWay | Practice:
        """What takes the keys: the training case while there is one, else the assessment of a patient."""
        if self.practice is not None and self.practice.walk is not None:
            return self.practice
        return self.way

    @property
    def notice(self) -> str:
        """A lasting warning: something is not on disk, or the shared database is away."""
        return self.way.notice or (self.practice.notice if self.practice is not None else "")

    @property
    def unsaved(self) -> str:
        """What would be lost if the program ended now; empty while everything shown is on disk."""
        return self.way.keeping.unsaved or (self.practice.notice if self.practice is not None else "")

    def leave_practice(self) -> None:
        """Put a training case aside, half done. Raises PracticeNotFound while it is only in memory."""
        if self.practice is not None:
            self.practice.leave()

    @property
    def records(self) -> Records:
        """The records of the clinic, opened at the first need. Raises StoreError or RecordError."""
        return self.chart.records

    @property
    def patient(self) -> str:
        """The study code of the patient at hand; empty while there is none."""
        return self.way.patient

    @property
    def browsing(self) -> Browsing:
        """The reports that are browsed. Raises ContentError where the knowledge cannot be read."""
        if self._browsing is None:
            self._browsing = Browsing(self.asker.evidence())
        return self._browsing

    @property
    def page_open(self) -> bool:
        """Whether the page of reports stands in the place of the conversation."""
        return self._browsing is not None and self._browsing.open

    @property
    def card(self) -> Card | None:
        """What is answered by one key now: the offer that stands, or the card of the walk."""
        if self.offer is not None:
            return self.offer.shown
        return None if self.page_open else self.front.card

    @property
    def page(self) -> EvidencePage | GridPage | None:
        """What stands in the place of the messages: the reports, or the whole form while no offer stands."""
        if self.page_open:
            return self.browsing.page()
        return self.front.page if self.offer is None else None

    def leave_page(self) -> None:
        """Go back to the conversation; what was filtered stays, and the whole form waits where it stands."""
        if self._browsing is not None:
            self._browsing.open = False
        if self.front.page is not None:
            self.front.active = False

    def put_away(self) -> None:
        """Put everything down for someone else. Raises NotLetGoError, or PracticeNotFound."""
        self.tours.close()
        self.leave_practice()
        self.way.leave()
        self.chart.close()

    def leave_for_good(self) -> None:
        """Let other copies of the program have what was under way."""
        self.tours.close()
        self.way.close()
        self.chart.close()
        if self.practice is not None:
            self.practice.drafts.close()

    def leave_at_once(self) -> str:
        """Leave without asking anyone; what is in memory only, and would be lost, is returned as text."""
        if self.unsaved and self.way.walk is not None:
            self.way.keeping.keep(self.way.walk, self.clock())
        lost = f"{NOT_ON_DISK}\n{self.way.text}" if self.unsaved else ""
        self.leave_for_good()
        return lost

    def turn(self, *replies: Reply, deed: Copy | Quit | None = None, to_card: bool = False) -> Turn:
        """Everything as it stands now, with what is new, and what happened to the shared database.

        Behind the lock nothing is told; what happens meanwhile is told when it opens.
        """
        if self.access.lock is not None:
            return Turn(lock=self.access.lock)
        news = (*self.way.keeping.news(), *self.signing.try_again(), *self.raising.news())
        replies = (*replies, *map(told, news))
        asked, found = question_offer(self), conflict_offer(self)
        if asked is not None:
            self.offer, to_card = asked, True
        if found is not None:
            self.offer, to_card = found[0], True
            replies = (*replies, found[1])
        return Turn(replies, self.card, beside(self), self.notice, deed, to_card=to_card, page=self.page)

    def ask_with(self, offer: Offer, *replies: Reply) -> Turn:
        """Put an offer before the user."""
        self.offer = offer
        return self.turn(*replies, to_card=True)
