"""When each event next starts, so that the next one is found without reading all; and who was asked for a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them; when an event next starts is found out when somebody first wants to know."""
    op.add_column("event", sa.Column("upcoming_since", sa.DateTime(), nullable=True))
    op.add_column("event", sa.Column("upcoming_at", sa.DateTime(), nullable=True))
    op.create_index("event_upcoming", "event", ["household_id", "upcoming_at"], unique=False)
    op.create_index("event_upcoming_since", "event", ["household_id", "upcoming_since"], unique=False)
    op.create_table(
        "calendar_asked",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "person"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("calendar_asked")
    for name in ("event_upcoming", "event_upcoming_since"):
        op.drop_index(name, table_name="event")
    with op.batch_alter_table("event") as batch:
        batch.drop_column("upcoming_at")
        batch.drop_column("upcoming_since")
