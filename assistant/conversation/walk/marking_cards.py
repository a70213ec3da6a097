"""The cards of an overview: the figure or list on which is marked, and the review of the marks."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING

from assistant.conversation.body_map.cells import Shade, Spot, figure_rows
from assistant.conversation.body_map.shaded import spots_of, values_of
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Tick
from assistant.conversation.wording import by_group, counted, mark
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.conversation.body_map.cells import FigureRow
    from assistant.conversation.walk.marking import Found, Marking
    from assistant.conversation.walk.walk import Walk

ONE_BY_ONE = KeyHint("→", "question by question")
PAUSE = KeyHint("Esc", "pause")
LEAVE = KeyHint("Esc", "back without it")
ON_SEARCH = frozenset(ascii_lowercase)
"""Every letter searches."""


def overview_card(walk: Walk) -> Card:
    """What is marked on: places on the figure, or items in their list."""
    return _list_card(walk) if walk.marking.searched else _map_card(walk)


def _map_card(walk: Walk) -> Card:
    marking = walk.marking
    places = len(marking.entries)
    takes = f"ask {counted(len(marking.marked), 'area')}, the other {places - len(marking.marked)} clear"
    hints = [KeyHint("Enter", takes if marking.marked else f"all {places} clear")]
    return Card(
        CardKind.OVERVIEW,
        _title(walk),
        question="Which areas are affected?",
        recorded=walk.recorded,
        refused=walk.refused,
        choices=tuple(
            Choice(entry.key, entry.title, tick=Tick.ON if entry.id in marking.marked else Tick.OFF)
            for entry in marking.entries
        ),
        hints=(*hints, *_ways(walk)),
        columns=True,
        figure=_figure(walk),
    )


def _figure(walk: Walk) -> tuple[FigureRow, ...]:
    """The figure with the letter of every place in it; a click on a place is its letter."""
    instrument, marking = walk.session.instrument, walk.marking
    if instrument.figure is None:
        return ()
    shown = spots_of(instrument, values_of(walk.session.answers))
    spots = {
        entry.id: Spot(
            Shade.MARKED if entry.id in marking.marked else shown[entry.id].shade, entry.key, entry.key
        )
        for entry in marking.entries
        if entry.id in shown
    }
    return figure_rows(instrument.figure, spots)


def _list_card(walk: Walk) -> Card:
    marking = walk.marking
    looking = bool(marking.sought or marking.opened)
    choices = tuple(_found_choices(walk) if looking else _section_choices(walk))
    refused = walk.refused
    if marking.sought and not choices:
        refused = refused or "Nothing here is called so; Backspace takes letters back."
    return Card(
        CardKind.OVERVIEW,
        _title(walk) + _looked_at(marking),
        question=_asked(walk),
        recorded=walk.recorded,
        refused=refused,
        choices=choices,
        hints=tuple(_list_hints(walk, looking=looking)),
        filters=True,
    )


def _title(walk: Walk) -> str:
    answered, total = walk.session.progress
    return f"{walk.session.instrument.abbreviation} · overview · {answered} of {total} answered"


def _looked_at(marking: Marking) -> str:
    if marking.sought:
        return " · search"
    return f" · {marking.instrument.group(marking.opened).title}" if marking.opened else ""


def _asked(walk: Walk) -> str:
    marking = walk.marking
    if marking.sought:
        more = f" ({marking.beyond} more; type on)" if marking.beyond else ""
        return f"Find: {marking.sought}▏{more}"
    marked = f" {len(marking.marked)} marked." if marking.marked else ""
    if marking.opened:
        return f"What is present?{marked}"
    window = f" in the last {walk.session.window} days" if walk.session.window else ""
    return f"What is present{window}? Type its name, or open a section.{marked}"


def _list_hints(walk: Walk, *, looking: bool) -> Iterator[KeyHint]:
    marking = walk.marking
    if marking.sought:
        first = marking.found[:1]
        yield from (KeyHint("Enter", f"mark {each.entry.title.lower()}") for each in first)
        yield KeyHint("1-9", "mark that line")
        yield KeyHint("Esc", "the whole list")
        return
    if looking:
        yield from (KeyHint("1-9", "mark or unmark"), KeyHint("Enter", _review(marking)))
        yield KeyHint("Esc", "the whole list")
        return
    yield KeyHint("Enter", _review(marking))
    yield from _ways(walk)


def _review(marking: Marking) -> str:
    return f"review {counted(len(marking.marked), 'mark')}"


def _ways(walk: Walk) -> Iterator[KeyHint]:
    """The ways on and out."""
    yield ONE_BY_ONE
    if walk.is_fresh and walk.session.instrument.window is not None:
        yield KeyHint("←", f"window: {walk.session.window} days")
    yield PAUSE if walk.is_fresh else LEAVE


def _section_choices(walk: Walk) -> Iterator[Choice]:
    marking = walk.marking
    for number, group in enumerate(marking.sections, start=1):
        names = " · ".join(
            f"[x] {item.title}" if item.id in marking.marked else _as_it_stands(walk, item.id, item.title)
            for item in group.items
        )
        marked = any(item.id in marking.marked for item in group.items)
        yield Choice(str(number), group.title, names, Tick.ON if marked else Tick.NONE)


def _as_it_stands(walk: Walk, item_id: str, title: str) -> str:
    answer = walk.session.answers.get(item_id)
    return f"{title} (now {mark(answer)})" if answer is not None else title


def _found_choices(walk: Walk) -> Iterator[Choice]:
    for found in walk.marking.found:
        on = found.entry.id in walk.marking.marked
        yield Choice(found.key, found.entry.title, _about(walk, found), Tick.ON if on else Tick.OFF)


def _about(walk: Walk, found: Found) -> str:
    item = walk.session.instrument.item(found.entry.items[0])
    points = counted(item.positive_value * item.weight, "point")
    answer = walk.session.answers.get(item.id)
    now = f", now {mark(answer)}" if answer is not None else ""
    return f"{found.group.title}, {points}{now}"


def marked_card(walk: Walk) -> Card:
    """What is marked, and what one key would attest beside it."""
    marking = walk.marking
    rest = walk.rest_beside_marks
    hints = [KeyHint("a", f"the other {len(rest)} absent" if marking.marked else f"all {len(rest)} clear")]
    hints.append(KeyHint("Enter", "ask them one by one"))
    if walk.session.instrument.window is not None:
        hints.append(KeyHint("w", f"window: {walk.session.window} days"))
    window = f" in the last {walk.session.window} days" if walk.session.window else ""
    asked = f"Attest {counted(len(rest), 'item')} as looked at and absent{window}?"
    return Card(
        CardKind.CONFIRM,
        f"{walk.session.instrument.abbreviation} · review of what is marked",
        question=asked if rest else "Take over what is marked?",
        lines=tuple(_marked_lines(walk, [item.id for item in rest])),
        recorded=walk.recorded,
        refused=walk.refused,
        hints=(*hints, KeyHint("Esc", "back to the marks")),
    )


def _marked_lines(walk: Walk, rest: Iterable[str]) -> Iterator[str]:
    instrument, marking = walk.session.instrument, walk.marking
    if marking.marked and marking.searched:
        titles = [instrument.item(name) for name in marking.ids]
        said = ", ".join(
            f"{item.title} ({item.positive_value * item.weight})" if item.weight > 1 else item.title
            for item in titles
        )
        yield f"Present, with points: {capital(said)}."
    elif not marking.marked:
        yield "Nothing is marked."
    covered = ", ".join(by_group(instrument, rest))
    if covered:
        yield f"To be attested: {covered}."
