"""What a phrase can mean in a dictated line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.scoring.format.dictation import AssumedUnit
    from assistant.scoring.format.laboratory import LaboratoryHint


class Word(Enum):
    """What a word of the language does."""

    DENY = auto()
    DENY_LIST = auto()
    ABSENT = auto()
    PRESENT = auto()
    NOTHING = auto()
    DOUBT = auto()
    CERTAIN = auto()
    REST_OF_PLACES = auto()
    REST_OF_ALL = auto()
    NOTHING_ELSE = auto()
    EVERYWHERE = auto()
    UNCHANGED = auto()
    STOP = auto()
    EXCEPTING = auto()
    COMMA = auto()
    BOTH = auto()
    EITHER = auto()
    ON = auto()
    WITH = auto()
    ABOVE = auto()
    BELOW = auto()
    GRADE = auto()
    MINUS = auto()
    FILLER = auto()
    PAST = auto()
    WAS = auto()
    NOW = auto()
    OTHER_CAUSE = auto()
    CORRECTION = auto()
    LEFT = auto()
    RIGHT = auto()
    LOWER_LIMIT = auto()
    UPPER_LIMIT = auto()
    AGO = auto()
    RECENT = auto()
    FROM = auto()
    TOWARDS = auto()
    CHANGE = auto()
    PART = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """A way in which a phrase speaks of an item: `level` is stated, or None; denied, it is the lowest."""

    item: str
    level: int | None
    deniable: bool
    binary: bool
    entry: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Several items, places or columns that one word stands for."""

    places: tuple[str, ...]
    items: tuple[str, ...]
    columns: tuple[str, ...]
    deniable: bool


@dataclass(frozen=True, slots=True)
class UnitSense:
    """A unit of one measured value."""

    measure: int
    times: float
    plus: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A measured value, the rule that turns it into an answer, and what a bare number of it means."""

    hint: LaboratoryHint
    assumed: tuple[AssumedUnit, ...]


@dataclass(frozen=True, slots=True)
class CountSense:
    """A number of something that states a level of an item."""

    item: str
    entry: int
    levels: tuple[tuple[int, int], ...]
    more: int | None
    also: frozenset[tuple[str, ...]]
    alone: bool

    def level(self, number: float) -> int | None:
        """The level for a number, or None."""
        known = dict(self.levels)
        if number in known:
            return known[int(number)]
        return self.more if known and number > max(known) else None


@dataclass(slots=True)
class Meaning:
    """Everything that one phrase can mean."""

    senses: list[Sense] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    part: bool = False
    """Whether it stands for a part of its place only."""
    covers: list[Covered] = field(default_factory=list)
    beside: list[tuple[str, int, int]] = field(default_factory=list)
    """Item, entry and level that the phrase states beside a name of that entry."""
    measures: list[int] = field(default_factory=list)
    units: list[UnitSense] = field(default_factory=list)
    counted: list[CountSense] = field(default_factory=list)
    counts: list[tuple[CountSense, int]] = field(default_factory=list)
    """Counts that are said without a number, with the level that they state."""
    number: int | None = None
    days: int | None = None
    """The length of a unit of time."""
    words: set[Word] = field(default_factory=set)
    weak: set[Word] = field(default_factory=set)
    """What the phrase does only where it means nothing else."""

    @property
    def finds(self) -> bool:
        """Whether it speaks of items."""
        return bool(self.senses or (self.covers and not self.places_only))

    @property
    def places_only(self) -> bool:
        """Whether it stands for places alone, one or several."""
        return bool(self.covers) and all(cover.places for cover in self.covers)
