"""The card of a walk, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Tick
from assistant.conversation.walk.entries import places_entries
from assistant.conversation.walk.keys import BY_ID
from assistant.conversation.walk.letters import letters_of
from assistant.conversation.walk.marking_cards import marked_card, overview_card
from assistant.conversation.walk.pages import Page
from assistant.conversation.walk.review import review_card
from assistant.conversation.wording import by_group, counted, mark
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.conversation.walk.entries import Entry
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.assessment.session import AssessmentSession
    from assistant.scoring.instrument import Item

LEAVE = KeyHint("Esc", "back without it")


def card_of(walk: Walk) -> Card:
    """What the walk shows now."""
    pages: dict[Page, Callable[[Walk], Card]] = {
        Page.WINDOW: _window,
        Page.ITEM: _item,
        Page.GRID: _item,
        Page.OVERVIEW: overview_card,
        Page.MARKED: marked_card,
        Page.REST: _rest,
        Page.PLACES: _places,
        Page.REVIEW: lambda each: review_card(each.session, each.recorded, each.refused),
    }
    return pages[walk.page](walk)._replace(letters=letters_of(walk))


def paused_card(walk: Walk) -> Card:
    """What stands above the prompt while a walk rests."""
    item = walk.session.current
    where = item.full_title if item is not None and walk.page in {Page.ITEM, Page.GRID} else walk.page.value
    return Card(
        CardKind.OFFER,
        f"{walk.session.instrument.abbreviation} paused at {where}",
        hints=(KeyHint("Enter", "goes on"),),
        takes_keys=False,
    )


def _title(walk: Walk, what: str) -> str:
    answered, total = walk.session.progress
    return f"{walk.session.instrument.abbreviation} · {what} · {answered} of {total} answered"


def _window(walk: Walk) -> Card:
    window = walk.session.instrument.window
    options = window.options if window is not None else ()
    return Card(
        CardKind.WINDOW,
        f"{walk.session.instrument.abbreviation} · window",
        question="Over how many days back is each item asked?",
        recorded=walk.recorded,
        refused=walk.refused,
        lines=(window.note,) if window is not None and window.note else (),
        choices=tuple(
            Choice(
                str(number),
                f"{days} days",
                "Enter takes this" if days == walk.session.window else "",
                Tick.ON if days == walk.session.window else Tick.OFF,
            )
            for number, days in enumerate(options, start=1)
        ),
        hints=(KeyHint("Enter", f"{walk.session.window} days"), KeyHint("Esc", "pause")),
    )


def _item(walk: Walk) -> Card:
    item = walk.session.current
    if item is None:
        return review_card(walk.session, walk.recorded, walk.refused)
    given = walk.session.answers.get(item.id)
    chosen = given.value if given is not None and given.kind == "value" else None
    left = given.kind.replace("_", " ") if given is not None and given.kind != "value" else ""
    return Card(
        CardKind.QUESTION,
        _title(walk, capital(item.full_title)) + (f" · {left}" if left else ""),
        question=item.question,
        recorded=walk.recorded,
        refused=walk.refused,
        lines=tuple(explained(item, walk.remarks.phototype)) if walk.levels else (),
        choices=tuple(
            Choice(
                str(option.value),
                option.label,
                option.meaning or "",
                Tick.NONE if given is None else Tick.ON if option.value == chosen else Tick.OFF,
            )
            for option in item.options
        ),
        hints=tuple(KeyHint(BY_ID[name].shown, BY_ID[name].short) for name in _item_keys(walk, item)),
    )


def _item_keys(walk: Walk, item: Item) -> Iterator[str]:
    group = walk.session.instrument.group(item.group)
    if group.kind == "place":
        yield "clear"
    yield "rest"
    if walk.session.instrument.overview is not None:
        yield "overview"
    yield from (
        "not_assessed",
        "pending",
        "levels",
        "undo",
        "back",
        "go_to",
        "whole_form",
        "review",
        "ask",
        "pause",
    )


def explained(item: Item, phototype: str) -> Iterator[str]:
    """What counts for an item and what does not, and what to bear in mind on a phototype."""
    for each in item.help_on(phototype):
        yield f"Phototype {phototype}: {each}" if phototype else each
    yield from (f"Counts: {each}" for each in item.counts)
    yield from (f"Does not count: {each}" for each in item.excludes)
    if item.help:
        yield item.help
    if not (item.counts or item.excludes or item.help or item.on_phototypes):
        yield "Nothing further is said about this item; the levels are as below."


def _rest(walk: Walk) -> Card:
    items = walk.session.rest()
    return Card(
        CardKind.CONFIRM,
        _title(walk, "all remaining absent"),
        question=f"Attest {counted(len(items), 'item')} as looked at and absent?",
        lines=(", ".join(by_group(walk.session.instrument, [item.id for item in items])) + ".",),
        recorded=walk.recorded,
        refused=walk.refused,
        hints=(KeyHint("Enter/y", "yes, attest"), KeyHint("Esc/n", "no")),
    )


def _places(walk: Walk) -> Card:
    current = walk.session.current
    return Card(
        CardKind.PLACES,
        _title(walk, "go to"),
        question="Where to?",
        choices=tuple(
            Choice(entry.key, entry.title, _reached(walk.session, entry, current))
            for entry in places_entries(walk.session.instrument)
        ),
        hints=(LEAVE,),
        columns=True,
    )


def _reached(session: AssessmentSession, entry: Entry, current: Item | None) -> str:
    """How much of an area is answered, and whether one stands there now."""
    if len(entry.items) == 1:
        answer = session.answers.get(entry.items[0])
        said = mark(answer) if answer is not None else ""
    else:
        said = f"{sum(item in session.answers for item in entry.items)}/{len(entry.items)}"
    return f"{said} here".strip() if current is not None and current.id in entry.items else said
