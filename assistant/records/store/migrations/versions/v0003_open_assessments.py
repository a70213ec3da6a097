"""Assessments under way, for other terminals to see and take up. Released: never changed again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of open assessments."""
    op.create_table(
        "open_assessments",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("patient", sa.Text, nullable=False),
        sa.Column("instrument", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("held", sa.Integer, nullable=False),
        sa.Column("operator", sa.Text, nullable=False),
        sa.Column("terminal", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("heartbeat", sa.Text, nullable=False),
        sa.Column("closed", sa.Text, index=True),
    )


def downgrade() -> None:
    """Remove it, as a restore does before it puts another state in place."""
    op.drop_table("open_assessments")
