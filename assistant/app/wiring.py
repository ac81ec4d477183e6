"""Chooses and joins everything: one function a port, and one that opens a house and a conversation in it."""

import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from assistant.adapters.encoder_minilm import MiniLmEncoder
from assistant.app.calendar_settings import CalendarSettings
from assistant.app.calendars import Calendars, outside_lines
from assistant.app.changes import changed_settings
from assistant.app.content import CONTENT, unnamed_partners
from assistant.app.events import Silent
from assistant.app.forgetting import carry_out_quietly, left_behind
from assistant.app.help_page import valid_numbers
from assistant.app.house import Conversation, House
from assistant.app.planning_parts import make_planning, make_wishes
from assistant.app.settings import Settings
from assistant.app.spoken_time_settings import SpokenTimeSettings
from assistant.calendar.outside import Outside
from assistant.clock import Clock
from assistant.dialogue.clarifying import Clarifying
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import Mode, Numbers, SafetyReplies
from assistant.errors import StoreError
from assistant.exercises.progress import ForgivingProgress, recall
from assistant.household.household import Partner, Place, VoiceSettings
from assistant.library.choices import load_choices
from assistant.library.exercise_shelf import load_exercises
from assistant.library.helplines import load_helplines
from assistant.library.meanings import load_meanings
from assistant.library.orders import load_orders
from assistant.library.reading_shelf import ReadingShelf, load_reading_shelf
from assistant.messages.events import EventSink
from assistant.messages.speech import Line, Saying
from assistant.pipeline import Pipeline
from assistant.scheduling.availability import Interval
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.planner import Planner
from assistant.scheduling.reminder import DueReminder, ReminderSettings
from assistant.scheduling.written_rituals import load_rituals
from assistant.skills.calendar_agreement import AgreementFirst, CalendarAgreement
from assistant.skills.changing_times import ChangingTimesSkill, Focus
from assistant.skills.couple_time import CoupleTimeSkill
from assistant.skills.exercise import ExerciseSkill
from assistant.skills.household import HouseholdSkill, spoken_name
from assistant.skills.offering_exercises import OfferingExercises
from assistant.skills.ports import Outcome
from assistant.skills.quiet_hours import QuietHoursSkill
from assistant.skills.reading import ReadingSkill
from assistant.skills.reminders import ReminderSkill, Reminding
from assistant.skills.suggesting import Suggesting
from assistant.skills.time_of_day import TimeOfDaySkill
from assistant.skills.voice import VoiceSkill
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.speaking.ports import Voice
from assistant.speaking.responses import load_responses
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.planning import StoredIntentions, StoredOffers
from assistant.store.progress import StoredEvening, StoredProgress, StoredQuestions
from assistant.store.reminders import StoredReminders
from assistant.store.tables import tour_progress
from assistant.understanding.ports import Recognizer


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
        recognizer: makes intents of words; one of its own if not given, which takes most of a second to make.

    Raises:
        AssistantError: something cannot be opened; the message says what to do.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) if in_memory else settings.data_dir
        url = None if in_memory else settings.store.url
        database = stack.enter_context(open_database(folder, clock.now(), url))
        if database.set_aside is not None:
            sys.stderr.write(database.set_aside.sentence + "\n")
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

        readings = load_reading_shelf(CONTENT)
        couple_time = CoupleTime(
            StoredAppointments(database),
            households,
            reminder_settings,
            changed,
            elsewhere=elsewhere,
        )
        zone = _settled_zone(settings, households, couple_time, clock)
        calendars = Calendars(
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
            exercises=load_exercises(CONTENT / "exercises", settings.data_dir / "exercises"),
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


def open_conversation(
    house: House,
    voice: Voice,
    *,
    mode: Mode = Mode.SHARED,
    apply_voice: Callable[[VoiceSettings], None] | None = None,
    carry_out: Callable[[str], None] | None = None,
) -> Conversation:
    """Join skills, dialogue, understanding and mouth for one conversation.

    Args:
        house: what it takes place in.
        voice: how things are said.
        mode: who can hear or see the answers.
        apply_voice: lets the mouth follow a change of loudness or speed.
        carry_out: obeys what the dialogue asks the loop for; without a loop only forgetting is obeyed.
    """
    helplines = load_helplines(CONTENT)

    def numbers() -> Numbers:
        region = house.settings.household.region
        with contextlib.suppress(StoreError):  # words of help come, whatever becomes of what was kept
            region = house.households.load().region or region
        today = house.clock.now().astimezone(house.zone).date()
        return valid_numbers(helplines, region, today, spoken=mode is not Mode.TYPED)

    safety = SafetyReplies(mode, numbers)
    progress = ForgivingProgress(StoredProgress(house.database))
    tour = ForgivingProgress(StoredProgress(house.database, table=tour_progress))
    for unfinished in (progress, tour):
        recall(unfinished, house.clock.now())  # what is too old is erased, also if nobody asks for it

    def leave_unfinished() -> None:
        progress.clear()
        tour.clear()

    def start(name: str, now: datetime) -> Outcome:
        return exercise.start(name, now) if house.exercises.find(name) else reading.read(name, now)

    reading = ReadingSkill(house.readings, start, tour)
    choices = load_choices(CONTENT)
    exercise = ExerciseSkill(
        house.exercises,
        households=house.households,
        progress=progress,
        evening=StoredEvening(house.database, zone=house.zone.key),
        questions=StoredQuestions(house.database, Random()),  # noqa: S311 - which card comes next is no secret
        unnamed=unnamed_partners(),
        suggesting=Suggesting(house.exercises, house.readings, choices, start),
        unfinished_reading=reading.unfinished,
    )
    focus = Focus()
    default_length = timedelta(minutes=house.settings.scheduling.default_minutes)
    planning = make_planning(house)
    agreement = CalendarAgreement(
        house.calendars.personal,
        house.households,
        unnamed_partners(),
        link=house.calendars.link,
        unlink=house.calendars.unlink,
    )
    couple_time = CoupleTimeSkill(house.couple_time, default_length, focus, load_orders(CONTENT))

    def kept(now: datetime) -> tuple[Line, ...]:
        halfway = {"know.unfinished": progress, "know.unfinished_tour": tour}
        unfinished = tuple(Line(key) for key, kept in halfway.items() if kept.load())
        return (*couple_time.kept(now), *planning.kept(), *unfinished)

    household = HouseholdSkill(
        house.households,
        kept=kept,
        what_changed=lambda: changed_settings(house),
        outside=lambda: outside_lines(house.calendars.linked_addresses()),
        left=lambda: left_behind(house),
        regions=helplines.regions(),
        go_private=lambda: setattr(safety, "mode", Mode.PRIVATE),
    )
    manager = DialogueManager(
        [
            reading,
            exercise,
            make_wishes(house, couple_time, planning, default_length),
            ChangingTimesSkill(house.couple_time, focus),
            AgreementFirst(planning, agreement),
            agreement,
            QuietHoursSkill(house.households),
            TimeOfDaySkill(house.households),
            ReminderSkill(house.desk, house.households),
            household,
            VoiceSkill(house.households, apply_voice or (lambda _: None)),
        ],
        safety,
        on_stop=leave_unfinished,
        clarifying=Clarifying(load_meanings(CONTENT), choices),
    )
    offering = OfferingExercises(house.rituals, house.exercises, house.households, exercise.start)

    def offer_exercise(said: DueReminder, now: datetime) -> None:
        outcome = offering.after(said, now) if manager.may_offer_exercises(now) else None
        if outcome is not None:
            pipeline.follow(manager.begin(outcome, now))

    reminding = Reminding(house.desk, offer_exercise)
    mouth = Mouth(
        voice,
        house.phrasing,
        house.events,
        lambda: house.clock.now().astimezone(house.zone),
        _Remembering(reminding, house.clock),
    )
    pipeline = Pipeline(
        manager=manager,
        recognizer=house.recognizer,
        mouth=mouth,
        clock=house.clock,
        zone=house.zone,
        events=house.events,
        carry_out=carry_out or (lambda effect: carry_out_quietly(house, effect)),
        noticed=reminding.heard,
    )
    return Conversation(house, manager, mouth, pipeline, reminding, planning, agreement)


@dataclass(frozen=True, slots=True)
class _Remembering:
    """Keeps, around every reminder, that it was begun and that it was said."""

    reminding: Reminding
    clock: Clock

    def began(self, saying: Saying) -> bool:
        return saying.token is None or self.reminding.began(saying.token, self.clock.now())

    def ended(self, saying: Saying, *, completed: bool) -> None:
        if saying.token is not None:
            self.reminding.ended(saying.token, self.clock.now(), completed=completed)


def name_partners(house: House, first: str | None, second: str | None) -> None:
    """Give the two their names, where there are any."""
    household = house.households.load()
    for place, name in ((Place.FIRST, first), (Place.SECOND, second)):
        if name:
            household = household.with_partner(place, Partner(name=spoken_name(name)))
    house.households.save(household)


def make_phrasing() -> Phrasing:
    """What makes words of replies."""
    return Phrasing(load_responses(CONTENT / "responses"))


def make_recognizer(readings: ReadingShelf, settings: Settings | None = None) -> Recognizer:
    """What makes intents of words: danger first, then answers, templates, close hearings and evidence.

    Args:
        readings: the situations that people speak of.
        settings: what bare hours, "evening" and the like mean; the usual readings without it.
    """
    from assistant.understanding.evidence import load_evidence  # noqa: PLC0415 - compiled and loaded when needed
    from assistant.understanding.recognizer import Recognizer as WordsRecognizer  # noqa: PLC0415
    from assistant.understanding.safety import load_safety_rules  # noqa: PLC0415
    from assistant.understanding.sentences import read_sentences  # noqa: PLC0415
    from assistant.understanding.times.edits import read_edit  # noqa: PLC0415
    from assistant.understanding.times.reading import find_times  # noqa: PLC0415

    conventions = (settings.spoken_times if settings else SpokenTimeSettings()).conventions()
    return WordsRecognizer(
        read_sentences(CONTENT / "sentences"),
        find_times=partial(find_times, conventions=conventions),
        read_edit=partial(read_edit, conventions=conventions),
        assess=load_safety_rules(CONTENT).assess,
        situations={situation.id: situation.phrases for situation in readings.situations},
        evidence=load_evidence(CONTENT / "evidence.npz"),
        encoder=MiniLmEncoder(),
    )
