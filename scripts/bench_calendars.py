"""What calendars outside cost: a sync with a real Radicale on this computer, the feed, and somebody's busy times.

    scripts/bench-calendars [--events 1000] [--busy 5000]

Seconds, each done once; the server keeps its data on this disk and shares this processor.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.adapters.calendar_caldav import CaldavCalendar
from assistant.calendar.appointment import Appointment
from assistant.calendar.busy import busy_times
from assistant.calendar.editing import move_one
from assistant.calendar.feed import Feed
from assistant.calendar.ical import export_calendar
from assistant.calendar.outside import Outside
from assistant.calendar.publishing import NEUTRAL
from assistant.calendar.syncing import synchronize
from assistant.scheduling.ports import Change
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.sync_state import StoredSync
from tests.fakes.radicale import PASSWORD, USER, running_radicale

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
RULES = (None, None, "FREQ=WEEKLY", "FREQ=MONTHLY")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000, help="in the shared calendar")
    parser.add_argument("--busy", type=int, default=5_000, help="in somebody's own calendar")
    options = parser.parse_args()
    random = Random(5)  # noqa: S311 - the same calendar again
    planned = [appointment(random, number) for number in range(options.events)]
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(syncing(Path(folder), planned))
    feed = Feed(NEUTRAL)
    timed(f"the feed of {len(planned)}, first", lambda: feed.text(planned))
    timed(f"the feed of {len(planned)}, again", lambda: feed.text(planned))
    theirs = export_calendar([appointment(random, number) for number in range(options.busy)], own_titles=True)
    until = NOW + timedelta(days=14)
    timed(f"busy times of two weeks, {options.busy} events", lambda: busy_times(theirs, NOW, until, ZONE))
    return 0


def appointment(random: Random, number: int) -> Appointment:
    """One of a busy couple's, somewhere in two years."""
    start = datetime(2026, 1, 1) + timedelta(days=random.randrange(700), minutes=30 * random.randrange(48))  # noqa: DTZ001 - wall time
    return Appointment(f"u{number}", "a title", start, ZONE, NOW, rrule=random.choice(RULES), alarms=(timedelta(),))


async def syncing(folder: Path, planned: list[Appointment]) -> None:
    """Take a full calendar in, change one event on either side, refuse a token."""
    (folder / "server").mkdir()
    with running_radicale(folder / "server") as radicale, open_database(folder, NOW) as database:
        phone = radicale.make_calendar("ours")
        for each in planned:
            phone.put(f"/{USER}/ours/{each.uid}.ics", export_calendar([each]))
        ours, store = StoredAppointments(database), StoredSync(database)
        store.link(phone.url, NOW)

        async def sync(what: str) -> None:
            began = perf_counter()
            async with CaldavCalendar(phone.url, USER, PASSWORD) as server:
                await synchronize(server, store, Outside(ZONE), NOW)
            show(what, perf_counter() - began)

        await sync(f"first sync, {len(planned)} taken in")
        await sync("sync with no change")
        first = ours.all()[0]
        ours.apply(Change("move", saved=(move_one(first, first.start, first.start + timedelta(hours=1)),)), NOW)
        await sync("sync with one change here")
        changed = export_calendar([move_one(planned[1], planned[1].start, planned[1].start + timedelta(hours=1))])
        phone.put(f"/{USER}/ours/{planned[1].uid}.ics", changed)
        await sync("sync with one change there")
        phone.delete(f"/{USER}/ours/{planned[2].uid}.ics")
        radicale.forget_tokens()
        await sync("sync with one deletion there, token refused")


def timed(what: str, action: Callable[[], object]) -> None:
    """Do something once and show how long it took."""
    began = perf_counter()
    action()
    show(what, perf_counter() - began)


def show(what: str, seconds: float) -> None:
    """One line of the table."""
    print(f"{what:<50}{seconds:>8.3f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
