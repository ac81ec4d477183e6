"""Every table of the store is told of aloud, and stands in the README."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from assistant.app.calendar_settings import CalendarSettings
from assistant.app.changes import note_settings
from assistant.app.content import CONTENT
from assistant.app.conversing import open_conversation
from assistant.app.house import House
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.telling_kept import TOLD_HERE, kept_lines
from assistant.app.wiring import open_house
from assistant.calendar.appointment import Appointment, Kind, Override
from assistant.clock import StandingClock
from assistant.exercises.progress import Progress
from assistant.household.household import Household, Partner, Place, QuietHours, VoiceSettings
from assistant.messages.speech import Transcript
from assistant.scheduling.intention import WeeklyTime
from assistant.scheduling.personal_calendars import PersonalLink
from assistant.scheduling.ports import Change
from assistant.speaking.quiet_voices import PrintedVoice
from assistant.speaking.responses import load_responses
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.keeping import kept_tables
from assistant.store.personal_calendars import StoredPersonalLinks
from assistant.store.planning import StoredIntentions
from assistant.store.progress import StoredEvening, StoredProgress
from assistant.store.tables import exercise_progress, metadata, tour_progress
from tests.conversations.understood import recognizer

README = Path(__file__).parents[3] / "README.md"
ZONE = "Europe/Berlin"
SHARED, PERSONAL = "https://shared.example/ours/", "https://personal.example/ana.ics"
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


TOLD_BY_SKILLS = {
    "household": ("know.assistant_name", "know.quiet_hours", "know.hush", "know.region", "know.voice", "know.began"),
    "partner": ("know.names", "know.sounds"),
    "event": ("know.plans", "know.reminders", "know.over"),
    "override": ("know.plans",),
    "alarm": ("know.plans",),
    "exercise_progress": ("know.unfinished",),
    "tour_progress": ("know.unfinished_tour",),
    "intention": ("know.intention", "know.prepares"),
    "sync_calendar": ("know.shared_calendar",),
    "personal_calendar": ("know.personal_calendar",),
    "setting": ("know.closing",),
}
"""By table: the responses with which its values or their number are told."""


def fill(house: House) -> None:
    """Keep something in every table that skills tell of."""
    ana, sam = Partner("Ana", say_as="Anna"), Partner("Sam")
    household = Household(
        partners=(ana, sam),
        assistant_name="Hazel",
        zone=ZONE,
        quiet_hours=QuietHours(time(22), time(7)),
        hush_until=NOW + timedelta(hours=1),
        region="de",
        voice=VoiceSettings(rate=1.2),
        spoke_first_last=Place.FIRST,
    )
    house.households.save(household)
    friday = datetime.fromisoformat("2026-11-27T19:30")
    walk = Appointment("w", "Walk", friday, ZONE, NOW, rrule="FREQ=WEEKLY", alarms=(timedelta(hours=1),))
    moved = replace(walk, overrides=(Override(friday, friday + timedelta(hours=1)),))
    pills = Appointment("p", "pills", friday, ZONE, NOW, kind=Kind.REMINDER)
    StoredAppointments(house.database).apply(Change("schedule", saved=(moved, pills)), NOW)
    for table in (exercise_progress, tour_progress):
        StoredProgress(house.database, table=table).save(Progress("unload_the_day", 2, "full", NOW))
    wanted = replace(house.rituals.default_week, prepares=WeeklyTime(6, time(18)))
    StoredIntentions(house.database).save(wanted, NOW)
    assert house.calendars.shared is not None
    house.calendars.shared.store.link(SHARED, NOW)
    StoredPersonalLinks(house.database).save(PersonalLink("first", PERSONAL, NOW))
    note_settings(house)


def test_all_that_is_kept_is_told_to_whoever_asks(tmp_path: Path) -> None:
    calendars = CalendarSettings.model_validate({"url": SHARED, "first": {"address": PERSONAL}})
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone=ZONE), calendar=calendars)
    with open_house(settings, StandingClock(NOW), recognizer=recognizer()) as house:
        fill(house)
        kept = kept_tables(house.database, NOW)
        conversation = open_conversation(house, PrintedVoice(lambda _: None))
        exchange = conversation.pipeline.read(Transcript("what do you know about us"))
        told = {line.key for saying in exchange.sayings for line in saying.reply.lines}
    assert TOLD_BY_SKILLS.keys() <= kept
    assert {key for keys in TOLD_BY_SKILLS.values() for key in keys} - told == set()
    assert {TOLD_HERE[table] for table in kept - TOLD_BY_SKILLS.keys()} - told == set()


def test_something_is_said_of_every_table() -> None:
    assert {*TOLD_BY_SKILLS, *TOLD_HERE} == set(metadata.tables)
    assert set(TOLD_HERE.values()) <= load_responses(CONTENT / "responses").keys()


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
    settings = Settings(data_dir=tmp_path, household=HouseholdSettings(zone=ZONE))
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
