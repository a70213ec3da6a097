"""Going to an item by the beginning of its words: of its area, of its own, or of both."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.errors import capital, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.instrument import Item

MOST_CHOICES = 9
WORD = re.compile(r"\w+")
NOTHING_UNDER_WAY = "Nothing is being scored. /score starts, /grid shows the whole form."


def go(stage: Stage, wanted: str) -> Turn:
    """Go to what is meant; of several that may be, ask which."""
    walk = stage.front.walk
    if walk is None:
        return stage.turn(told(NOTHING_UNDER_WAY))
    name = walk.session.instrument.abbreviation
    if not WORD.search(wanted):
        return stage.turn(told("Where to? Say /go and the beginning of an area, of an item, or of both."))
    found = _found(walk.session, wanted)
    if len(found) == 1:
        return _go_to(stage, walk, found[0].id)
    if not found:
        return stage.turn(problem(f"{name} asks nothing that is called {quoted(wanted)} as things are."))
    if len(found) > MOST_CHOICES:
        said = f"{len(found)} items of {name} begin like {quoted(wanted)}; say more of it."
        return stage.turn(problem(said))
    leads = {str(number): partial(_go_to, stage, walk, item.id) for number, item in enumerate(found, start=1)}
    choices = tuple(Choice(key, capital(item.full_title)) for key, item in zip(leads, found, strict=True))
    card = Card(
        CardKind.OFFER, f"{name} · go to", "Which one?", choices=choices, hints=(KeyHint("Esc", "none"),)
    )
    return stage.ask_with(Offer(card, leads))


def _go_to(stage: Stage, walk: Walk, item: str) -> Turn:
    walk.go_to(item)
    stage.front.go_on()
    return stage.turn(to_card=True)


def _found(session: AssessmentSession, wanted: str) -> Sequence[Item]:
    """An area by its title, else items by theirs, else either by a word that people use.

    Of several items those of the area where the cursor stands come first.
    """
    sought = _words(wanted)
    for names in (_areas, _titles, _said):
        found = [item for item, name in names(session) if _begins(sought, _words(name))]
        found = list(dict.fromkeys(found))
        here = session.current
        near = [item for item in found if here is not None and item.group == here.group]
        if found:
            return near if len(near) == 1 else found
    return ()


def _areas(session: AssessmentSession) -> Iterator[tuple[Item, str]]:
    first = {item.group: item for item in reversed(session.items())}
    yield from ((first[group.id], group.title) for group in session.instrument.groups if group.id in first)


def _titles(session: AssessmentSession) -> Iterator[tuple[Item, str]]:
    yield from ((item, item.full_title) for item in session.items())


def _said(session: AssessmentSession) -> Iterator[tuple[Item, str]]:
    yield from ((item, word) for item in session.items() for word in item.words)
    first = {item.group: item for item in reversed(session.items())}
    for group in session.instrument.groups:
        yield from ((first[group.id], word) for word in group.words if group.id in first)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _begins(sought: Sequence[str], name: Sequence[str]) -> bool:
    """Whether every word sought begins a word of the name."""
    return all(any(word.startswith(each) for word in name) for each in sought)
