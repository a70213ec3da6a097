"""When a question comes again: by the scheduler of the fsrs library, an extra that is imported only here."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Mapping


class SchedulerMissing(AssistantError):
    """The library of spaced repetition is not installed."""


STATES = (1, 2, 3)
"""Learning, in review, and learning again, as the scheduler counts them."""

MOST = 100_000
"""More days than anyone remembers, and more than any difficulty."""

Memory = dict[str, object]
"""What the scheduler knows of one card, as plain values."""


def reviewed(card_id: str, before: Mapping[str, object] | None, now: datetime, *, right: bool) -> Memory:
    """What is known of a card after an answer.

    Raises SchedulerMissing, or ValueError for a damaged memory.
    """
    try:
        from fsrs import Card, Rating, Scheduler  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SchedulerMissing(
            "recall needs the training extra; install it: pip install 'malar[training]'"
        ) from error
    try:
        card = (
            Card(card_id=zlib.crc32(card_id.encode())) if before is None else Card.from_dict(dict(before))  # type: ignore[arg-type]
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"what was kept of the card {card_id} is damaged") from error
    # Without its play of chance the same answers give the same days everywhere.
    scheduler = Scheduler(enable_fuzzing=False)
    after, _ = scheduler.review_card(card, Rating.Good if right else Rating.Again, review_datetime=_utc(now))
    return {**after.to_dict()}


def check(memory: Mapping[str, object]) -> None:
    """Raises ValueError for what the scheduler did not make."""
    answered = memory.get("last_review")
    for written in (memory.get("due"), *(() if answered is None else (answered,))):
        if datetime.fromisoformat(str(written)).tzinfo is None:
            raise ValueError("a time without its zone")
    counts = (memory.get("card_id"), memory.get("state"), memory.get("step") or 0)
    estimates = [memory[name] for name in ("stability", "difficulty") if memory.get(name) is not None]
    if memory.get("state") not in STATES or any(type(each) is not int for each in counts):
        raise ValueError("a state that there is not")
    if not all(isinstance(each, int | float) and 0 < each < MOST for each in estimates):
        raise ValueError("an estimate that cannot be")


def due(memory: Mapping[str, object], now: datetime) -> datetime:
    """When the card comes again; now, where a clock that was ahead has it answered later than that."""
    answered = memory.get("last_review")
    if answered is not None and datetime.fromisoformat(str(answered)) > now:
        return now
    return datetime.fromisoformat(str(memory.get("due")))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
