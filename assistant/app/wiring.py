"""Chooses and joins everything: one function a port, and one that opens a house."""

import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from assistant.adapters.encoder_minilm import MiniLmEncoder
from assistant.app.calendar_parts import make_calendars
from assistant.app.calendar_settings import CalendarSettings
from assistant.app.content import CONTENT, written_exercises, written_readings, written_responses
from assistant.app.danger import safety_rules
from assistant.app.events import Silent
from assistant.app.house import House
from assistant.app.settings import Settings
from assistant.app.spoken_time_settings import SpokenTimeSettings
from assistant.calendar.outside import Outside
from assistant.clock import Clock
from assistant.errors import StoreError
from assistant.household.household import Partner, Place
from assistant.household.naming import spoken_name
from assistant.library.exercise_shelf import with_own
from assistant.library.reading_shelf import ReadingShelf
from assistant.messages.events import EventSink
from assistant.scheduling.availability import Interval
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.planner import Planner
from assistant.scheduling.reminder import ReminderSettings
from assistant.scheduling.written_rituals import load_rituals
from assistant.speaking.phrasing import Phrasing
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.keeping import forget_outdated
from assistant.store.planning import StoredIntentions, StoredOffers
from assistant.store.reminders import StoredReminders
from assistant.understanding.ports import Recognizer
from assistant.understanding.times.conventions import Conventions


@contextlib.contextmanager
def open_house(
    settings: Settings,
    clock: Clock,
    *,
    events: EventSink | None = None,
    in_memory: bool = False,
    recognizer: Recognizer | None = None,
) -> Iterator[House]:
    """Open what is remembered and load what is on the shelves.

    Args:
        settings: what to choose.
        clock: tells the time.
        events: takes the stream of events.
        in_memory: remember nothing after the block.
        recognizer: makes intents of words; the usual one if not given.

    Raises:
        AssistantError: something cannot be opened; the message says what to do.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if in_memory else settings.data_dir
        url = None if in_memory else settings.store.url
        database = stack.enter_context(open_database(folder, clock.now(), url))
        if database.set_aside is not None:
            sys.stderr.write(database.set_aside.sentence + "\n")
        with contextlib.suppress(StoreError):  # questions are answered on a full disk, too
            forget_outdated(database, clock.now())
        households = StoredHouseholds(database, zone=settings.zone.key)
        reminder_settings = ReminderSettings(
            lead_times=tuple(dict.fromkeys((timedelta(minutes=settings.scheduling.lead_minutes), timedelta()))),
            useful_for=timedelta(hours=settings.scheduling.stale_hours),
        )
        followers: list[Callable[[datetime], None]] = []

        def changed(now: datetime) -> None:
            for follow in followers:
                follow(now)

        def elsewhere(start: datetime, end: datetime) -> Sequence[Interval]:
            return calendars.personal.between(start, end)

        readings = written_readings()
        couple_time = CoupleTime(
            StoredAppointments(database),
            households,
            reminder_settings,
            changed,
            elsewhere=elsewhere,
        )
        zone = _settled_zone(settings, households, couple_time, clock)
        calendars = make_calendars(
            CalendarSettings() if in_memory else settings.calendar,
            database,
            Outside(zone.key, settings.calendar.title_policy, reminder_settings.lead_times),
            changed,
        )
        followers.append(calendars.follow)
        yield House(
            settings=settings,
            clock=clock,
            zone=zone,
            database=database,
            households=households,
            couple_time=couple_time,
            calendars=calendars,
            planner=Planner(
                couple_time,
                households,
                StoredIntentions(database),
                StoredOffers(database),
                calendars=calendars.personal,
                decided=changed,
            ),
            rituals=load_rituals(CONTENT / "rituals.yaml", settings.planning.rituals),
            desk=ReminderDesk(StoredReminders(database), households, reminder_settings),
            reminder_settings=reminder_settings,
            exercises=with_own(written_exercises(), settings.data_dir / "exercises"),
            readings=readings,
            phrasing=make_phrasing(),
            recognizer=recognizer or make_recognizer(readings, settings),
            events=events or Silent(),
            followers=followers,
        )


def _settled_zone(settings: Settings, households: StoredHouseholds, couple_time: CoupleTime, clock: Clock) -> ZoneInfo:
    """The home's zone: as it was kept, unless the settings name another or follow the computer on a journey."""
    kept, present = households.load().zone, settings.zone
    if kept == present.key:
        return present
    if settings.household.zone is None and settings.household.travel == "keep":
        return ZoneInfo(kept)
    couple_time.take_along(present.key, clock.now())
    return present


def name_partners(house: House, first: str | None, second: str | None) -> None:
    """Give the two their names, where there are any."""
    household = house.households.load()
    for place, name in ((Place.FIRST, first), (Place.SECOND, second)):
        if name:
            household = household.with_partner(place, Partner(name=spoken_name(name)))
    house.households.save(household)


def make_phrasing() -> Phrasing:
    """What makes words of replies."""
    return Phrasing(written_responses())


def make_recognizer(readings: ReadingShelf, settings: Settings | None = None) -> Recognizer:
    """What makes intents of words: danger first, then answers, templates, close hearings and evidence.

    One for all who mean the same, since it keeps nothing of what was said and takes most of a second to make.

    Args:
        readings: the situations that people speak of.
        settings: what bare hours, "evening" and the like mean; the usual readings without it.

    Raises:
        ContentError: a file of wordings cannot be used.
    """
    return _recognizer(readings, settings.conventions if settings else SpokenTimeSettings().conventions())


@cache
def _recognizer(readings: ReadingShelf, conventions: Conventions) -> Recognizer:
    from assistant.understanding.evidence import load_evidence  # noqa: PLC0415 - compiled and loaded when needed
    from assistant.understanding.recognizer import Recognizer as WordsRecognizer  # noqa: PLC0415
    from assistant.understanding.second_opinion import load_second_opinion  # noqa: PLC0415
    from assistant.understanding.sentences import read_sentences  # noqa: PLC0415
    from assistant.understanding.times.edit_words import edit_words  # noqa: PLC0415
    from assistant.understanding.times.edits import read_edit  # noqa: PLC0415
    from assistant.understanding.times.reading import find_times  # noqa: PLC0415

    edit_words()  # what is wrong with them is said at the start, not at the first change
    return WordsRecognizer(
        read_sentences(CONTENT / "sentences"),
        find_times=partial(find_times, conventions=conventions),
        read_edit=partial(read_edit, conventions=conventions),
        assess=safety_rules().assess,
        second_opinion=load_second_opinion(CONTENT / "second_opinion.npz").assess,
        situations={situation.id: situation.phrases for situation in readings.situations},
        evidence=load_evidence(CONTENT / "evidence.npz"),
        encoder=MiniLmEncoder(),
    )
