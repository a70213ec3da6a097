"""Where each item of an instrument stands in the whole form, and what lies beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assistant.conversation.walk.panel import repeated
from assistant.errors import capital

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from assistant.scoring.instrument import Group, Instrument, Item

LONGEST_LIST = 13
"""Lines of a list that stand under one another; what is longer stands side by side."""
STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


class Line(NamedTuple):
    """A place with an item under each column, a single item, or a heading without any.

    An item is None under a column that is not scored at this place.
    """

    title: str
    items: tuple[Item | None, ...] = ()


class Block(NamedTuple):
    """Lines one under the other; `columns` name the items of a place, and are empty for a list."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


class Spot(NamedTuple):
    """Where an item stands: the block, the column counted over all blocks, and the line."""

    block: int
    column: int
    line: int

    def lies(self, way: tuple[int, int], here: Spot) -> bool:
        """Whether it lies this way from there: in the column, in the line, or in another block."""
        down, right = way
        if down:
            return self.column == here.column and (self.line - here.line) * down > 0
        same_line = self.block != here.block or self.line == here.line
        return same_line and (self.column - here.column) * right > 0

    def away(self, here: Spot) -> tuple[int, int, int]:
        """How far it is from there, columns before lines; of two lines as far the upper one is nearer."""
        return abs(self.column - here.column), abs(self.line - here.line), self.line


class Layout:
    """The whole form of an instrument as blocks side by side, known from its definition alone."""

    def __init__(self, instrument: Instrument) -> None:
        self.blocks = tuple(_blocks(instrument))
        self._spots = dict(_spots(self.blocks))

    @property
    def has_columns(self) -> bool:
        """Whether there are rows to go along; a list is only gone down."""
        return any(block.columns for block in self.blocks)

    @property
    def items(self) -> tuple[str, ...]:
        """Every item in reading order: a place from left to right, then the next; then the lists."""
        return tuple(
            item.id
            for block in self.blocks
            for line in block.lines
            for item in line.items
            if item is not None
        )

    @property
    def downwards(self) -> tuple[str, ...]:
        """Every item column by column."""
        return tuple(sorted(self._spots, key=lambda item: (self._spots[item].column, self._spots[item].line)))

    def onward(self, item: str, wanted: Collection[str], *, down: bool) -> str | None:
        """The next of the `wanted` items after this one, beginning anew at the end; None without any."""
        order = self.downwards if down else self.items
        start = order.index(item) + 1
        return next((each for each in (*order[start:], *order[:start]) if each in wanted), None)

    def beside(self, item: str, key: str, reachable: Collection[str]) -> str:
        """The item that an arrow leads to, past what cannot be reached; the same one at the edge.

        Up and down stay in the column, left and right in the line; from block to block they go to the
        nearest line.
        """
        here = self._spots[item]
        way = STEPS[key]
        ahead = [
            (*spot.away(here), each)
            for each, spot in self._spots.items()
            if each in reachable and spot.lies(way, here)
        ]
        return min(ahead)[-1] if ahead else item


def _blocks(instrument: Instrument) -> Iterator[Block]:
    bases = repeated(instrument)
    places = [group for group in instrument.groups if group.kind == "place"]
    if places:
        yield Block(tuple(bases.values()), tuple(_place(group, bases) for group in places))
    sections = [
        section
        for group in instrument.groups
        if (section := _section(group, [item for item in group.items if item.base not in bases]))
    ]
    for column in _side_by_side(sections):
        yield Block((), column)


def _place(group: Group, bases: Iterable[str]) -> Line:
    scored = {item.base: item for item in group.items}
    return Line(group.title, tuple(scored.get(base) for base in bases))


def _section(group: Group, items: Sequence[Item]) -> tuple[Line, ...]:
    if not items:
        return ()
    return (Line(group.title), *(Line(capital(item.title), (item,)) for item in items))


def _side_by_side(sections: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Whole sections in as few and as even columns as keep within LONGEST_LIST, unless one is longer."""
    lines = sum(map(len, sections))
    most = -(-lines // LONGEST_LIST)
    height = max(map(len, sections), default=0)
    while len(columns := _filled(sections, height)) > most:
        height += 1
    return columns


def _filled(sections: Iterable[tuple[Line, ...]], height: int) -> list[tuple[Line, ...]]:
    columns: list[tuple[Line, ...]] = []
    for section in sections:
        if columns and len(columns[-1]) + len(section) <= height:
            columns[-1] += section
        else:
            columns.append(section)
    return columns


def _spots(blocks: Iterable[Block]) -> Iterator[tuple[str, Spot]]:
    column = 0
    for number, block in enumerate(blocks):
        for row, line in enumerate(block.lines):
            for place, item in enumerate(line.items):
                if item is not None:
                    yield item.id, Spot(number, column + place, row)
        column += max(len(block.columns), 1)
