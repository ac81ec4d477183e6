from datetime import UTC, datetime, timedelta

import pytest

from assistant.calendar.busy import busy_times
from assistant.errors import CalendarUnreadable

START = datetime(2026, 11, 23, tzinfo=UTC)
END = START + timedelta(days=14)


def calendar(*lines: str) -> bytes:
    body = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//Else//EN", *lines, "END:VCALENDAR", ""))
    return body.encode()


def event(start: str, *more: str, uid: str = "u") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART{start}", *more, "END:VEVENT")


def busy(*lines: str) -> list[str]:
    """As "day hour:minute-hour:minute" in UTC."""
    found = busy_times(calendar(*lines), START, END, "Europe/Berlin")
    return [f"{begins:%d %H:%M}-{ends:%H:%M}" for begins, ends in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (event(";TZID=Europe/Berlin:20261124T190000", "DURATION:PT90M"), ["24 18:00-19:30"]),
        (event(":20261124T190000", "DTEND:20261124T200000"), ["24 18:00-19:00"]),
        (event(";VALUE=DATE:20261124", "DTEND;VALUE=DATE:20261125"), ["23 23:00-23:00"]),
        (
            event(":20260105T190000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO"),
            ["23 19:00-20:00", "30 19:00-20:00"],
        ),
        (event(":20261025T120000Z", "DURATION:P30D"), ["23 00:00-12:00"]),
        (event(":20261120T120000Z", "DURATION:PT99H"), ["23 00:00-15:00"]),
        (event(":20261122T230000Z", "DTEND:20261123T010000Z"), ["23 00:00-01:00"]),
        (event(":20260105T190000Z", "DTEND:20260105T200000Z"), []),
        (event(":20271105T190000Z", "DTEND:20271105T200000Z"), []),
        (event(":20261124T190000Z", "DURATION:PT1H", "TRANSP:TRANSPARENT"), []),
        (event(":20261124T190000Z", "DURATION:PT1H", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), []),
        (event(":20261124T190000Z", "DURATION:PT1H", "STATUS:CANCELLED"), []),
        (event(":20261124T190000Z", "RRULE:FREQ=SOMETIMES"), []),
        ((), []),
    ],
)
def test_only_what_takes_time_in_the_window_counts(lines: tuple[str, ...], expected: list[str]) -> None:
    assert busy(*lines) == expected


def test_a_moved_occurrence_is_busy_where_it_is() -> None:
    series = event(":20261117T190000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(":20261126T080000Z", "DURATION:PT1H", "RECURRENCE-ID:20261124T190000Z")
    assert busy(*series, *moved) == ["26 08:00-09:00", "01 19:00-20:00"]


def test_a_list_of_busy_times_alone_is_understood() -> None:
    told = (
        "BEGIN:VFREEBUSY",
        "UID:f",
        "DTSTAMP:20260101T000000Z",
        "FREEBUSY;FBTYPE=BUSY:20261124T190000Z/20261124T200000Z,20261125T190000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20261126T190000Z/PT1H",
        "FREEBUSY:20261127T190000Z/PT1H",
        "END:VFREEBUSY",
    )
    assert busy(*told) == ["24 19:00-20:00", "25 19:00-20:00", "27 19:00-20:00"]


def test_one_event_that_cannot_be_read_does_not_hide_the_others() -> None:
    good = event(":20261124T190000Z", "DURATION:PT1H", uid="good")
    assert busy(*event(":never", uid="bad"), *good) == ["24 19:00-20:00"]


def test_what_is_no_calendar_is_said_without_its_content() -> None:
    with pytest.raises(CalendarUnreadable, match="is not an iCalendar file"):
        busy_times(b"<html>ward 7</html>", START, END, "UTC")


def test_a_damaged_zone_hides_no_event() -> None:
    zone = ("BEGIN:VTIMEZONE", "TZID:One", "TZID:Two", "END:VTIMEZONE")
    assert busy(*zone, *event(":20261124T190000Z", "DURATION:PT1H")) == ["24 19:00-20:00"]


@pytest.mark.parametrize("name", ["Customized Time Zone", "Here"])
def test_a_zone_that_only_the_calendar_itself_defines_is_followed(name: str) -> None:
    zone = (
        "BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0530",
        "TZOFFSETTO:+0530", "END:STANDARD", "END:VTIMEZONE",
    )  # fmt: skip
    planned = event(f";TZID={name}:20261124T190000", "DURATION:PT1H")
    assert busy(*zone, *planned) == ["24 13:30-14:30"]
    unix = calendar(*zone, *planned).replace(b"\r\n", b"\n")
    assert busy_times(unix, START, END, "Europe/Berlin") == busy_times(
        calendar(*zone, *planned), START, END, "Europe/Berlin"
    )
