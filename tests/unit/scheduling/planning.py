"""A household in Berlin that wants something of its weeks, on a Wednesday, all in memory."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from assistant.scheduling.availability import Interval
from assistant.scheduling.busy_times import BusyTimes
from assistant.scheduling.free_time import FreeTime
from assistant.scheduling.intention import Intention, Ritual, WeeklyTime
from assistant.scheduling.planner import Planner
from tests.fakes.planning_store import FakeIntentions, FakeOffers
from tests.unit.scheduling.evening import Evening, wall
from tests.unit.scheduling.weeks import clock, ritual

DATE = ritual("date", 120, 10, 22.5, preferred=19, likes=frozenset({4, 5}))
TALK = ritual("talk", 20, 17, 22, preferred=18.5, per_week=7)
SUNDAY_AT_SIX = WeeklyTime(6, clock(18))


class Planning(Evening):
    """The planner with everything around it."""

    def __init__(self, *rituals: Ritual, prepares: WeeklyTime | None = SUNDAY_AT_SIX) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
        """Wednesday, seven in the evening at home."""

        self.intentions, self.offers = FakeIntentions(), FakeOffers()
        if rituals:
            self.intentions.intention = Intention(rituals, prepares=prepares)
        self.planner = self.with_calendars()
        self.free_time = FreeTime(self.planner, self.households)

    def with_calendars(self, taken: Iterable[Interval] = ()) -> Planner:
        """The same over calendars in which these are taken."""
        self.planner = Planner(self.time, self.households, self.intentions, self.offers, calendars=BusyTimes(taken))
        return self.planner

    def plan(self, title: str, at: str, minutes: int = 60) -> str:
        """They put something into their calendar themselves; returns its uid."""
        return self.time.add(self.time.draft(title, wall(at), self.now, timedelta(minutes=minutes)), self.now).uid

    def book_first(self) -> str:
        """Accept the first place of the first offer; returns the uid."""
        offer = self.planner.offers(self.now)[0]
        self.planner.note_offered(offer, self.now)
        self.planner.book(offer, offer.choices[0], self.now)
        return self.offers.bookings()[-1].uid

    def planned(self) -> list[str]:
        """Everything to come."""
        return [f"{each.title} {each.local('Europe/Berlin'):%a %d %H:%M}" for each in self.time.upcoming(self.now)]
