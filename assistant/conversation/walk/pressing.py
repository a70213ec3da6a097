"""What a key does in a walk, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.grid.keys import DOWN
from assistant.conversation.grid.looking import open_items
from assistant.conversation.walk.entries import places_entries
from assistant.conversation.walk.keys import ACT, BY_KEY
from assistant.conversation.walk.pages import PAGES, Outcome, Page
from assistant.conversation.walk.review import jumps
from assistant.errors import AssistantError, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.assessment.steps import Change

TAKE = frozenset({"enter"})
YES = frozenset({"enter", "y"})
LEAVE = frozenset({"escape", "left", "backspace", "n"})


def press(walk: Walk, key: str, now: datetime) -> Outcome:
    """Take one key on the page that is shown.

    What cannot be done is said in `refused`, and nothing changes.
    """
    walk.recorded = walk.refused = ""
    if key.startswith(ACT):
        key = key.removeprefix(ACT)
        if walk.page in {Page.OVERVIEW, Page.PLACES}:
            walk.page = Page.ITEM if walk.session.current is not None else Page.REVIEW
    try:
        return ON_PAGE[walk.page](walk, key, now)
    except AssistantError as error:
        walk.refused = str(error)
        return Outcome.GOES_ON


def _on_item(walk: Walk, key: str, now: datetime) -> Outcome:
    if key.isdecimal():
        return _answer(walk, int(key), now)
    action = BY_KEY.get(key)
    if action in PAGES:
        walk.turn_to(PAGES[action])
    elif action in {"clear", "not_assessed", "pending"}:
        walk.took(_recording(walk, action, now))
    elif action == "undo":
        walk.undo()
    elif action == "levels":
        walk.levels = not walk.levels
    elif action in {"back", "forward"}:
        _step(walk, action)
    elif action == "pause":
        return Outcome.PAUSED
    elif key != "enter":
        walk.refused = f"{key} does nothing here; press F1 for the keys."
    return Outcome.GOES_ON


def _on_grid(walk: Walk, key: str, now: datetime) -> Outcome:
    """As on the page of one item, but arrows move, and an answer goes on to the next open cell."""
    at, were_open, steps = walk.session.current, open_items(walk.session), len(walk.session.history)
    if at is None or walk.looking.move(key, walk.session):
        return Outcome.GOES_ON
    if BY_KEY.get(key) == "whole_form":
        walk.looking.whole = False
        walk.show_session()
    elif key == DOWN and walk.looking.layout.has_columns:
        walk.looking.down = not walk.looking.down
    elif key in TAKE:
        walk.looking.go_on(at.id, walk.session)
        walk.show_session()
    else:
        outcome = _on_item(walk, key, now)
        if len(walk.session.history) > steps:
            if were_open or open_items(walk.session):
                walk.looking.go_on(at.id, walk.session)
            else:
                walk.session.go_to(at.id)
            walk.show_session()
        return outcome
    return Outcome.GOES_ON


def _answer(walk: Walk, value: int, now: datetime) -> Outcome:
    item = walk.session.current
    values = [option.value for option in item.options] if item is not None else []
    if value in values:
        walk.took(walk.session.answer(value, now))
    else:
        walk.refused = f"There is no level {value} here; press {listed(values)}."
    return Outcome.GOES_ON


def _recording(walk: Walk, action: str, now: datetime) -> Change:
    if action == "clear":
        return walk.session.attest_group(now)
    if action == "pending":
        return walk.session.pending(now)
    return walk.session.not_assessed(now)


def _step(walk: Walk, action: str) -> None:
    if action == "back":
        walk.session.back()
    else:
        walk.session.forward()
    walk.show_session()


def _on_window(walk: Walk, key: str, now: datetime) -> Outcome:
    window = walk.session.instrument.window
    choices = window.options if window else ()
    if key.isdecimal() and 0 < int(key) <= len(choices):
        walk.took(walk.session.set_window(choices[int(key) - 1]))
    elif key in TAKE | {"left", "right", "backspace"}:
        walk.show_session()
    elif key == "escape":
        return Outcome.PAUSED
    return Outcome.GOES_ON


def _on_overview(walk: Walk, key: str, now: datetime) -> Outcome:
    refused = walk.marking.take(key)
    if refused is not None:
        walk.refused = refused
    elif key in TAKE:
        if walk.marking.searched or not walk.marking.marked:
            walk.page = Page.MARKED
        else:
            walk.took(walk.session.mark(walk.marking.ids, now))
    elif key == "right":
        walk.ask_one_by_one()
    elif key == "left" and walk.is_fresh and walk.session.instrument.window is not None:
        walk.page = Page.WINDOW
    elif key == "escape" and walk.is_fresh:
        return Outcome.PAUSED
    elif key in LEAVE and not walk.is_fresh:
        walk.show_session()
    return Outcome.GOES_ON


def _on_marked(walk: Walk, key: str, now: datetime) -> Outcome:
    """What is marked, before it counts: attest the rest, have it asked, or go back to the list."""
    if BY_KEY.get(key) == "rest":
        walk.took(walk.session.mark(walk.marking.ids, now, rest_absent=True))
    elif key in TAKE and walk.marking.marked:
        walk.took(walk.session.mark(walk.marking.ids, now))
    elif key in TAKE:
        walk.ask_one_by_one()
    elif BY_KEY.get(key) == "window":
        walk.turn_to(Page.WINDOW)
    elif key in LEAVE:
        walk.page = Page.OVERVIEW
    return Outcome.GOES_ON


def _on_rest(walk: Walk, key: str, now: datetime) -> Outcome:
    if key in YES:
        walk.took(walk.session.attest_rest(now))
    elif key in LEAVE:
        walk.show_session()
    return Outcome.GOES_ON


def _on_places(walk: Walk, key: str, now: datetime) -> Outcome:
    entries = places_entries(walk.session.instrument)
    entry = next((each for each in entries if each.key == key), None)
    if entry is not None:
        walk.session.go_to(entry.items[0])
        walk.show_session()
    elif key in LEAVE:
        walk.show_session()
    return Outcome.GOES_ON


def _on_review(walk: Walk, key: str, now: datetime) -> Outcome:
    if key in TAKE:
        return Outcome.FINISHED
    action = BY_KEY.get(key)
    targets = jumps(walk.session)
    if key.isdecimal() and 0 < int(key) <= len(targets):
        walk.session.go_to(targets[int(key) - 1].item)
        walk.show_session()
    elif action in PAGES:
        walk.turn_to(PAGES[action])
    elif action == "undo":
        walk.undo()
    elif action == "back":
        if walk.session.current is None:
            walk.session.back()
        walk.show_session()
    elif action == "pause":
        return Outcome.PAUSED
    return Outcome.GOES_ON


ON_PAGE: dict[Page, Callable[[Walk, str, datetime], Outcome]] = {
    Page.WINDOW: _on_window,
    Page.ITEM: _on_item,
    Page.GRID: _on_grid,
    Page.OVERVIEW: _on_overview,
    Page.MARKED: _on_marked,
    Page.REST: _on_rest,
    Page.PLACES: _on_places,
    Page.REVIEW: _on_review,
}
