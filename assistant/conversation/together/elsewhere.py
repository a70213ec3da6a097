"""What is open at other terminals: in words, and taken over on purpose."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.together.holding import take_over
from assistant.conversation.turn import Card, CardKind, KeyHint
from assistant.conversation.wording import day_and_time, how_far

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.records.under_way.elsewhere import Shared

MOST_TOLD = 3


def who_and_where(there: Shared, zone: datetime) -> str:
    """`R7 at ward-3 since 22 Nov 2026 14:02`, in the time zone of `zone`."""
    since = day_and_time(there.since.astimezone(zone.tzinfo))
    return f"{there.operator} at {there.terminal} since {since}"


def shared_in_words(there: Shared, zone: datetime) -> str:
    """One line: what it is, how far, who has it and where, and whether anyone is still there."""
    what = f"{there.title}, {there.whose}, {how_far(there.answered, there.total, ())}"
    return f"{what}: {state_in_words(there, zone)}"


def state_in_words(there: Shared, zone: datetime) -> str:
    """Who has it, where and since when, and whether anyone is still there."""
    whom = who_and_where(there, zone)
    if there.alive:
        return f"open elsewhere, {whom}"
    if there.held:
        return f"open elsewhere, {whom}, silent for {_minutes(there.silent)}"
    return f"left unfinished by {whom}"


def is_of(there: Shared, wanted: str) -> bool:
    """Whether it is of this patient, or of the instrument of this name."""
    return wanted.casefold() in {each.casefold() for each in (there.patient, there.instrument, there.title)}


def shared_lines(shared: tuple[Shared, ...], zone: datetime) -> tuple[str, ...]:
    """The lines of the greeting: a few in full, the rest by their number."""
    lines = [shared_in_words(each, zone) for each in shared[:MOST_TOLD]]
    if len(shared) > MOST_TOLD:
        lines.append(f"{len(shared) - MOST_TOLD} more are open at other terminals; /resume lists them.")
    return tuple(lines)


def of_patient(stage: Stage, code: str) -> tuple[str, ...]:
    """The lines of what is open elsewhere of one patient, to be told when the patient is opened."""
    shared = stage.way.keeping.elsewhere(stage.drafts.listing())
    mine = tuple(each for each in shared if code and each.patient.casefold() == code.casefold())
    return shared_lines(mine, stage.clock())


def ask_to_take(stage: Stage, there: Shared) -> Turn:
    """Take over what nobody works on; ask first where someone does."""
    if not there.held:
        return _take(stage, there.id)
    return stage.ask_with(Offer(_take_card(there, stage.clock()), {"y": partial(_take, stage, there.id)}))


def _take(stage: Stage, draft_id: str) -> Turn:
    return stage.turn(told(take_over(stage, draft_id)), to_card=True)


def _take_card(there: Shared, zone: datetime) -> Card:
    sign = "" if there.alive else f" Nothing was heard from there for {_minutes(there.silent)}."
    return Card(
        CardKind.CONFIRM,
        f"{there.title}, {there.whose}",
        question=f"It is open elsewhere: {who_and_where(there, zone)}.{sign} Take it over?",
        lines=("Whoever has it is told at the next answer, and both sets of answers are merged.",),
        hints=(KeyHint("y", "take it over"), KeyHint("Esc", "leave it there")),
    )


def _minutes(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
