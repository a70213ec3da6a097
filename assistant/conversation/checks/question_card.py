"""One question at a time: one key goes to the item concerned, one key lets it stand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.checks.remarks import Stood
from assistant.conversation.offers import Offer
from assistant.conversation.replies import told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.scoring.checks.asking import Asked

STANDS, LIST = "s", "g"
MOST_ITEMS = 9
MOST_BELOW_EACH_OTHER = 3


def question_offer(stage: Stage) -> Offer | None:
    """What is asked before the walk is finished; None where nothing is."""
    asked, stage.way.finishing.asked = stage.way.finishing.asked, ()
    walk = stage.way.walk
    if not asked or walk is None:
        return None
    first, instrument = asked[0], walk.session.instrument
    about = [item for name, item in first.about if name == instrument.id]
    own = about[:MOST_ITEMS]
    leads: dict[str, Callable[[], Turn]] = {
        str(number): partial(_go_to, stage, item) for number, item in enumerate(own, start=1)
    }
    choices = [
        Choice(str(number), capital(instrument.item(item).full_title))
        for number, item in enumerate(own, start=1)
    ]
    leads[STANDS] = partial(_let_stand, stage, first)
    if len(about) != len(own) or not own:
        leads[LIST] = partial(_to_the_list, stage)
        choices.append(Choice(LIST, "go to an item of the form"))
    leads["escape"] = partial(_back, stage)
    last = "let it stand, and finish" if len(asked) == 1 else "let it stand"
    more = "" if len(asked) == 1 else f" · {len(asked)} questions"
    card = Card(
        CardKind.CONFIRM,
        f"{instrument.abbreviation} · before it is finished{more}",
        question=first.rule.question,
        lines=tuple(_lines(stage, first)),
        choices=(*choices, Choice(STANDS, last)),
        hints=(
            *((KeyHint("1" if len(own) == 1 else f"1-{len(own)}", "go there"),) if own else ()),
            KeyHint(STANDS, "let it stand"),
            KeyHint("Esc", "back to the review"),
        ),
        columns=len(choices) > MOST_BELOW_EACH_OTHER,
    )
    return Offer(card, leads)


def _lines(stage: Stage, asked: Asked) -> Iterator[str]:
    yield from asked.facts
    yield f"Why: {asked.rule.reason}"
    walk = stage.way.walk
    mine = walk.session.instrument.id if walk is not None else ""
    others = dict.fromkeys(name for name, _ in asked.about if name != mine)
    titles = [each.abbreviation for each in stage.library if each.id in others]
    if titles:
        yield f"To correct the other one later: {' or '.join(f'/amend {title}' for title in titles)}"


def _let_stand(stage: Stage, asked: Asked) -> Turn:
    """Keep that it was asked and stands, and go on finishing."""
    walk = stage.way.walk
    if walk is None:
        return stage.turn()
    stood = Stood(asked.rule.id, asked.rule.question, asked.facts)
    walk.remarks = walk.remarks._replace(stood=(*walk.remarks.stood, stood))
    return stage.turn(*stage.way.finish(), to_card=True)


def _go_to(stage: Stage, item: str) -> Turn:
    walk = stage.way.walk
    if walk is not None:
        walk.go_to(item)
    return stage.turn(to_card=True)


def _to_the_list(stage: Stage) -> Turn:
    return stage.turn(*stage.way.press(LIST), to_card=True)


def _back(stage: Stage) -> Turn:
    return stage.turn(told("Not finished yet: Enter on the review page asks again."), to_card=True)
