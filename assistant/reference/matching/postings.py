"""Which cards explain which points: sets of cards as the bits of whole numbers, so that size costs little.

A question divides the cards by which of its points they explain. There are few such divisions, however many
cards there are, and the cards that explain the most are read off first.
"""

from __future__ import annotations

from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

K = TypeVar("K")
Bits = int
"""A set of small whole numbers: bit n stands for n."""


class Postings:
    """The cards by the keys that they explain, and by those of which a question must name one."""

    def __init__(
        self, vocabularies: Sequence[Iterable[str]], needs: Sequence[Iterable[frozenset[str]]]
    ) -> None:
        self._holding = _inverted(vocabularies)
        self._needing = _inverted(needs)
        self._all = (1 << len(vocabularies)) - 1

    def counts(self) -> Iterator[tuple[str, int]]:
        """Every key, with how many cards explain it."""
        return ((key, cards.bit_count()) for key, cards in self._holding.items())

    def explaining(
        self,
        points: Sequence[Iterable[str]],
        weights: Sequence[float],
        named: frozenset[str],
        share: float = 0.0,
    ) -> Iterator[tuple[int, Bits]]:
        """The cards that may answer, with the points that each explains (bit n for the point n).

        Those that explain the greatest weight come first, and of equals the earlier card. A card that needs
        what is not among the `named` keys is left out, and one that explains less than a `share` of what the
        first explains.
        """
        divisions = self._divided([self._any_of(keys) for keys in points], self._allowed(named))
        by_weight: dict[float, list[tuple[int, Bits]]] = {}
        for cards, explained in divisions:
            weight = sum(each for place, each in enumerate(weights) if explained >> place & 1)
            by_weight.setdefault(weight, []).append((cards, explained))
        least = share * max(by_weight, default=0.0)
        for weight in sorted((each for each in by_weight if each >= least), reverse=True):
            yield from merge(*map(_each, by_weight[weight]))

    def _any_of(self, keys: Iterable[str]) -> Bits:
        found = 0
        for key in keys:
            found |= self._holding.get(key, 0)
        return found

    def _allowed(self, named: frozenset[str]) -> Bits:
        missed = 0
        for need, cards in self._needing.items():
            if named.isdisjoint(need):
                missed |= cards
        return self._all & ~missed

    def _divided(self, explaining: Sequence[Bits], allowed: Bits) -> list[tuple[Bits, Bits]]:
        """The cards that explain anything, divided by what they explain: no card is in two divisions."""
        anything = 0
        for cards in explaining:
            anything |= cards
        divisions = [(anything & allowed, 0)]
        for place, cards in enumerate(explaining):
            parts = (
                ((each & cards, points | 1 << place), (each & ~cards, points)) for each, points in divisions
            )
            divisions = [part for part in chain.from_iterable(parts) if part[0]]
        return divisions


def _inverted(held: Sequence[Iterable[K]]) -> dict[K, Bits]:
    """By each thing that is held, the places that hold it."""
    places: dict[K, list[int]] = {}
    for place, things in enumerate(held):
        for thing in things:
            places.setdefault(thing, []).append(place)
    return {thing: _bits(found) for thing, found in places.items()}


def _bits(numbers: Sequence[int]) -> Bits:
    """The set of the numbers, which come from the smallest."""
    octets = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        octets[number // 8] |= 1 << number % 8
    return int.from_bytes(octets, "little")


def _each(division: tuple[Bits, Bits]) -> Iterator[tuple[int, Bits]]:
    """Every card of a division, with what it explains."""
    cards, explained = division
    return ((card, explained) for card in _numbers(cards))


def _numbers(bits: Bits) -> Iterator[int]:
    """The numbers of a set, from the smallest."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
