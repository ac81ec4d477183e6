"""A household in Berlin, on a Monday evening, with nothing planned yet."""

from datetime import UTC, datetime, timedelta

from assistant.household.household import Household
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from tests.fakes.calendar_store import FakeAppointments, FakeCalendar, FakeHouseholds, FakeReminders


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Evening:
    """A household in Berlin with its calendar and its reminder desk, all in memory."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
        """Monday, seven in the evening at home."""

        self.households = FakeHouseholds(Household(zone="Europe/Berlin"))
        calendar = FakeCalendar()
        self.appointments, self.reminders = FakeAppointments(calendar), FakeReminders(calendar)
        self.desk = ReminderDesk(self.reminders, self.households)
        numbers = iter(range(1000))
        self.time = CoupleTime(
            self.appointments, self.households, changed=self.desk.rebuild, new_uid=lambda: f"u{next(numbers)}"
        )
        self.desk.start(self.now)

    def after(self, **length: float) -> datetime:
        """Let time pass; returns the new now."""
        self.now += timedelta(**length)
        return self.now

    def restart(self) -> None:
        """A new process over the same store."""
        self.desk = ReminderDesk(self.reminders, self.households)
        self.desk.start(self.now)
