"""Something drawn anew for every width: what is set in columns cannot be wrapped like a text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

NARROWEST = 20


class Fitted(Visual):
    """Asks `draw` for the content in the columns there are, and is otherwise that content."""

    def __init__(self, draw: Callable[[int], Content]) -> None:
        self._drawn = lru_cache(maxsize=4)(draw)

    def at(self, width: int) -> Content:
        """What is drawn in `width` columns."""
        return self._drawn(max(width, NARROWEST))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The lines as they are drawn."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All the columns there are."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines that takes."""
        return self.at(width).get_height(rules, width)
