"""A typed line that is a key of the page or card that stands, or searches its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.conversation.stage import Stage


def key_of(line: str, stage: Stage) -> str | None:
    """The key that a line is; None where it is none."""
    key = line.lower()
    page = stage.front.page if stage.page is not None else None
    if page is not None and key in {*page.letters, *(level.key for level in page.levels), "?"}:
        return key
    card = stage.card
    if card is None or not card.takes_keys:
        return None
    keys = {*(choice.key for choice in card.choices), *card.letters, *(hint.key for hint in card.hints)}
    return key if key in keys else None


def search_for(line: str, stage: Stage) -> str | None:
    """What the list of the card is searched for now, where a line would find something in it; else None."""
    card, walk = stage.card, stage.front.walk
    if card is None or not (card.takes_keys and card.filters) or walk is None or len(line) < 2:
        return None
    return walk.marking.sought if walk.marking.finds(line) else None
