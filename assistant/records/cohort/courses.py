"""The values of one score over many patients: at the baseline, near each chosen week, and the last one.

The database finds them, so that one row a patient comes out of it, however many visits there are. Each value
is packed behind its rank (how far it lies from the week), and the least of a patient's is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, case, func, literal, select

from assistant.records.store.tables import audit_head, patients, treatment_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause

    from assistant.records.cohort.measures import Measure

DAYS_OF_A_WEEK = 7

WINDOW_DAYS = 14
"""How far from a chosen week a value may lie, either way."""

BASELINE_DAYS = 90
"""How long before the start of a treatment the value that counts as baseline may lie."""

PACKED = 1 << 23
"""Above every value: the highest dose is 2000 mg, counted in thousandths."""

Found = int | None
"""A final value in parts of the measure's unit, or None where there is none."""

Course = tuple[Found, ...]
"""The row of the patient, the baseline, the value near each week, and the last value after the baseline."""


def count_patients(connection: Connection, agent: str | None) -> int:
    """How many patients there are, or have begun the treatment on a known day."""
    if agent is None:
        return connection.execute(select(func.count()).select_from(patients)).scalar_one()
    column = treatment_starts.c.patient_id
    query = select(func.count(column.distinct())).where(treatment_starts.c.agent == agent)
    return connection.execute(query).scalar_one()


def last_change(connection: Connection) -> int:
    """Which change of the records was the last, so that two readers can tell whether they saw the same."""
    return int(connection.execute(select(audit_head.c.seq)).scalar_one())


def patient_codes(connection: Connection, agent: str | None) -> dict[int, str]:
    """The codes of the cohort by the patient's row, in order."""
    query = select(patients.c.id, patients.c.code).order_by(patients.c.code_key)
    if agent is not None:
        begun = select(treatment_starts.c.patient_id).where(treatment_starts.c.agent == agent)
        query = query.where(patients.c.id.in_(begun))
    return {row.id: row.code for row in connection.execute(query)}


def window_days(week: int) -> int:
    """How far from a week a value may lie, either way: less in the first weeks, as week 0 is no follow-up."""
    return min(WINDOW_DAYS, DAYS_OF_A_WEEK * week - 1)


def courses(
    connection: Connection, measure: Measure, agent: str | None, weeks: Sequence[int]
) -> Sequence[Course]:
    """The course of one score in every patient of the cohort who has any value of it."""
    start = _first_values(measure) if agent is None else _starts(agent)
    day = measure.table.c.day_number - start.c.day
    value, packed = measure.whole_value, literal(PACKED, BigInteger)
    earliest = 0 if agent is None else -BASELINE_DAYS
    # A score that is not final has no value, and the least and the greatest pass over what is empty.
    best: list[ColumnElement[int]] = [
        func.max(case((day.between(earliest, 0), (day - earliest) * packed + value)))
    ]
    best += [func.min(_rank(day, week) * packed - value) for week in weeks]
    best.append(func.max(day * packed + value))
    inner = (
        select(measure.table.c.patient_id, *(column.label(f"c{place}") for place, column in enumerate(best)))
        .join_from(start, measure.table, measure.table.c.patient_id == start.c.patient_id)
        .where(measure.its_rows)
        .group_by(measure.table.c.patient_id)
        .subquery()
    )
    own, baseline, *near, last = inner.c
    query = select(
        own,
        baseline % packed,
        *(_near(column, week, packed) for column, week in zip(near, weeks, strict=True)),
        case((last >= packed, last % packed)),
    )
    return connection.execute(query).all()


def _rank(day: ColumnElement[int], week: int) -> ColumnElement[int]:
    """How far a day lies from a week, such that of two as far the earlier is nearer."""
    return func.abs(4 * day - (4 * DAYS_OF_A_WEEK * week - 1))


def _near(
    packed_rank: ColumnElement[int], week: int, packed: ColumnElement[int]
) -> ColumnElement[int | None]:
    """The value behind the least rank, where that lies in the window. Of two on one day it is the higher."""
    rank = (packed_rank + packed - 1) // packed
    return case((packed_rank <= (4 * window_days(week) + 1) * packed, rank * packed - packed_rank))


def _starts(agent: str) -> FromClause:
    """The day on which each patient last began the treatment."""
    query = select(treatment_starts.c.patient_id, func.max(treatment_starts.c.day_number).label("day"))
    query = query.where(treatment_starts.c.agent == agent).group_by(treatment_starts.c.patient_id)
    return query.subquery()


def _first_values(measure: Measure) -> FromClause:
    """The day of each patient's first final value."""
    query = select(measure.table.c.patient_id, func.min(measure.table.c.day_number).label("day"))
    final = measure.its_rows & measure.table.c.value.is_not(None)
    return query.where(final).group_by(measure.table.c.patient_id).subquery()
