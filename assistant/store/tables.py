"""The tables. Every one carries its household's id; instants are UTC, wall time is naive."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as naive UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without a zone."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back to an aware moment in UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


metadata = MetaData()

household = Table(
    "household",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("assistant_name", Text, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("quiet_begins", String(8)),
    Column("quiet_ends", String(8)),
    Column("hush_until", Instant),
    Column("region", String(64), nullable=False),
    Column("voice_rate", Float, nullable=False),
    Column("voice_volume", Float, nullable=False),
    Column("spoke_first_last", String(8)),
)

partner = Table(
    "partner",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("place", String(8), primary_key=True),
    Column("name", Text, nullable=False),
    Column("say_as", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text),
    Column("dtstart_local", DateTime, nullable=False),
    Column("tzid", String(64), nullable=False),
    Column("duration_seconds", Integer, nullable=False),
    Column("all_day", Boolean, nullable=False),
    Column("rrule", Text),
    Column("rdates", Text, nullable=False),
    Column("ics", Text),
    Column("etag", Text),
    Column("href", Text),
    Column("created_at", Instant, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant),
    Column("next_at", Instant),
    Column("upcoming_since", Instant),
    Column("upcoming_at", Instant),
    Index("event_next", "household_id", "next_at"),
    Index("event_upcoming", "household_id", "upcoming_at"),
    Index("event_upcoming_since", "household_id", "upcoming_since"),
    Index("event_span", "household_id", "first_at", "last_at"),
)

_OF_EVENT = (["household_id", "uid"], ["event.household_id", "event.uid"])

override = Table(
    "override",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("recurrence_id", DateTime, primary_key=True),
    Column("cancelled", Boolean, nullable=False),
    Column("new_start", DateTime),
    Column("new_duration_seconds", Integer),
    Column("new_title", Text),
    ForeignKeyConstraint(*_OF_EVENT, ondelete="CASCADE"),
)

alarm = Table(
    "alarm",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("lead_seconds", Integer, primary_key=True),
    ForeignKeyConstraint(*_OF_EVENT, ondelete="CASCADE"),
)

reminder = Table(
    "reminder",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("key", String(400), primary_key=True),
    Column("uid", String(255), nullable=False),
    Column("recurrence_id", DateTime, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("fire_at", Instant, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("changed_at", Instant),
    Index("reminder_state", "household_id", "state", "fire_at"),
    Index("reminder_event", "household_id", "uid"),
)

undo = Table(
    "undo",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("household_id", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("operation", String(32), nullable=False),
    Column("before", Text, nullable=False),
    Column("made", Text, nullable=False),
    Index("undo_household", "household_id", "id"),
)


def _places(name: str) -> Table:
    """A table of unfinished things, at most one a household."""
    return Table(
        name,
        metadata,
        Column("household_id", String(64), primary_key=True),
        Column("exercise", String(64), nullable=False),
        Column("variant", String(64), nullable=False),
        Column("step", Integer, nullable=False),
        Column("saved_at", Instant, nullable=False),
    )


exercise_progress = _places("exercise_progress")
tour_progress = _places("tour_progress")
"""How far the two came through the house."""

evening = Table(
    "evening",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("deep_until", Instant, nullable=False),
)

question_used = Table(
    "question_used",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("deck", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
)

setting = Table(
    "setting",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("value", Text, nullable=False),
    Column("before", Text),
    Column("changed_at", Instant),
)

intention = Table(
    "intention",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("body", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

ritual_booking = Table(
    "ritual_booking",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("uid", String(255), primary_key=True),
    Column("ritual", String(64), nullable=False),
    Column("week", Date, nullable=False),
    Index("ritual_booking_week", "household_id", "week"),
)

ritual_offer = Table(
    "ritual_offer",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("week", Date, primary_key=True),
    Column("ritual", String(64), primary_key=True),
    Column("start", Instant, primary_key=True),
    Column("times", Integer, nullable=False),
)

week_offered = Table(
    "week_offered",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("week", Date, primary_key=True),
    Column("times", Integer, nullable=False),
)

sync_calendar = Table(
    "sync_calendar",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("address", Text, nullable=False),
    Column("linked_at", Instant, nullable=False),
    Column("token", Text),
)

sync_item = Table(
    "sync_item",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("href", Text, primary_key=True),
    Column("uid", String(255)),
    Column("etag", Text),
    Column("ours", String(64)),
    Column("theirs", String(64)),
    Column("kept", String(64)),
    Column("sent_ours", String(64)),
    Column("sent_theirs", String(64)),
    Index("sync_item_event", "household_id", "uid"),
)

personal_calendar = Table(
    "personal_calendar",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("person", String(8), primary_key=True),
    Column("address", Text, nullable=False),
    Column("agreed_at", Instant, nullable=False),
)

calendar_asked = Table(
    "calendar_asked",
    metadata,
    Column("household_id", String(64), primary_key=True),
    Column("person", String(8), primary_key=True),
    Column("address", Text, nullable=False),
    Column("times", Integer, nullable=False),
)
