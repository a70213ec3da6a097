"""The cards of a conflict, and what their keys do: merge, leave it there, or keep one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.together.elsewhere import who_and_where
from assistant.conversation.together.holding import conflict as conflict_of
from assistant.conversation.together.holding import keep_as_own, put_down, set_aside, take_back
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.conversation.wording import counted
from assistant.records.under_way.elsewhere import TakenOver
from assistant.records.under_way.server_thread import DatabaseAway

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.conversation.stage import Stage
    from assistant.conversation.together.conflict import Conflict
    from assistant.conversation.turn import Reply, Turn

LATER = KeyHint("Esc", "decide at the next answer")
MOST_LINES = 8


def conflict_offer(stage: Stage) -> tuple[Offer, Reply] | None:
    """What is to be decided where another terminal has taken over what is under way here; told once."""
    conflict = conflict_of(stage)
    if conflict is None:
        return None
    now = stage.clock()
    if conflict.theirs is not None:
        leads: dict[str, Callable[[], Turn]] = {
            "1": partial(_choose, stage, conflict, ()),
            "2": partial(_leave_there, stage, conflict),
        }
        card = _merge_card(conflict, now)
    else:
        leads = {"1": partial(_keep_own, stage, conflict), "2": partial(_set_aside, stage, conflict)}
        card = _own_card(conflict, now)
    return Offer(card, leads), problem(f"Conflict: {_what_happened(conflict, now)} No answer is lost.")


def _choose(stage: Stage, conflict: Conflict, chosen: tuple[bool, ...]) -> Turn:
    """Ask for the next item that differs; after the last one, merge."""
    if len(chosen) == len(conflict.differing):
        return _merge(stage, conflict, chosen)
    leads = {
        "1": partial(_choose, stage, conflict, (*chosen, False)),
        "2": partial(_choose, stage, conflict, (*chosen, True)),
    }
    return stage.ask_with(Offer(_difference_card(conflict, len(chosen)), leads))


def _merge(stage: Stage, conflict: Conflict, chosen: tuple[bool, ...]) -> Turn:
    what = conflict.settle(chosen)
    try:
        take_back(stage, conflict.there)
    except TakenOver:
        return stage.turn(told(f"{what}. It was changed there again meanwhile."), to_card=True)
    except DatabaseAway as error:
        return stage.turn(told(f"{what}. It is kept here; {error}."), to_card=True)
    return stage.turn(told(f"{what}. It goes on here."), to_card=True)


def _leave_there(stage: Stage, conflict: Conflict) -> Turn:
    put_down(stage)
    there = conflict.there
    return stage.turn(
        told(
            f"Left to {there.operator} at {there.terminal}. What was answered here stays in this machine's "
            "copy: /resume merges it."
        )
    )


def _keep_own(stage: Stage, conflict: Conflict) -> Turn:
    keep_as_own(stage)
    there = conflict.there
    return stage.turn(
        told(f"Kept as an assessment of its own beside that of {there.operator}."), to_card=True
    )


def _set_aside(stage: Stage, conflict: Conflict) -> Turn:
    kept = set_aside(stage)
    return stage.turn(
        told(f"That of {conflict.there.operator} stands; what was answered here lies in {kept}.")
    )


def _merge_card(conflict: Conflict, now: datetime) -> Card:
    joined = (
        f"{counted(conflict.joined, 'item')} answered only there" if conflict.joined else "nothing new there"
    )
    differ = (
        f"{counted(len(conflict.differing), 'item')} to choose" if conflict.differing else "nothing differs"
    )
    return Card(
        CardKind.OFFER,
        f"{conflict.there.title} · taken over elsewhere",
        question=f"{_what_happened(conflict, now)} And now?",
        choices=(
            Choice("1", "merge, and go on here", f"{joined}, {differ}"),
            Choice(
                "2", f"leave it to {conflict.there.operator}", "what was answered here stays in this copy"
            ),
        ),
        hints=(LATER,),
    )


def _own_card(conflict: Conflict, now: datetime) -> Card:
    return Card(
        CardKind.OFFER,
        f"{conflict.there.title} · taken over elsewhere",
        question=f"{_what_happened(conflict, now)} What of the answers here?",
        lines=(conflict.why,) if conflict.why else (),
        choices=(
            Choice("1", "go on with them", "as an assessment of its own"),
            Choice("2", "put them aside", "in a file of this machine"),
        ),
        hints=(LATER,),
    )


def _difference_card(conflict: Conflict, number: int) -> Card:
    """All that differs side by side, and which of one item holds."""
    names = conflict.differing
    name = names[number]
    here, there = conflict.both(name)
    rest = names[number + 1 : number + 1 + MOST_LINES]
    return Card(
        CardKind.OFFER,
        f"{conflict.there.title} · merge, {number + 1} of {len(names)}",
        question=f"{conflict.title(name)}: which holds?",
        lines=tuple(_side_by_side(conflict, each) for each in rest),
        choices=(Choice("1", here, "here"), Choice("2", there, f"{conflict.there.operator}, there")),
        hints=(LATER,),
    )


def _side_by_side(conflict: Conflict, name: str) -> str:
    here, there = conflict.both(name)
    return f"Then {conflict.title(name)}: {here} here, {there} there"


def _what_happened(conflict: Conflict, now: datetime) -> str:
    there = conflict.there
    what = f"the {there.title} of {there.patient}" if there.patient else f"the {there.title}"
    done = "was finished" if there.closed else "was taken over"
    return f"{what[0].upper()}{what[1:]} {done} elsewhere: {who_and_where(there, now)}."
