"""Which rater is calibrated for which instrument, from which day on. Released: never changed again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of calibrated raters."""
    op.create_table(
        "calibrated_raters",
        sa.Column("rater", sa.Text, primary_key=True),
        sa.Column("instrument", sa.Text, primary_key=True),
        sa.Column("since", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Remove it, as a restore does before it puts another state in place."""
    op.drop_table("calibrated_raters")
