"""The tables as they are now; `migrations/` holds how they came to be so.

Days and times are ISO 8601 text and documents are JSON text, so that both databases keep the same characters.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

SCHEMA_VERSION = "0001"
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

IN_ORDER = (patients, visits, assessments, audit, audit_head)
"""Every table, each after those that it refers to."""
