"""How much the very words of a question agree with a card, beside the concepts that they name."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
        self._phrasings = [card.wordings for card in cards]
        self._totals = [array("d", map(self.weight, card.wordings)) for card in cards]

    def weight(self, stems: Iterable[str]) -> float:
        """What words weigh together, whatever their order."""
        return math.fsum(self._weights.get(stem, self._unseen) for stem in stems)

    def asked(self, stems: Iterable[str]) -> AskedWords:
        """The words of a question, ready to be held against many cards."""
        return AskedWords(self, frozenset(stems))

    def phrasings(self, number: int) -> Iterator[tuple[tuple[str, ...], float]]:
        """The words of each phrasing of the card of this number, with what they weigh."""
        return zip(self._phrasings[number], self._totals[number], strict=True)


class AskedWords:
    """The words of one question."""

    def __init__(self, wording: Wording, stems: frozenset[str]) -> None:
        self._wording = wording
        self._stems = stems
        self._total = wording.weight(stems)
        self._known: dict[frozenset[str], float] = {}

    def phrased(self, number: int) -> tuple[float, float, float]:
        """How like the question is to the nearest phrasing of the card of this number.

        Three shares from 0 to 1: of both, of the question's words, of the phrasing's words.
        """
        # This is done for hundreds of phrasings, so it calls nothing that it need not.
        mine, stems, known = self._total, self._stems, self._known
        nearest, best = 0.0, (0.0, 1.0)
        for ask, total in self._wording.phrasings(number):
            both = stems.intersection(ask)
            shared = known.get(both)
            if shared is None:
                shared = self._shared(both)
            if shared > 0.0 and 2 * shared / (mine + total) > nearest:
                nearest, best = 2 * shared / (mine + total), (shared, total)
        shared, total = best
        return nearest, (shared / mine if nearest else 0.0), shared / total

    def told(self, card: Card, explained: Iterable[str]) -> float:
        """Which share of the question's words the card says, is called by, or explains; 0 to 1."""
        said = self._stems.intersection(card.told) | self._stems.intersection(explained)
        return self._shared(said) / self._total if self._total else 0.0

    def _shared(self, stems: frozenset[str]) -> float:
        known = self._known.get(stems)
        if known is None:
            known = self._known[stems] = self._wording.weight(stems)
        return known
