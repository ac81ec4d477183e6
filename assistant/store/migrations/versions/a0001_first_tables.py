"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "evening",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("deep_until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "event",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("dtstart_local", sa.DateTime(), nullable=False),
        sa.Column("tzid", sa.String(length=64), nullable=False),
        sa.Column("duration_seconds", sa.Integer(), nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("rdates", sa.Text(), nullable=False),
        sa.Column("ics", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("href", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "uid"),
    )
    op.create_index("event_next", "event", ["household_id", "next_at"], unique=False)
    op.create_index("event_span", "event", ["household_id", "first_at", "last_at"], unique=False)
    op.create_table(
        "exercise_progress",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("exercise", sa.String(length=64), nullable=False),
        sa.Column("variant", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "household",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("assistant_name", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("quiet_begins", sa.String(length=8), nullable=True),
        sa.Column("quiet_ends", sa.String(length=8), nullable=True),
        sa.Column("hush_until", sa.DateTime(), nullable=True),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.Column("voice_rate", sa.Float(), nullable=False),
        sa.Column("voice_volume", sa.Float(), nullable=False),
        sa.Column("spoke_first_last", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("household_id"),
    )
    op.create_table(
        "partner",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("say_as", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "place"),
    )
    op.create_table(
        "question_used",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("deck", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("household_id", "deck", "number"),
    )
    op.create_table(
        "reminder",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("recurrence_id", sa.DateTime(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("fire_at", sa.DateTime(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "key"),
    )
    op.create_index("reminder_event", "reminder", ["household_id", "uid"], unique=False)
    op.create_index("reminder_state", "reminder", ["household_id", "state", "fire_at"], unique=False)
    op.create_table(
        "setting",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("household_id", "name"),
    )
    op.create_table(
        "undo",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("operation", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("undo_household", "undo", ["household_id", "id"], unique=False)
    op.create_table(
        "alarm",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("lead_seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["household_id", "uid"], ["event.household_id", "event.uid"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("household_id", "uid", "lead_seconds"),
    )
    op.create_table(
        "override",
        sa.Column("household_id", sa.String(length=64), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("recurrence_id", sa.DateTime(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("new_start", sa.DateTime(), nullable=True),
        sa.Column("new_duration_seconds", sa.Integer(), nullable=True),
        sa.Column("new_title", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["household_id", "uid"], ["event.household_id", "event.uid"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("household_id", "uid", "recurrence_id"),
    )


def downgrade() -> None:
    """Take them away again."""
    for table in (
        "reminder",
        "alarm",
        "override",
        "event",
        "undo",
        "exercise_progress",
        "evening",
        "question_used",
        "setting",
        "partner",
        "household",
    ):
        op.drop_table(table)
