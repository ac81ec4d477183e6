from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.calendar.appointment import Kind
from assistant.messages.changes import AllOfThem, Days, EditOperation, Following, NextOnes, SpokenEdit, Target
from assistant.messages.times import Grain, Recurrence, SpokenTime
from assistant.scheduling.availability import Interval
from assistant.scheduling.changing import Unclear
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.edits import NotDecided, Proposal
from tests.fakes.calendar_store import FakeAppointments, FakeHouseholds
from tests.unit.scheduling.evening import Evening, wall

FRIDAYS = Recurrence("FREQ=WEEKLY;BYDAY=FR", wall("2026-11-27T19:30"))


def plan(evening: Evening, title: str, start: str, recurrence: Recurrence | None = None) -> str:
    draft = evening.time.draft(title, wall(start), evening.now, recurrence=recurrence)
    return evening.time.add(draft, evening.now).uid


def coming(evening: Evening, days: int = 30) -> list[str]:
    found = evening.time.occurrences(evening.now, evening.now + timedelta(days=days))
    return [f"{each.local(evening.time.zone):%a %d %H:%M} {each.title}" for each in found]


def edit(evening: Evening, operation: EditOperation, **parts: object) -> Proposal | NotDecided:
    said = SpokenEdit(operation, **parts)  # type: ignore[arg-type]
    return evening.time.propose(said, evening.now)


def done(evening: Evening, operation: EditOperation, **parts: object) -> Proposal:
    proposal = edit(evening, operation, **parts)
    assert isinstance(proposal, Proposal)
    evening.time.carry_out(proposal, evening.now)
    return proposal


def at(text: str, grain: Grain = Grain.MINUTE) -> SpokenTime:
    return SpokenTime(start=wall(text), grain=grain)


def test_what_is_taken_out_from_a_day_on_stays_until_then(evening: Evening) -> None:
    plan(evening, "yoga", "2026-11-27T19:30", FRIDAYS)
    proposal = done(evening, EditOperation.CANCEL, target="yoga", which=Following(date(2026, 12, 5)))
    assert proposal.after is None
    assert proposal.affected[0].wall == wall("2026-12-11T19:30")
    assert coming(evening) == ["Fri 27 19:30 yoga", "Fri 04 19:30 yoga"]


def test_a_draft_is_not_in_the_calendar_until_it_is_added(evening: Evening) -> None:
    draft = evening.time.draft("date night", wall("2026-11-27T19:30"), evening.now)
    assert coming(evening) == []
    evening.time.add(draft, evening.now)
    assert coming(evening) == ["Fri 27 19:30 date night"]


def test_a_rule_s_time_of_day_stands_in_the_start_and_its_start_is_aligned(evening: Evening) -> None:
    said = Recurrence(
        "FREQ=WEEKLY;BYDAY=FR;BYHOUR=20;BYMINUTE=30", wall("2026-11-24T00:00"), exdates=(date(2026, 12, 4),)
    )
    draft = evening.time.draft("date night", said.dtstart, evening.now, recurrence=said)
    assert (draft.start, draft.rrule) == (wall("2026-11-27T20:30"), "FREQ=WEEKLY;BYDAY=FR")
    evening.time.add(draft, evening.now)
    assert coming(evening, 20) == ["Fri 27 20:30 date night", "Fri 11 20:30 date night"]


def test_next_is_the_next_time_together_or_what_is_named(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    plan(evening, "weekly check-in", "2026-11-29T11:00")
    evening.time.add(evening.time.draft_reminder("call mum", wall("2026-11-24T09:00"), evening.now), evening.now)
    soonest, named = evening.time.next(evening.now), evening.time.next(evening.now, "the check in")
    assert soonest is not None
    assert named is not None
    assert (soonest.title, named.title) == ("Date night", "weekly check-in")
    assert evening.time.next(evening.now, "yoga") is None
    assert [each.title for each in evening.time.upcoming(evening.now)] == ["call mum", "Date night", "weekly check-in"]
    assert set(evening.time.titles_to_come(evening.now)) == {"call mum", "Date night", "weekly check-in"}


def test_a_clash_names_the_other_and_alternatives_are_near(evening: Evening) -> None:
    plan(evening, "dinner with Mia", "2026-11-27T19:00")
    draft = evening.time.draft("date night", wall("2026-11-27T19:30"), evening.now)
    assert [each.title for each in evening.time.clashes(draft, evening.now)] == ["dinner with Mia"]
    assert evening.time.alternatives(draft, evening.now) == [wall("2026-11-27T20:00"), wall("2026-11-27T20:30")]
    beside = evening.time.draft("date night", wall("2026-11-27T20:00"), evening.now)
    assert evening.time.clashes(beside, evening.now) == []


def test_a_time_that_a_calendar_outside_takes_is_known_and_never_offered(evening: Evening) -> None:
    taken = Interval(evening.now + timedelta(hours=2), evening.now + timedelta(hours=3))
    time = CoupleTime(
        FakeAppointments(),
        FakeHouseholds(),
        elsewhere=lambda start, end: [taken] if start < taken.end and taken.start < end else [],
    )
    begins = taken.start.astimezone(ZoneInfo(time.zone)).replace(tzinfo=None)
    draft = time.draft("date night", begins, evening.now)
    assert time.is_taken_elsewhere(draft, evening.now)
    assert begins + timedelta(minutes=30) not in time.alternatives(draft, evening.now, 4)
    assert not time.is_taken_elsewhere(time.draft("tea", begins - timedelta(hours=1), evening.now), evening.now)
    assert not time.is_taken_elsewhere(time.draft_reminder("call mum", begins, evening.now), evening.now)


def test_a_repeating_draft_clashes_with_what_comes_weeks_later(evening: Evening) -> None:
    plan(evening, "concert", "2026-12-18T20:00")
    draft = evening.time.draft("date night", FRIDAYS.dtstart, evening.now, recurrence=FRIDAYS)
    assert [each.title for each in evening.time.clashes(draft, evening.now)] == ["concert"]


def test_one_is_moved_and_the_others_stay(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    proposal = done(evening, EditOperation.MOVE, target="date night", which=NextOnes(), when=at("2026-11-28T20:00"))
    assert proposal.after is not None
    assert proposal.after.local("Europe/Berlin") == wall("2026-11-28T20:00")
    assert coming(evening, 13) == ["Sat 28 20:00 Date night", "Fri 04 19:30 Date night"]


def test_a_bare_day_keeps_the_time_of_day(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30")
    done(evening, EditOperation.MOVE, target="date night", when=at("2026-11-28", Grain.DAY))
    assert coming(evening) == ["Sat 28 19:30 Date night"]


def test_all_are_moved_from_the_next_on(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    done(evening, EditOperation.MOVE, target="date night", which=AllOfThem(), when=at("2026-11-26T20:00"))
    assert coming(evening, 12) == ["Thu 26 20:00 Date night", "Thu 03 20:00 Date night"]


def test_a_first_sunday_moved_to_a_saturday_stays_with_its_week(evening: Evening) -> None:
    first_sunday = Recurrence("FREQ=MONTHLY;BYDAY=1SU", wall("2026-12-06T10:00"))
    plan(evening, "budget talk", "2026-12-06T10:00", first_sunday)
    done(evening, EditOperation.MOVE, target="budget talk", which=AllOfThem(), when=at("2026-12-05T10:00"))
    assert coming(evening, 50) == ["Sat 05 10:00 budget talk", "Sat 02 10:00 budget talk"]


def test_a_counted_series_keeps_its_number_when_it_is_moved(evening: Evening) -> None:
    thrice = Recurrence("FREQ=WEEKLY;COUNT=3", wall("2026-11-20T19:30"))
    plan(evening, "course", "2026-11-20T19:30", thrice)
    done(evening, EditOperation.SHIFT, target="course", which=AllOfThem(), when=SpokenTime(duration_seconds=3600))
    assert coming(evening, 60) == ["Fri 27 20:30 course", "Fri 04 20:30 course"]


def test_shifted_extended_and_shortened(evening: Evening) -> None:
    plan(evening, "walk", "2026-11-27T19:30")
    done(evening, EditOperation.SHIFT, target="walk", when=SpokenTime(duration_seconds=-1200))
    assert coming(evening) == ["Fri 27 19:10 walk"]
    done(evening, EditOperation.SHORTEN, target="walk", when=SpokenTime(duration_seconds=-600))
    done(evening, EditOperation.EXTEND, target="walk", when=SpokenTime(duration_seconds=1200))
    found = evening.time.next(evening.now, "walk")
    assert found is not None
    assert found.duration == timedelta(minutes=70)
    done(evening, EditOperation.SET_DURATION, target="walk", when=SpokenTime(duration_seconds=1800))
    found = evening.time.next(evening.now, "walk")
    assert found is not None
    assert found.duration == timedelta(minutes=30)


def test_one_is_skipped_by_its_day(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    done(evening, EditOperation.SKIP, target="date night", which=Days.one(date(2026, 12, 4)))
    assert coming(evening, 20) == ["Fri 27 19:30 Date night", "Fri 11 19:30 Date night"]


def test_cancelling_all_ends_it_and_undo_brings_it_back(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    before = coming(evening)
    proposal = done(evening, EditOperation.CANCEL, target="date night", which=AllOfThem())
    assert proposal.whole
    assert proposal.after is None
    assert coming(evening) == []
    evening.after(hours=20)
    undone = evening.time.undo(evening.now)
    assert undone is not None
    assert undone.operation == "cancel"
    assert coming(evening)[:3] == before[:3]


def test_cancelling_without_a_word_about_which_means_the_next(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    proposal = done(evening, EditOperation.CANCEL, target="date night")
    assert not proposal.whole
    assert coming(evening, 13) == ["Fri 04 19:30 Date night"]


def test_a_pause_leaves_out_what_lies_in_it_and_resuming_brings_it_back(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    december = SpokenTime(start=wall("2026-12-01"), end=wall("2026-12-15"))
    done(evening, EditOperation.PAUSE, target="date night", when=december)
    assert coming(evening, 26) == ["Fri 27 19:30 Date night", "Fri 18 19:30 Date night"]
    done(evening, EditOperation.RESUME, target="date night")
    assert len(coming(evening, 26)) == 4


def test_a_series_ends_on_a_day(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    done(evening, EditOperation.END, target="date night", when=at("2026-12-10", Grain.DAY))
    assert coming(evening, 60) == ["Fri 27 19:30 Date night", "Fri 04 19:30 Date night"]


def test_another_rhythm_replaces_the_old_one(evening: Evening) -> None:
    plan(evening, "check in", "2026-11-27T19:30", FRIDAYS)
    twice = Recurrence("FREQ=WEEKLY;BYDAY=MO,TH", wall("2026-11-26T19:00"))
    done(evening, EditOperation.CHANGE, target="check in", which=AllOfThem(), when=SpokenTime(recurrence=twice))
    assert coming(evening, 9) == ["Thu 26 19:00 check in", "Mon 30 19:00 check in"]


def test_everything_of_a_day_is_cancelled(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    plan(evening, "dinner", "2026-11-27T21:00")
    plan(evening, "walk", "2026-11-28T10:00")
    proposal = done(evening, EditOperation.CANCEL, target=Target.EVERYTHING, which=Days.one(date(2026, 11, 27)))
    assert len(proposal.affected) == 2
    assert coming(evening, 8) == ["Sat 28 10:00 walk"]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"target": "yoga"}, Unclear.NOTHING_PLANNED),
        ({"target": "dinner"}, Unclear.SEVERAL),
        ({"target": "date night", "which": "2026-11-25"}, Unclear.NO_SUCH_OCCURRENCE),
        ({"target": "date night"}, Unclear.NO_TIME),
        ({"target": "date night", "when": SpokenTime(start=wall("2026-11-20T19:30"))}, Unclear.PAST),
    ],
)
def test_what_cannot_be_decided_says_why(evening: Evening, parts: dict[str, object], why: Unclear) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    plan(evening, "dinner with Mia", "2026-11-28T19:30")
    plan(evening, "family dinner", "2026-11-29T19:30")
    refused = edit(evening, EditOperation.MOVE, **parts)
    assert isinstance(refused, NotDecided)
    assert refused.why is why


def test_shortening_to_nothing_is_impossible(evening: Evening) -> None:
    plan(evening, "walk", "2026-11-27T19:30")
    refused = edit(evening, EditOperation.SHORTEN, target="walk", when=SpokenTime(duration_seconds=-7200))
    assert isinstance(refused, NotDecided)
    assert refused.why is Unclear.IMPOSSIBLE


def test_a_move_onto_something_else_names_it(evening: Evening) -> None:
    plan(evening, "walk", "2026-11-27T19:30")
    plan(evening, "dinner", "2026-11-28T19:30")
    proposal = edit(evening, EditOperation.MOVE, target="walk", when=at("2026-11-28T20:00"))
    assert isinstance(proposal, Proposal)
    assert [each.title for each in proposal.clashes] == ["dinner"]


def test_it_means_what_was_spoken_of_last_and_never_whatever_comes_next(evening: Evening) -> None:
    plan(evening, "walk", "2026-11-27T19:30")
    it = SpokenEdit(EditOperation.SKIP)
    only = evening.time.propose(it, evening.now)
    later = plan(evening, "dinner", "2026-11-28T19:30")
    focused = evening.time.propose(it, evening.now, focus=later)
    assert isinstance(only, Proposal)
    assert isinstance(focused, Proposal)
    assert (only.appointment.title, focused.appointment.title) == ("walk", "dinner")
    of_two = evening.time.propose(it, evening.now)
    assert isinstance(of_two, NotDecided)
    assert of_two.why is Unclear.SEVERAL


def test_a_new_home_zone_keeps_wall_time_and_undo_puts_it_back(evening: Evening) -> None:
    uid = plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    evening.time.take_along("America/New_York", evening.now)
    assert coming(evening, 5) == ["Fri 27 19:30 Date night"]
    moved = evening.time.next(evening.now)
    assert moved is not None
    assert moved.start == datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
    evening.time.undo(evening.now)
    assert evening.appointments.calendar.appointments[uid].zone == "Europe/Berlin"


def test_an_import_replaces_what_it_knows_but_not_our_own_title(evening: Evening) -> None:
    uid = plan(evening, "Touch and talk", "2026-11-27T19:30")
    [known] = evening.time.all()
    evening.time.take_over([replace(known, title="Time together", start=wall("2026-11-28T19:30"))], evening.now)
    assert coming(evening) == ["Sat 28 19:30 Touch and talk"]
    assert [each.uid for each in evening.time.all()] == [uid]


def test_renamed_a_reminder_s_words_follow(evening: Evening) -> None:
    draft = evening.time.draft_reminder("call mum", wall("2026-11-24T09:00"), evening.now)
    evening.time.add(draft, evening.now)
    assert evening.time.rename(draft.uid, "call dad", evening.now)
    assert not evening.time.rename("unknown", "x", evening.now)
    [found] = evening.time.all()
    assert (found.kind, found.text) == (Kind.REMINDER, "call dad")


def test_a_reminder_in_one_minute_is_a_whole_minute_away_and_a_time_together_starts_on_the_minute(
    evening: Evening,
) -> None:
    at = wall("2026-11-24T09:00:42")
    assert evening.time.draft_reminder("call mum", at, evening.now).start == at
    assert evening.time.draft("A walk", at, evening.now).start == wall("2026-11-24T09:00:00")


@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_what_was_planned_in_another_zone_stays_when_it_is_where_the_home_moves(evening: Evening, zone: str) -> None:
    call = replace(evening.time.draft("call grandma", wall("2026-11-25T18:00"), evening.now), zone=zone)
    evening.time.add(call, evening.now)
    before = evening.time.next(evening.now, "call grandma")
    evening.time.take_along("America/New_York", evening.now)
    after = evening.time.next(evening.now, "call grandma")
    assert before is not None
    assert after is not None
    assert (after.start, after.appointment) == (before.start, call)


@pytest.mark.parametrize("operation", [EditOperation.CANCEL, EditOperation.END])
def test_what_is_called_off_for_good_leaves_nothing_where_a_later_one_was_moved_before_an_earlier_one(
    evening: Evening, operation: EditOperation
) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    later = edit(
        evening, EditOperation.MOVE, target="date night", which=Days.one(date(2026, 12, 4)), when=at("2026-11-25T20:00")
    )
    assert isinstance(later, Proposal)
    evening.time.carry_out(later, evening.now)
    assert coming(evening, 12) == ["Wed 25 20:00 Date night", "Fri 27 19:30 Date night"]
    gone = edit(evening, operation, target="date night", which=AllOfThem())
    assert isinstance(gone, Proposal)
    evening.time.carry_out(gone, evening.now)
    assert coming(evening) == []


def test_what_ends_from_a_day_on_stays_before_it_although_one_was_moved_across_that_day(evening: Evening) -> None:
    plan(evening, "Date night", "2026-11-27T19:30", FRIDAYS)
    moved = edit(
        evening,
        EditOperation.MOVE,
        target="date night",
        which=Days.one(date(2026, 11, 27)),
        when=at("2026-12-12T20:00"),
    )
    assert isinstance(moved, Proposal)
    evening.time.carry_out(moved, evening.now)
    done(evening, EditOperation.CANCEL, target="date night", which=Following(date(2026, 12, 8)))
    assert coming(evening) == ["Fri 04 19:30 Date night"]


def test_several_move_each_within_its_own_week_and_a_week_later_where_the_first_would_be_over(
    evening: Evening,
) -> None:
    plan(evening, "yoga", "2026-11-27T19:30", FRIDAYS)
    done(evening, EditOperation.MOVE, target="yoga", which=NextOnes(2), when=at("2026-11-28T00:00", Grain.DAY))
    assert coming(evening, 13) == ["Sat 28 19:30 yoga", "Sat 05 19:30 yoga"]
    done(evening, EditOperation.MOVE, target="yoga", which=NextOnes(2), when=at("2026-11-30T18:00"))
    assert coming(evening, 15) == ["Mon 30 18:00 yoga", "Mon 07 18:00 yoga"]


def test_several_of_one_week_cannot_all_be_on_one_day(evening: Evening) -> None:
    plan(evening, "yoga", "2026-11-24T18:00", Recurrence("FREQ=DAILY", wall("2026-11-24T18:00")))
    refused = edit(
        evening, EditOperation.MOVE, target="yoga", which=NextOnes(2), when=at("2026-11-28T00:00", Grain.DAY)
    )
    assert isinstance(refused, NotDecided)
    assert refused.why is Unclear.IMPOSSIBLE


def test_a_series_changes_from_a_day_on_and_stays_as_it_is_until_then(evening: Evening) -> None:
    plan(evening, "yoga", "2026-11-27T19:30", FRIDAYS)
    since = Following(date(2026, 12, 5))
    proposal = done(evening, EditOperation.SET_DURATION, target="yoga", which=since, when=SpokenTime(None, None, 7200))
    assert proposal.spares_earlier
    lengths = [each.duration for each in evening.time.occurrences(evening.now, evening.after(days=28))]
    assert lengths == [timedelta(hours=1), timedelta(hours=1), timedelta(hours=2), timedelta(hours=2)]


def test_a_series_moves_from_where_its_rule_has_it_and_what_was_moved_before_stays_while_it_is_to_come(
    evening: Evening,
) -> None:
    plan(evening, "yoga", "2026-11-27T19:30", FRIDAYS)
    done(
        evening,
        EditOperation.MOVE,
        target="yoga",
        which=Days.one(date(2026, 11, 27)),
        when=at("2026-11-28T00:00", Grain.DAY),
    )
    evening.after(days=4, hours=12)  # Saturday morning
    done(evening, EditOperation.SHIFT, target="yoga", which=AllOfThem(), when=SpokenTime(duration_seconds=1800))
    assert coming(evening, 14) == ["Sat 28 19:30 yoga", "Fri 04 20:00 yoga", "Fri 11 20:00 yoga"]
