"""Which findings of a sentence belong to which places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word

if TYPE_CHECKING:
    from assistant.scoring.prefill.marking import Chunk, Mark
    from assistant.scoring.prefill.said import Finding


@dataclass(slots=True, eq=False)
class Places:
    """Places named together."""

    ids: list[str]
    marks: list[Mark]
    unsure: set[str] = field(default_factory=set)
    """Those that one word names together with others: which of them is meant, only a denial tells."""
    open: set[str] = field(default_factory=set)
    """Those that not even a denial is sure to mean."""
    parts: set[str] = field(default_factory=set)
    """Those of which only a part is named."""
    doubtful: bool = False
    joined: bool = False
    """Several places joined by a word, so that a finding behind them may belong to the last alone."""

    @property
    def sure(self) -> bool:
        """Whether each word stands for one place."""
        return not self.unsure and not self.open

    def means(self, place: str, *, denied: bool) -> bool:
        """Whether what is said is said of this place."""
        return place not in self.open and (denied or place not in self.unsure)


@dataclass(slots=True, eq=False)
class Parts:
    """A chunk as places and findings in the order in which they are said."""

    chunk: Chunk
    parts: list[Places | list[Finding]] = field(default_factory=list)

    @property
    def places(self) -> list[Places]:
        """The groups of places."""
        return [part for part in self.parts if isinstance(part, Places)]

    @property
    def findings(self) -> list[list[Finding]]:
        """The groups of findings."""
        return [part for part in self.parts if isinstance(part, list)]

    @property
    def shape(self) -> str:
        """`PF`, `FPF` and so on."""
        return "".join("P" if isinstance(part, Places) else "F" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Placed:
    """Findings with their places; None where one cannot tell to which they belong."""

    findings: list[Finding]
    places: Places | None


def parts_of(chunk: Chunk, findings: list[Finding]) -> Parts:
    """Put the findings that want a place in order with the places. Fillers and joins only separate."""
    by_mark = {id(each.mark): each for each in findings}
    parts: list[Places | list[Finding]] = []
    join: Word | None = None
    part = any(Word.PART in mark.meaning.weak for mark in chunk.marks)
    for mark in chunk.marks:
        finding = by_mark.get(id(mark))
        if finding is not None:
            if parts and isinstance(parts[-1], list):
                parts[-1].append(finding)
            else:
                parts.append([finding])
            join = None
        elif mark.meaning.places or mark.meaning.places_only:
            _add_places(parts, mark, join, part=part or mark.meaning.part)
            join = None
        elif mark.does(Word.BOTH, Word.EITHER):
            join = Word.BOTH
        elif mark.does(Word.ON):
            join = Word.ON
        elif not mark.filler:
            join = None
    return Parts(chunk, _split_at_on(parts, chunk))


def _add_places(parts: list[Places | list[Finding]], mark: Mark, join: Word | None, *, part: bool) -> None:
    covers = mark.meaning.covers
    ids = [place for cover in covers for place in cover.places] or list(mark.meaning.places)
    here = Places(ids, [mark], parts=set(ids) if part else set())
    if covers and all(cover.deniable for cover in covers):
        here.unsure.update(ids)
    elif covers or len(ids) > 1:
        here.open.update(ids)
    last = parts[-1] if parts else None
    if isinstance(last, Places) and join is None and set(ids) < (last.unsure | last.open):
        # `Face: malar red` speaks of one part of the face.
        parts[-1] = here
    elif isinstance(last, Places) and join is not Word.ON:
        both = together([last, here])
        both.joined = last.joined or join is Word.BOTH
        parts[-1] = both
    else:
        parts.append(here)


def _split_at_on(parts: list[Places | list[Finding]], chunk: Chunk) -> list[Places | list[Finding]]:
    """`cheeks red and pink on ears`: what follows the join belongs to the places behind it."""
    if [isinstance(part, Places) for part in parts] != [True, False, True]:
        return parts
    first, middle, last = parts
    if not (isinstance(first, Places) and isinstance(middle, list) and isinstance(last, Places)):
        return parts
    joins = [mark for mark in chunk.marks if mark.does(Word.BOTH)]
    after = [each for each in middle if joins and each.mark.start > joins[-1].start]
    before = [each for each in middle if each not in after]
    return [first, before, after, last] if before and after else parts


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
            self._found.append(Placed(group, self._last))

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


def _only_parts(groups: list[Places]) -> set[str]:
    """The places that none of the groups names whole."""
    whole = {place for group in groups for place in group.ids if place not in group.parts}
    return {place for group in groups for place in group.parts} - whole


def together(groups: list[Places]) -> Places:
    """Several groups of places as one."""
    if len(groups) == 1:
        return groups[0]
    return Places(
        [place for group in groups for place in group.ids],
        [mark for group in groups for mark in group.marks],
        {place for group in groups for place in group.unsure},
        {place for group in groups for place in group.open},
        _only_parts(groups),
        any(group.doubtful for group in groups),
    )
