"""The planner: knows what the two want of a week, finds where it fits, and books what both accepted.

Why: it never speaks or decides by itself. Without an intention, which only their asking makes, it plans nothing; and
what it plans is an offer until both have said yes.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assistant.calendar.appointment import Occurrence, instant
from assistant.calendar.editing import move_all
from assistant.household.ports import HouseholdRepository
from assistant.scheduling.availability import Interval, merged
from assistant.scheduling.busy_times import BusyCalendars, BusyTimes
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.intention import DAYS_A_WEEK, Hours, Intention, Ritual
from assistant.scheduling.matching import plain_words
from assistant.scheduling.offers import MOST_TIMES, Choice, Offer, Purpose, offers_of, places_in_order
from assistant.scheduling.planning_ports import Booking, IntentionRepository, OfferRepository
from assistant.scheduling.scoring import Slot, WeekRequest
from assistant.scheduling.week_plan import WeekPlan, plan_week

_WEEK = timedelta(days=DAYS_A_WEEK)
_FRIDAY = 4
"""From this weekday on, "our week" is the coming one."""

NOTICE = timedelta(minutes=30)
"""Nothing is offered that begins sooner."""


class Planner:
    """One household's weeks."""

    def __init__(
        self,
        couple_time: CoupleTime,
        households: HouseholdRepository,
        intentions: IntentionRepository,
        offers: OfferRepository,
        *,
        calendars: BusyCalendars | None = None,
        decided: Callable[[datetime], None] | None = None,
    ) -> None:
        """Join them.

        Args:
            couple_time: what is planned, and where accepted offers go.
            households: the zone and the quiet hours.
            intentions: what they want.
            offers: what was offered and booked.
            calendars: busy times of calendars that their owners agreed to share; nothing if not given.
            decided: told the time whenever the intention or what was offered changes, so that alarms follow.
        """
        self._couple_time = couple_time
        self._households = households
        self._intentions = intentions
        self._offers = offers
        self._calendars = calendars or BusyTimes()
        self._decided = decided

    @property
    def intention(self) -> Intention | None:
        """What they want; None until they ask for it."""
        known = self._intentions.load()
        return known if known is not None and known.rituals else None

    @property
    def limits(self) -> Intention | None:
        """When nothing is to be planned, which may be known before there is anything that they want; None if unsaid."""
        known = self._intentions.load()
        return known.limits if known is not None and known.is_limited else None

    def adopt(self, intention: Intention | None, now: datetime) -> None:
        """From now on this is what they want; None or nothing in it ends all planning."""
        if intention is None or not intention.rituals:
            self._intentions.clear()
        else:
            self._intentions.save(intention, now)
        self._tell(now)

    def rule_out(self, limits: Intention, now: datetime) -> None:
        """Keep when nothing is to be planned, before there is anything that they want."""
        self._intentions.save(limits.limits, now)

    def week_of(self, now: datetime) -> date:
        """The Monday of the week that is to be planned: this one, or from Friday on the coming one."""
        today = self._households.load().wall(now).date()
        monday = today - timedelta(days=today.weekday())
        return monday + _WEEK if today.weekday() >= _FRIDAY else monday

    def plan(self, now: datetime, week: date | None = None) -> WeekPlan:
        """What could still be done in a week; nothing without an intention."""
        intention = self.intention or Intention(())
        return plan_week(self._request(intention, week or self.week_of(now), now))

    def offers(self, now: datetime) -> list[Offer]:
        """What to ask them about the week that is to be planned: what must move first, then what is still missing."""
        return [*self.moves(now), *offers_of(self.plan(now))]

    def moves(self, now: datetime) -> list[Offer]:
        """For what was booked and has something else at its time now: where it could go instead."""
        offers = []
        for booking, occurrence in self.in_the_way(now):
            ritual = self._ritual(booking.ritual_id)
            if ritual is None:
                continue
            alone = Intention((replace(ritual, per_week=1),), (self.intention or Intention(())).forbidden)
            request = self._request(alone, booking.week, now, besides=occurrence)
            kept = tuple((ritual.id, day) for day in self._days_of(ritual, booking.week, besides=booking.uid))
            plan = plan_week(replace(request, kept=(), busy=_and_days(request, kept)))
            for slot in plan.slots:
                other = plan.other_than(slot)
                choices = places_in_order(replace(slot, ritual=ritual), other and replace(other, ritual=ritual))
                offers.append(Offer(Purpose.MOVE, choices, (booking.uid,)))
        return offers

    def in_the_way(self, now: datetime) -> list[tuple[Booking, Occurrence]]:
        """What was booked, is to come, and has something else at its time; only what may be offered again."""
        found = []
        for booking in self._offers.bookings():
            start = instant(datetime.combine(booking.week, time()), self._couple_time.zone)
            if start + _WEEK < now:
                continue
            for occurrence in self._couple_time.occurrences(max(start, now), start + _WEEK):
                if occurrence.appointment.uid != booking.uid or not self._is_disturbed(occurrence):
                    continue
                offered = self._offers.offered(booking.week)
                if offered.get((_moving(booking.ritual_id), occurrence.start), 0) < MOST_TIMES:
                    found.append((booking, occurrence))
        return sorted(found, key=lambda each: each[1].start)

    def note_offered(self, offer: Offer, now: datetime) -> None:
        """It was said aloud; kept before anybody answers, so that it is not said more often than it may be."""
        week = self._week(offer.choices[0].first)
        if offer.purpose is Purpose.MOVE:
            standing = {occurrence.start: booking for booking, occurrence in self.in_the_way(now)}
            places = [(_moving(each.ritual_id), start) for start, each in standing.items() if each.uid in offer.moves]
        else:
            places = [(slot.ritual.id, slot.start) for choice in offer.choices for slot in choice.slots]
        self._offers.note_offered(week, places)

    def book(self, offer: Offer, choice: Choice, now: datetime) -> None:
        """Both accepted: put it into the calendar, all of it as one change."""
        if offer.purpose is Purpose.MOVE:
            self._move(offer, choice, now)
            return
        drafts = []
        for slot in choice.slots:
            draft = self._couple_time.draft(slot.ritual.title, slot.wall, now, slot.ritual.length)
            drafts.append(replace(draft, alarms=(timedelta(),)) if slot.ritual.is_small else draft)
        bookings = [
            Booking(draft.uid, slot.ritual.id, self._week(slot))
            for draft, slot in zip(drafts, choice.slots, strict=True)
        ]
        if offer.purpose is not Purpose.FREE:
            self._offers.book(bookings)
        self._couple_time.keep("schedule", drafts, now)

    def is_first(self) -> bool:
        """Whether nothing was ever in their calendar."""
        return self._couple_time.is_first()

    def is_free(self, start: datetime, length: timedelta) -> bool:
        """Whether nothing takes time at an aware instant."""
        return not self.busy(start, start + length)

    def busy(self, start: datetime, end: datetime, besides: str | None = None) -> list[Interval]:
        """What takes time of either of them (aware, end exclusive), merged; ``besides`` is the uid of what does not."""
        own = [
            Interval(each.start, each.end)
            for each in self._couple_time.busy(start, end)
            if each.appointment.uid != besides
        ]
        return merged([*own, *self._calendars.between(start, end)])

    def begin_round(self, now: datetime) -> bool:
        """Whether it may be offered unasked to go through the week; counts as one time."""
        week = self.week_of(now)
        rounds = self._offers.rounds(week)
        if self.intention is None or rounds >= MOST_TIMES:
            return False
        self._offers.note_round(week, rounds + 1)
        self._offers.forget_before(week - _WEEK)
        return True

    def settle_round(self, now: datetime) -> None:
        """They went through the week: it is not offered again."""
        self._offers.note_round(self.week_of(now), MOST_TIMES)
        self._tell(now)

    def next_at(self, now: datetime) -> datetime | None:
        """When to speak of it unasked: at the time they chose, once more a day later, or where something must move."""
        intention = self.intention
        if intention is None or intention.prepares is None:
            return None
        household = self._households.load()
        wall = household.wall(now)
        weekly = intention.prepares.next_after(wall)
        daily = datetime.combine(wall, intention.prepares.at)
        daily += timedelta(days=daily <= wall)
        before = weekly - _WEEK
        begun = 0 < self._offers.rounds(self.week_of(now)) < MOST_TIMES and daily - before <= timedelta(days=1)
        disturbed = any(household.wall(each.start) > daily for _, each in self.in_the_way(now))
        return instant(daily if begun or disturbed else weekly, household.zone)

    def _request(
        self, intention: Intention, week: date, now: datetime, besides: Occurrence | None = None
    ) -> WeekRequest:
        household = self._households.load()
        start = instant(datetime.combine(week, time()), household.zone)
        offered = self._offers.offered(week)
        quiet = household.quiet_hours
        never = () if quiet is None else (Hours(quiet.begins, quiet.ends),)
        uid = None if besides is None else besides.appointment.uid
        return WeekRequest(
            intention=intention.never_in(never),
            first=week,
            zone=household.zone,
            not_before=now + NOTICE,
            busy=tuple(self.busy(start, start + _WEEK + timedelta(days=1), besides=uid)),
            kept=tuple((each.id, day) for each in intention.rituals for day in self._days_of(each, week)),
            last=tuple(
                (each.id, max(days)) for each in intention.rituals if (days := self._days_of(each, week - _WEEK))
            ),
            refused=frozenset(place for place, times in offered.items() if times >= MOST_TIMES),
        )

    def _days_of(self, ritual: Ritual, week: date, besides: str | None = None) -> list[date]:
        """On which days of a week it is in the calendar already, whoever put it there."""
        start = instant(datetime.combine(week, time()), self._couple_time.zone)
        booked = {each.uid for each in self._offers.bookings() if each.ritual_id == ritual.id}
        names = {plain_words(each) for each in ritual.spoken}
        return sorted(
            {
                each.local(self._couple_time.zone).date()
                for each in self._couple_time.occurrences(start, start + _WEEK)
                if each.appointment.uid != besides
                and (each.appointment.uid in booked or plain_words(each.title.lower()) in names)
            }
        )

    def _is_disturbed(self, occurrence: Occurrence) -> bool:
        others = [
            each
            for each in self._couple_time.busy(occurrence.start, occurrence.end)
            if each.appointment.uid != occurrence.appointment.uid
        ]
        # A shared calendar may well hold what we booked ourselves.
        foreign = [
            each
            for each in self._calendars.between(occurrence.start, occurrence.end)
            if (each.start, each.end) != (occurrence.start, occurrence.end)
        ]
        return bool(others or foreign)

    def _move(self, offer: Offer, choice: Choice, now: datetime) -> None:
        moved = []
        for uid, slot in zip(offer.moves, choice.slots, strict=True):
            known = self._couple_time.next_of(uid, now)
            if known is not None:
                moved.append(move_all(known.appointment, known, slot.wall))
        self._couple_time.keep("move", moved, now)

    def _ritual(self, ritual_id: str) -> Ritual | None:
        return (self.intention or Intention(())).find(ritual_id)

    def _week(self, slot: Slot) -> date:
        day = slot.wall.date()
        return day - timedelta(days=day.weekday())

    def _tell(self, now: datetime) -> None:
        if self._decided is not None:
            self._decided(now)


def _moving(ritual_id: str) -> str:
    return f"move {ritual_id}"


def _and_days(request: WeekRequest, kept: Sequence[tuple[str, date]]) -> tuple[Interval, ...]:
    """The busy times and, besides, the whole days on which the ritual is anyway."""
    whole = [
        Interval(
            instant(datetime.combine(day, time()), request.zone),
            instant(datetime.combine(day + timedelta(days=1), time()), request.zone),
        )
        for _, day in kept
    ]
    return tuple(merged([*request.busy, *whole]))
