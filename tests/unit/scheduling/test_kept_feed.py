"""A feed follows every change without keeping anybody waiting, and never goes back to an older state."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event
from time import perf_counter

from icalendar import Calendar

from assistant.calendar.appointment import Appointment
from assistant.calendar.publishing import NEUTRAL
from assistant.clock import SystemClock
from assistant.errors import AssistantError, FileUnwritable
from assistant.scheduling.kept_feed import KeptFeed

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
CLOCK = SystemClock()
TICK_SECONDS = 0.005
PATIENCE_SECONDS = 20.0


def planned(number: int) -> Appointment:
    start = datetime.fromisoformat("2026-11-27T19:00") + timedelta(days=number)
    return Appointment(f"a{number}", "Date night", start, "Europe/Berlin", NOW)


@dataclass
class Household:
    """What is planned, and the file of the feed, which can be held shut."""

    plans: list[Appointment] = field(default_factory=list)
    written: list[bytes] = field(default_factory=list)
    fails: bool = False
    opened: Event = field(default_factory=Event)
    reached: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.opened.set()

    def read_all(self) -> list[Appointment]:
        return list(self.plans)

    def put(self, text: bytes) -> None:
        self.reached.set()
        assert self.opened.wait(PATIENCE_SECONDS)
        if self.fails:
            message = "I cannot write feed.ics: no space."
            raise FileUnwritable(message)
        self.written.append(text)

    def feed(self) -> KeptFeed:
        return KeptFeed("feed.ics", NEUTRAL, self.read_all, self.put)

    @property
    def shown(self) -> list[str]:
        return [str(each["UID"]) for each in Calendar.from_ical(self.written[-1]).walk("VEVENT")]


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not true():
            await CLOCK.sleep(TICK_SECONDS)


def ignore(trouble: AssistantError | None) -> None:
    del trouble


async def kept(feed: KeptFeed, told: Callable[[AssistantError | None], None] = ignore) -> "asyncio.Task[None]":
    keeping = asyncio.create_task(feed.keep(told))
    await CLOCK.sleep(0)
    return keeping


async def ended(keeping: "asyncio.Task[None]") -> None:
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


def test_where_nobody_keeps_it_a_change_is_written_at_once() -> None:
    home = Household([planned(1)])
    home.feed().follow()
    assert home.shown == ["a1"]


def test_the_loop_goes_on_while_the_file_is_written() -> None:
    async def evening() -> None:
        home = Household([planned(1)])
        feed = home.feed()
        keeping = await kept(feed)
        home.opened.clear()
        feed.follow()
        await until(home.reached.is_set)
        for _ in range(20):
            await CLOCK.sleep(TICK_SECONDS)
        assert home.written == []
        home.opened.set()
        await until(lambda: len(home.written) == 1)
        await ended(keeping)

    asyncio.run(evening())


def test_the_loop_keeps_ticking_while_a_large_calendar_is_rendered() -> None:
    async def evening() -> tuple[float, float]:
        home = Household([planned(number) for number in range(600)])
        feed = home.feed()
        keeping = await kept(feed)
        began = before = perf_counter()
        feed.follow()
        longest = 0.0
        while not home.written:
            await CLOCK.sleep(TICK_SECONDS)
            before, longest = perf_counter(), max(longest, perf_counter() - before)
        await ended(keeping)
        assert len(home.shown) == 600
        return longest, perf_counter() - began

    longest, whole = asyncio.run(evening())
    assert longest < whole / 2


def test_changes_that_come_while_it_is_written_are_written_once_more_and_together() -> None:
    async def evening() -> None:
        home = Household([planned(1)])
        feed = home.feed()
        keeping = await kept(feed)
        home.opened.clear()
        feed.follow()
        await until(home.reached.is_set)
        for number in (2, 3, 4):
            home.plans.append(planned(number))
            feed.follow()
        home.opened.set()
        await until(lambda: len(home.written) == 2)
        assert home.shown == ["a1", "a2", "a3", "a4"]
        await ended(keeping)
        assert len(home.written) == 2

    asyncio.run(evening())


def test_what_was_just_changed_is_written_before_it_ends() -> None:
    async def evening(home: Household, *, is_writing: bool) -> None:
        feed = home.feed()
        keeping = await kept(feed)
        if is_writing:
            home.opened.clear()
            feed.follow()
            await until(home.reached.is_set)
        home.plans.append(planned(2))
        feed.follow()
        asyncio.get_running_loop().call_later(4 * TICK_SECONDS, home.opened.set)
        if is_writing:
            await asyncio.to_thread(home.opened.wait, PATIENCE_SECONDS)
        await ended(keeping)

    for is_writing in (False, True):
        home = Household([planned(1)])
        asyncio.run(evening(home, is_writing=is_writing))
        assert home.shown == ["a1", "a2"]


def test_what_was_emptied_while_it_was_read_stays_empty() -> None:
    async def evening() -> None:
        home = Household([planned(1)])
        reading, go_on = Event(), Event()

        def read_slowly() -> list[Appointment]:
            found = list(home.plans)
            reading.set()
            assert go_on.wait(PATIENCE_SECONDS)
            return found

        feed = KeptFeed("feed.ics", NEUTRAL, read_slowly, home.put)
        keeping = await kept(feed)
        feed.follow()
        await until(reading.is_set)
        home.plans.clear()
        feed.empty()
        assert home.shown == []
        go_on.set()
        await ended(keeping)
        assert home.shown == []

    asyncio.run(evening())


def test_a_file_that_could_not_be_written_is_told_and_written_with_the_next_change() -> None:
    async def evening() -> list[str | None]:
        told: list[str | None] = []
        home = Household([planned(1)], fails=True)
        feed = home.feed()
        keeping = await kept(feed, lambda trouble: told.append(None if trouble is None else str(trouble)))
        feed.follow()
        await until(lambda: len(told) == 1)
        home.fails = False
        feed.follow()
        await until(lambda: len(told) == 2)
        assert home.shown == ["a1"]
        await ended(keeping)
        return told

    assert asyncio.run(evening()) == ["I cannot write feed.ics: no space.", None]
