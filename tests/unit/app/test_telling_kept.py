"""Every table of the store is told of aloud, and stands in the README."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.app.content import CONTENT
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.telling_kept import TOLD_BY_SKILLS, TOLD_HERE, kept_lines
from assistant.app.wiring import open_house
from assistant.calendar.appointment import Appointment
from assistant.clock import StandingClock
from assistant.scheduling.ports import Change
from assistant.speaking.responses import load_responses
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.progress import StoredEvening
from assistant.store.tables import metadata
from tests.conversations.understood import recognizer

README = Path(__file__).parents[3] / "README.md"
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
IN_THE_README = {
    "household": "quiet hours",
    "partner": "names and how they sound",
    "event": "appointments and their titles",
    "override": "appointments and their titles",
    "alarm": "appointments and their titles",
    "reminder": "which reminders were said (two days)",
    "undo": "what you changed in the calendar (a week)",
    "exercise_progress": "which exercise you did not finish and at which step",
    "tour_progress": "how far you came through the house",
    "evening": "that something deep was done (until morning)",
    "question_used": "the numbers of the questions that were already asked",
    "setting": "the settings it last ran with",
    "intention": "what you want of your weeks",
    "ritual_booking": "what was offered for them",
    "ritual_offer": "what was offered for them",
    "week_offered": "what was offered for them",
    "sync_calendar": "the address of the shared calendar",
    "sync_item": "marks of what was last the same there",
    "personal_calendar": "which calendars may be read",
    "calendar_asked": "how often that was asked",
}


def test_something_is_said_of_every_table() -> None:
    assert {*TOLD_BY_SKILLS, *TOLD_HERE} == set(metadata.tables)
    keys = {key for told in TOLD_BY_SKILLS.values() for key in told} | set(TOLD_HERE.values())
    assert keys - load_responses(CONTENT / "responses").keys() == set()


def test_every_table_stands_in_the_readme() -> None:
    assert IN_THE_README.keys() == set(metadata.tables)
    read = " ".join(README.read_text(encoding="utf-8").split())
    assert [words for words in IN_THE_README.values() if words not in read] == []


def test_the_way_back_from_a_change_and_a_file_set_aside_are_told(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        assert kept_lines(database, NOW) == ()
        planned = Appointment("u", "Walk", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
        StoredAppointments(database).apply(Change("schedule", saved=(planned,)), NOW)
        (tmp_path / "hearthside.damaged-20260101T000000.db").touch()
        assert [line.key for line in kept_lines(database, NOW)] == ["know.undo", "know.set_aside"]


def test_a_command_that_only_asks_erases_what_is_outdated_and_tells_it_no_more(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone="Europe/Berlin"))
    walk = Appointment("u", "Quillfeather", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)
    with open_house(settings, StandingClock(NOW), recognizer=recognizer()) as house:
        kept = StoredAppointments(house.database)
        kept.apply(Change("schedule", saved=(walk,)), NOW)
        kept.apply(Change("cancel", removed=("u",)), NOW)
        StoredEvening(house.database).note_deep(NOW)
        assert [line.key for line in kept_lines(house.database, NOW)] == ["know.undo", "know.evening"]
        assert kept_lines(house.database, NOW + timedelta(days=8)) == ()
    with open_house(settings, StandingClock(NOW + timedelta(days=8)), recognizer=recognizer()):
        pass
    assert not [each for each in tmp_path.iterdir() if each.is_file() and b"Quillfeather" in each.read_bytes()]
