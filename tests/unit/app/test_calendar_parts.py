"""Calendars outside, from the settings to the server and back, on the command line."""

import asyncio
import json
import logging
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from assistant.app.cli import main
from assistant.app.forgetting import forget_everything
from assistant.app.house import House
from assistant.app.settings import load_settings
from assistant.app.wiring import open_house
from assistant.clock import StandingClock
from assistant.errors import CalendarRefused, SettingsError
from assistant.messages.speech import Expectation, Intent, Transcript, Vocabulary
from assistant.scheduling.availability import Interval
from assistant.scheduling.shared_calendar import SharedCalendar
from tests.fakes.radicale import PASSWORD, USER, Phone, Radicale, running_radicale

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
WEEK_LATER = NOW + timedelta(days=7)
FRIDAY = datetime.fromisoformat("2026-11-27T19:00")
DENTIST_TIME = datetime(2026, 11, 27, 17, tzinfo=UTC), datetime(2026, 11, 27, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running_radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def phone(radicale: Radicale, request: pytest.FixtureRequest) -> Phone:
    return radicale.make_calendar(f"app{abs(hash(request.node.name))}")


@pytest.fixture
def config(tmp_path: Path, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mine.ics").write_bytes(DENTIST)
    file = tmp_path / "assistant.toml"
    file.write_text(
        f"[household]\nzone = 'Europe/Berlin'\n[calendar]\nurl = '{phone.url}'\nuser = '{USER}'\n"
        f"feed = '{tmp_path}/feed.ics'\n[calendar.first]\naddress = '{tmp_path}/mine.ics'\n"
    )
    monkeypatch.setenv("HEARTHSIDE_CALENDAR__PASSWORD", PASSWORD)
    return file


DENTIST = b"\r\n".join(
    (
        b"BEGIN:VCALENDAR",
        b"VERSION:2.0",
        b"PRODID:x",
        b"BEGIN:VEVENT",
        b"UID:d",
        b"DTSTAMP:20260101T000000Z",
        b"DTSTART:20261127T170000Z",
        b"DURATION:PT4H",
        b"SUMMARY:Dentist",
        b"END:VEVENT",
        b"END:VCALENDAR",
        b"",
    )
)


class NoWords:
    """Understands nothing: these evenings are silent."""

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        del transcript, expectation, vocabulary, now
        return Intent(None)


@contextmanager
def house_of(config: Path) -> Iterator[House]:
    settings = load_settings(config, data_dir=config.parent / "data")
    with open_house(settings, StandingClock(NOW), recognizer=NoWords()) as house:
        yield house


def shared_of(house: House) -> SharedCalendar:
    assert house.calendars.shared is not None
    return house.calendars.shared


def plan(house: House) -> None:
    house.couple_time.add(house.couple_time.draft("Date night", FRIDAY, NOW), NOW)


def hearthside(config: Path, *words: str) -> int:
    common = ("--config", str(config), "--data-dir", str(config.parent / "data"), "--now", NOW.isoformat())
    return main([*words, *common])


def test_an_evening_goes_to_the_shared_calendar_and_comes_back_moved(
    config: Path, phone: Phone, capsys: pytest.CaptureFixture[str]
) -> None:
    with house_of(config) as house:
        plan(house)
    assert hearthside(config, "calendar", "sync") == 0
    assert "Sent: 1." in capsys.readouterr().out
    ((href, data),) = phone.content().items()
    assert b"SUMMARY:Time together" in data
    phone.put(href, data.replace(b"T190000", b"T200000"))
    assert hearthside(config, "calendar", "sync", "--json") == 0
    assert json.loads(capsys.readouterr().out)["taken_in"] == 1
    with house_of(config) as house:
        (moved,) = house.couple_time.all()
        assert (moved.title, moved.start) == ("Date night", FRIDAY.replace(hour=20))


def test_the_feed_is_written_on_every_change_and_others_may_read_it(config: Path) -> None:
    feed = config.parent / "feed.ics"
    with house_of(config) as house:
        plan(house)
        (event,) = Calendar.from_ical(feed.read_bytes()).walk("VEVENT")
        assert str(event["SUMMARY"]) == "Time together"
        house.couple_time.undo(NOW)
        assert not Calendar.from_ical(feed.read_bytes()).walk("VEVENT")
    assert stat.S_IMODE(feed.stat().st_mode) == 0o644
    assert [each.name for each in config.parent.iterdir() if each.name.startswith(".")] == []


def test_a_feed_that_cannot_be_written_is_told_once_and_hinders_nothing(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(config.read_text().replace("feed.ics", "nowhere/feed.ics"))
    with house_of(config) as house:
        plan(house)
        plan(house)
        assert len(house.couple_time.all()) == 2
    assert capsys.readouterr().err.count("I cannot write") == 1


def test_a_wrong_password_is_one_plain_sentence_without_it(
    config: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HEARTHSIDE_CALENDAR__PASSWORD", "not-the-password")
    caplog.set_level(logging.DEBUG)
    with house_of(config) as house:
        with pytest.raises(CalendarRefused) as refusal:
            asyncio.run(house.calendars.sync(NOW))
        assert "not-the-password" not in repr(house.settings)
    assert str(refusal.value) == "The calendar server 127.0.0.1 did not accept the user name and password."
    assert "not-the-password" not in caplog.text


def test_a_missing_address_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_text("")
    with house_of(tmp_path / "empty.toml") as house, pytest.raises(SettingsError, match=r"calendar\.url"):
        asyncio.run(house.calendars.sync(NOW))


def test_everything_that_is_read_or_written_is_named_and_forgetting_unlinks_it_first(
    config: Path, phone: Phone
) -> None:
    with house_of(config) as house:
        calendars = house.calendars
        plan(house)
        asyncio.run(calendars.sync(NOW))
        assert calendars.personal.link("first", NOW)
        asyncio.run(calendars.refresh(NOW))
        assert [(each.role, each.place) for each in calendars.linked_addresses()] == [
            ("shared", "127.0.0.1"),
            ("feed", "feed.ics"),
            ("first", "mine.ics"),
        ]
        assert calendars.personal.between(NOW, WEEK_LATER) == [Interval(*DENTIST_TIME)]
        assert any(
            each.start <= DENTIST_TIME[0] and DENTIST_TIME[1] <= each.end
            for each in house.planner.busy(NOW, WEEK_LATER)
        )
        forget_everything(house)
        assert [each.role for each in calendars.linked_addresses()] == ["feed"]
        assert calendars.personal.between(NOW, WEEK_LATER) == []
        assert not house.couple_time.all()
    assert not Calendar.from_ical((config.parent / "feed.ics").read_bytes()).walk("VEVENT")
    assert len(phone.content()) == 1


@pytest.mark.parametrize("steps", [1, 5, 20, 60])
def test_what_is_forgotten_during_a_sync_stays_forgotten_and_the_shared_calendar_as_it_is(
    config: Path, phone: Phone, steps: int
) -> None:
    async def forget_meanwhile(house: House) -> None:
        syncing = asyncio.create_task(house.calendars.sync(NOW))
        for _ in range(steps):
            await asyncio.wait([syncing], timeout=0.001)
        forget_everything(house)
        await syncing

    with house_of(config) as house:
        plan(house)
        asyncio.run(house.calendars.sync(NOW))
        assert len(phone.content()) == 1
        asyncio.run(forget_meanwhile(house))
        assert not house.couple_time.all()
        assert shared_of(house).store.linked() is None
        assert not shared_of(house).store.agreed()
    assert len(phone.content()) == 1


def test_what_a_personal_calendar_says_is_kept_nowhere(config: Path) -> None:
    with house_of(config) as house:
        house.calendars.personal.link("first", NOW)
        asyncio.run(house.calendars.refresh(NOW))
    kept = b"".join(each.read_bytes() for each in (config.parent / "data").rglob("*") if each.is_file())
    assert b"Dentist" not in kept
    assert b"2026-11-27" not in kept


def test_a_joined_calendar_is_kept_equal_and_an_unjoined_one_left_alone(config: Path, phone: Phone) -> None:
    async def keep_for_a_moment(house: House) -> None:
        keeping = asyncio.create_task(house.calendars.keep(StandingClock(NOW)))
        for _ in range(200):
            await asyncio.wait([keeping], timeout=0.01)
            if phone.content():
                break
        keeping.cancel()

    with house_of(config) as house:
        plan(house)
        asyncio.run(house.calendars._once(NOW))
        assert not phone.content()
        shared_of(house).store.link(phone.url, NOW)
        asyncio.run(keep_for_a_moment(house))
    assert len(phone.content()) == 1
