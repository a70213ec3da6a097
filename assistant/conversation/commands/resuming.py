"""Go on with what is unfinished: here, of another day, or at another terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.together.elsewhere import ask_to_take, is_of, shared_in_words
from assistant.conversation.walk.resume import (
    belongs_to,
    choice_card,
    elsewhere_in_words,
    in_words,
    open_ones,
)
from assistant.errors import quoted

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Reply, Turn


def go_on(stage: Stage) -> Turn:
    """Give the keys back to what is paused."""
    stage.front.go_on()
    return stage.turn(to_card=True)


def resume(stage: Stage, wanted: str = "") -> Turn:
    """Go on: with the walk that is paused, with the only draft, or with the one chosen of several.

    `wanted` names a patient or an instrument.
    """
    stage.leave_practice()
    walk = stage.way.walk
    if walk is not None and (not wanted or wanted.casefold() == walk.patient.casefold()):
        stage.way.go_on()
        return stage.turn(to_card=True)
    listing = stage.drafts.listing()
    notes = [*map(problem, listing.problems), *map(told, elsewhere_in_words(listing))]
    waiting = tuple(each for each in open_ones(listing) if not wanted or belongs_to(each, wanted))
    own = {each.id for each in listing.drafts}
    shared = tuple(each for each in stage.way.keeping.elsewhere(listing) if not wanted or is_of(each, wanted))
    theirs = tuple(each for each in shared if each.id not in own)
    if not waiting and not theirs:
        none = f"Nothing is unfinished of {quoted(wanted)}. /resume lists what is."
        return stage.turn(
            *notes, told(none if wanted else "Nothing is unfinished. /score starts an assessment.")
        )
    if len(waiting) == 1 and not theirs:
        return take_up(stage, waiting[0].id, *notes)
    steps = [partial(take_up, stage, each.id) for each in waiting]
    steps += [partial(ask_to_take, stage, each) for each in theirs]
    lines = [in_words(each) for each in waiting] + [shared_in_words(each, stage.clock()) for each in theirs]
    leads = {str(number): step for number, step in enumerate(steps, start=1)}
    return stage.ask_with(Offer(choice_card(lines), leads), *notes)


def take_up(stage: Stage, draft_id: str, *before: Reply) -> Turn:
    """Go on with one draft. Raises the errors of `UnderWay.take_up`."""
    stage.leave_practice()
    return stage.turn(*before, stage.way.take_up(draft_id), to_card=True)
