"""How a case is shown while it is practised: as at the bedside, marked as training, blind without scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.conversation.grid.paging import grid_page
from assistant.conversation.training.vignette import VIGNETTE_KEY
from assistant.conversation.turn import Card, CardKind, KeyHint
from assistant.conversation.walk.cards import card_of
from assistant.conversation.walk.pages import Page
from assistant.conversation.walk.panel import panel_of

if TYPE_CHECKING:
    from assistant.conversation.grid.page import GridPage
    from assistant.conversation.turn import Panel
    from assistant.conversation.walk.walk import Walk
    from assistant.scoring.training.content import TrainingCase

READABLE = frozenset({Page.ITEM, Page.GRID, Page.REVIEW, Page.WINDOW})
"""Pages on which the key of the vignette is free."""
VIGNETTE_HINT = KeyHint(VIGNETTE_KEY, "vignette")


def paused_case_card(case: TrainingCase) -> Card:
    """The line that stands for a case while it rests."""
    title = f"Training paused: {case.title}"
    return Card(CardKind.OFFER, title, hints=(KeyHint("Enter", "goes on"),), takes_keys=False)


def case_card(walk: Walk, *, blind: bool) -> Card:
    """The card of the walk, with the key of the vignette; blind, its review tells no score."""
    card = card_of(walk)
    lines = card.lines
    if blind and card.kind is CardKind.REVIEW:
        lines = lines[len(walk.session.instrument.scores) :]
    if walk.page in READABLE:
        card = card._replace(hints=(VIGNETTE_HINT, *card.hints), letters=card.letters | {VIGNETTE_KEY})
    return card._replace(title=f"Training · {card.title}", lines=lines)


def case_page(walk: Walk) -> GridPage | None:
    """The whole form of a case, while it is looked at so."""
    page = grid_page(walk)
    if page is None:
        return None
    return page._replace(
        title=f"Training · {page.title}",
        hints=(VIGNETTE_HINT, *page.hints),
        letters=page.letters | {VIGNETTE_KEY},
    )


def case_panel(walk: Walk, case: TrainingCase, *, blind: bool) -> Panel:
    """The panel of the walk, named as training; blind, without scores."""
    panel = panel_of(walk.session, "")
    status = f"TRAINING {panel.status}"
    if blind:
        answered, total = walk.session.progress
        name = walk.session.instrument.abbreviation
        status = f"TRAINING {name} {answered}/{total} · blind: the score comes at the end"
        panel = panel._replace(scores=())
    return panel._replace(patient=f"TRAINING: {case.title}", status=status)
