"""What a spoken clock time means on a day, once the rest of the sentence is known."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assistant.understanding.times.clocks import Clock, ClockRange, HalfOfDay
from assistant.understanding.times.conventions import Conventions, Daypart


def settle(clock: Clock, part: Daypart | None, conventions: Conventions) -> tuple[timedelta, bool]:
    """The time since midnight that a clock means, and whether its half of the day is a guess.

    Args:
        clock: as spoken.
        part: the part of the day that the sentence names or suggests.
        conventions: for bare hours.
    """
    hour, ambiguous = clock.hour, False
    if clock.half == "am":
        hour %= 12
    elif clock.half == "pm":
        hour = hour % 12 + 12
    elif clock.half == "open":
        if part:
            hour = _nearest_to(clock, part)
        elif hour in conventions.afternoon_hours:
            hour += 12
        elif hour != 12:
            ambiguous = True
            hour += 12 if hour in conventions.evening_hours else 0
    return timedelta(hours=hour, minutes=clock.minute), ambiguous


def _nearest_to(clock: Clock, part: Daypart) -> int:
    """The hour whose half lies in the part of the day, or nearest to its middle; "dinner at one" is at noon's side."""
    start = part.start.hour
    end = part.end.hour or 24
    hours = [clock.hour % 12, clock.hour % 12 + 12]
    if not part.end.hour or clock.hour == 12:
        hours.append(clock.hour % 12 + 24)
    return min(hours, key=lambda hour: abs(hour + clock.minute / 60 - (start + end) / 2))


def settle_range(
    spoken: ClockRange, part: Daypart | None, conventions: Conventions
) -> tuple[timedelta, timedelta, bool]:
    """The start and end of a range since midnight; the end lies after the start, perhaps on the next day."""
    start, end = spoken.start, spoken.end
    if start.half == "open" and end.half in {"am", "pm"}:
        start = _half_from_end(start, end)
    first, ambiguous = settle(start, part, conventions)
    if ambiguous and end.half == "open" and start.hour == 9 and end.hour >= 9:
        first = timedelta(hours=9, minutes=start.minute)
    if ambiguous and end.half == "open" and first >= timedelta(hours=12) and end.hour < start.hour:
        first -= timedelta(hours=12)
    last, _ = settle(end, None, conventions)
    if start.half == "open" and end.half == "known" and first >= last > _latest_before(start, last) >= timedelta():
        first, ambiguous = _latest_before(start, last), False
    if end.half == "open" and end.hour <= 12:
        last = timedelta(hours=end.hour % 12, minutes=end.minute)
        while last <= first:
            last += timedelta(hours=12)
    while last <= first:
        last += timedelta(days=1)
    return first, last, ambiguous and end.half == "open"


def _latest_before(start: Clock, last: timedelta) -> timedelta:
    """The later half of the day in which an open clock still lies before an end: six of "from six to noon"."""
    first = timedelta(hours=start.hour % 12, minutes=start.minute)
    return first + timedelta(hours=12) if first + timedelta(hours=12) < last else first


def _half_from_end(start: Clock, end: Clock) -> Clock:
    same = (start.hour % 12, start.minute) < (end.hour % 12, end.minute)
    other: HalfOfDay = "am" if end.half == "pm" else "pm"
    return replace(start, half=end.half if same else other)


def moved_clock(clock: Clock, minutes: int) -> Clock:
    """A clock time so many minutes later, or earlier where they are negative; it may be one of a day beside."""
    if clock.half == "open":
        moved = (clock.hour % 12 * 60 + clock.minute + minutes) % 720
        return Clock(moved // 60 or 12, moved % 60)
    hour = clock.hour if clock.half == "known" else clock.hour % 12 + (12 if clock.half == "pm" else 0)
    moved = hour * 60 + clock.minute + minutes
    return Clock(moved // 60, moved % 60, "known")


def at_time(day: date, since_midnight: timedelta) -> datetime:
    """The moment on a day, this long after its midnight by the clock."""
    return datetime.combine(day, time()) + since_midnight
