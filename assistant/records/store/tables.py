"""The tables as they are now; `migrations/` holds how they came to be so.

Days and times are ISO 8601 text and documents are JSON text, so that both databases keep the same characters.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = "0005"
"""The newest migration; a test holds it equal to what `migrations/` says."""

metadata = MetaData()

# Byte order, so that a prefix is a range of the index whatever the language of the server is.
_ordered = Text().with_variant(Text(collation="C"), "postgresql")

patients = Table(
    "patients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("code_key", _ordered, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("document", Text, nullable=False),
)

visits = Table(
    "visits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("patient_id", Integer, ForeignKey("patients.id"), nullable=False),
    Column("day", Text, nullable=False),
    Column("number_on_day", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("patient_id", "day", "number_on_day", name="uq_visits_day"),
)

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("visit_id", Integer, ForeignKey("visits.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("document", Text, nullable=False),
    UniqueConstraint("name", "revision", name="uq_assessments_revision"),
)

# What follows up to the audit is in the documents, too; `derived.py` writes it with them.
signed_scores = Table(
    "signed_scores",
    metadata,
    Column("name", Text, primary_key=True),
    Column("score", Text, primary_key=True),
    Column("patient_id", Integer, ForeignKey("patients.id"), nullable=False),
    Column("visit_id", Integer, ForeignKey("visits.id"), nullable=False),
    Column("day_number", Integer, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("value", Integer),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Index("ix_signed_scores_course", "instrument", "score", "patient_id", "day_number", "value"),
)

visit_measures = Table(
    "visit_measures",
    metadata,
    Column("visit_id", Integer, ForeignKey("visits.id"), primary_key=True, autoincrement=False),
    Column("measure", Text, primary_key=True),
    Column("patient_id", Integer, ForeignKey("patients.id"), nullable=False),
    Column("day_number", Integer, nullable=False),
    Column("value", Float, nullable=False),
    Index("ix_visit_measures_course", "measure", "patient_id", "day_number", "value"),
)

treatment_starts = Table(
    "treatment_starts",
    metadata,
    Column("patient_id", Integer, ForeignKey("patients.id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("agent", Text, nullable=False),
    Column("day_number", Integer, nullable=False),
    Index("ix_treatment_starts_agent", "agent", "patient_id", "day_number"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    CheckConstraint("id = 1", name="ck_audit_head_one"),
)

open_assessments = Table(
    "open_assessments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("patient", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("saved", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("holder", Text, nullable=False),
    Column("held", Integer, nullable=False),
    Column("operator", Text, nullable=False),
    Column("terminal", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("heartbeat", Text, nullable=False),
    Column("closed", Text, index=True),
)

calibrated_raters = Table(
    "calibrated_raters",
    metadata,
    Column("rater", Text, primary_key=True),
    Column("instrument", Text, primary_key=True),
    Column("since", Text, nullable=False),
)

operators = Table(
    "operators",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("administers", Integer, nullable=False),
    Column("pin", Text, nullable=False),
    Column("since", Text, nullable=False),
)

failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("latest", Text, nullable=False),
)

IN_ORDER = (
    patients,
    visits,
    assessments,
    signed_scores,
    visit_measures,
    treatment_starts,
    audit,
    audit_head,
    open_assessments,
    calibrated_raters,
    operators,
    failed_sign_ins,
)
"""Every table, each after those that it refers to."""
