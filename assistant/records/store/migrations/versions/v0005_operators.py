"""Accounts of operators, and the sign-ins that failed. Released: never changed again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "operators",
        sa.Column("name_key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("administers", sa.Integer, nullable=False),
        sa.Column("pin", sa.Text, nullable=False),
        sa.Column("since", sa.Text, nullable=False),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("name_key", sa.Text, primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("latest", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Remove them, as a restore does before it puts another state in place."""
    op.drop_table("failed_sign_ins")
    op.drop_table("operators")
