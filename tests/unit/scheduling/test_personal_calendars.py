"""A calendar is read while its owner agrees to it, and let go of at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.calendar.busy import Busy
from assistant.errors import CalendarRefused, CalendarUnreachable, StoreFull
from assistant.scheduling.availability import Interval
from assistant.scheduling.personal_calendars import PersonalCalendars, PersonalLinks
from assistant.store.database import open_database
from assistant.store.personal_calendars import StoredPersonalLinks

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
END = NOW + timedelta(days=14)
HOUR = timedelta(hours=1)
ADDRESSES = {"first": "/home/first.ics", "second": "https://calendar.example/second.ics"}


@dataclass
class FakeSource:
    busy_times: dict[str, list[Busy]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails: bool = False
    meanwhile: Callable[[], None] = lambda: None
    """What happens while it is read."""

    async def busy(self, address: str, start: datetime, end: datetime) -> Sequence[Busy]:
        assert (start, end) == (NOW, END)
        self.asked.append(address)
        self.meanwhile()
        if self.fails:
            message = f"{address} says no."
            raise CalendarRefused(message)
        return self.busy_times.get(address, [])


@pytest.fixture
def links(tmp_path: Path) -> PersonalLinks:
    return StoredPersonalLinks(open_database(tmp_path, NOW))


def calendars(links: PersonalLinks, source: FakeSource, addresses: dict[str, str] = ADDRESSES) -> PersonalCalendars:
    return PersonalCalendars(links, source, addresses)


def at(hours: int) -> Busy:
    return NOW + hours * HOUR, NOW + (hours + 1) * HOUR


async def test_nothing_is_read_before_somebody_agreed(links: PersonalLinks) -> None:
    source = FakeSource({ADDRESSES["first"]: [at(1)]})
    ours = calendars(links, source)
    await ours.refresh(NOW, END)
    assert source.asked == []
    assert ours.between(NOW, END) == []
    assert ours.can_be_linked("first")


async def test_each_agrees_alone_and_the_answer_does_not_say_whose_time_it_is(links: PersonalLinks) -> None:
    source = FakeSource({ADDRESSES["first"]: [at(1)], ADDRESSES["second"]: [at(2)]})
    ours = calendars(links, source)
    assert ours.link("first", NOW)
    await ours.refresh(NOW, END)
    assert source.asked == [ADDRESSES["first"]]
    assert ours.between(NOW, END) == [Interval(*at(1))]
    assert not ours.can_be_linked("first")
    assert ours.link("second", NOW)
    await ours.refresh(NOW, END)
    assert ours.between(NOW, END) == [Interval(at(1)[0], at(2)[1])]


async def test_what_was_read_is_let_go_of_the_moment_either_asks(links: PersonalLinks) -> None:
    source = FakeSource({each: [at(1)] for each in ADDRESSES.values()})
    ours = calendars(links, source)
    ours.link("first", NOW)
    ours.link("second", NOW)
    await ours.refresh(NOW, END)
    ours.unlink("second")
    assert ours.between(NOW, END) == []
    assert [each.person for each in ours.linked()] == ["first"]
    ours.unlink()
    assert ours.linked() == []


async def test_a_reading_that_ends_after_somebody_asked_to_let_go_is_thrown_away(links: PersonalLinks) -> None:
    source = FakeSource({ADDRESSES["first"]: [at(1)]})
    ours = calendars(links, source)
    ours.link("first", NOW)
    source.meanwhile = lambda: ours.unlink("first")
    await ours.refresh(NOW, END)
    assert source.asked == [ADDRESSES["first"]]
    assert ours.between(NOW, END) == []


async def test_whoever_asked_to_let_go_is_not_read_again_where_that_cannot_be_kept(tmp_path: Path) -> None:
    class Full(StoredPersonalLinks):
        def remove(self, person: str | None = None) -> None:
            raise StoreFull(person or "both")

    with open_database(tmp_path, NOW) as database:
        calendars(StoredPersonalLinks(database), FakeSource()).link("first", NOW)
        source = FakeSource({ADDRESSES["first"]: [at(1)]})
        ours = calendars(Full(database), source)
        with pytest.raises(StoreFull):
            ours.unlink("first")
        await ours.refresh(NOW, END)
        assert (ours.linked(), source.asked, ours.between(NOW, END)) == ([], [], [])


async def test_an_agreement_counts_for_its_own_address_only(links: PersonalLinks) -> None:
    source = FakeSource()
    calendars(links, source).link("first", NOW)
    moved = calendars(links, source, {"first": "https://calendar.example/another.ics"})
    await moved.refresh(NOW, END)
    assert source.asked == []
    assert moved.linked() == []
    assert moved.can_be_linked("first")


def test_there_is_nothing_to_agree_to_where_the_settings_name_no_calendar(links: PersonalLinks) -> None:
    ours = calendars(links, FakeSource(), {})
    assert not ours.can_be_linked("first")
    assert not ours.link("first", NOW)


async def test_trouble_with_one_calendar_does_not_say_whose_and_keeps_what_was_held(links: PersonalLinks) -> None:
    source = FakeSource({ADDRESSES["second"]: [at(1)]})
    ours = calendars(links, source)
    ours.link("second", NOW)
    await ours.refresh(NOW, END)
    source.fails = True
    with pytest.raises(CalendarUnreachable) as trouble:
        await ours.refresh(NOW, END)
    assert "calendar.example" not in str(trouble.value)
    assert ours.between(NOW, END) == [Interval(*at(1))]


async def test_trouble_sounds_the_same_whoever_has_it(links: PersonalLinks) -> None:
    source = FakeSource(fails=True)
    told = []
    for person in ADDRESSES:
        ours = calendars(links, source)
        ours.link(person, NOW)
        with pytest.raises(CalendarUnreachable) as trouble:
            await ours.refresh(NOW, END)
        told.append(str(trouble.value))
        links.remove()
    assert len(set(told)) == 1
