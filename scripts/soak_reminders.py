"""Kill a reminding process again and again, across both changes of the clocks, and count what was lost or doubled.

    scripts/soak-reminders [--appointments 1000] [--kills 200] [--seed 1] [--zone Europe/Berlin]

A child process plays weeks in simulated time over a real database and is killed (-9) at random moments; between its
lives the machine is off for minutes or days, and once the clock jumps from November to the end of March. What must be
said or told is worked out here, apart from the product, by counting days on the wall clock. Exit status: 0 if nothing
was lost or doubled.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event
from time import perf_counter
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.calendar.appointment import Appointment, Kind
from assistant.clock import SystemClock
from assistant.household.household import Household
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.ports import Change
from assistant.scheduling.reminder import ReminderSettings, State
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.reminders import StoredReminders

BEGIN = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
JUMP_FROM, JUMP_TO = datetime(2026, 11, 4, tzinfo=UTC), datetime(2027, 3, 10, tzinfo=UTC)
END = datetime(2027, 4, 2, tzinfo=UTC)
LEADS = (timedelta(hours=1), timedelta())
RULES = {0: None, 1: "FREQ=DAILY", 7: "FREQ=WEEKLY", 14: "FREQ=WEEKLY;INTERVAL=2"}
SETTINGS = ReminderSettings(kept_for=timedelta(days=3650))
"""Settled reminders are remembered for ever, so that they can be counted at the end."""


@dataclass(frozen=True)
class Planned:
    """One appointment as this script thinks of it."""

    uid: str
    start: datetime
    every_days: int
    is_reminder: bool

    @property
    def leads(self) -> tuple[timedelta, ...]:
        """When to speak up."""
        return LEADS[1:] if self.is_reminder else LEADS


def main() -> int:
    """Play, kill, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--appointments", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=200, help="at least so many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--zone", default="Europe/Berlin")
    options = parser.parse_args()
    random = Random(options.seed)  # noqa: S311 - a seed makes it the same again
    planned = plan(random, options.appointments)
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        data_dir, books = Path(folder), Path(folder) / "books"
        fill(data_dir, planned, options.zone)
        kills = play(data_dir, books, random, options.kills)
        lines = books.read_text(encoding="utf-8").splitlines()
        begun = Counter(line.split(" ", 1)[1] for line in lines if line.startswith("begun "))
        lost, states = count_lost(data_dir, expected(planned, options.zone))
    doubled = [key for key, times in begun.items() if times > 1]
    print(f"appointments {len(planned)}   kills {kills}   seconds {perf_counter() - began:.0f}")
    print(f"reminders that fell due {sum(states.values())}: " + ", ".join(f"{n} {s}" for s, n in states.most_common()))
    print(f"lost {len(lost)}   doubled {len(doubled)}")
    for key in [*sorted(lost)[:5], *doubled[:5]]:
        print(f"  {key}")
    return 0 if not lost and not doubled else 1


def plan(random: Random, count: int) -> list[Planned]:
    """A calendar with a few daily, many weekly and many single appointments, some at the hours that come twice."""
    found = []
    for number in range(count):
        every = random.choices((0, 1, 7, 14), (60, 2, 26, 12))[0]
        days = random.choice((random.randrange(16), 141 + random.randrange(23))) if every == 0 else random.randrange(14)
        minute = random.choice((150, 90, 5 * random.randrange(288)))
        start = datetime(2026, 10, 20) + timedelta(days=days, minutes=minute)  # noqa: DTZ001 - wall time
        found.append(Planned(f"a{number}", start, every, is_reminder=random.random() < 0.3))
    return found


def fill(data_dir: Path, planned: list[Planned], zone: str) -> None:
    """Put everything into the calendar."""
    with open_database(data_dir, BEGIN) as database:
        StoredHouseholds(database).save(Household(zone=zone))
        saved = tuple(
            Appointment(
                uid=each.uid,
                title=each.uid,
                start=each.start,
                zone=zone,
                created_at=BEGIN,
                rrule=RULES[each.every_days],
                kind=Kind.REMINDER if each.is_reminder else Kind.APPOINTMENT,
                alarms=each.leads,
            )
            for each in planned
        )
        StoredAppointments(database).apply(Change("import", saved=saved), BEGIN)


def play(data_dir: Path, books: Path, random: Random, least: int) -> int:
    """Let lives follow each other until the simulated time is over; returns how many were killed."""
    kills = 0
    now = BEGIN
    clock, pause = SystemClock(), Event()
    while True:
        is_last_stretch = now > END - timedelta(days=3)
        hurry = is_last_stretch and kills < least
        most = 0.03 if hurry else 60.0 if is_last_stretch else 3.0 if kills % 25 == 0 else 0.5
        seconds = random.uniform(0.002, most)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                live(data_dir, books, now, Random(random.random()))  # noqa: S311
                status = 0
            finally:
                os._exit(status)
        deadline = clock.monotonic() + seconds
        ended = 0
        while not ended and clock.monotonic() < deadline:
            pause.wait(0.002)
            ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            if os.waitstatus_to_exitcode(status) != 0:
                message = "A life ended by itself with an error; see above."
                raise SystemExit(message)
            return kills
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1
        now = off_until(last_moment(books, now), random, hurry=hurry)


def off_until(now: datetime, random: Random, *, hurry: bool) -> datetime:
    """When the machine is on again."""
    if JUMP_FROM <= now < JUMP_TO:
        return JUMP_TO
    if hurry:
        return now
    return now + timedelta(minutes=random.choice((0, 0, 0, 0, 0, 0, 1, 10, 60, 300)))


def last_moment(books: Path, otherwise: datetime) -> datetime:
    """The latest simulated time that a life wrote down."""
    if not books.exists():
        return otherwise
    moments = [line[4:] for line in books.read_text(encoding="utf-8").splitlines() if line.startswith("now ")]
    return max([otherwise, *(datetime.fromisoformat(each) for each in moments if len(each) >= 25)])


def live(data_dir: Path, books: Path, now: datetime, random: Random) -> None:
    """One life of the reminding process: say what is due, until the end of time or until it is killed."""
    note = os.open(books, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with open_database(data_dir, now) as database:
        desk = ReminderDesk(StoredReminders(database), StoredHouseholds(database), SETTINGS)
        desk.start(now)
        planned_at = now
        while now < END:
            os.write(note, f"now {now.isoformat()}\n".encode())
            for due in desk.due(now):
                if desk.begin(due, now):
                    os.write(note, f"begun {due.key}\n".encode())
                    desk.spoken(due, now)
                    desk.reacted(now)
            if random.random() < 0.1:
                desk.told(desk.missed(now), now)
            if JUMP_FROM <= now < JUMP_TO:
                now = JUMP_TO
                desk.resumed(now)
            following = min(desk.next_at() or END, now + timedelta(hours=6))
            now = max(following, now + timedelta(seconds=1))
            if now - planned_at >= timedelta(hours=6):
                desk.rebuild(now)
                planned_at = now
        now = END + timedelta(days=2)
        desk.rebuild(END)
        desk.due(now)
        desk.told(desk.missed(now), now)


def expected(planned: list[Planned], zone: str) -> set[str]:
    """The keys of all reminders that fell due, by counting days on the wall clock."""
    keys = set()
    place = ZoneInfo(zone)
    for each in planned:
        for number in range(1 if each.every_days == 0 else 1 + 170 // each.every_days):
            wall = each.start + timedelta(days=number * each.every_days)
            moment = wall.replace(tzinfo=place).astimezone(UTC)
            for lead in each.leads:
                if BEGIN < moment - lead < END:
                    keys.add(f"{each.uid}|{wall:%Y%m%dT%H%M%S}|{round(lead.total_seconds())}")
    return keys


def count_lost(data_dir: Path, keys: set[str]) -> tuple[set[str], Counter[str]]:
    """Those that were neither said nor told, and how many ended in which state."""
    with open_database(data_dir, END) as database:
        reminders = StoredReminders(database)
        state_of = {each.key: state for state in State for each in reminders.in_state(state)}
    found = {key: state_of.get(key) for key in keys}
    lost = {key for key, state in found.items() if state not in (State.SPOKEN, State.TOLD)}
    return lost, Counter("never known" if state is None else state.value for state in found.values())


if __name__ == "__main__":
    sys.exit(main())
