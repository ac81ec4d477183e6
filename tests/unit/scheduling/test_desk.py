from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from assistant.errors import StoreFull
from assistant.household.household import QuietHours
from assistant.messages.times import Recurrence
from assistant.scheduling.reminder import Delivery, DueReminder
from tests.unit.scheduling.evening import Evening, wall


def book(evening: Evening, title: str = "date night", start: str = "2026-11-23T21:00") -> None:
    evening.time.add(evening.time.draft(title, wall(start), evening.now), evening.now)


def remind(evening: Evening, words: str = "water the plants", start: str = "2026-11-23T19:20") -> None:
    evening.time.add(evening.time.draft_reminder(words, wall(start), evening.now), evening.now)


def said(evening: Evening) -> list[str]:
    """Say everything that is due, to its end."""
    words = []
    for due in evening.desk.due(evening.now):
        if evening.desk.begin(due, evening.now):
            evening.desk.spoken(due, evening.now)
            words.append(due.text or due.title)
    return words


def titles(due: list[DueReminder]) -> list[str]:
    return [each.title for each in due]


def test_an_appointment_is_due_an_hour_before_and_at_its_start(evening: Evening) -> None:
    book(evening)
    assert evening.desk.next_at() == datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
    assert evening.desk.due(evening.after(minutes=59)) == []
    assert said(evening) == []
    evening.after(minutes=1)
    assert said(evening) == ["date night"]
    evening.desk.reacted(evening.now)
    evening.after(minutes=59)
    assert said(evening) == []
    evening.after(minutes=1)
    assert said(evening) == ["date night"]


def test_a_dictated_reminder_is_due_at_its_time_in_its_own_words(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    [due] = evening.desk.due(evening.now)
    assert due.text == "water the plants"
    assert due.wall == wall("2026-11-23T19:20")
    assert not due.late


def test_what_is_booked_for_within_the_hour_is_only_due_at_its_start(evening: Evening) -> None:
    book(evening, start="2026-11-23T19:30")
    assert evening.desk.due(evening.after(minutes=29)) == []
    assert titles(evening.desk.due(evening.after(minutes=1))) == ["date night"]


def test_nothing_is_begun_twice(evening: Evening) -> None:
    remind(evening)
    [due] = evening.desk.due(evening.after(minutes=20))
    assert evening.desk.begin(due, evening.now)
    assert not evening.desk.begin(due, evening.now)
    evening.restart()
    assert not evening.desk.begin(due, evening.now)


def test_what_was_begun_before_a_crash_is_told_and_not_said_again(evening: Evening) -> None:
    remind(evening)
    [due] = evening.desk.due(evening.after(minutes=20))
    evening.desk.begin(due, evening.now)
    evening.restart()
    assert evening.desk.due(evening.after(minutes=1)) == []
    missed = evening.desk.missed(evening.now)
    assert [each.latest.text for each in missed] == ["water the plants"]
    evening.desk.told(missed, evening.now)
    assert evening.desk.missed(evening.now) == []


def test_what_fell_due_while_the_machine_was_off_is_said_once_if_it_still_makes_sense(evening: Evening) -> None:
    book(evening)
    evening.after(hours=2, minutes=30)
    evening.restart()
    [due] = evening.desk.due(evening.now)
    assert due.late
    assert said(evening) == ["date night"]
    evening.restart()
    assert said(evening) == []


def test_what_is_over_when_the_machine_starts_is_told_when_asked(evening: Evening) -> None:
    book(evening)
    remind(evening)
    evening.after(hours=12)
    evening.restart()
    assert said(evening) == []
    assert {each.latest.title for each in evening.desk.missed(evening.now)} == {"date night", "water the plants"}


def test_a_reminder_that_waits_for_the_end_of_an_exercise_survives_an_edit(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=25)
    book(evening, title="dinner")
    assert titles(evening.desk.due(evening.now)) == ["water the plants"]


def test_it_is_said_once_more_after_five_minutes_if_nobody_reacts(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    assert said(evening) == ["water the plants"]
    evening.after(minutes=5)
    assert said(evening) == ["water the plants"]
    evening.after(minutes=5)
    assert said(evening) == []


def test_any_word_keeps_it_from_being_said_once_more(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    said(evening)
    evening.desk.reacted(evening.after(minutes=1))
    evening.after(minutes=10)
    assert said(evening) == []


def test_in_quiet_hours_it_is_chimed_told_when_asked_and_never_repeated(evening: Evening) -> None:
    evening.households.household = replace(
        evening.households.household, quiet_hours=QuietHours(time(19, 15), time(7, 0))
    )
    remind(evening)
    [due] = evening.desk.due(evening.after(minutes=20))
    assert due.delivery is Delivery.CHIME
    assert evening.desk.begin(due, evening.now)
    evening.desk.chimed(due, evening.now)
    evening.after(minutes=6)
    assert said(evening) == []
    assert [each.latest.text for each in evening.desk.missed(evening.now)] == ["water the plants"]


def test_a_hush_lasts_until_its_time(evening: Evening) -> None:
    evening.households.household = replace(evening.households.household, hush_until=evening.now + timedelta(minutes=20))
    remind(evening, start="2026-11-23T19:19")
    remind(evening, "call mum", "2026-11-23T19:21")
    [first] = evening.desk.due(evening.after(minutes=19))
    assert first.delivery is Delivery.CHIME
    last = evening.desk.due(evening.after(minutes=2))[-1]
    assert last.delivery is Delivery.SAY


def test_snoozed_it_comes_back_in_its_own_words(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    said(evening)
    assert evening.desk.snooze(evening.after(minutes=1)) == evening.now + timedelta(minutes=10)
    evening.after(minutes=9)
    assert said(evening) == []
    evening.after(minutes=1)
    assert said(evening) == ["water the plants"]


def test_with_nothing_said_lately_there_is_nothing_to_snooze(evening: Evening) -> None:
    assert evening.desk.snooze(evening.now) is None


def test_cancelled_it_is_never_said(evening: Evening) -> None:
    book(evening)
    [appointment] = evening.time.find("date night")
    assert evening.time.cancel(appointment.uid, evening.now)
    evening.after(hours=2)
    assert said(evening) == []
    assert evening.desk.missed(evening.now) == []


def test_undone_a_cancelled_appointment_is_announced_again_but_not_for_what_was_said(evening: Evening) -> None:
    book(evening)
    evening.after(hours=1)
    assert said(evening) == ["date night"]
    evening.desk.reacted(evening.now)
    [appointment] = evening.time.find("date night")
    evening.time.cancel(appointment.uid, evening.now)
    evening.time.undo(evening.after(minutes=1))
    assert said(evening) == []
    evening.after(minutes=59)
    assert said(evening) == ["date night"]


def test_every_day_for_a_week_it_is_said_twice_a_day(evening: Evening) -> None:
    daily = Recurrence("FREQ=DAILY", wall("2026-11-23T21:00"))
    evening.time.add(evening.time.draft("talk", daily.dtstart, evening.now, recurrence=daily), evening.now)
    count = 0
    for _ in range(7 * 24 * 2):
        evening.after(minutes=30)
        if evening.now.hour == 12:
            evening.desk.rebuild(evening.now)
        count += len(said(evening))
        evening.desk.reacted(evening.now)
    assert count == 14


def test_a_strange_uid_does_not_mix_occurrences_up(evening: Evening) -> None:
    daily = Recurrence("FREQ=DAILY", wall("2026-11-24T09:00"))
    draft = evening.time.draft_reminder("pills", daily.dtstart, evening.now, daily)
    evening.time.add(replace(draft, uid="from|somewhere|else"), evening.now)
    evening.after(hours=40)
    assert len(evening.desk.due(evening.now)) == 1
    assert said(evening) == ["pills"]
    assert len(evening.desk.missed(evening.now)[0].keys) == 1


def test_a_repetition_that_nobody_needs_takes_nothing_else_with_it(evening: Evening) -> None:
    book(evening)
    evening.after(hours=1, minutes=57)
    assert said(evening) == ["date night"]
    evening.after(minutes=10)
    evening.restart()
    [due] = evening.desk.due(evening.now)
    assert not due.key.endswith("again")
    assert said(evening) == ["date night"]
    assert said(evening) == []


def test_on_a_full_disk_it_is_said_once_and_kept_as_said_when_there_is_room(evening: Evening) -> None:
    book(evening)
    evening.after(minutes=60)
    evening.reminders.is_full = True
    assert said(evening) == ["date night"]
    evening.after(seconds=10)
    assert said(evening) == []
    with pytest.raises(StoreFull):
        evening.desk.snooze(evening.now)
    evening.reminders.is_full = False
    assert evening.desk.snooze(evening.now) is not None
    evening.after(seconds=10)
    assert said(evening) == []
    evening.restart()
    assert evening.desk.missed(evening.now) == []


def test_on_a_full_disk_nothing_is_begun_twice(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    evening.reminders.is_full = True
    [due] = evening.desk.due(evening.now)
    assert evening.desk.begin(due, evening.now)
    assert not evening.desk.begin(due, evening.now)
    evening.reminders.is_full = False
    assert said(evening) == []
    assert not evening.desk.begin(due, evening.now)


def test_on_a_full_disk_what_was_only_chimed_is_told_when_asked_once_there_is_room(evening: Evening) -> None:
    remind(evening)
    evening.after(minutes=20)
    evening.reminders.is_full = True
    [due] = evening.desk.due(evening.now)
    assert evening.desk.begin(due, evening.now)
    evening.desk.chimed(due, evening.now)
    evening.reminders.is_full = False
    assert [each.latest.text for each in evening.desk.missed(evening.now)] == ["water the plants"]


def test_on_a_full_disk_what_makes_no_sense_any_more_keeps_nothing_else_from_being_said(evening: Evening) -> None:
    remind(evening, "water the plants", "2026-11-23T19:10")
    evening.after(hours=8)
    remind(evening, "go to bed", "2026-11-24T03:00:10")
    evening.after(minutes=1)
    evening.reminders.is_full = True
    assert said(evening) == ["go to bed"]
