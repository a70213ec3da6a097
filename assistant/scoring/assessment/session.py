"""An assessment under way: the one owner of its answers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.errors import listed
from assistant.scoring.answers import NOT_ASSESSED, PENDING, Answer
from assistant.scoring.assessment import drafts, walk
from assistant.scoring.assessment.ledger import Ledger
from assistant.scoring.assessment.overview import marked_answers
from assistant.scoring.assessment.steps import Standing
from assistant.scoring.errors import InvalidLevel, NothingToAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assistant.scoring.answers import Origin
    from assistant.scoring.assessment.steps import Change
    from assistant.scoring.instrument import Instrument, Item
    from assistant.scoring.totals import Result


class AssessmentSession:
    """The answers of one assessment, where it stands, and how to go back.

    It has no clock and no file: times are passed in, and `to_json` gives all that must be kept. A step that
    is refused changes nothing. Moving about is not a step; undo takes back answers, marks and the window, one
    step at a time, and returns to where the step was made.
    """

    def __init__(self, instrument: Instrument, started: datetime, window: int | None = None) -> None:
        self.instrument = instrument
        self.started = started
        standing = Standing(current=instrument.items[0].id, window=instrument.window_days(window))
        self._ledger = Ledger(instrument, standing, [])
        standing.current = walk.first_unanswered(self._ledger)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers, by item. What is unanswered is not in it."""
        return MappingProxyType(self._ledger.standing.answers)

    @property
    def window(self) -> int | None:
        """The recall window in days, for an instrument that has one."""
        return self._ledger.standing.window

    @property
    def current(self) -> Item | None:
        """The item that is asked; None when everything was visited (the review page)."""
        current = self._ledger.standing.current
        return None if current is None else self.instrument.item(current)

    @property
    def progress(self) -> tuple[int, int]:
        """How many items have an answer, and how many there are."""
        asked = self.items()
        return sum(item.id in self.answers for item in asked), len(asked)

    @property
    def history(self) -> tuple[str, ...]:
        """What each step did that can be undone, the latest last."""
        return tuple(step.what for step in self._ledger.steps)

    def result(self) -> Result:
        """The scores as they stand."""
        return self._ledger.result()

    def items(self) -> tuple[Item, ...]:
        """The items that belong to the form, as far as the answers tell."""
        return self._ledger.asked()

    def rest(self) -> tuple[Item, ...]:
        """What `attest_rest` would record as clear."""
        return tuple(map(self.instrument.item, walk.clearable(self._ledger, self.instrument.items)))

    def group_rest(self) -> tuple[Item, ...]:
        """What `attest_group` would record as clear."""
        current = self.current
        among = self.instrument.group(current.group).items if current is not None else ()
        return tuple(map(self.instrument.item, walk.clearable(self._ledger, among)))

    def answer(self, value: int, now: datetime) -> Change:
        """Answer the current item and go on to the next unanswered one.

        Raises InvalidLevel, or NothingToAnswer on the review page.
        """
        item = self._asked()
        if type(value) is not int or value not in item.levels:
            raise InvalidLevel(item.id, value, item.levels)
        what = f"{item.full_title}: {value} ({item.option(value).label})"
        return self._record(what, {item.id: Answer("value", value, "entered", now)})

    def not_assessed(self, now: datetime, reason: str | None = None) -> Change:
        """Record that the current item was not assessed, and go on. Raises NothingToAnswer."""
        item = self._asked()
        because = f" ({reason})" if reason else ""
        answer = Answer(NOT_ASSESSED, None, "entered", now, reason)
        return self._record(f"{item.full_title}: not assessed{because}", {item.id: answer})

    def pending(self, now: datetime) -> Change:
        """Record that the current item awaits a result, and go on. Raises NothingToAnswer."""
        item = self._asked()
        return self._record(f"{item.full_title}: pending", {item.id: Answer(PENDING, None, "entered", now)})

    def attest_group(self, now: datetime) -> Change:
        """Attest that the unanswered rest of the current place or section is clear.

        Raises NothingToAnswer.
        """
        title = self.instrument.group(self._asked().group).title
        return self._attest(f"{title}: clear", self.group_rest(), now)

    def attest_rest(self, now: datetime) -> Change:
        """Attest that all that is unanswered is absent; see `rest`. Raises NothingToAnswer."""
        return self._attest("All the rest absent", self.rest(), now)

    def take_proposals(
        self, values: Mapping[str, int], attested: Sequence[str], now: datetime, how: Origin = "prefilled"
    ) -> Change:
        """Take over what was proposed and confirmed, in one step, and go to the first unanswered item.

        Items are attested only where they have no answer yet. Raises UnknownItem or InvalidLevel, and
        NothingToAnswer where nothing would change.
        """
        answers: dict[str, Answer | None] = {}
        for name in attested:
            item = self.instrument.item(name)
            if name not in self.answers and item.clear_value is not None:
                answers[name] = Answer("value", item.clear_value, "attested", now)
        covered = len(answers)
        for name, value in values.items():
            item = self.instrument.item(name)
            if type(value) is not int or value not in item.levels:
                raise InvalidLevel(name, value, item.levels)
            answers[name] = Answer("value", value, how, now)
        if not answers:
            raise NothingToAnswer("every item that the line attests has an answer already")
        source = "From laboratory values" if how == "derived" else "Dictated"
        what = f"{source}: {len(values)} {'answer' if len(values) == 1 else 'answers'}"
        what += f", {covered} attested clear" if covered else ""
        return self._ledger.record(what, answers, lambda: walk.first_unanswered(self._ledger))

    def mark(self, marked: Sequence[str], now: datetime, *, rest_absent: bool = False) -> Change:
        """Take over the overview page in one step, and go to the first unanswered item.

        An overview of groups attests the places that are not marked as clear, so that only marked places and
        single items are asked; a marked place that was attested before is asked again. An overview of items
        gives the marked items their positive value and takes back earlier marks; nothing else is answered,
        unless `rest_absent` attests all the rest.
        """
        answers = marked_answers(self._ledger, marked, now, rest_absent=rest_absent)
        if self.instrument.overview == "items":
            titles = [self.instrument.item(name).title for name in marked]
        else:
            titles = [self.instrument.group(name).title for name in marked]
        what = f"Marked: {listed(titles, 'and') or 'nothing'}"
        attested = sum(answer is not None and answer.how == "attested" for answer in answers.values())
        if attested:
            what += f"; {attested} {'item' if attested == 1 else 'items'} attested clear"
        return self._ledger.record(what, answers, lambda: walk.first_unanswered(self._ledger))

    def rest_beside(self, marked: Sequence[str], now: datetime) -> tuple[Item, ...]:
        """What `mark` would attest beside these marks: the places not marked, or all that is unanswered."""
        answers = marked_answers(self._ledger, marked, now, rest_absent=self.instrument.overview == "items")
        return tuple(
            self.instrument.item(name)
            for name in self.instrument.plan.levels
            if (answer := answers.get(name)) is not None and answer.how == "attested"
        )

    def back(self) -> Item | None:
        """Go to the item before, answered or not; stay at the first."""
        self._ledger.standing.current = walk.item_before(self._ledger) or self._ledger.standing.current
        return self.current

    def forward(self) -> Item | None:
        """Go to the item after, answered or not; after the last to the review page."""
        standing = self._ledger.standing
        if standing.current is not None and standing.current not in standing.answers:
            standing.skipped |= {standing.current}
        standing.current = walk.item_after(self._ledger)
        return self.current

    def go_to(self, item_id: str) -> Item:
        """Go to an item. Raises UnknownItem, or NothingToAnswer for one that is not asked as things are."""
        item = self.instrument.item(item_id)
        if item not in self.items():
            raise NothingToAnswer(
                f"{item.full_title} is not asked; change the answers that it depends on first"
            )
        self._ledger.standing.current = item.id
        return item

    def review(self) -> None:
        """Go to the review page."""
        self._ledger.standing.current = None

    def set_window(self, days: int) -> Change:
        """Choose the recall window. Raises InvalidWindow."""
        chosen = self.instrument.window_days(days)
        current = self._ledger.standing.current
        return self._ledger.record(f"Window: {days} days", {}, lambda: current, window=chosen)

    def merge(self, what: str, answers: Mapping[str, Answer | None], window: int | None) -> Change:
        """Take over answers (None: taken back) and a window (None: as it is) of another copy, as one step."""
        return self._ledger.record(what, answers, lambda: walk.first_unanswered(self._ledger), window=window)

    def undo(self) -> Change | None:
        """Take back the last step, exactly; None when there is none."""
        return self._ledger.undo()

    def to_json(self) -> dict[str, object]:
        """All that must be kept, history included, as plain JSON values."""
        return drafts.to_json(self.started, self._ledger)

    @classmethod
    def from_json(
        cls, instrument: Instrument, draft: object, *, accept_other_version: bool = False
    ) -> AssessmentSession:
        """The session that `to_json` kept.

        Raises DraftError for a draft that cannot be read, and DraftMismatch for one made with another version
        of the instrument file, unless that was accepted.
        """
        started, ledger = drafts.from_json(instrument, draft, accept_other_version=accept_other_version)
        session = cls(instrument, started)
        session._ledger = ledger
        return session

    def _asked(self) -> Item:
        current = self.current
        if current is None:
            raise NothingToAnswer("no question is open; go to the item that you want to change")
        return current

    def _attest(self, what: str, items: Sequence[Item], now: datetime) -> Change:
        if not items:
            raise NothingToAnswer(
                "nothing is left here that could be attested clear; choose an answer instead"
            )
        counted = f"{what} ({len(items)} {'item' if len(items) == 1 else 'items'})"
        return self._record(
            counted, {item.id: Answer("value", item.clear_value, "attested", now) for item in items}
        )

    def _record(self, what: str, answers: Mapping[str, Answer | None]) -> Change:
        return self._ledger.record(what, answers, lambda: walk.next_unanswered(self._ledger))
