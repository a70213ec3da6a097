"""The letters that do something on a page of a walk; with any other letter a line begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.grid.keys import DOWN
from assistant.conversation.walk.entries import overview_entries, places_entries
from assistant.conversation.walk.keys import BY_KEY
from assistant.conversation.walk.marking_cards import ON_SEARCH
from assistant.conversation.walk.pages import PAGES, Page

if TYPE_CHECKING:
    from assistant.conversation.walk.walk import Walk

ON_ITEM = frozenset(key for key in BY_KEY if len(key) == 1 and key.isalpha())
ON_REVIEW = frozenset(key for key in ON_ITEM if BY_KEY[key] in PAGES or BY_KEY[key] == "undo")
ON_MARKED = frozenset({"a", "n", "w"})
NO = frozenset({"n"})


def letters_of(walk: Walk) -> frozenset[str]:
    """The letters that the page of the walk takes."""
    instrument = walk.session.instrument
    if walk.page is Page.OVERVIEW and walk.marking.searched:
        return ON_SEARCH
    if walk.page is Page.OVERVIEW:
        return NO | {entry.key for entry in overview_entries(instrument)}
    if walk.page is Page.MARKED:
        return ON_MARKED - ({"w"} if instrument.window is None else set())
    if walk.page is Page.PLACES:
        return NO | {entry.key for entry in places_entries(instrument)}
    if walk.page in {Page.WINDOW, Page.REST}:
        return NO | {"y"} if walk.page is Page.REST else frozenset()
    return _on_form(walk)


def _on_form(walk: Walk) -> frozenset[str]:
    """The letters of one item, of the whole form, or of the review, without those that do nothing here."""
    instrument = walk.session.instrument
    useless = {"" if overview_entries(instrument) else "m", "" if instrument.window else "w"}
    if walk.page is Page.REVIEW:
        return ON_REVIEW - useless
    turns = walk.page is Page.GRID and walk.looking.layout.has_columns
    return (ON_ITEM | ({DOWN} if turns else set())) - useless
