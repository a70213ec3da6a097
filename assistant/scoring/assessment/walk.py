"""The order in which items are asked, and what an attested negative covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.scoring.answers import Answer
    from assistant.scoring.assessment.ledger import Ledger
    from assistant.scoring.instrument import Item


def next_unanswered(ledger: Ledger) -> str | None:
    """The next item without an answer; after the end, one that was never shown; then None."""
    current, answers = ledger.standing.current, ledger.standing.answers
    items = [item.id for item in ledger.instrument.items]
    start = items.index(current) if current is not None else len(items)
    unanswered = [item.id for item in ledger.asked() if item.id not in answers]
    later = (item for item in unanswered if items.index(item) > start)
    never_shown = (item for item in unanswered if item not in ledger.standing.skipped and item != current)
    return next(later, None) or next(never_shown, None)


def first_unanswered(ledger: Ledger) -> str | None:
    """The first item without an answer, or None."""
    return next((item.id for item in ledger.asked() if item.id not in ledger.standing.answers), None)


def item_after(ledger: Ledger) -> str | None:
    """The item after the current one, answered or not; None at the end and on the review page."""
    return _neighbours(ledger)[1]


def item_before(ledger: Ledger) -> str | None:
    """The item before the current one, answered or not; the last on the review page; None at the first."""
    return _neighbours(ledger)[0]


def clearable(
    ledger: Ledger, among: Iterable[Item], changed: Mapping[str, Answer | None] | None = None
) -> dict[str, int]:
    """What an attested negative records: the clear value of every unanswered item that has one.

    `changed` are answers that the same step gives, or takes back (None). An item that the clear answers of
    the others take out of the form is not among what is returned.
    """
    answers = {**ledger.standing.answers, **(changed or {})}
    given = {item: answer for item, answer in answers.items() if answer is not None}
    clear = {
        item.id: item.clear_value for item in among if item.id not in given and item.clear_value is not None
    }
    values = {item: answer.value for item, answer in given.items() if answer.value is not None}
    verdicts = ledger.instrument.plan.verdicts({**values, **clear})
    return {item: value for item, value in clear.items() if verdicts.get(item, True) is not False}


def _neighbours(ledger: Ledger) -> tuple[str | None, str | None]:
    current = ledger.standing.current
    items = [item.id for item in ledger.instrument.items]
    position = items.index(current) if current is not None else len(items)
    asked = [item.id for item in ledger.asked()]
    before = [item for item in asked if items.index(item) < position]
    after = [item for item in asked if items.index(item) > position]
    return (before[-1] if before else None), (after[0] if after else None)
