"""Find unfinished assessments, say what they are, and stand again exactly where one was left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assistant.conversation.turn import Card, CardKind, Choice, KeyHint
from assistant.conversation.walk.walk import Walk
from assistant.conversation.wording import day_and_time, how_far
from assistant.scoring.errors import DraftError, DraftMismatch, ScoringError, UnknownInstrument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.records.under_way.draft_files import Draft
    from assistant.records.under_way.drafts import Drafts, Listing
    from assistant.scoring.library import Library

MOST_OFFERED = 9


def take_up(draft_id: str, drafts: Drafts, library: Library) -> tuple[Walk, Draft]:
    """Stand where the draft was written; the draft is given as well.

    Raises the errors of `Drafts.open`; UnknownInstrument or DraftMismatch, which leave the file where it is,
    because another version of the content can read it; and DraftError for a file that was put aside.
    """
    draft = drafts.open(draft_id)
    try:
        instrument = library.instrument(draft.instrument)
        return Walk.from_json(instrument, draft.state, draft.id, draft.patient), draft
    except (UnknownInstrument, DraftMismatch):
        drafts.release(draft_id)
        raise
    except (ScoringError, ValueError) as error:
        raise DraftError(drafts.put_aside(draft_id, str(error))) from error


def in_words(draft: Draft) -> str:
    """`CLASI, P-014, 23 of 57 answered, saved 22 Nov 2026 14:02`, and what is awaited."""
    who = draft.patient or "no patient code"
    try:
        when = day_and_time(datetime.fromisoformat(draft.saved))
    except ValueError:
        when = "at an unknown time"
    return f"{draft.title}, {who}, {_far(draft)}, saved {when}"


def _far(draft: Draft) -> str:
    kept = draft.state.get("awaiting")
    return how_far(
        draft.answered, draft.total, [str(each) for each in kept] if isinstance(kept, list) else ()
    )


def belongs_to(draft: Draft, wanted: str) -> bool:
    """Whether a draft is of this patient, or of the instrument of this name."""
    return wanted.casefold() in {each.casefold() for each in (draft.patient, draft.instrument, draft.title)}


def open_ones(listing: Listing) -> tuple[Draft, ...]:
    """The drafts that this copy of the program may take up."""
    return tuple(draft for draft in listing.drafts if draft.id not in listing.open_elsewhere)


def elsewhere_in_words(listing: Listing) -> tuple[str, ...]:
    """One line for each draft that another copy holds."""
    return tuple(
        f"{in_words(draft)}: open in another malar (process {process})"
        if process
        else f"{in_words(draft)}: open elsewhere"
        for draft in listing.drafts
        if (process := listing.open_elsewhere.get(draft.id)) is not None
    )


def start_card(drafts: Sequence[Draft]) -> Card:
    """The offer at the start: it takes no keys from the prompt, and an empty Enter accepts it."""
    more = f" · /resume lists all {len(drafts)}" if len(drafts) > 1 else ""
    return Card(
        CardKind.OFFER,
        f"Unfinished {drafts[0].title}, {_far(drafts[0])}",
        hints=(KeyHint("Enter", f"goes on exactly there{more}"),),
        takes_keys=False,
    )


def choice_card(lines: Sequence[str]) -> Card:
    """Which of several to go on with, each in one line."""
    return Card(
        CardKind.OFFER,
        "Unfinished assessments",
        question="Which one goes on?",
        choices=tuple(Choice(str(number), line) for number, line in enumerate(lines[:MOST_OFFERED], 1)),
        hints=(KeyHint("Esc", "none"),),
    )
