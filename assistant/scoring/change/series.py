"""The course of one patient as dated observations: what is judged, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """A score: both ends are the same where it is known, else the interval in which it must lie."""

    low: int
    high: int

    @property
    def value(self) -> int | None:
        """The score; None while the interval is open."""
        return self.low if self.low == self.high else None

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class Rating:
    """One instrument as it was rated at a visit."""

    instrument: str
    scores: Mapping[str, Span]
    answers: Mapping[str, int] = field(default_factory=dict)
    """Levels by item; an item that is not here has none."""
    window: int | None = None
    rater: str | None = None
    phototype: str | None = None
    version: str | None = None
    """Version of the instrument file."""
    digest: str | None = None
    """Digest of the instrument file."""
    left: frozenset[str] = frozenset()
    """Items that were left on purpose: not assessed, or pending."""
    others: int = 0
    """How many further ratings with the instrument there are at the visit; the last signed one counts."""

    @property
    def has_answers(self) -> bool:
        """Whether more than the scores is known."""
        return bool(self.answers)


class Sample(NamedTuple):
    """A laboratory value: what was measured, as the record names it, and the day of the sample."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Occasion:
    """A visit; two on a day are told apart by their number."""

    day: date
    number: int = 1
    pga: float | None = None
    """Physician's global assessment, 0 to 3."""
    prednisone_equivalent: float | None = None
    """Steroid dose in mg a day."""
    ratings: tuple[Rating, ...] = ()
    laboratory: tuple[Sample, ...] = ()

    def rating(self, instrument: str) -> Rating | None:
        """How an instrument was rated then."""
        return next((each for each in self.ratings if each.instrument == instrument), None)

    @property
    def place(self) -> tuple[date, int]:
        """Where the visit stands in the course."""
        return self.day, self.number

    def __str__(self) -> str:
        again = f" (visit {self.number})" if self.number > 1 else ""
        return f"{self.day:%d.%m.%Y}{again}"


@dataclass(frozen=True, slots=True)
class Course:
    """One course of a treatment."""

    agent: str
    """The id of the drug or class."""
    label: str
    """Its name for a reader."""
    start: date | None = None
    stop: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Everything that is judged of one patient. The order in which visits are given means nothing."""

    code: str
    occasions: tuple[Occasion, ...]
    courses: tuple[Course, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "occasions", tuple(sorted(self.occasions, key=lambda each: each.place)))
