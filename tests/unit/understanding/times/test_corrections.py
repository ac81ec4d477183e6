# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import date, datetime

import pytest

from assistant.messages.changes import Days
from assistant.messages.times import Ambiguity, SpokenTime
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.reading import find_times, read_time

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


def read(text: str) -> SpokenTime:
    time = read_time(text, NOW)
    assert time is not None, text
    return time


def start(text: str) -> str:
    moment = read(text).start
    assert moment is not None, text
    return moment.isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("not thursday but sunday at six", "2026-11-29 18:00"),
        ("not on thursday, on sunday at six", "2026-11-29 18:00"),
        ("sunday, not thursday, at six", "2026-11-29 18:00"),
        ("on sunday instead of thursday at six", "2026-11-29 18:00"),
        ("not at five but at six on sunday", "2026-11-29 18:00"),
        ("not the fifth but the eighth at six", "2026-12-08 18:00"),
        ("not the fifth, the eighth at six", "2026-12-08 18:00"),
        ("not this sunday but the one after, at six", "2026-12-06 18:00"),
        ("not tomorrow but the day after, at six", "2026-11-25 18:00"),
        ("sunday would be better than thursday, at six", "2026-11-29 18:00"),
        ("not until sunday at six", "2026-11-29 18:00"),
    ],
)
def test_what_is_denied_gives_way_to_what_is_meant(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tuesday, hang on, wednesday at five", "2026-11-25 17:00"),
        ("on the eighth, no sorry, the ninth, at five", "2026-12-09 17:00"),
        ("the eighth, or rather the ninth", "2026-12-09 00:00"),
        ("the eighth, i meant the ninth", "2026-12-09 00:00"),
        ("at five on the eighth, actually the ninth", "2026-12-09 17:00"),
        ("wednesday at five, sorry, six", "2026-11-25 18:00"),
        ("five on wednesday, sorry, six", "2026-11-25 18:00"),
        ("wednesday at five, wait, no, half past", "2026-11-25 17:30"),
        ("wednesday at five, no, quarter to", "2026-11-25 16:45"),
        ("wednesday at five fifteen, no, forty five", "2026-11-25 17:45"),
        ("wednesday at ten a m, i mean p m", "2026-11-25 22:00"),
        ("remind us at nine no ten a m to leave", "2026-11-23 10:00"),
        ("wednesday at five, make it thursday", "2026-11-26 17:00"),
    ],
)
def test_what_is_put_right_keeps_the_rest_of_what_was_said(text: str, moment: str) -> None:
    assert start(text) == moment


def test_a_length_can_be_put_right_by_its_number() -> None:
    assert read("forty minutes, sorry, fifty").duration_seconds == 50 * 60


@pytest.mark.parametrize(
    ("text", "moment", "end"),
    [
        ("from five no six to eight tomorrow evening", "2026-11-24 18:00", "2026-11-24 20:00"),
        ("from five to seven no eight tomorrow evening", "2026-11-24 17:00", "2026-11-24 20:00"),
        ("from tuesday to thursday no friday", "2026-11-24 00:00", "2026-11-28 00:00"),
    ],
)
def test_either_end_of_a_range_can_be_put_right(text: str, moment: str, end: str) -> None:
    found = read(text)
    assert start(text) == moment
    assert found.end == datetime.fromisoformat(end)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("every monday, no, every sunday at five", "FREQ=WEEKLY;BYDAY=SU"),
        ("every monday no sunday at five", "FREQ=WEEKLY;BYDAY=SU"),
        ("not every week but every other week on sunday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("every day at five, not on sundays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("every day bar sunday at five", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
    ],
)
def test_a_rhythm_can_be_put_right(text: str, rule: str) -> None:
    found = read(text).recurrence
    assert found is not None
    assert found.rrule == rule


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("tomorrow at nine pm, no, half an hour earlier", "2026-11-24 20:30"),
        ("on friday at six, actually make it an hour later", "2026-11-27 19:00"),
        ("on friday from six to eight, sorry, an hour later", "2026-11-27 19:00"),
    ],
)
def test_a_clock_is_put_right_by_how_much_earlier_or_later(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("every sunday at five but not the second one", date(2026, 12, 6)),
        ("every sunday at five except the last one in december", date(2026, 12, 27)),
        ("every sunday at five except the first one in january", date(2027, 1, 3)),
        ("every other sunday at five without the third time", date(2026, 12, 27)),
    ],
)
def test_what_is_left_out_may_be_counted(text: str, left_out: date) -> None:
    found = read(text).recurrence
    assert found is not None
    assert (found.dtstart, found.exdates) == (datetime(2026, 11, 29, 17), (left_out,))


@pytest.mark.parametrize(
    ("text", "rule", "moment"),
    [
        ("yoga on mondays at six and on fridays at eight pm", "FREQ=WEEKLY;BYDAY=MO", "2026-11-23 18:00"),
        ("every tuesday and every other sunday at six", "FREQ=WEEKLY;BYDAY=TU", "2026-11-24 18:00"),
        ("every day at six and sundays at seven", "FREQ=DAILY", "2026-11-23 18:00"),
    ],
)
def test_of_two_rhythms_the_first_is_read_and_marked(text: str, rule: str, moment: str) -> None:
    found = read(text)
    assert found.recurrence is not None
    assert (found.recurrence.rrule, f"{found.recurrence.dtstart:%Y-%m-%d %H:%M}") == (rule, moment)
    assert Ambiguity.FIRST_CHOICE in found.ambiguous


def test_two_rhythms_with_clocks_of_their_own_are_two_times() -> None:
    found = find_times("yoga on mondays at six and on fridays at seven", NOW)
    assert [time.text for time in found] == ["on mondays at six", "on fridays at seven"]


@pytest.mark.parametrize("text", ["mondays and fridays at six", "mondays at six and fridays at six"])
def test_two_days_at_one_clock_are_one_rhythm(text: str) -> None:
    found = read(text).recurrence
    assert found is not None
    assert found.rrule == "FREQ=WEEKLY;BYDAY=MO,FR"


@pytest.mark.parametrize("text", ["every sunday but the first one at five", "every sunday at five skipping the first"])
def test_what_repeats_without_the_first_begins_with_the_second(text: str) -> None:
    found = read(text).recurrence
    assert found is not None
    assert (found.rrule, found.dtstart) == ("FREQ=WEEKLY;BYDAY=SU", datetime(2026, 12, 6, 17))


def test_a_denied_day_of_what_repeats_is_left_out() -> None:
    found = read("every sunday at five, not on the sixth").recurrence
    assert found is not None
    assert found.exdates == (date(2026, 12, 6),)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("friday or saturday at six", "2026-11-27 18:00"),
        ("friday or maybe saturday at six", "2026-11-27 18:00"),
        ("six or seven on friday", "2026-11-27 18:00"),
        ("on friday at six or half past six", "2026-11-27 18:00"),
        ("six or half past six on friday", "2026-11-27 18:00"),
        ("friday or failing that saturday at six", "2026-11-27 18:00"),
        ("either tonight or tomorrow night", "2026-11-23 20:00"),
        ("on the eighth or the ninth at six", "2026-12-08 18:00"),
        ("on friday at six or saturday at seven", "2026-11-27 18:00"),
    ],
)
def test_of_several_choices_the_first_is_read_and_marked(text: str, moment: str) -> None:
    assert start(text) == moment
    assert Ambiguity.FIRST_CHOICE in read(text).ambiguous


def test_each_choice_of_a_day_stays_a_time_of_its_own_where_all_are_asked_for() -> None:
    assert [time.text for time in find_times("are we free on friday or saturday", NOW)] == ["on friday", "saturday"]


def test_a_time_put_right_is_one_time_in_its_sentence() -> None:
    (found,) = find_times("schedule a walk on friday at seven, hang on, no, half past", NOW)
    assert found.text == "on friday at seven, hang on, no, half past"


def test_a_change_names_the_day_that_was_put_right() -> None:
    edit = read_edit("skip yoga on tuesday, sorry, on thursday", NOW)
    assert edit is not None
    assert (edit.target, edit.which) == ("yoga", Days.one(date(2026, 11, 26)))
