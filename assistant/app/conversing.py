"""Joins one conversation in an open house: skills, dialogue, understanding and mouth."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from assistant.app.changes import changed_settings
from assistant.app.content import unnamed_partners, written_choices, written_helplines, written_meanings, written_orders
from assistant.app.forgetting import carry_out_quietly, left_behind
from assistant.app.help_page import valid_numbers
from assistant.app.house import Conversation, House
from assistant.app.planning_parts import make_planning, make_wishes
from assistant.app.telling_kept import kept_lines
from assistant.clock import Clock
from assistant.dialogue.clarifying import Clarifying
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import Mode, Numbers, SafetyReplies
from assistant.errors import StoreError
from assistant.exercises.progress import ForgivingProgress, recall
from assistant.household.household import VoiceSettings
from assistant.library.exercise import Variant
from assistant.messages.effects import Effect
from assistant.messages.speech import Line, Saying
from assistant.pipeline import Pipeline
from assistant.scheduling.reminder import DueReminder
from assistant.skills.calendar_agreement import AgreementFirst, CalendarAgreement
from assistant.skills.changing_times import ChangingTimesSkill
from assistant.skills.couple_time import CoupleTimeSkill
from assistant.skills.exercise import ExerciseSkill
from assistant.skills.focus import Focus
from assistant.skills.held_back import HeldBack
from assistant.skills.household import HouseholdSkill
from assistant.skills.naming_calendars import outside_lines
from assistant.skills.offering_exercises import OfferingExercises
from assistant.skills.ports import Outcome
from assistant.skills.quiet_hours import QuietHoursSkill
from assistant.skills.reading import ReadingSkill
from assistant.skills.reminders import ReminderSkill, Reminding
from assistant.skills.suggesting import Suggesting
from assistant.skills.time_of_day import TimeOfDaySkill
from assistant.skills.voice import VoiceSkill
from assistant.speaking.mouth import Mouth
from assistant.speaking.ports import Voice
from assistant.store.progress import StoredEvening, StoredProgress, StoredQuestions
from assistant.store.tables import tour_progress


def open_conversation(
    house: House,
    voice: Voice,
    *,
    mode: Mode = Mode.SHARED,
    apply_voice: Callable[[VoiceSettings], None] | None = None,
    carry_out: Callable[[Effect], None] | None = None,
) -> Conversation:
    """Join skills, dialogue, understanding and mouth for one conversation.

    Args:
        house: what it takes place in.
        voice: how things are said.
        mode: who can hear or see the answers.
        apply_voice: lets the mouth follow a change of loudness or speed.
        carry_out: obeys what the dialogue asks the loop for; without a loop only forgetting is obeyed.
    """
    helplines = written_helplines()

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

    def start(name: str, now: datetime, variant: Variant = "full") -> Outcome:
        return exercise.start(name, now, variant) if house.exercises.find(name) else reading.read(name, now)

    reading = ReadingSkill(house.readings, start, tour)
    choices = written_choices()
    exercise = ExerciseSkill(
        house.exercises,
        households=house.households,
        progress=progress,
        evening=StoredEvening(house.database, zone=house.zone.key),
        care=safety,
        questions=StoredQuestions(house.database, Random()),  # noqa: S311 - which card comes next is no secret
        unnamed=unnamed_partners(),
        suggesting=Suggesting(house.exercises, house.readings, choices, start, safety.rule_out_deep),
        unfinished_reading=reading.unfinished,
    )
    focus = Focus()
    held_back = HeldBack(house.desk, focus)
    default_length = timedelta(minutes=house.settings.scheduling.default_minutes)
    planning = make_planning(house)
    agreement = CalendarAgreement(
        house.calendars.personal,
        house.households,
        unnamed_partners(),
        link=house.calendars.link,
        unlink=house.calendars.unlink,
    )
    couple_time = CoupleTimeSkill(
        house.couple_time, default_length, focus, written_orders(), choices, held_back=held_back
    )

    def kept(now: datetime) -> tuple[Line, ...]:
        halfway = {"know.unfinished": progress, "know.unfinished_tour": tour}
        unfinished = tuple(Line(key) for key, kept in halfway.items() if kept.load())
        return (*couple_time.kept(now), *planning.kept(), *unfinished, *kept_lines(house.database, now))

    household = HouseholdSkill(
        house.households,
        kept=kept,
        what_changed=lambda: changed_settings(house),
        outside=lambda: outside_lines(house.calendars.linked_addresses()),
        left=lambda: left_behind(house),
        regions=helplines.regions(),
        go_private=safety.go_private,
        end_private=safety.end_private,
    )
    manager = DialogueManager(
        [
            reading,
            exercise,
            make_wishes(house, couple_time, planning, default_length),
            ChangingTimesSkill(house.couple_time, focus, couple_time.handle, choices, held_back),
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
        clarifying=Clarifying(written_meanings(), choices),
    )
    offering = OfferingExercises(house.rituals, house.exercises, house.households, exercise.start)

    def was_said(said: DueReminder, now: datetime) -> None:
        focus.turn_to(said.uid or None, now)
        outcome = offering.after(said, now) if manager.may_offer_exercises(now) else None
        if outcome is not None:
            pipeline.follow(manager.begin(outcome, now))

    reminding = Reminding(house.desk, was_said)
    mouth = Mouth(
        voice,
        house.phrasing,
        house.events,
        lambda: house.clock.now().astimezone(house.zone),
        _Remembering(reminding, house.clock, manager.note_reminder),
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
    said: Callable[[Saying], None]
    """Told what is said of it, so that it can be repeated."""

    def began(self, saying: Saying) -> Saying | None:
        if saying.token is None:
            return saying
        begun = self.reminding.began(saying.token, self.clock.now())
        if begun is not None:
            self.said(begun)
        return begun

    def ended(self, saying: Saying, *, completed: bool) -> None:
        if saying.token is not None:
            self.reminding.ended(saying.token, self.clock.now(), completed=completed)
