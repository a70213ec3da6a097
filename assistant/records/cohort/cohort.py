"""The summary of a cohort: for each score and week who contributes, the change, the criteria, the test."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, quoted
from assistant.records.cohort.courses import (
    count_patients,
    courses,
    last_change,
    patient_codes,
)
from assistant.records.cohort.statistics import NeedsStatistics, Proportion, SignedRank, Spread, signed_rank
from assistant.scoring.change.limits import Reach, Verdict, is_undefined, reach
from assistant.scoring.change.series import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from assistant.records.cohort.courses import Course, Found
    from assistant.records.cohort.measures import Measure
    from assistant.records.records import Records
    from assistant.scoring.format.changes import ChangeRule

MOST_NAMED = 40
"""Up to so many patients the missing ones are named and each has a bar; above it they are counted."""

DECIMALS = 3
MOST_WEEKS = 12
LAST_WEEK = 2_000

LARGE = 5_000
"""Above so many patients the scores are read side by side."""

AT_ONCE = 2

NO_BASELINE = "no final value at the baseline"
NO_VALUE = "no final value in the window"
NONE_LATER = "no final value after the baseline"


class WrongWeeks(AssistantError):
    """Weeks that cannot be summarised."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which cohort, and which weeks: since a treatment began, or else since each score's first value."""

    weeks: tuple[int, ...]
    agent: str | None = None


@dataclass(slots=True)
class AtWeek:
    """One score at one week, over all who have both values; `week` is None for the last value of each."""

    week: int | None
    pairs: Counter[tuple[float, float]] = field(default_factory=Counter)
    """Baseline and later value, with how many patients have them."""
    missing: Counter[str] = field(default_factory=Counter)
    """Why patients do not contribute."""
    named: dict[str, list[str]] = field(default_factory=dict)
    """Who they are, in a small cohort."""
    by_patient: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Who contributes what, in a small cohort."""

    @property
    def n(self) -> int:
        """How many contribute."""
        return self.pairs.total()

    @property
    def changes(self) -> Spread:
        """By how much the score changed; below 0 it fell."""
        changes: Counter[float] = Counter()
        for (first, later), count in self.pairs.items():
            changes[round(later - first, DECIMALS)] += count
        return Spread(changes)

    def test(self) -> SignedRank | None:
        """The signed-rank test of the changes; None without its library. `n` must be above 0."""
        try:
            return signed_rank(self.changes.counts)
        except NeedsStatistics:
            return None

    def proportion(self, rule: ChangeRule) -> tuple[Proportion, int]:
        """How many meet a criterion of those of whom it says something, and of how many it says nothing."""
        verdicts: Counter[Verdict] = Counter()
        reached: dict[float, Reach | None] = {}
        for (first, later), count in self.pairs.items():
            if first not in reached:
                reached[first] = None if is_undefined(rule, int(first)) else reach(rule, int(first))
            wanted = reached[first]
            value = Span(int(later), int(later))
            verdicts[Verdict.UNKNOWN if wanted is None else wanted.verdict(value)] += count
        met = verdicts[Verdict.MET]
        return Proportion(met, met + verdicts[Verdict.NOT_MET]), verdicts[Verdict.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Followed:
    """One score over the cohort."""

    measure: Measure
    baseline: Spread
    """The baselines of all who have one."""
    weeks: tuple[AtWeek, ...]
    """At each chosen week, and at last the last value of each patient."""

    @property
    def last(self) -> AtWeek:
        """From the baseline to the last value."""
        return self.weeks[-1]


@dataclass(frozen=True, slots=True)
class Cohort:
    """All scores of which there is any value."""

    asked: Asked
    patients: int
    followed: tuple[Followed, ...]

    @property
    def names_patients(self) -> bool:
        """Whether patients are named one by one."""
        return self.patients <= MOST_NAMED


def read_weeks(written: str) -> tuple[int, ...]:
    """Weeks as they are typed: `4,12,24`. Raises WrongWeeks."""
    try:
        return tuple(sorted({int(each) for each in written.split(",")}))
    except ValueError:
        raise WrongWeeks(f"these are no weeks: {quoted(written)}; write them as 4,12,24") from None


def summarise(records: Records, measures: Sequence[Measure], asked: Asked) -> Cohort:
    """Summarise the patients on record. Raises StoreError or WrongWeeks."""
    _refuse_wrong(asked.weeks)
    database = records.database
    with database.reading() as connection:
        patients = count_patients(connection, asked.agent)
        if patients <= LARGE:
            return _cohort(asked, patients, (_read(connection, each, asked, patients) for each in measures))

    def read(measure: Measure) -> tuple[int, Followed]:
        with database.reading() as own:
            return last_change(own), _read(own, measure, asked, count_patients(own, asked.agent))

    # Each score over a connection of its own, as the database lets go of the interpreter while it searches.
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(read, measures))
    if len({change for change, _ in found}) == 1:
        return _cohort(asked, patients, (each for _, each in found))
    # Someone wrote meanwhile, so that the scores were not those of one moment.
    with database.reading() as connection:
        patients = count_patients(connection, asked.agent)
        return _cohort(asked, patients, (_read(connection, each, asked, patients) for each in measures))


def _cohort(asked: Asked, patients: int, followed: Iterable[Followed]) -> Cohort:
    return Cohort(asked, patients, tuple(each for each in followed if each.baseline.n))


def _read(connection: Connection, measure: Measure, asked: Asked, patients: int) -> Followed:
    codes = patient_codes(connection, asked.agent) if patients <= MOST_NAMED else None
    return _followed(
        measure, asked.weeks, courses(connection, measure, asked.agent, asked.weeks), patients, codes
    )


def _followed(
    measure: Measure,
    weeks_asked: Sequence[int],
    found: Sequence[Course],
    patients: int,
    codes: Mapping[int, str] | None,
) -> Followed:
    """One score out of the courses, which are counted by the pairs of values that occur, not one by one."""
    weeks = (*(AtWeek(week) for week in weeks_asked), AtWeek(None))
    columns: list[tuple[Found, ...]] = list(zip(*found, strict=True)) or [()] * (2 + len(weeks))
    baselines, later = columns[1], columns[2:]
    for week, values in zip(weeks, later, strict=True):
        for (first, value), count in Counter(zip(baselines, values, strict=True)).items():
            why = _why_missing(week, first, value)
            if why is not None:
                week.missing[why] += count
            else:
                week.pairs[_unit(first, measure), _unit(value, measure)] += count
        # Patients without any value of this score do not come out of the database at all.
        if unseen := patients - len(found):
            week.missing[NO_BASELINE] += unseen
    if codes is not None:
        _name(weeks, found, measure, codes)
    spread = Counter({_unit(each, measure): n for each, n in Counter(baselines).items() if each is not None})
    return Followed(measure, Spread(spread), weeks)


def _name(
    weeks: Sequence[AtWeek], found: Sequence[Course], measure: Measure, codes: Mapping[int, str]
) -> None:
    """Who contributes, and who does not and why, in the order of the codes."""
    by_patient = {course[0]: course for course in found}
    nothing: Course = (None,) * (2 + len(weeks))
    for own, code in codes.items():
        course = by_patient.get(own, nothing)
        for week, later in zip(weeks, course[2:], strict=True):
            why = _why_missing(week, course[1], later)
            if why is None:
                week.by_patient[code] = (_unit(course[1], measure), _unit(later, measure))
            else:
                week.named.setdefault(why, []).append(code)


def _why_missing(at: AtWeek, baseline: Found, value: Found) -> str | None:
    if baseline is None:
        return NO_BASELINE
    if value is None:
        return NO_VALUE if at.week is not None else NONE_LATER
    return None


def _unit(value: Found, measure: Measure) -> float:
    """A value that is there, in its own unit."""
    if value is None:
        raise ValueError("there is no value")
    return value if measure.parts == 1 else value / measure.parts


def _refuse_wrong(weeks: Sequence[int]) -> None:
    if not weeks or len(weeks) > MOST_WEEKS or not all(1 <= week <= LAST_WEEK for week in weeks):
        raise WrongWeeks(f"name 1 to {MOST_WEEKS} weeks, each from 1 to {LAST_WEEK}, such as 4,12,24")
