"""Calendars outside: what was agreed with a shared one, and whose own calendar may be read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sync_calendar",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.Column("token", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "sync_item",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("ours", sa.String(length=64), nullable=True),
        sa.Column("theirs", sa.String(length=64), nullable=True),
        sa.Column("kept", sa.String(length=64), nullable=True),
        sa.Column("sent_ours", sa.String(length=64), nullable=True),
        sa.Column("sent_theirs", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "href"),
    )
    op.create_index("sync_item_event", "sync_item", ["household_id", "uid"], unique=False)
    op.create_table(
        "personal_calendar",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("agreed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "person"),
    )


def downgrade() -> None:
    """Take them away again."""
    for table in ("personal_calendar", "sync_item", "sync_calendar"):
        op.drop_table(table)
