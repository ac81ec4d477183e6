"""Small weeks for the planner's tests: hours are written as numbers, days counted from Monday."""

from datetime import UTC, date, datetime, time, timedelta

from assistant.scheduling.availability import Interval, merged
from assistant.scheduling.intention import EVERY_DAY, Hours, Intention, Ritual
from assistant.scheduling.scoring import WeekRequest

MONDAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)


def clock(hour: float) -> time:
    return (MIDNIGHT + timedelta(hours=hour % 24)).time()


def hours(begins: float, ends: float) -> Hours:
    return Hours(clock(begins), clock(ends))


def moment(day: int, hour: float) -> datetime:
    return MIDNIGHT + timedelta(days=day, hours=hour)


def busy(day: int, begins: float, ends: float) -> Interval:
    return Interval(moment(day, begins), moment(day, ends))


def ritual(
    name: str,
    minutes: int,
    begins: float = 18,
    ends: float = 22,
    *,
    preferred: float | None = None,
    per_week: int = 1,
    apart: int = 1,
    days: frozenset[int] = EVERY_DAY,
    likes: frozenset[int] = frozenset(),
    forbidden: tuple[Hours, ...] = (),
) -> Ritual:
    return Ritual(
        id=name,
        title=name.capitalize(),
        length=timedelta(minutes=minutes),
        within=hours(begins, ends),
        preferred=clock(begins if preferred is None else preferred),
        per_week=per_week,
        apart=apart,
        days=days,
        likes=likes,
        forbidden=forbidden,
    )


def request(
    *rituals: Ritual,
    taken: tuple[Interval, ...] = (),
    forbidden: tuple[Hours, ...] = (),
    kept: tuple[tuple[str, date], ...] = (),
    last: tuple[tuple[str, date], ...] = (),
    refused: frozenset[tuple[str, datetime]] = frozenset(),
    not_before: datetime = MIDNIGHT,
    days: int = 7,
) -> WeekRequest:
    return WeekRequest(
        intention=Intention(tuple(rituals), forbidden),
        first=MONDAY,
        zone="UTC",
        not_before=not_before,
        busy=tuple(merged(taken)),
        kept=kept,
        last=last,
        refused=refused,
        days=days,
    )
