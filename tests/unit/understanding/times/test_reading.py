# ruff: noqa: DTZ001 - spoken times are wall time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.understanding.times.conventions import Conventions
from assistant.understanding.times.reading import find_times, read_time

NOW = datetime(2026, 11, 23, 9, 0)
"""A Monday morning."""


def read(text: str, now: datetime = NOW) -> SpokenTime:
    time = read_time(text, now)
    assert time is not None, text
    return time


def start(text: str) -> str:
    moment = read(text).start
    assert moment is not None, text
    return moment.isoformat(" ", "minutes")


def day(text: str) -> str:
    time = read(text)
    assert time.start is not None, text
    assert time.grain is Grain.DAY, text
    return time.start.date().isoformat()


def stretch(text: str) -> tuple[str, str]:
    time = read(text)
    assert time.start is not None, text
    assert time.end is not None, text
    return time.start.isoformat(" ", "minutes"), time.end.isoformat(" ", "minutes")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("seven", "2026-11-23 19:00"),
        ("at seven", "2026-11-23 19:00"),
        ("seven sharp", "2026-11-23 19:00"),
        ("around seven", "2026-11-23 19:00"),
        ("sevenish", "2026-11-23 19:00"),
        ("seven thirty p m", "2026-11-23 19:30"),
        ("7 30 p m", "2026-11-23 19:30"),
        ("7.30pm", "2026-11-23 19:30"),
        ("half past seven", "2026-11-23 19:30"),
        ("half passed seven", "2026-11-23 19:30"),
        ("half seven", "2026-11-23 19:30"),
        ("six oh five", "2026-11-23 18:05"),
        ("ten to ten", "2026-11-23 21:50"),
        ("at five to six", "2026-11-23 17:55"),
        ("twenty five to eight", "2026-11-23 19:35"),
        ("a quarter to seven tonight", "2026-11-23 18:45"),
        ("five minutes past eight", "2026-11-23 20:05"),
        ("quarter past noon", "2026-11-23 12:15"),
        ("ten to midnight", "2026-11-23 23:50"),
        ("half past six in the morning", "2026-11-24 06:30"),
        ("twelve thirty in the morning", "2026-11-24 00:30"),
        ("nine at night", "2026-11-23 21:00"),
        ("nineteen thirty", "2026-11-23 19:30"),
        ("at eighteen hundred hours", "2026-11-23 18:00"),
        ("at 0630", "2026-11-24 06:30"),
        ("at ate", "2026-11-23 20:00"),
        ("at for thirty", "2026-11-23 16:30"),
        ("midnight", "2026-11-24 00:00"),
        ("half an hour before noon", "2026-11-23 11:30"),
        ("noonish", "2026-11-23 12:00"),
    ],
)
def test_clock_times_are_read_however_they_are_spoken(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("at noon on sunday", "2026-11-29 12:00"),
        ("friday at seven thirty", "2026-11-27 19:30"),
        ("friday seven", "2026-11-27 19:00"),
        ("7:30 pm on friday, december 4", "2026-12-04 19:30"),
        ("on the 4th at 7", "2026-12-04 19:00"),
        ("the day after tomorrow at noon", "2026-11-25 12:00"),
        ("at ten on saturday morning", "2026-11-28 10:00"),
        ("half past eight tomorrow evening", "2026-11-24 20:30"),
        ("next week wednesday at eight", "2026-12-02 20:00"),
        ("christmas eve at six", "2026-12-24 18:00"),
        ("thanksgiving at four", "2026-11-26 16:00"),
        ("dinner on the fifth of december at half past seven", "2026-12-05 19:30"),
        ("sunday brunch at eleven", "2026-11-29 11:00"),
        ("breakfast on saturday at nine", "2026-11-28 09:00"),
        ("wake us at six", "2026-11-24 06:00"),
        ("the second saturday of december at four", "2026-12-12 16:00"),
        ("friday week at half seven", "2026-12-04 19:30"),
        ("tomorrow at midnight", "2026-11-25 00:00"),
    ],
)
def test_a_day_and_a_clock_are_one_moment_wherever_they_stand(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("in twenty minutes", "2026-11-23 09:20"),
        ("in an hour and ten minutes", "2026-11-23 10:10"),
        ("in half an hour's time", "2026-11-23 09:30"),
        ("in three quarters of an hour", "2026-11-23 09:45"),
        ("an hour from now", "2026-11-23 10:00"),
        ("in about ninety minutes", "2026-11-23 10:30"),
        ("in five to ten minutes", "2026-11-23 09:10"),
    ],
)
def test_short_distances_lead_to_a_moment(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("tomorrow", "2026-11-24"),
        ("friday", "2026-11-27"),
        ("monday", "2026-11-30"),
        ("this wednesday", "2026-11-25"),
        ("next friday", "2026-12-04"),
        ("the friday after next", "2026-12-04"),
        ("wednesday of next week", "2026-12-02"),
        ("thursday week", "2026-12-03"),
        ("a week on thursday", "2026-12-03"),
        ("a week tomorrow", "2026-12-01"),
        ("three weeks from saturday", "2026-12-19"),
        ("monday in two weeks", "2026-12-07"),
        ("two fridays from now", "2026-12-04"),
        ("in three sundays", "2026-12-13"),
        ("in two and a half weeks", "2026-12-10"),
        ("in a fortnight", "2026-12-07"),
        ("a year from today", "2027-11-23"),
        ("thursday the twenty sixth", "2026-11-26"),
        ("friday the thirteenth", "2027-08-13"),
        ("the twenty sixth", "2026-11-26"),
        ("on the first", "2026-12-01"),
        ("on the fifteenth of next month", "2026-12-15"),
        ("december the fourth", "2026-12-04"),
        ("the third of march two thousand twenty seven", "2027-03-03"),
        ("march third twenty twenty seven", "2027-03-03"),
        ("24 dec", "2026-12-24"),
        ("second of february", "2027-02-02"),
        ("the last sunday in january", "2027-01-31"),
        ("second to last friday of march", "2027-03-19"),
        ("the last day of the month", "2026-11-30"),
        ("the day after christmas", "2026-12-26"),
        ("the saturday after christmas", "2026-12-26"),
        ("two weeks before easter", "2027-03-14"),
        ("the day before new year's eve", "2026-12-30"),
        ("the end of the month", "2026-11-30"),
        ("next month on the twenty eighth", "2026-12-28"),
        ("the twentieth next month", "2026-12-20"),
        ("next year on the third of may", "2027-05-03"),
    ],
)
def test_days_are_read_however_they_are_named(text: str, date: str) -> None:
    assert day(text) == date


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("between four and half five", "2026-11-23 16:00", "2026-11-23 17:30"),
        ("from nine to five", "2026-11-23 09:00", "2026-11-23 17:00"),
        ("from eleven to one", "2026-11-23 11:00", "2026-11-23 13:00"),
        ("from ten at night until seven", "2026-11-23 22:00", "2026-11-24 07:00"),
        ("movie night on friday from seven to nine", "2026-11-27 19:00", "2026-11-27 21:00"),
        ("friday five to seven", "2026-11-27 17:00", "2026-11-27 19:00"),
        ("3-4pm", "2026-11-23 15:00", "2026-11-23 16:00"),
        ("saturday from two to four in the afternoon", "2026-11-28 14:00", "2026-11-28 16:00"),
        ("from four for thirty minutes", "2026-11-23 16:00", "2026-11-23 16:30"),
        ("from the third to the ninth of may", "2027-05-03 00:00", "2027-05-10 00:00"),
        ("dec 3 - dec 9", "2026-12-03 00:00", "2026-12-10 00:00"),
        ("from december twentieth until january second", "2026-12-20 00:00", "2027-01-03 00:00"),
        ("monday to wednesday next week", "2026-11-30 00:00", "2026-12-03 00:00"),
        ("from friday evening to sunday afternoon", "2026-11-27 18:00", "2026-11-29 18:00"),
        ("until tomorrow morning", "2026-11-23 09:00", "2026-11-24 08:00"),
        ("keep quiet between eleven and seven", "2026-11-23 23:00", "2026-11-24 07:00"),
        ("until the end of friday", "2026-11-23 09:00", "2026-11-28 00:00"),
        ("until the end of tomorrow", "2026-11-23 09:00", "2026-11-25 00:00"),
    ],
)
def test_ranges_end_where_the_words_say(text: str, begins: str, ends: str) -> None:
    assert stretch(text) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("tomorrow evening", "2026-11-24 18:00", "2026-11-24 23:00"),
        ("early tomorrow morning", "2026-11-24 06:00", "2026-11-24 09:00"),
        ("the morning of the fifteenth of february", "2027-02-15 08:00", "2027-02-15 12:00"),
        ("tonight", "2026-11-23 20:00", "2026-11-24 00:00"),
        ("after dinner tonight", "2026-11-23 18:00", "2026-11-23 23:00"),
        ("the night before christmas", "2026-12-24 20:00", "2026-12-25 00:00"),
        ("this saturday and sunday", "2026-11-28 00:00", "2026-11-30 00:00"),
        ("this weekend", "2026-11-28 00:00", "2026-11-30 00:00"),
        ("the week after next", "2026-12-07 00:00", "2026-12-14 00:00"),
        ("mid january", "2027-01-11 00:00", "2027-01-21 00:00"),
        ("the end of next week", "2026-12-04 00:00", "2026-12-07 00:00"),
        ("the next three days", "2026-11-24 00:00", "2026-11-27 00:00"),
        ("in march", "2027-03-01 00:00", "2027-04-01 00:00"),
        ("the second week of february", "2027-02-08 00:00", "2027-02-15 00:00"),
    ],
)
def test_parts_of_days_and_runs_of_days_have_a_beginning_and_an_end(text: str, begins: str, ends: str) -> None:
    assert stretch(text) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("an hour and a half", 5400),
        ("two and a quarter hours", 8100),
        ("half a day", 43_200),
        ("a couple of hours", 7200),
        ("two hours ten", 7800),
        ("twenty seconds", 20),
        ("one minute and twenty two seconds", 82),
        ("one hundred and twenty minutes", 7200),
        ("for about ten minutes", 600),
        ("a fortnight", 1_209_600),
    ],
)
def test_lengths_are_read_to_the_second(text: str, seconds: int) -> None:
    time = read(text)
    assert (time.start, time.duration_seconds) == (None, seconds)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("friday, no, saturday at eight", "2026-11-28 20:00"),
        ("friday at seven no eight", "2026-11-27 20:00"),
        ("tomorrow at seven no wait half past seven", "2026-11-24 19:30"),
        ("on friday uh i mean saturday at eight", "2026-11-28 20:00"),
        ("next week um thursday at five", "2026-12-03 17:00"),
        ("at seven actually make it eight", "2026-11-23 20:00"),
        ("no make that eight", "2026-11-23 20:00"),
    ],
)
def test_what_is_said_last_corrects_what_was_said_before(text: str, moment: str) -> None:
    assert start(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "take the second step",
        "read the first principle",
        "tell me about the fifth level",
        "may i ask you something",
        "we march on",
        "the sun is shining",
        "we sat together",
        "to be honest i second that",
        "i was in a second marriage",
        "we had a good night",
        "good evening hearthside",
        "date night",
        "it takes two to tango",
        "one more time",
        "for now",
        "wait a minute",
        "all in all we are fine",
        "the bread was 2.50 in the shop",
        "at an odd hour",
        "next",
    ],
)
def test_ordinary_words_are_no_times(text: str) -> None:
    assert find_times(text, NOW) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("schedule date night for friday at seven", ["friday at seven"]),
        ("remind us to call the babysitter at four", ["at four"]),
        ("put a walk in on sunday around noon please", ["on sunday around noon"]),
        ("remind us every evening at nine to put the phones away", ["every evening at nine"]),
        ("is it friday or is it saturday", ["friday", "saturday"]),
        ("our weekly check in is fun", []),
        ("skip the check in this week", ["this week"]),
        ("pause for a second", []),
        ("extend the walk by ten minutes", ["by ten minutes"]),
    ],
)
def test_the_words_of_a_time_are_found_in_a_sentence(text: str, found: list[str]) -> None:
    times = find_times(text, NOW)
    assert [time.text for time in times] == found
    assert [text[slice(*time.span)] for time in times] == found


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '0123456789:,.-", max_size=60))
def test_no_text_breaks_it_and_every_span_lies_in_the_text(text: str) -> None:
    for found in find_times(text, NOW):
        assert text[slice(*found.span)] == found.text


def test_spans_point_into_the_text_as_it_was_given() -> None:
    text = "Dinner — on  Friday, at 7:30 P.M."
    (found,) = find_times(text, NOW)
    assert found.text == text[slice(*found.span)] == "on  Friday, at 7:30 P.M"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("saturday at eight", (Ambiguity.AM_OR_PM,)),
        ("saturday at eight in the evening", ()),
        ("dinner on saturday at eight", ()),
        ("saturday at seven", ()),
        ("next wednesday", (Ambiguity.WHICH_WEEK,)),
        ("next saturday", ()),
        ("yesterday", (Ambiguity.PAST,)),
        ("today at 8 am", (Ambiguity.PAST,)),
        ("at two in the morning", (Ambiguity.NIGHT,)),
    ],
)
def test_doubts_are_returned_and_a_best_reading_is_given(text: str, marks: tuple[Ambiguity, ...]) -> None:
    assert read(text).ambiguous == marks


def test_a_weekday_is_today_only_while_its_clock_lies_ahead() -> None:
    friday = datetime(2026, 11, 27, 18, 0)
    assert read("friday", friday).start == datetime(2026, 12, 4)
    assert read("friday at seven", friday).start == datetime(2026, 11, 27, 19)
    assert read("friday at five", friday).start == datetime(2026, 12, 4, 17)


def test_conventions_can_be_changed() -> None:
    nearest = Conventions(next_weekday="nearest", evening_hours=frozenset())
    assert read_time("next friday", NOW, nearest) == SpokenTime(start=datetime(2026, 11, 27), grain=Grain.DAY)
    moment = read_time("saturday at nine", NOW, nearest)
    assert moment is not None
    assert moment.start == datetime(2026, 11, 28, 9)


def test_a_week_may_begin_on_sunday_and_its_weekend_on_friday() -> None:
    other = Conventions(week_start=6, weekend=(4, 5))
    weekend = read_time("this weekend", NOW, other)
    assert weekend is not None
    assert (weekend.start, weekend.end) == (datetime(2026, 11, 27), datetime(2026, 11, 29))
    every = read_time("every weekday at six", NOW, other)
    assert every is not None
    assert every.recurrence is not None
    assert every.recurrence.rrule == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU"


@pytest.mark.parametrize(
    ("weekend", "nights"), [((5, 6), "MO,TU,WE,TH,SU"), ((4, 5), "MO,TU,WE,SA,SU"), ((6,), "MO,TU,WE,TH,FR,SU")]
)
def test_a_weeknight_is_one_before_a_day_that_is_no_weekend(weekend: tuple[int, ...], nights: str) -> None:
    every = read_time("every weeknight at eight", NOW, Conventions(weekend=weekend))
    assert every is not None
    assert every.recurrence is not None
    assert every.recurrence.rrule == f"FREQ=WEEKLY;BYDAY={nights}"


def test_a_weekend_is_whole_where_the_week_begins_within_it() -> None:
    weekend = read_time("this weekend", NOW, Conventions(week_start=6))
    assert weekend is not None
    assert (weekend.start, weekend.end) == (datetime(2026, 11, 28), datetime(2026, 11, 30))


def test_what_is_to_be_done_does_not_say_when_to_remind() -> None:
    assert start("remind us at five to leave for the train at six") == "2026-11-23 17:00"
    assert start("remind us tomorrow to call mum at six") == "2026-11-24 18:00"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("one minute thirty", 90),
        ("an hour plus ten minutes", 4200),
        ("eighteen months", 47_336_400),
        ("a year", 31_536_000),
        ("an entire hour", 3600),
        ("two minutes and twenty", 140),
    ],
)
def test_the_unit_below_may_be_left_out(text: str, seconds: int) -> None:
    assert read(text).duration_seconds == seconds


def test_a_sentence_without_a_time_has_none() -> None:
    assert read_time("we should talk more", NOW) is None


@pytest.mark.parametrize(
    ("said_at", "text", "start"),
    [
        ("2027-03-28 01:30", "in two hours", "2027-03-28 04:30"),
        ("2027-03-28 01:30", "in twenty minutes", "2027-03-28 01:50"),
        ("2026-10-25 01:30", "in two hours", "2026-10-25 02:30"),
        ("2026-10-25 02:45", "in half an hour", "2026-10-25 02:15"),
        ("2026-10-25 01:30", "three hours from now", "2026-10-25 03:30"),
        ("2026-10-24 19:00", "in twenty four hours", "2026-10-25 19:00"),
        ("2026-10-24 19:00", "in one day", "2026-10-25 00:00"),
        ("2026-11-23 19:00", "in two hours", "2026-11-23 21:00"),
    ],
)
def test_hours_from_now_are_real_ones_while_the_clocks_change(said_at: str, text: str, start: str) -> None:
    time = read_time(text, datetime.fromisoformat(said_at), Conventions(zone=ZoneInfo("Europe/Berlin")))
    assert time is not None
    assert time.start == datetime.fromisoformat(start)
    assert time.ambiguous == ()


@pytest.mark.parametrize(
    ("said_second", "text", "start"),
    [
        (True, "at two forty in the morning", datetime(2026, 10, 25, 2, 40, fold=1)),
        (True, "at four in the morning", datetime(2026, 10, 25, 4, 0)),
        (False, "at two forty in the morning", datetime(2026, 10, 25, 2, 40)),
    ],
)
def test_in_the_second_of_two_equal_hours_a_clock_time_is_the_one_to_come(
    said_second: bool,  # noqa: FBT001 - a parameter
    text: str,
    start: datetime,
) -> None:
    now = datetime(2026, 10, 25, 2, 30, fold=int(said_second))
    time = read_time(text, now, Conventions(zone=ZoneInfo("Europe/Berlin")))
    assert time is not None
    assert time.start is not None
    assert (time.start, time.start.fold) == (start, start.fold)


def test_the_second_time_round_the_hour_counts_from_there() -> None:
    again = datetime(2026, 10, 25, 2, 30, fold=1)
    time = read_time("in half an hour", again, Conventions(zone=ZoneInfo("Europe/Berlin")))
    assert time is not None
    assert time.start == datetime(2026, 10, 25, 3, 0)
