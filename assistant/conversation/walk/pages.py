"""The pages of a walk, which keys turn to them, and what a key can lead to."""

from __future__ import annotations

from enum import Enum


class Page(Enum):
    """What the card of a walk shows."""

    WINDOW = "window"
    ITEM = "item"
    GRID = "grid"
    OVERVIEW = "overview"
    MARKED = "marked"
    REST = "rest"
    PLACES = "places"
    REVIEW = "review"


class Outcome(Enum):
    """What a key led to, beyond a changed card."""

    GOES_ON = "goes on"
    PAUSED = "paused"
    FINISHED = "finished"


PAGES: dict[str | None, Page] = {
    "rest": Page.REST,
    "overview": Page.OVERVIEW,
    "go_to": Page.PLACES,
    "whole_form": Page.GRID,
    "window": Page.WINDOW,
    "review": Page.REVIEW,
}
"""The page to which an action of the keys turns."""
