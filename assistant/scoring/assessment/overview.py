"""What the quick marking page records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.scoring.answers import Answer
from assistant.scoring.assessment.walk import clearable
from assistant.scoring.errors import NothingToAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assistant.scoring.assessment.ledger import Ledger
    from assistant.scoring.instrument import Item


def marked_answers(
    ledger: Ledger, marked: Sequence[str], now: datetime, *, rest_absent: bool = False
) -> dict[str, Answer | None]:
    """The answers that follow from the marks; None for one that is taken back.

    `rest_absent` attests every item without an answer as well, on an overview of items. Raises UnknownItem
    or UnknownGroup, or NothingToAnswer for an instrument without an overview.
    """
    if ledger.instrument.overview == "items":
        changes = _items(ledger, marked, now)
        if rest_absent:
            absent = clearable(ledger, ledger.instrument.items, changes)
            changes.update({name: Answer("value", value, "attested", now) for name, value in absent.items()})
        return changes
    if ledger.instrument.overview == "groups":
        return _places(ledger, marked, now)
    raise NothingToAnswer(
        f"{ledger.instrument.abbreviation} has no overview; answer its questions one by one"
    )


def _items(ledger: Ledger, marked: Sequence[str], now: datetime) -> dict[str, Answer | None]:
    """Marked items get their positive value; earlier marks that are gone are taken back; the rest stays."""
    items = [ledger.instrument.item(name) for name in marked]
    changes: dict[str, Answer | None] = {
        name: None for name, answer in ledger.standing.answers.items() if answer.how == "marked"
    }
    for item in items:
        changes[item.id] = Answer("value", item.positive_value, "marked", now)
    return changes


def _places(ledger: Ledger, marked: Sequence[str], now: datetime) -> dict[str, Answer | None]:
    """Places not marked are attested clear; marked ones that were attested before are asked again."""
    wanted = {ledger.instrument.group(name).id for name in marked}
    changes: dict[str, Answer | None] = {}
    unmarked: list[Item] = []
    for group in ledger.instrument.groups:
        if group.id in wanted:
            answers = {item.id: ledger.standing.answers.get(item.id) for item in group.items}
            changes.update(
                {name: None for name, a in answers.items() if a is not None and a.how == "attested"}
            )
        elif group.kind == "place":
            unmarked.extend(group.items)
    for name, value in clearable(ledger, unmarked).items():
        changes[name] = Answer("value", value, "attested", now)
    return changes
