"""What a couple wants of its weeks, and what was offered and booked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "intention",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "ritual_booking",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("ritual", sa.String(length=64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "uid"),
    )
    op.create_index("ritual_booking_week", "ritual_booking", ["household_id", "week"], unique=False)
    op.create_table(
        "ritual_offer",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("ritual", sa.String(length=64), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "week", "ritual", "start"),
    )
    op.create_table(
        "week_offered",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "week"),
    )


def downgrade() -> None:
    """Take them away again."""
    for table in ("ritual_booking", "ritual_offer", "week_offered", "intention"):
        op.drop_table(table)
