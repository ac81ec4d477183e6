from datetime import timedelta

from assistant.calendar.ical import export_calendar, import_calendar
from assistant.messages.changes import AllOfThem, EditOperation, SpokenEdit
from assistant.messages.times import Recurrence, SpokenTime
from assistant.scheduling.changing import Unclear
from assistant.scheduling.edits import NotDecided, Proposal
from tests.unit.scheduling.evening import Evening, wall

MONDAY, TUESDAY = frozenset({0}), frozenset({1})


def plan(evening: Evening, title: str = "Yoga") -> str:
    twice = Recurrence("FREQ=WEEKLY;BYDAY=MO,WE", wall("2026-11-30T18:30"))
    return evening.time.add(evening.time.draft(title, twice.dtstart, evening.now, recurrence=twice), evening.now).uid


def coming(evening: Evening, days: int = 18) -> list[str]:
    found = evening.time.occurrences(evening.now, evening.now + timedelta(days=days))
    return [f"{each.local(evening.time.zone):%a %d %H:%M}" for each in found]


def proposed(evening: Evening, edit: SpokenEdit) -> Proposal:
    proposal = evening.time.propose(edit, evening.now)
    assert isinstance(proposal, Proposal)
    assert proposal.spares_days
    evening.time.carry_out(proposal, evening.now)
    return proposal


def test_only_the_mondays_are_taken_out_and_undo_puts_them_back(evening: Evening) -> None:
    plan(evening)
    before = coming(evening)
    proposed(evening, SpokenEdit(EditOperation.CANCEL, "yoga", AllOfThem(MONDAY)))
    assert coming(evening) == ["Wed 02 18:30", "Wed 09 18:30"]
    evening.time.undo(evening.now)
    assert coming(evening) == before


def test_what_others_wrote_beside_a_series_stays_with_the_days_that_are_left(evening: Evening) -> None:
    event = "UID:shared\nSUMMARY:Yoga\nDTSTART:20261130T183000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\n"
    kept = "DESCRIPTION:Bring the mats\nLOCATION:Hall two\nX-COLOUR:green\n"
    file = f"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n{event}{kept}END:VEVENT\nEND:VCALENDAR\n"
    imported = import_calendar(file.encode(), zone="Europe/Berlin", now=evening.now)
    evening.time.take_over(imported.appointments, evening.now)
    proposed(evening, SpokenEdit(EditOperation.CANCEL, "yoga", AllOfThem(MONDAY)))
    assert coming(evening) == ["Wed 02 18:30", "Wed 09 18:30"]
    written = export_calendar(evening.time.all(), own_titles=True).decode().replace("\r\n", "\n")
    assert kept.splitlines() == [line for line in kept.splitlines() if line in written.splitlines()]
    assert "BYDAY=WE" in written
    again = import_calendar(written.encode(), zone="Europe/Berlin", now=evening.now).appointments
    assert [(each.uid, each.start, each.rrule) for each in again] == [
        ("shared", wall("2026-12-02T18:30"), "FREQ=WEEKLY;BYDAY=WE")
    ]


def test_only_the_mondays_are_later(evening: Evening) -> None:
    plan(evening)
    half_an_hour = SpokenTime(duration_seconds=1800)
    proposal = proposed(evening, SpokenEdit(EditOperation.SHIFT, "yoga", AllOfThem(MONDAY), half_an_hour))
    assert coming(evening) == ["Mon 30 19:00", "Wed 02 18:30", "Mon 07 19:00", "Wed 09 18:30"]
    assert proposal.clashes == ()


def test_only_the_mondays_are_tuesdays_and_it_is_one_series_still(evening: Evening) -> None:
    uid = plan(evening)
    tuesdays = SpokenTime(recurrence=Recurrence("FREQ=WEEKLY;BYDAY=TU", wall("2026-12-01T00:00")), names_hour=False)
    proposed(evening, SpokenEdit(EditOperation.CHANGE, "yoga", AllOfThem(MONDAY), tuesdays))
    assert coming(evening) == ["Tue 01 18:30", "Wed 02 18:30", "Tue 08 18:30", "Wed 09 18:30"]
    assert [each.uid for each in evening.time.all()] == [uid]


def test_there_is_none_on_a_day_that_it_is_never_on(evening: Evening) -> None:
    plan(evening)
    decided = evening.time.propose(SpokenEdit(EditOperation.CANCEL, "yoga", AllOfThem(TUESDAY)), evening.now)
    assert isinstance(decided, NotDecided)
    assert decided.why is Unclear.NO_SUCH_OCCURRENCE


def test_a_weekday_before_the_name_tells_which_are_meant_unless_it_is_part_of_the_name(evening: Evening) -> None:
    plan(evening)
    proposed(evening, SpokenEdit(EditOperation.CANCEL, "monday yogas", AllOfThem()))
    assert coming(evening) == ["Wed 02 18:30", "Wed 09 18:30"]
    plan(evening, "Monday mantra")
    whole = evening.time.propose(SpokenEdit(EditOperation.CANCEL, "monday mantras", AllOfThem()), evening.now)
    assert isinstance(whole, Proposal)
    assert not whole.spares_days
