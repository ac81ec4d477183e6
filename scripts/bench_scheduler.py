"""How the cost of planning grows, beside APScheduler's own SQLAlchemyJobStore, in one run.

    scripts/bench-scheduler [--sizes 10 1000 10000 100000] [--events 5000]

Every figure is the median of several runs, except what can only be done once. APScheduler's rows are written straight
into its table, since adding 100,000 jobs one by one takes minutes; its start and its adding are its own.
"""

import argparse
import asyncio
import pickle
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import insert

from assistant.adapters.jobs_apscheduler import ApschedulerAlarms
from assistant.app.content import CONTENT
from assistant.calendar.appointment import Appointment
from assistant.calendar.ical import export_calendar, import_calendar
from assistant.calendar.recurrence import overlapping
from assistant.clock import SystemClock
from assistant.household.household import Household
from assistant.scheduling.availability import Interval, daily_windows, free, merged
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.ports import Change
from assistant.scheduling.scoring import WeekRequest
from assistant.scheduling.week_plan import plan_week
from assistant.scheduling.written_rituals import load_rituals
from assistant.store.appointments import StoredAppointments
from assistant.store.database import Database, open_database
from assistant.store.households import StoredHouseholds
from assistant.store.reminders import StoredReminders

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
LEADS = (timedelta(hours=1), timedelta())
RULES = (None, None, "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY")
COLUMNS = ("first plan", "start", "plan 48 h", "add one", "list week", "next", "AP start", "AP add")


def main() -> int:
    """Print three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 10_000, 100_000])
    parser.add_argument("--events", type=int, default=5_000, help="in each calendar of the free-time table")
    options = parser.parse_args()
    print("Milliseconds; three of five appointments repeat. AP: APScheduler's SQLAlchemyJobStore, as many date jobs.")
    print(f"{'appointments':>12}" + "".join(f"{name:>12}" for name in COLUMNS) + f"{'peak MB':>10}")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            figures = [*ours(Path(folder), size), *theirs(Path(folder), size)]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>12}" + "".join(f"{figure:>12.1f}" for figure in figures) + f"{peak:>10}", flush=True)
    print()
    free_time(options.events)
    print()
    asyncio.run(lateness())
    return 0


def appointment(random: Random, number: int) -> Appointment:
    """One of a busy couple's, somewhere in two years."""
    start = datetime(2026, 1, 1) + timedelta(days=random.randrange(700), minutes=30 * random.randrange(48))  # noqa: DTZ001 - wall time
    rule = random.choice(RULES)
    return Appointment(f"u{number}", f"title {number % 50}", start, ZONE, NOW, rrule=rule, alarms=LEADS)


def milliseconds(action: Callable[[], object], times: int = 5) -> float:
    """The median of several runs."""
    spent = []
    for _ in range(times):
        began = perf_counter()
        action()
        spent.append(1000 * (perf_counter() - began))
    return statistics.median(spent)


def opened(folder: Path) -> tuple[Database, ReminderDesk]:
    """What ``run`` does at its start: open, take over, and ask when to ring."""
    database = open_database(folder, NOW)
    desk = ReminderDesk(StoredReminders(database), StoredHouseholds(database))
    desk.start(NOW)
    desk.instants(NOW)
    return database, desk


def ours(folder: Path, size: int) -> list[float]:
    """Fill a calendar and time what is done with it."""
    random = Random(size)  # noqa: S311 - the same calendar again
    with open_database(folder, NOW) as database:
        StoredHouseholds(database).save(Household(zone=ZONE))
        kept = StoredAppointments(database)
        for first in range(0, size, 5_000):
            chunk = tuple(appointment(random, number) for number in range(first, min(size, first + 5_000)))
            kept.apply(Change("import", saved=chunk), NOW)
        desk = ReminderDesk(StoredReminders(database), StoredHouseholds(database))
        first_plan = milliseconds(lambda: desk.start(NOW), times=1)

    def open_and_close() -> None:
        opened(folder)[0].close()

    start = milliseconds(open_and_close)
    database, desk = opened(folder)
    with database:
        couple_time = CoupleTime(StoredAppointments(database), StoredHouseholds(database), changed=desk.rebuild)
        draft = iter(
            couple_time.draft(f"new {hour}", datetime(2026, 11, 24, hour), NOW)  # noqa: DTZ001 - wall time
            for hour in range(10, 20)
        )
        few = 5 if size <= 1_000 else 1
        add = milliseconds(lambda: couple_time.add(next(draft), NOW))
        week = milliseconds(lambda: couple_time.occurrences(NOW, NOW + timedelta(days=7)), few)
        following = milliseconds(lambda: couple_time.next(NOW), few)
        plan = milliseconds(lambda: desk.rebuild(NOW + timedelta(hours=6)), times=1)
    return [first_plan, start, plan, add, week, following]


def theirs(folder: Path, size: int) -> list[float]:
    """The same number of date jobs in APScheduler's own store."""
    url = f"sqlite:///{folder / 'jobs.db'}"
    store = SQLAlchemyJobStore(url)
    scheduler = BackgroundScheduler(timezone=UTC, jobstores={"default": store})
    scheduler.start(paused=True)
    far = datetime.now(UTC) + timedelta(days=365)
    job = scheduler.add_job(print, "date", run_date=far, id="first", misfire_grace_time=None)
    state = job.__getstate__()
    rows = [
        {
            "id": f"j{number}",
            "next_run_time": (far + timedelta(minutes=number)).timestamp(),
            "job_state": pickle.dumps({**state, "id": f"j{number}"}),
        }
        for number in range(size)
    ]
    with store.engine.begin() as connection:
        connection.execute(insert(store.jobs_t), rows)
    scheduler.shutdown()

    def start() -> None:
        again = BackgroundScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url)})
        again.start()
        again.shutdown()

    started = milliseconds(start)
    again = BackgroundScheduler(timezone=UTC, jobstores={"default": SQLAlchemyJobStore(url)})
    again.start()
    added = milliseconds(lambda: again.add_job(print, "date", run_date=far, misfire_grace_time=None))
    again.shutdown()
    return [started, added]


def free_time(events: int) -> None:
    """Two calendars as files: evenings of eight weeks when both have ninety minutes."""
    random = Random(events)  # noqa: S311 - the same calendars again
    files = []
    for _ in range(2):
        planned = [appointment(random, number) for number in range(events)]
        single = [each if number % 10 == 0 else _once(each) for number, each in enumerate(planned)]
        files.append(export_calendar(single))
    until = NOW + timedelta(weeks=8)

    def read() -> list[list[Appointment]]:
        return [import_calendar(data, zone=ZONE, now=NOW).appointments for data in files]

    def expand(calendars: list[list[Appointment]]) -> list[Interval]:
        found = (one for calendar in calendars for each in calendar for one in overlapping(each, NOW, until))
        return merged(Interval(each.start, each.end) for each in found)

    def sweep(busy: list[Interval]) -> list[Interval]:
        evenings = daily_windows(date(2026, 11, 24), 56, time(18), time(23), ZONE)
        return free(busy, evenings, timedelta(minutes=90))

    began = perf_counter()
    calendars = read()
    reading = 1000 * (perf_counter() - began)
    began = perf_counter()
    busy = expand(calendars)
    expanding = 1000 * (perf_counter() - began)
    warm = milliseconds(lambda: sweep(busy), times=21)
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder), NOW) as database:
        couple_time = CoupleTime(StoredAppointments(database), StoredHouseholds(database))
        began = perf_counter()
        couple_time.take_over(import_calendar(files[0], zone=ZONE, now=NOW).appointments, NOW)
        importing = 1000 * (perf_counter() - began)
    print(f"Two calendars of {events} events, milliseconds")
    cold = reading + expanding + warm
    print(f"{'free time, cold':<32}{cold:>10.1f}   ({reading:.0f} reading, {expanding:.0f} expanding)")
    print(f"{'free time, warm':<32}{warm:>10.1f}   ({len(sweep(busy))} evenings found)")
    print(f"{'iCalendar import of one, kept':<32}{importing:>10.1f}")
    planned_week(busy)


def planned_week(busy: list[Interval]) -> None:
    """The usual week of rituals, planned around what both calendars take of it."""
    monday = date(2026, 11, 30)
    start = NOW + timedelta(days=6)
    request = WeekRequest(
        intention=load_rituals(CONTENT / "rituals.yaml").default_week,
        first=monday,
        zone=ZONE,
        not_before=start,
        busy=tuple(each for each in busy if start <= each.start <= start + timedelta(days=9)),
    )
    taken = milliseconds(lambda: plan_week(request), times=5)
    plan = plan_week(request)
    print(f"{'a planned week':<32}{taken:>10.1f}   ({len(plan.slots)} places found, {len(plan.missing)} rituals short)")


def _once(planned: Appointment) -> Appointment:
    return Appointment(planned.uid, planned.title, planned.start, ZONE, NOW, alarms=LEADS)


async def lateness() -> None:
    """How late alarms ring while nothing else runs."""
    clock = SystemClock()
    alarms = ApschedulerAlarms(clock)
    alarms.start()
    late: list[float] = []

    def note(at: datetime) -> None:
        late.append(1000 * (clock.now() - at).total_seconds())

    first = clock.now() + timedelta(milliseconds=300)
    for number in range(40):
        at = first + timedelta(milliseconds=50 * number)
        alarms.set(f"a{number}", at, partial(note, at))
    await clock.sleep(2.8)
    await alarms.stop()
    print(f"Lateness of {len(late)} alarms, milliseconds: median {statistics.median(late):.1f}, most {max(late):.1f}")


if __name__ == "__main__":
    sys.exit(main())
