"""A chunk as its places and findings, in the order in which they are said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.scoring.prefill.meanings import Word

if TYPE_CHECKING:
    from assistant.scoring.prefill.marking import Mark
    from assistant.scoring.prefill.said import Finding
    from assistant.scoring.prefill.sentences import Chunk


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
    sides: frozenset[Word] = frozenset()
    """Left or right, where only one of them is spoken of."""
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


def parts_of(chunk: Chunk, findings: list[Finding]) -> Parts:
    """Put the findings that want a place in order with the places. Fillers and joins only separate."""
    by_mark = {id(each.mark): each for each in findings}
    parts: list[Places | list[Finding]] = []
    join: Word | None = None
    side: frozenset[Word] = frozenset()
    part = any(Word.PART in mark.meaning.weak for mark in chunk.marks)
    for mark in chunk.marks:
        side = side_of(mark) or side
        finding = by_mark.get(id(mark))
        if finding is not None:
            if parts and isinstance(parts[-1], list):
                parts[-1].append(finding)
            else:
                parts.append([finding])
            join = None
        elif mark.meaning.places or mark.meaning.places_only:
            _add_places(parts, mark, join, side, part=part or mark.meaning.part)
            join, side = None, frozenset()
        elif mark.does(Word.BOTH, Word.EITHER):
            join = Word.BOTH
        elif mark.does(Word.ON):
            join = join if join is Word.BOTH else Word.ON
        elif not mark.filler:
            join = None
    return Parts(chunk, _split_at_on(parts, chunk))


def side_of(mark: Mark) -> frozenset[Word]:
    """The side of the body that a mark names."""
    return frozenset({Word.LEFT, Word.RIGHT} & mark.meaning.weak)


def _add_places(
    parts: list[Places | list[Finding]], mark: Mark, join: Word | None, side: frozenset[Word], *, part: bool
) -> None:
    covers = mark.meaning.covers
    ids = [place for cover in covers for place in cover.places] or list(mark.meaning.places)
    here = Places(ids, [mark], parts=set(ids) if part else set(), sides=side)
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
        groups[0].sides if all(group.sides == groups[0].sides for group in groups) else frozenset(),
    )
