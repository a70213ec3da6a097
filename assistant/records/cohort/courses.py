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

WINDOW_DAYS = 14
"""How far from a chosen week a value may lie, either way."""

BASELINE_DAYS = 90
"""How long before the start of a treatment the value that counts as baseline may lie."""

PACKED = 1 << 23
"""Above every value: the highest dose is 2000 mg."""

NOT_FINAL = 1_000_000
"""Ranks a score that is not final behind every final one, so that it counts only where there is no other."""

OPEN = -1
"""Stands for a score that is not final: an interval, which takes no part."""

Found = int | None
"""A value in parts of the measure's unit, OPEN, or None where there is none."""

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


def courses(
    connection: Connection, measure: Measure, agent: str | None, weeks: Sequence[int]
) -> Sequence[Course]:
    """The course of one score in every patient of the cohort who has any value of it."""
    start = _first_values(measure) if agent is None else _starts(agent)
    day = measure.table.c.day_number - start.c.day
    value = func.coalesce(measure.whole_value, OPEN)
    late = case((measure.table.c.value.is_(None), NOT_FINAL), else_=0)
    packed = literal(PACKED, BigInteger)

    def least(within: ColumnElement[bool], rank: ColumnElement[int]) -> ColumnElement[int]:
        # Of two on one day the higher score counts, at the baseline and later alike.
        return func.min(case((within, (rank + late) * packed + (PACKED - 2 - value))))

    columns = [least(day.between(0 if agent is None else -BASELINE_DAYS, 0), -day)]
    for week in weeks:
        target = 7 * week
        rank = 2 * func.abs(day - target) + case((day > target, 1), else_=0)
        columns.append(least(day.between(max(1, target - WINDOW_DAYS), target + WINDOW_DAYS), rank))
    columns.append(least(day > 0, NOT_FINAL - day))
    best = (
        select(start.c.patient_id, *(column.label(f"c{place}") for place, column in enumerate(columns)))
        .join_from(start, measure.table, measure.table.c.patient_id == start.c.patient_id)
        .where(measure.its_rows)
        .group_by(start.c.patient_id)
        .subquery()
    )
    own, *found = best.c
    query = select(own, *(PACKED - 2 - column % packed for column in found))
    return [tuple(row) for row in connection.execute(query)]


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
