"""A dictated line in the conversation: proposals, looked through and confirmed before anything counts."""

from __future__ import annotations

from functools import partial
from string import ascii_lowercase
from typing import TYPE_CHECKING

from assistant.conversation.chart.signed import latest
from assistant.conversation.offers import Offer
from assistant.conversation.replies import problem, told
from assistant.conversation.turn import Card, CardKind, Choice, KeyHint, Tick
from assistant.conversation.wording import by_group, counted
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversation.stage import Stage
    from assistant.conversation.turn import Turn
    from assistant.conversation.walk import Walk
    from assistant.scoring.instrument import Instrument
    from assistant.scoring.prefill.proposals import Prefill

TAKE, ATTEST = "enter", "attested"
NOTHING_READ = (
    "Nothing in this line could be read as an answer. Say a finding with its place, or press a digit."
)


def dictate(stage: Stage, line: str) -> Turn:
    """Read a line for the assessment under way. Raises LineTooLongError and ContentError."""
    if stage.front is not stage.way:
        return stage.turn(problem("A practice case is under way: it is scored by its keys, not dictated."))
    if stage.way.walk is None:
        return stage.turn(
            problem("No assessment is under way: /score INSTRUMENT TEXT begins one with a line.")
        )
    if not line:
        return stage.turn(told("/dictate TEXT reads a line such as: scalp red and scaly, rest clear."))
    return propose(stage, stage.way.walk, line)


def begin_with(stage: Stage, instrument: Instrument, line: str) -> Turn:
    """Begin an assessment with a line. Raises LineTooLongError, which begins nothing, and NotLetGoError."""
    read = _read(stage, instrument, line)
    stage.leave_practice()
    begun = stage.way.begin(instrument)
    walk = stage.way.walk
    if walk is None or not (read.answers or read.attested):
        return stage.turn(begun, told(f"{NOTHING_READ} Not understood: {_quoted(read)}."), to_card=True)
    return _review(stage, _Review(stage, walk, read), begun.text)


def propose(stage: Stage, walk: Walk, line: str) -> Turn:
    """Show what a line proposes for a walk."""
    read = _read(stage, walk.session.instrument, line)
    if not (read.answers or read.attested):
        return stage.turn(told(f"{NOTHING_READ} Not understood: {_quoted(read)}."))
    return _review(stage, _Review(stage, walk, read), "")


def _read(stage: Stage, instrument: Instrument, line: str) -> Prefill:
    # What reads lines brings the spelling library, which a start does not need.
    from assistant.scoring.prefill.reading import prefill  # noqa: PLC0415

    return prefill(instrument, line, _former(stage, instrument))


def _former(stage: Stage, instrument: Instrument) -> dict[str, int]:
    """The values that were signed last for the patient at hand; none where there is no chart."""
    whole = stage.chart.whole
    if whole is None or whole.code != stage.patient:
        return {}
    signed = [
        each
        for visit in whole.visits
        for each in latest(visit.assessments)
        if each.instrument == instrument.id and each.answers
    ]
    if not signed:
        return {}
    last = max(signed, key=lambda each: each.signed_at)
    return {name: answer.value for name, answer in last.answers.items() if answer.value is not None}


class _Review:
    """The proposals while they are looked through: which are dropped, and which levels were changed."""

    def __init__(self, stage: Stage, walk: Walk, read: Prefill) -> None:
        self.stage = stage
        self.walk = walk
        self.read = read
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
        known = {*self.taken, *self.attested}
        return tuple(item.id for item in self.walk.session.rest() if item.id not in known)

    @property
    def attested(self) -> tuple[str, ...]:
        """What is attested as it stands."""
        return self.read.attested if self.attests else ()


def _review(stage: Stage, review: _Review, said: str) -> Turn:
    leads: dict[str, Callable[[], Turn]] = {TAKE: partial(_confirm, stage, review)}
    for letter, items in review.rows.items():
        leads[letter] = partial(_look_at, stage, review, items)
    if review.read.attested:
        leads["0"] = partial(_toggle_attested, stage, review)
    if review.beyond:
        leads["1"] = partial(_confirm, stage, review, rest=True)
    replies = (told(said),) if said else ()
    return stage.ask_with(Offer(_card(review), leads), *replies)


def _card(review: _Review) -> Card:
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
    lines = [f"Not understood: {_quoted(review.read)}."] if review.read.unread else []
    if review.walk.session.window:
        lines.append(f"Over the last {review.walk.session.window} days; w changes that afterwards.")
    return Card(
        CardKind.CONFIRM,
        f"{instrument.abbreviation} · dictated, nothing counts yet",
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


def _row_title(review: _Review, items: tuple[str, ...]) -> str:
    instrument = review.walk.session.instrument
    if len(items) == 1:
        item = instrument.item(items[0])
        return f"{capital(item.full_title)} {review.values[item.id]}"
    first = instrument.group(instrument.item(items[0]).group)
    each = (f"{instrument.item(item).title} {review.values[item]}" for item in items)
    return f"{first.title}: {', '.join(each)}"


def _words(review: _Review, items: tuple[str, ...]) -> str:
    """The level in words, and what was said: `pink or faint, from: ears pink`."""
    words = " | ".join(dict.fromkeys(review.read.words[item] for item in items))
    if len(items) > 1:
        return f"from: {words}"
    level = review.walk.session.instrument.item(items[0]).option(review.values[items[0]])
    return f"{level.label}, from: {words}"


def _quoted(read: Prefill) -> str:
    return " | ".join(read.unread) or "nothing of it"


def _replaced(review: _Review) -> str:
    """Which answers that stand already would be replaced by another."""
    answers = review.walk.session.answers
    changed = [
        item for item, value in review.taken.items() if item in answers and answers[item].value != value
    ]
    if not changed:
        return ""
    titles = ", ".join(by_group(review.walk.session.instrument, changed))
    return f"Replaces what was answered: {titles}."


def _look_at(stage: Stage, review: _Review, items: tuple[str, ...]) -> Turn:
    """One proposal: another level, dropped, or left as it is. Of a whole area only dropping."""
    if len(items) > 1:
        return _drop(stage, review, items)
    item = review.walk.session.instrument.item(items[0])
    leads: dict[str, Callable[[], Turn]] = {
        str(option.value): partial(_change, stage, review, item.id, option.value) for option in item.options
    }
    leads["d"] = partial(_drop, stage, review, items)
    for key in ("escape", "left", "backspace", TAKE):
        leads[key] = partial(_review, stage, review, "")
    card = Card(
        CardKind.CONFIRM,
        f"{capital(item.full_title)} · dictated",
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


def _change(stage: Stage, review: _Review, item: str, value: int) -> Turn:
    review.values[item] = value
    review.dropped.discard(item)
    return _review(stage, review, "")


def _drop(stage: Stage, review: _Review, items: tuple[str, ...]) -> Turn:
    review.dropped ^= set(items)
    return _review(stage, review, "")


def _toggle_attested(stage: Stage, review: _Review) -> Turn:
    review.attests = not review.attests
    return _review(stage, review, "")


def _confirm(stage: Stage, review: _Review, *, rest: bool = False) -> Turn:
    """Everything that is ticked becomes answers, in one step that undo takes back."""
    attested = (*review.attested, *review.beyond) if rest else review.attested
    if not (review.taken or attested):
        return stage.turn(told("Everything was dropped: nothing is recorded."), to_card=True)
    if stage.way.walk is not review.walk:
        return stage.turn(problem("Another assessment is under way by now; say the line again."))
    stage.way.take_proposals(review.taken, attested)
    return stage.turn(to_card=True)
