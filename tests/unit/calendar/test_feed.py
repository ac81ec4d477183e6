import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.calendar.feed import Feed
from assistant.calendar.ical import export_calendar
from assistant.calendar.publishing import NEUTRAL, TitlePolicy

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


WEEKLY = Appointment(
    uid="weekly",
    title="Unload the day",
    start=wall("2026-11-27T19:30"),
    zone="Europe/Berlin",
    created_at=NOW,
    rrule="FREQ=WEEKLY;BYDAY=FR;UNTIL=20261225T193000",
    exdates=(wall("2026-12-11T19:30"),),
    overrides=(Override(wall("2026-12-04T19:30"), wall("2026-12-05T20:00"), timedelta(hours=2), "at Mia's"),),
    alarms=(timedelta(hours=1), timedelta()),
    ical="BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDESCRIPTION:ward 7\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
)
REMINDER = Appointment("r", "buy roses", wall("2026-11-27T10:00"), "UTC", NOW, kind=Kind.REMINDER, text="buy roses")


def test_a_feed_shows_when_and_not_what() -> None:
    text = Feed(NEUTRAL).text([WEEKLY, REMINDER]).decode()
    events = Calendar.from_ical(text).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in events] == ["Time together", "Time together"]
    assert not [word for word in ("Unload", "Mia", "roses", "ward") if word in text]


def test_own_titles_are_shown_where_the_couple_chose_so() -> None:
    text = Feed(TitlePolicy(own_titles=True)).text([WEEKLY, REMINDER]).decode()
    titles = [str(each["SUMMARY"]) for each in Calendar.from_ical(text).walk("VEVENT")]
    assert titles == ["Unload the day", "at Mia's", "buy roses"]


def test_alarms_are_shown_and_relative_as_phones_honour_them() -> None:
    calendar = Calendar.from_ical(Feed(NEUTRAL).text([WEEKLY]))
    alarms = calendar.walk("VEVENT")[0].walk("VALARM")
    assert [(str(each["ACTION"]), each.decoded("TRIGGER")) for each in alarms] == [
        ("DISPLAY", timedelta(hours=-1)),
        ("DISPLAY", timedelta()),
    ]


def test_what_did_not_change_is_the_same_the_second_time_and_a_change_shows() -> None:
    feed = Feed(NEUTRAL)
    first = feed.text([WEEKLY])
    assert feed.text([WEEKLY]) == first
    later = feed.text([replace(WEEKLY, start=wall("2026-11-27T20:30"))])
    assert b"20261127T203000" in later
    assert b"20261127T203000" not in first


def test_a_feed_without_anything_is_an_empty_calendar() -> None:
    assert not Calendar.from_ical(Feed(NEUTRAL).text([])).walk("VEVENT")


def test_khal_opens_feed_and_export_and_sees_the_same_occurrences(tmp_path: Path) -> None:
    assert khal(tmp_path / "feed", Feed(NEUTRAL).text([WEEKLY])) == EXPECTED
    own = replace(WEEKLY, ical=None)
    assert khal(tmp_path / "export", export_calendar([own])) == EXPECTED


EXPECTED = [
    "2026-11-27 19:30-20:30 Time together",
    "2026-12-05 20:00-22:00 Time together",
    "2026-12-18 19:30-20:30 Time together",
    "2026-12-25 19:30-20:30 Time together",
]


def khal(folder: Path, data: bytes) -> list[str]:
    """What khal, a program of somebody else's, shows of a calendar."""
    (folder / "calendar").mkdir(parents=True)
    (folder / "ours.ics").write_bytes(data)
    settings = (
        "[calendars]",
        "[[ours]]",
        f"path = {folder}/calendar",
        "[sqlite]",
        f"path = {folder}/khal.db",
        "[locale]",
        "local_timezone = Europe/Berlin",
        "default_timezone = Europe/Berlin",
        "timeformat = %H:%M",
        "dateformat = %Y-%m-%d",
        "longdateformat = %Y-%m-%d",
        "datetimeformat = %Y-%m-%d %H:%M",
        "longdatetimeformat = %Y-%m-%d %H:%M",
    )
    (folder / "khal.conf").write_text("\n".join(settings) + "\n")
    program = [sys.executable, "-W", "ignore", "-c", "from khal.cli import main_khal; main_khal()"]
    chosen = [*program, "-c", str(folder / "khal.conf")]
    subprocess.run(
        [*chosen, "import", "--batch", "-a", "ours", str(folder / "ours.ics")], check=True, capture_output=True
    )
    shown = subprocess.run(
        [
            *chosen,
            "list",
            "--notstarted",
            "--day-format",
            "",
            "--format",
            "{start-date} {start-time}-{end-time} {title}",
            "2026-11-20",
            "60d",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return [line.strip() for line in shown.stdout.splitlines() if line.strip()]
