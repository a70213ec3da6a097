"""The values of one score over many patients: at the baseline, near each chosen week, and the last one.

The database finds them, so that one row a patient comes out of it, however many visits there are. Each value
is packed behind its rank (how far it lies from the week), and the least of a patient's is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, case, func, literal, select

from assistant.records.store.tables import audit_head, patients, treatment_starts, visits
from assistant.scoring.change.baseline import BASELINE_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, FromClause, Select

    from assistant.records.cohort.measures import Measure

DAYS_OF_A_WEEK = 7

WINDOW_DAYS = 14
"""How far from a chosen week a value may lie, either way."""

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
    earliest = 0 if agent is None else -BASELINE_DAYS
    found = connection.execute(_by_patient(measure.values, start, earliest, weeks)).all()
    # Few have two values on one day, and to tell which of them is the later would cost all the others.
    again = connection.execute(_by_patient(_last_of_each_day(measure), start, earliest, weeks)).all()
    corrected = {row[0]: row for row in again}
    return [corrected.get(row[0], row) for row in found] if corrected else found


def _by_patient(
    values: FromClause, start: FromClause, earliest: int, weeks: Sequence[int]
) -> Select[tuple[Any, ...]]:
    """The courses out of values by patient and day, of which each day has one."""
    day, value = values.c.day_number - start.c.day, values.c.value
    packed = literal(PACKED, BigInteger)
    # A score that is not final has no value, and the least and the greatest pass over what is empty.
    best: list[ColumnElement[int]] = [
        func.max(case((day.between(earliest, 0), (day - earliest) * packed + value)))
    ]
    best += [func.min(_rank(day, week) * packed - value) for week in weeks]
    best.append(func.max(day * packed + value))
    inner = (
        select(values.c.patient_id, *(column.label(f"c{place}") for place, column in enumerate(best)))
        .join_from(start, values, values.c.patient_id == start.c.patient_id)
        .group_by(values.c.patient_id)
        .subquery()
    )
    own, baseline, *near, last = inner.c
    return select(
        own,
        baseline % packed,
        *(_near(column, week, packed) for column, week in zip(near, weeks, strict=True)),
        case((last >= packed, last % packed)),
    )


def _last_of_each_day(measure: Measure) -> FromClause:
    """The final values of those patients who have several on one day: of each day that of the later visit.

    Of two ratings at one visit it is that of the assessment that was signed first last.
    """
    values = measure.signed_values
    days = measure.values
    twice = (
        select(days.c.patient_id)
        .where(days.c.value.is_not(None))
        .group_by(days.c.patient_id, days.c.day_number)
        .having(func.count() > 1)
    )
    place = func.row_number().over(
        partition_by=(values.c.patient_id, values.c.day_number),
        order_by=(visits.c.number_on_day.desc(), values.c.signed.desc()),
    )
    ranked = (
        select(values.c.patient_id, values.c.day_number, values.c.value, place.label("place"))
        .join_from(values, visits, visits.c.id == values.c.visit_id)
        .where(values.c.value.is_not(None), values.c.patient_id.in_(twice))
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery()


def _rank(day: ColumnElement[int], week: int) -> ColumnElement[int]:
    """How far a day lies from a week, such that of two as far the earlier is nearer."""
    return func.abs(4 * day - (4 * DAYS_OF_A_WEEK * week - 1))


def _near(
    packed_rank: ColumnElement[int], week: int, packed: ColumnElement[int]
) -> ColumnElement[int | None]:
    """The value behind the least rank, where that lies in the window."""
    rank = (packed_rank + packed - 1) // packed
    return case((packed_rank <= (4 * window_days(week) + 1) * packed, rank * packed - packed_rank))


def _starts(agent: str) -> FromClause:
    """The day on which each patient last began the treatment."""
    query = select(treatment_starts.c.patient_id, func.max(treatment_starts.c.day_number).label("day"))
    query = query.where(treatment_starts.c.agent == agent).group_by(treatment_starts.c.patient_id)
    return query.subquery()


def _first_values(measure: Measure) -> FromClause:
    """The day of each patient's first final value."""
    values = measure.values
    query = select(values.c.patient_id, func.min(values.c.day_number).label("day"))
    return query.where(values.c.value.is_not(None)).group_by(values.c.patient_id).subquery()
