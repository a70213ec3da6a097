"""Which findings of a sentence belong to which places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word
from assistant.scoring.prefill.parts import Parts, Places, side_of, together

if TYPE_CHECKING:
    from assistant.scoring.prefill.said import Finding
    from assistant.scoring.prefill.sentences import Chunk


@dataclass(frozen=True, slots=True)
class Placed:
    """Findings with their places; None where one cannot tell to which they belong."""

    findings: list[Finding]
    places: Places | None


def placed(sentence: list[Parts], carried: Places | None) -> tuple[list[Placed], Places | None]:
    """The findings of a sentence with their places, and the places on which the next sentence may go on."""
    placer = _Placer(carried)
    said = [each for each in sentence if each.parts]
    for index, each in enumerate(said):
        later = [other.shape for other in said[index + 1 :]]
        if each.shape == "F":
            placer.findings_alone(each, places_follow=any("P" in shape for shape in later))
        elif each.shape == "P":
            placer.places_alone(each, next((shape for shape in later if shape != "P"), ""))
        else:
            placer.both(each)
    return placer.end()


class _Placer:
    """Goes through a sentence and remembers what still looks for its other half."""

    def __init__(self, carried: Places | None) -> None:
        self._found: list[Placed] = []
        self._last = carried
        """The places on which findings alone go on."""
        self._waiting: list[Places] = []
        """Places of which nothing was said yet."""
        self._ahead: list[Finding] = []
        """Findings whose places are still to come."""
        self._trail: list[Finding] = []
        """Findings said before their places: further places may follow."""

    def findings_alone(self, parts: Parts, *, places_follow: bool) -> None:
        """They belong to the places before them; at the beginning, to those behind them."""
        group = parts.findings[0]
        self._trail = []
        if _begins_unknown(parts.chunk):
            self._found.append(Placed(group, None))
        elif self._waiting:
            self._last = together(self._waiting)
            self._found.append(Placed(group, self._last))
            self._waiting = []
        elif self._last is None and places_follow:
            self._ahead.extend(group)
        else:
            self._found.append(Placed(group, _on_side(self._last, parts.chunk)))

    def places_alone(self, parts: Parts, following: str) -> None:
        """They go on with a list before them, or begin one whose findings follow; or one cannot tell."""
        places = parts.places[0]
        closes = any(mark.does(Word.BOTH, Word.EITHER) for mark in parts.chunk.marks)
        if self._ahead:
            self._found.append(Placed(self._ahead, places))
            self._trail, self._ahead, self._last = self._ahead, [], places
        elif self._trail and (closes or not following.startswith("P")):
            self._found.append(Placed(self._trail, places))
            self._last = places
            if closes:
                self._trail = []
        else:
            places.doubtful |= bool(self._trail)
            self._waiting.append(places)

    def both(self, parts: Parts) -> None:
        """Places and findings in one chunk, which may close lists that were begun."""
        pairs, rest = _pairs(parts)
        if parts.shape.startswith("F") and self._ahead:
            self._found.append(Placed(self._ahead, pairs[0].places))
            self._ahead = []
        if parts.shape.startswith("P") and self._waiting and pairs:
            first = pairs[0]
            if first.places is not None:
                pairs[0] = Placed(first.findings, together([*self._waiting, first.places]))
            self._waiting = []
        self._found.extend(pairs)
        self._last = pairs[-1].places if pairs else self._last
        ends_in_places = parts.shape.startswith("F") and parts.shape.endswith("P")
        self._trail = pairs[-1].findings if ends_in_places else []
        if rest is not None:
            self._waiting = [rest]

    def end(self) -> tuple[list[Placed], Places | None]:
        """Everything that was placed, and what the next sentence may go on with."""
        if self._ahead:
            self._found.append(Placed(self._ahead, None))
        return self._found, together(self._waiting) if self._waiting else self._last


def _on_side(places: Places | None, chunk: Chunk) -> Places | None:
    """`left ear pink, right red`: the places before, on the side that is named now."""
    side = frozenset(side for mark in chunk.marks for side in side_of(mark))
    if places is None or not places.sides or len(side) != 1:
        return places
    return replace(places, sides=side)


def _begins_unknown(chunk: Chunk) -> bool:
    """A word that is not known, at the front, may be a place."""
    first = next((mark for mark in chunk.marks if not mark.filler), None)
    return first is not None and first.unknown


def _pairs(parts: Parts) -> tuple[list[Placed], Places | None]:
    """A chunk with both: findings go with the places before them if it begins with places, else behind."""
    pieces = parts.parts
    if (
        isinstance(pieces[0], list)
        and isinstance(pieces[1], Places)
        and len(pieces) == 3
        and pieces[1].joined
    ):
        # `scale on scalp and ears pink` may mean that the ears are pink, or that both are scaly.
        return [Placed(group, None) for group in parts.findings], None
    found: list[Placed] = []
    rest: Places | None = None
    index = 0
    while index < len(pieces):
        first = pieces[index]
        second = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(first, Places) and isinstance(second, list):
            found.append(Placed(second, first))
            index += 2
        elif isinstance(first, list) and isinstance(second, Places):
            found.append(Placed(first, second))
            index += 2
        elif isinstance(first, list):
            found.append(Placed(first, found[-1].places if found else None))
            index += 1
        else:
            rest = first
            index += 1
    return found, rest
