from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.calendar.ical import export_calendar, import_calendar
from assistant.calendar.recurrence import next_occurrence, occurrences
from assistant.calendar.rule import aligned
from assistant.errors import CalendarUnreadable

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def taken_over(data: bytes) -> list[Appointment]:
    return import_calendar(data, zone=BERLIN, now=NOW).appointments


def calendar(*lines: str) -> bytes:
    body = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//Else//EN", *lines, "END:VCALENDAR", ""))
    return body.encode()


FOREIGN = calendar(
    "BEGIN:VEVENT",
    "UID:foreign@example.org",
    "DTSTAMP:20260101T000000Z",
    "DTSTART;TZID=Europe/Berlin:20261106T193000",
    "DTEND;TZID=Europe/Berlin:20261106T210000",
    "SUMMARY:Dinner\\, late",
    "LOCATION:Somewhere",
    "RRULE:FREQ=WEEKLY;UNTIL=20261231T183000Z;BYDAY=FR",
    "EXDATE;TZID=Europe/Berlin:20261113T193000,20261120T193000",
    "EXDATE;TZID=Europe/Berlin:20261127T193000",
    "X-FOREIGN;PARAMETER=1:kept",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:soon",
    "TRIGGER:-PT30M",
    "X-ALARM:kept",
    "END:VALARM",
    "BEGIN:VALARM",
    "ACTION:NONE",
    "TRIGGER;VALUE=DATE-TIME:19760401T005545Z",
    "END:VALARM",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:foreign@example.org",
    "DTSTAMP:20260101T000000Z",
    "RECURRENCE-ID;TZID=Europe/Berlin:20261204T193000",
    "DTSTART;TZID=Europe/Berlin:20261205T200000",
    "DURATION:PT2H",
    "SUMMARY:Dinner at Mia's",
    "X-MOVED:kept",
    "END:VEVENT",
)


def events(data: bytes) -> set[bytes]:
    return {each.to_ical() for each in Calendar.from_ical(data).walk("VEVENT")}


def test_an_imported_event_means_what_it_says() -> None:
    [found] = taken_over(FOREIGN)
    assert found.title == "Dinner, late"
    assert found.start == wall("2026-11-06T19:30")
    assert found.zone == BERLIN
    assert found.duration == timedelta(minutes=90)
    assert found.rrule == "FREQ=WEEKLY;UNTIL=20261231T193000;BYDAY=FR"
    assert len(found.exdates) == 3
    assert found.overrides == (
        Override(wall("2026-12-04T19:30"), wall("2026-12-05T20:00"), timedelta(hours=2), "Dinner at Mia's"),
    )
    assert found.alarms == (timedelta(minutes=30),)
    days = [f"{each.local(BERLIN):%d %H:%M}" for each in occurrences(found, NOW, NOW + timedelta(days=40))]
    assert days == ["05 20:00", "11 19:30", "18 19:30", "25 19:30"]


def test_an_unchanged_import_is_exported_as_it_came() -> None:
    assert events(export_calendar(taken_over(FOREIGN))) == events(FOREIGN)


def test_a_change_leaves_foreign_properties_alone() -> None:
    [found] = taken_over(FOREIGN)
    moved = replace(found, start=wall("2026-11-06T20:00"), title="Ours alone", sequence=1)
    text = export_calendar([moved]).decode()
    for kept in ("X-FOREIGN;PARAMETER=1:kept", "LOCATION:Somewhere", "X-ALARM:kept", "X-MOVED:kept"):
        assert kept in text
    assert "DTSTART;TZID=Europe/Berlin:20261106T200000" in text
    assert "Ours alone" not in text
    assert taken_over(text.encode())[0].start == moved.start


def test_our_own_titles_leave_the_house_only_when_asked() -> None:
    own = Appointment("u", "Touch and talk", wall("2026-11-24T19:30"), BERLIN, NOW)
    reminder = replace(own, uid="r", title="buy roses", text="buy roses", kind=Kind.REMINDER)
    text = export_calendar([own, reminder]).decode()
    assert "SUMMARY:Time together" in text
    assert "Touch" not in text
    assert "roses" not in text
    chosen = export_calendar([own, reminder], own_titles=True)
    assert [each.title for each in taken_over(chosen)] == ["Touch and talk", "buy roses"]
    assert [each.kind for each in taken_over(chosen)] == [Kind.APPOINTMENT, Kind.REMINDER]


def test_an_export_carries_its_time_zone_and_alarms_that_phones_honour() -> None:
    own = Appointment(
        "u",
        "date",
        wall("2026-11-27T19:30"),
        BERLIN,
        NOW,
        rrule="FREQ=WEEKLY;UNTIL=20261225T193000",
        alarms=(timedelta(hours=1), timedelta()),
    )
    text = export_calendar([own]).decode()
    assert "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin" in text
    assert "UNTIL=20261225T183000Z" in text
    assert text.count("ACTION:DISPLAY") == 2
    assert "TRIGGER:-PT1H" in text


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    start = draw(st.datetimes(datetime(2020, 1, 1), datetime(2027, 12, 1))).replace(second=0, microsecond=0)  # noqa: DTZ001
    rule = draw(
        st.sampled_from(
            [
                None,
                "FREQ=DAILY",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
                "FREQ=MONTHLY;BYDAY=1SU",
                "FREQ=WEEKLY;COUNT=9",
                "FREQ=DAILY;UNTIL=20280101T120000",
            ]
        )
    )
    zone = draw(st.sampled_from([BERLIN, "America/New_York", "UTC"]))
    plain = Appointment(
        uid=draw(st.uuids()).hex,
        title=draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)).strip() or "x",
        start=start if rule is None else aligned(start, rule),
        zone=zone,
        created_at=NOW,
        duration=timedelta(minutes=draw(st.integers(1, 600))),
        rrule=rule,
        alarms=draw(st.sampled_from([(timedelta(),), (timedelta(hours=1), timedelta())])),
        sequence=draw(st.integers(0, 9)),
    )
    if rule is None or not draw(st.booleans()):
        return plain
    first = [each.recurrence_id for each in occurrences(plain, NOW - timedelta(days=3000), NOW + timedelta(days=800))][
        :3
    ]
    if len(first) < 3:
        return plain
    moved = Override(first[1], first[1] + timedelta(hours=3), timedelta(hours=1), "moved")
    return replace(plain, exdates=(first[2],), overrides=(moved,))


@given(st.lists(appointments(), max_size=3, unique_by=lambda each: each.uid))
@settings(max_examples=60)
def test_what_is_exported_comes_back_the_same(planned: list[Appointment]) -> None:
    data = export_calendar(planned, own_titles=True)
    back = [replace(each, ical=None) for each in taken_over(data)]
    assert back == planned
    assert events(export_calendar(taken_over(data), own_titles=True)) == events(data)


def test_a_whole_day_without_an_alarm_is_not_announced_at_midnight() -> None:
    day = ("DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20261127", "SUMMARY:Somebody's birthday")
    (birthday,) = taken_over(calendar("BEGIN:VEVENT", "UID:b", *day, "END:VEVENT"))
    assert birthday.alarms == ()


def test_whole_days_stay_whole_days() -> None:
    data = calendar("BEGIN:VEVENT", "UID:d", "DTSTART;VALUE=DATE:20261224", "SUMMARY:Eve", "END:VEVENT")
    [found] = taken_over(data)
    assert found.all_day
    assert found.duration == timedelta(days=1)
    assert "DTSTART;VALUE=DATE:20261225" in export_calendar([replace(found, start=wall("2026-12-25"))]).decode()


def test_zones_are_understood_by_windows_names_by_their_own_definition_and_in_utc() -> None:
    windows = calendar("BEGIN:VEVENT", "UID:w", "DTSTART;TZID=W. Europe Standard Time:20261106T193000", "END:VEVENT")
    assert taken_over(windows)[0].zone == "Europe/Berlin"
    utc = calendar("BEGIN:VEVENT", "UID:u", "DTSTART:20261106T183000Z", "END:VEVENT")
    assert taken_over(utc)[0].zone == "UTC"
    own = calendar(
        "BEGIN:VTIMEZONE",
        "TZID:Their Own",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:o",
        "DTSTART;TZID=Their Own:20261106T213000",
        "END:VEVENT",
    )
    [found] = taken_over(own)
    assert (found.zone, found.start) == (BERLIN, wall("2026-11-06T19:30"))
    assert "Their Own" in export_calendar([found]).decode()


def test_a_called_off_event_is_left_out_and_a_called_off_occurrence_too() -> None:
    off = calendar("BEGIN:VEVENT", "UID:x", "DTSTART:20261106T183000Z", "STATUS:CANCELLED", "END:VEVENT")
    assert taken_over(off) == []
    one_off = calendar(
        "BEGIN:VEVENT",
        "UID:x",
        "DTSTART:20261106T183000Z",
        "RRULE:FREQ=DAILY;COUNT=3",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:x",
        "RECURRENCE-ID:20261107T183000Z",
        "DTSTART:20261107T183000Z",
        "STATUS:CANCELLED",
        "END:VEVENT",
    )
    [found] = taken_over(one_off)
    assert len(occurrences(found, NOW - timedelta(days=60), NOW)) == 2


TWO_NAMES = ("BEGIN:VTIMEZONE", "TZID:One", "TZID:Two", "END:VTIMEZONE")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", calendar(*TWO_NAMES)]
)
def test_what_is_no_calendar_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(CalendarUnreadable, match="not an iCalendar file"):
        taken_over(data)


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:soon",
        "SUMMARY:no start",
        "DTSTART:20261106T183000Z\r\nRRULE:FREQ=SOMETIMES",
        "DTSTART:20261106T183000Z\r\nRRULE:FREQ=MONTHLY;BYDAY=99MO",
        "DTSTART:20261106T183000Z\r\nEXDATE:-P9D",
        "DTSTART:20261106T183000Z\r\nSEQUENCE:1\r\nSEQUENCE:2",
        "DTSTART:20261106T183000Z\r\nX-WHEN;TZID=Europe/Berlin,Europe/Paris:20261106T193000",
        "DTSTART:20261106T183000Z\r\nBEGIN:VTIMEZONE\r\nX-NO:NAME\r\nEND:VTIMEZONE",
    ],
)
def test_an_event_that_cannot_be_read_is_named_and_nothing_is_taken_over(line: str) -> None:
    with pytest.raises(CalendarUnreadable, match="nothing was taken over"):
        taken_over(calendar("BEGIN:VEVENT", "UID:broken", line, "END:VEVENT"))


FLOODS = [
    "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=MINUTELY;BYHOUR=7",
    "RRULE:FREQ=DAILY;BYHOUR=8,9,10,11,12;BYMINUTE=0,10,20,30,40,50",
    "RRULE:FREQ=DAILY;INTERVAL=999999999",
    "RRULE:FREQ=WEEKLY;COUNT=999999999",
    "EXDATE:" + ",".join(f"{day:%Y%m%dT%H%M%SZ}" for day in (NOW + timedelta(days=n) for n in range(3000))),
    "RDATE:" + ",".join(f"{day:%Y%m%dT%H%M%SZ}" for day in (NOW + timedelta(hours=n) for n in range(3000))),
    "RDATE:99991231T235900Z",
    "DURATION:P9999999D",
]


@pytest.mark.parametrize("line", FLOODS, ids=[each[:40] for each in FLOODS])
def test_an_event_that_would_flood_everything_is_named_and_the_rest_is_taken_over(line: str) -> None:
    text = calendar(
        "BEGIN:VEVENT", "UID:flood", "SUMMARY:Ping", "DTSTART:20261106T183000Z", line, "END:VEVENT",
        "BEGIN:VEVENT", "UID:fine", "SUMMARY:Dinner", "DTSTART:20261107T183000Z", "END:VEVENT",
    )  # fmt: skip
    imported = import_calendar(text, zone=BERLIN, now=NOW)
    assert [each.title for each in imported.appointments] == ["Dinner"]
    assert imported.refused == ("Ping",)


@pytest.mark.parametrize("start", ["DTSTART:00010101T000000", "DTSTART:99991231T235959", "DTSTART;VALUE=DATE:00010101"])
def test_an_event_at_the_end_of_time_is_named_and_left_out(start: str) -> None:
    imported = import_calendar(
        calendar("BEGIN:VEVENT", "UID:far", "SUMMARY:Far", start, "END:VEVENT"), zone=BERLIN, now=NOW
    )
    assert imported.refused == ("Far",)


def test_a_rule_until_the_end_of_time_is_endless() -> None:
    (found,) = taken_over(
        calendar("BEGIN:VEVENT", "UID:long", "DTSTART:20261106T183000Z", "RRULE:FREQ=DAILY;UNTIL=99991231T235959Z",
                 "END:VEVENT")
    )  # fmt: skip
    assert found.rrule == "FREQ=DAILY"


def test_a_rule_that_never_comes_is_read_at_once() -> None:
    (found,) = taken_over(
        calendar("BEGIN:VEVENT", "UID:never", "DTSTART:20261106T183000Z",
                 "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "END:VEVENT")
    )  # fmt: skip
    assert next_occurrence(found, NOW + timedelta(days=30)) is None


def test_a_zone_without_a_name_is_left_out_and_the_event_can_be_exported() -> None:
    (found,) = taken_over(
        calendar(
            "BEGIN:VTIMEZONE", "X-NO:NAME", "END:VTIMEZONE",
            "BEGIN:VEVENT", "SUMMARY:Dinner", "DTSTART;TZID=Europe/Berlin:20261107T193000", "UID:fine", "END:VEVENT",
        )
    )  # fmt: skip
    assert taken_over(export_calendar([found])) == [found]


@pytest.mark.parametrize("end_of_line", [b"\r\n", b"\n"])
def test_the_lines_of_an_event_are_kept_as_they_were_written(end_of_line: bytes) -> None:
    lines = FOREIGN.split(b"\r\n")
    found = taken_over(end_of_line.join(lines))[0]
    written = lines[lines.index(b"BEGIN:VEVENT") : len(lines) - lines[::-1].index(b"END:VEVENT")]
    assert found.ical == b"\r\n".join([b"BEGIN:VCALENDAR", *written, b"END:VCALENDAR", b""]).decode()


def test_where_the_lines_of_events_cannot_be_told_apart_they_are_kept_all_the_same() -> None:
    inside = ("BEGIN:VEVENT", "UID:inner", "DTSTART:20261107T193000Z", "SUMMARY:Inner", "END:VEVENT")
    found = taken_over(calendar("BEGIN:VEVENT", "UID:outer", "DTSTART:20261108T193000Z", *inside, "END:VEVENT"))
    assert {each.uid for each in found} == {"outer", "inner"}
    assert all(each.ical is not None and f"UID:{each.uid}" in each.ical for each in found)


def test_an_event_that_nobody_could_write_again_is_refused() -> None:
    unwritable = "EXRULE:FREQ=WEEKLY;UNTIL=20270101/000000Z"
    with pytest.raises(CalendarUnreadable, match="damaged"):
        taken_over(calendar("BEGIN:VEVENT", "UID:a", "DTSTART:20261107T193000Z", unwritable, "END:VEVENT"))
