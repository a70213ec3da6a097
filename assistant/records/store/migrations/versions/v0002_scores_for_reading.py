"""Scores, measures and treatment starts as rows, read from the documents. Released: never changed again."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Values = dict[str, Any]

CHUNK = 500
MEASURES = ("pga", "prednisone_equivalent")


def upgrade() -> None:
    """Make the tables, and fill them from what is on record."""
    scores = op.create_table(
        "signed_scores",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("score", sa.Text, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("visit_id", sa.Integer, sa.ForeignKey("visits.id"), nullable=False),
        sa.Column("day_number", sa.Integer, nullable=False),
        sa.Column("instrument", sa.Text, nullable=False),
        sa.Column("value", sa.Integer),
        sa.Column("low", sa.Integer, nullable=False),
        sa.Column("high", sa.Integer, nullable=False),
    )
    measures = op.create_table(
        "visit_measures",
        sa.Column("visit_id", sa.Integer, sa.ForeignKey("visits.id"), primary_key=True, autoincrement=False),
        sa.Column("measure", sa.Text, primary_key=True),
        sa.Column("patient_id", sa.Integer, sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("day_number", sa.Integer, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
    )
    starts = op.create_table(
        "treatment_starts",
        sa.Column(
            "patient_id", sa.Integer, sa.ForeignKey("patients.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("day_number", sa.Integer, nullable=False),
    )
    _fill(scores, _ASSESSMENTS, _scores)
    _fill(measures, _VISITS, _measures)
    _fill(starts, _PATIENTS, _starts)
    # After the rows: an index is made faster than it is kept.
    op.create_index(
        "ix_signed_scores_course",
        "signed_scores",
        ["instrument", "score", "patient_id", "day_number", "value"],
    )
    op.create_index(
        "ix_visit_measures_course", "visit_measures", ["measure", "patient_id", "day_number", "value"]
    )
    op.create_index("ix_treatment_starts_agent", "treatment_starts", ["agent", "patient_id", "day_number"])


def downgrade() -> None:
    """Remove what the documents hold, too."""
    for table in ("treatment_starts", "visit_measures", "signed_scores"):
        op.drop_table(table)


_ASSESSMENTS = sa.text(
    "SELECT a.id, a.name, a.instrument, a.document, a.visit_id, v.patient_id, v.day "
    "FROM assessments a JOIN visits v ON v.id = a.visit_id "
    "WHERE a.id > :last AND a.revision = (SELECT max(b.revision) FROM assessments b WHERE b.name = a.name) "
    "ORDER BY a.id LIMIT :chunk"
)
_VISITS = sa.text(
    "SELECT id, patient_id, day, document FROM visits WHERE id > :last ORDER BY id LIMIT :chunk"
)
_PATIENTS = sa.text("SELECT id, document FROM patients WHERE id > :last ORDER BY id LIMIT :chunk")


def _fill(table: sa.Table, query: sa.TextClause, rows_of: Callable[[Any, Values], Iterator[Values]]) -> None:
    connection, last = op.get_bind(), 0
    while found := connection.execute(query, {"last": last, "chunk": CHUNK}).all():
        last = found[-1].id
        made = [made for row in found for made in rows_of(row, json.loads(row.document))]
        if made:
            op.bulk_insert(table, made)


def _scores(row: Any, document: Values) -> Iterator[Values]:  # noqa: ANN401  # as it was selected
    for score, signed in document.get("scores", {}).items():
        yield {
            "name": row.name,
            "score": score,
            "patient_id": row.patient_id,
            "visit_id": row.visit_id,
            "day_number": date.fromisoformat(row.day).toordinal(),
            "instrument": row.instrument,
            "value": signed.get("value"),
            "low": signed["low"],
            "high": signed["high"],
        }


def _measures(row: Any, document: Values) -> Iterator[Values]:  # noqa: ANN401  # as it was selected
    for measure in MEASURES:
        if document.get(measure) is not None:
            yield {
                "visit_id": row.id,
                "measure": measure,
                "patient_id": row.patient_id,
                "day_number": date.fromisoformat(row.day).toordinal(),
                "value": document[measure],
            }


def _starts(row: Any, document: Values) -> Iterator[Values]:  # noqa: ANN401  # as it was selected
    for position, treatment in enumerate(document.get("treatments", ())):
        if treatment.get("start"):
            yield {
                "patient_id": row.id,
                "position": position,
                "agent": treatment["agent"],
                "day_number": date.fromisoformat(treatment["start"]).toordinal(),
            }
