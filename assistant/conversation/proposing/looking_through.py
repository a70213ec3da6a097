"""Proposals from outside the walk, looked through and confirmed before anything counts.

A dictated line and laboratory values share the card: each proposal stands with the words or the value that
led to it; one key takes them all, and a letter changes or drops one.
"""

from __future__ import annotations

from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Tick
from assistant.conversation.wording import by_group, counted
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.answers import Origin

TAKE = "enter"


class Proposed(Protocol):
    """What is proposed, as plain values."""

    @property
    def answers(self) -> Mapping[str, int]:
        """The proposed values by item."""

    @property
    def attested(self) -> tuple[str, ...]:
        """The items that are said to be clear."""

    @property
    def words(self) -> Mapping[str, str]:
        """By item, what led to it."""

    @property
    def unread(self) -> tuple[str, ...]:
        """What was not understood."""


class Source(NamedTuple):
    """Where proposals come from."""

    title: str
    """On the card."""
    words_lead: str
    """Before what led to a proposal."""
    how: Origin
    """How a confirmed answer was given."""
    offers_rest: bool = False
    """Whether all the rest can be attested as absent with it."""
    notes: tuple[str, ...] = ()
    """What else is to be read on the card."""


class Review:
    """The proposals while they are looked through: which are dropped, and which levels were changed."""

    def __init__(self, stage: Stage, walk: Walk, read: Proposed, source: Source) -> None:
        self.stage = stage
        self.walk = walk
        self.read = read
        self.source = source
        self.values = dict(read.answers)
        self.dropped: set[str] = set()
        self.attests = bool(read.attested)
        self.refused = ""

    @property
    def rows(self) -> dict[str, tuple[str, ...]]:
        """The lines of the card by their letter: each proposal, or where they are many each area."""
        items = tuple(self.values)
        if len(items) < len(ascii_lowercase):
            return dict(zip(ascii_lowercase, ((item,) for item in items), strict=False))
        groups: dict[str, list[str]] = {}
        for item in items:
            groups.setdefault(self.walk.session.instrument.item(item).group, []).append(item)
        return dict(zip(ascii_lowercase, map(tuple, groups.values()), strict=False))

    @property
    def taken(self) -> dict[str, int]:
        """The values that are confirmed as they stand."""
        return {item: value for item, value in self.values.items() if item not in self.dropped}

    @property
    def beyond(self) -> tuple[str, ...]:
        """What would still be open, and could be attested as absent as well."""
        if not self.source.offers_rest:
            return ()
        known = {*self.taken, *self.attested}
        return tuple(item.id for item in self.walk.session.rest() if item.id not in known)

    @property
    def attested(self) -> tuple[str, ...]:
        """What is attested as it stands."""
        return self.read.attested if self.attests else ()


def look_through(stage: Stage, review: Review, said: str) -> Turn:
    """Put the proposals before the user, after what was said."""
    leads: dict[str, Callable[[], Turn]] = {TAKE: partial(_confirm, stage, review)}
    for letter, items in review.rows.items():
        leads[letter] = partial(_look_at, stage, review, items)
    if review.read.attested:
        leads["0"] = partial(_toggle_attested, stage, review)
    if review.beyond:
        leads["1"] = partial(_confirm, stage, review, rest=True)
    replies = (told(said),) if said else ()
    return stage.ask_with(Offer(_card(review), leads), *replies)


def _card(review: Review) -> Card:
    instrument = review.walk.session.instrument
    choices = [
        Choice(
            letter,
            _row_title(review, items),
            "dropped" if items[0] in review.dropped else _words(review, items),
            Tick.OFF if items[0] in review.dropped else Tick.ON,
        )
        for letter, items in review.rows.items()
    ]
    if review.read.attested:
        covered = ", ".join(by_group(instrument, review.read.attested))
        tick = Tick.ON if review.attests else Tick.OFF
        choices.append(
            Choice("0", f"attest {counted(len(review.read.attested), 'item')} as absent", covered, tick)
        )
    if review.beyond:
        still_open = ", ".join(by_group(instrument, review.beyond))
        others = counted(len(review.beyond), "item")
        choices.append(Choice("1", f"take it, and {others} more as absent", still_open))
    kept = counted(len(review.taken), "answer")
    attested = f", attests {len(review.attested)}" if review.attested else ""
    lines = [*review.source.notes]
    if review.read.unread:
        lines.append(f"Not understood: {quoted_unread(review.read)}.")
    if review.walk.session.window:
        lines.append(f"Over the last {review.walk.session.window} days; w changes that afterwards.")
    return Card(
        CardKind.CONFIRM,
        f"{instrument.abbreviation} · {review.source.title}, nothing counts yet",
        question="Is this right? A letter changes or drops one.",
        refused=_replaced(review),
        lines=tuple(lines),
        choices=tuple(choices),
        hints=(
            KeyHint("Enter", f"takes {kept}{attested}"),
            *((KeyHint("1", f"and {len(review.beyond)} more as absent"),) if review.beyond else ()),
            KeyHint("Esc", "none of it"),
        ),
    )


def _row_title(review: Review, items: tuple[str, ...]) -> str:
    instrument = review.walk.session.instrument
    if len(items) == 1:
        item = instrument.item(items[0])
        return f"{capital(item.full_title)} {review.values[item.id]}"
    first = instrument.group(instrument.item(items[0]).group)
    each = (f"{instrument.item(item).title} {review.values[item]}" for item in items)
    return f"{first.title}: {', '.join(each)}"


def _words(review: Review, items: tuple[str, ...]) -> str:
    """The level in words, and what was said: `pink or faint, from: ears pink`."""
    words = " | ".join(dict.fromkeys(review.read.words[item] for item in items))
    if len(items) > 1:
        return f"{review.source.words_lead}{words}"
    level = review.walk.session.instrument.item(items[0]).option(review.values[items[0]])
    return f"{level.label}, {review.source.words_lead}{words}"


def quoted_unread(read: Proposed) -> str:
    """What was not understood, for a message."""
    return " | ".join(read.unread) or "nothing of it"


def _replaced(review: Review) -> str:
    """Which answers that stand already would be replaced by another."""
    answers = review.walk.session.answers
    changed = [
        item for item, value in review.taken.items() if item in answers and answers[item].value != value
    ]
    if not changed:
        return ""
    titles = ", ".join(by_group(review.walk.session.instrument, changed))
    return f"Replaces what was answered: {titles}."


def _look_at(stage: Stage, review: Review, items: tuple[str, ...]) -> Turn:
    """One proposal: another level, dropped, or left as it is. Of a whole area only dropping."""
    if len(items) > 1:
        return _drop(stage, review, items)
    item = review.walk.session.instrument.item(items[0])
    leads: dict[str, Callable[[], Turn]] = {
        str(option.value): partial(_change, stage, review, item.id, option.value) for option in item.options
    }
    leads["d"] = partial(_drop, stage, review, items)
    for key in ("escape", "left", "backspace", TAKE):
        leads[key] = partial(look_through, stage, review, "")
    card = Card(
        CardKind.CONFIRM,
        f"{capital(item.full_title)} · {review.source.title}",
        question=item.question,
        lines=(_words(review, items),),
        choices=(
            *(
                Choice(
                    str(option.value),
                    option.label,
                    option.meaning or "",
                    Tick.ON if option.value == review.values[item.id] else Tick.OFF,
                )
                for option in item.options
            ),
            Choice("d", "keep it" if item.id in review.dropped else "drop it", "leaves the item open"),
        ),
        hints=(KeyHint("Esc", "back, as it was"),),
    )
    return stage.ask_with(Offer(card, leads))


def _change(stage: Stage, review: Review, item: str, value: int) -> Turn:
    review.values[item] = value
    review.dropped.discard(item)
    return look_through(stage, review, "")


def _drop(stage: Stage, review: Review, items: tuple[str, ...]) -> Turn:
    review.dropped ^= set(items)
    return look_through(stage, review, "")


def _toggle_attested(stage: Stage, review: Review) -> Turn:
    review.attests = not review.attests
    return look_through(stage, review, "")


def _confirm(stage: Stage, review: Review, *, rest: bool = False) -> Turn:
    """Everything that is ticked becomes answers, in one step that undo takes back."""
    attested = (*review.attested, *review.beyond) if rest else review.attested
    if not (review.taken or attested):
        return stage.turn(told("Everything was dropped: nothing is recorded."), to_card=True)
    if stage.way.walk is not review.walk:
        return stage.turn(problem("Another assessment is under way by now; say it again."))
    stage.way.take_proposals(review.taken, attested, review.source.how)
    return stage.turn(to_card=True)
