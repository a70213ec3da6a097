"""How much the very words of a question agree with a card, beside the concepts that they name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.reference.cards import Card

_NEVER_SAID = 0.5
"""The count taken for a word that no phrasing holds."""


class Wording:
    """Weighs words by how few cards' phrasings hold them, and compares questions with cards by them."""

    def __init__(self, cards: Sequence[Card]) -> None:
        spoken = [frozenset().union(*card.wordings) for card in cards if card.wordings]
        counts: dict[str, int] = {}
        for stem in (stem for stems in spoken for stem in stems):
            counts[stem] = counts.get(stem, 0) + 1
        self._unseen = math.log((len(spoken) + 1) / _NEVER_SAID)
        self._weights = {stem: math.log((len(spoken) + 1) / count) for stem, count in counts.items()}
        self._totals = [tuple((ask, self._total(ask)) for ask in card.wordings) for card in cards]

    def _total(self, stems: Iterable[str]) -> float:
        return sum(self._weights.get(stem, self._unseen) for stem in stems)

    def phrased(self, number: int, stems: frozenset[str]) -> tuple[float, float, float]:
        """How like the question is to the nearest phrasing of the card of this number.

        Three shares from 0 to 1: of both, of the question's words, of the phrasing's words.
        """
        mine = self._total(stems)
        best = (0.0, 0.0, 0.0)
        for ask, total in self._totals[number]:
            if 2 * min(mine, total) <= best[0] * (mine + total):
                continue
            shared = self._total(stems & ask)
            like = 2 * shared / (mine + total) if shared else 0.0
            if like > best[0]:
                best = (like, shared / mine, shared / total)
        return best

    def told(self, card: Card, stems: frozenset[str], explained: Iterable[str]) -> float:
        """Which share of the question's words the card says, is called by, or explains; 0 to 1."""
        mine = self._total(stems)
        return self._total(stems & card.told.union(explained)) / mine if mine else 0.0
