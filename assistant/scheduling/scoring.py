"""Where a ritual could be on one day, and how well each place suits it, with the reasons as data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from assistant.calendar.appointment import instant, wall_time
from assistant.scheduling.availability import Interval, free, merged
from assistant.scheduling.intention import Hours, Intention, Ritual

STEP = timedelta(minutes=15)
SMALL_STEP = timedelta(minutes=5)
"""Between two starts that are looked at; the small one for what is shorter than a quarter of an hour."""

EARLY_START = time(8, 0)
LATE = time(21, 30)
"""Who has something before ``EARLY_START`` does not want to be up past ``LATE`` the evening before."""

SPACED_DAYS = 4
_MINUTE = timedelta(minutes=1)
_NEAR_MINUTES = 60
_BEST, _PER_MINUTE, _FARTHEST_MINUTES = 1000, 2, 300
_LIKED_DAY, _LATE_BEFORE_EARLY, _TOO_SOON_A_DAY = 120, 400, 80


class Reason(StrEnum):
    """Why a place was chosen; the strongest is told when somebody asks."""

    PREFERRED_HOUR = "preferred_hour"
    """It begins when it best begins, or within the hour."""

    LIKED_DAY = "liked_day"
    """It is on a day that suits it."""

    SPACED = "spaced"
    """There are some days since the last one."""

    RESTED = "rested"
    """The next morning begins early, so it ends in good time."""

    FREE = "free"
    """Both have nothing else then."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the week for one ritual."""

    ritual: Ritual
    wall: datetime
    """Its start as naive wall time at home."""

    start: datetime
    end: datetime
    """Aware; the end exclusive."""

    score: int = 0
    reasons: tuple[Reason, ...] = (Reason.FREE,)
    """The strongest first; never empty."""


@dataclass(frozen=True, slots=True)
class WeekRequest:
    """All that a plan is made of; the same request always gives the same plan."""

    intention: Intention
    first: date
    """The first day."""

    zone: str
    not_before: datetime
    """Aware: nothing begins earlier."""

    busy: tuple[Interval, ...] = ()
    """What takes time of either of the two; merged, from the first day to the morning after the last."""

    kept: tuple[tuple[str, date], ...] = ()
    """What of this week is in the calendar already: ritual ids and days."""

    last: tuple[tuple[str, date], ...] = ()
    """When a ritual was last before this week."""

    refused: frozenset[tuple[str, datetime]] = frozenset()
    """Ritual ids and starts (aware) that are not to be offered again."""

    days: int = 7

    def day(self, number: int) -> date:
        """The date of a day, counted from zero."""
        return self.first + timedelta(days=number)


@dataclass(slots=True)
class Places:
    """Finds the places of one request."""

    request: WeekRequest
    _early: dict[date, bool] = field(default_factory=dict)

    def on(self, ritual: Ritual, day: date, extra: Iterable[datetime] = ()) -> list[Slot]:
        """Every place of a ritual on one day, in order.

        Args:
            ritual: what is to be placed.
            day: at home.
            extra: further starts to look at, aware, beside those on the grid.
        """
        gaps = self.gaps(ritual, day)
        step = STEP if ritual.length >= STEP else SMALL_STEP
        starts = {start for gap in gaps for start in self._grid(gap, ritual, day, step)}
        starts |= {start for start in extra if any(gap.start <= start <= gap.end - ritual.length for gap in gaps)}
        return [slot for slot in (self._slot(ritual, start) for start in sorted(starts)) if slot is not None]

    def gaps(self, ritual: Ritual, day: date) -> list[Interval]:
        """Where there is room for it on a day."""
        request = self.request
        if day.weekday() not in ritual.days:
            return []
        begins, ends = ritual.within.on(datetime.combine(day, time()))
        window = Interval(max(instant(begins, request.zone), request.not_before), instant(ends, request.zone))
        return free(request.busy, [window], ritual.length) if window.end > window.start else []

    def openings(self, ritual: Ritual, day: date) -> list[Interval]:
        """Where there is room for it on a day, forbidden hours taken out."""
        request = self.request
        midnight = datetime.combine(day, time())
        closed = [
            Interval(instant(begins, request.zone), instant(ends, request.zone))
            for hours in (*request.intention.forbidden, *ritual.forbidden)
            for begins, ends in (hours.on(midnight + timedelta(days=ahead)) for ahead in (-1, 0, 1))
        ]
        return free(merged(closed), self.gaps(ritual, day), ritual.length)

    def _grid(self, gap: Interval, ritual: Ritual, day: date, step: timedelta) -> Iterator[datetime]:
        midnight = datetime.combine(day, time())
        wall = wall_time(gap.start, self.request.zone)
        steps = -((midnight - wall) // step)
        start = instant(midnight + steps * step, self.request.zone)
        while start <= gap.end - ritual.length:
            if start >= gap.start:
                yield start
            start += step

    def _slot(self, ritual: Ritual, start: datetime) -> Slot | None:
        """None where the hours are forbidden, or the place was refused."""
        request = self.request
        wall = wall_time(start, request.zone)
        end = start + ritual.length
        forbidden = (*request.intention.forbidden, *ritual.forbidden)
        over = max(wall + ritual.length, wall_time(end, request.zone))
        if is_within(forbidden, wall, over) or (ritual.id, start) in request.refused:
            return None
        score, reasons = self._judged(ritual, wall)
        return Slot(ritual, wall, start.astimezone(UTC), end.astimezone(UTC), score, reasons)

    def _judged(self, ritual: Ritual, wall: datetime) -> tuple[int, tuple[Reason, ...]]:
        away = abs(wall - datetime.combine(wall, ritual.preferred)) // _MINUTE
        score = _BEST - _PER_MINUTE * min(away, _FARTHEST_MINUTES)
        reasons: list[Reason] = []
        early_next = self._begins_early(wall.date() + timedelta(days=1))
        ends_late = wall + ritual.length > datetime.combine(wall, LATE)
        if early_next and ends_late:
            score -= _LATE_BEFORE_EARLY
        elif early_next and ritual.preferred >= time(17):
            reasons.append(Reason.RESTED)
        if wall.weekday() in ritual.likes:
            score += _LIKED_DAY
            reasons.append(Reason.LIKED_DAY)
        before = dict(self.request.last).get(ritual.id)
        if before is not None and ritual.per_week == 1:
            since = (wall.date() - before).days
            score -= _TOO_SOON_A_DAY * max(0, SPACED_DAYS - since)
            if since >= SPACED_DAYS:
                reasons.append(Reason.SPACED)
        if away <= _NEAR_MINUTES:
            reasons.insert(0, Reason.PREFERRED_HOUR)
        return score, (*reasons, Reason.FREE)

    def _begins_early(self, day: date) -> bool:
        """Whether somebody has something early on a day: a busy time that begins between four and eight."""
        if day not in self._early:
            dawn, early = (instant(datetime.combine(day, at), self.request.zone) for at in (time(4), EARLY_START))
            self._early[day] = any(dawn <= each.start < early for each in self.request.busy)
        return self._early[day]


def never_meets(slot: Slot, others: Sequence[Slot]) -> bool:
    """Whether a place shares no time with any of the others."""
    return all(slot.end <= each.start or each.end <= slot.start for each in others)


def is_within(hours: Sequence[Hours], start: datetime, end: datetime) -> bool:
    """Whether any part of a stretch of naive wall time lies in any of these hours."""
    return any(each.meet(start, end) for each in hours)
