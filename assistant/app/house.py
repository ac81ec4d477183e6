"""What is shared by every conversation, and what one conversation is made of."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from assistant.app.settings import Settings
from assistant.clock import Clock
from assistant.dialogue.manager import DialogueManager
from assistant.library.exercise_shelf import ExerciseShelf
from assistant.library.reading_shelf import ReadingShelf
from assistant.messages.events import EventSink
from assistant.pipeline import Pipeline
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.outside_calendars import OutsideCalendars
from assistant.scheduling.planner import Planner
from assistant.scheduling.planner_alarms import PlannerAlarms
from assistant.scheduling.ports import AlarmClock
from assistant.scheduling.reminder import ReminderSettings
from assistant.scheduling.reminder_alarms import ReminderAlarms
from assistant.scheduling.written_rituals import Rituals
from assistant.skills.calendar_agreement import CalendarAgreement
from assistant.skills.planning import PlanningSkill
from assistant.skills.reminders import Reminding
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.store.database import Database
from assistant.store.households import StoredHouseholds
from assistant.store.keeping import forget_outdated
from assistant.understanding.ports import Recognizer


@dataclass(frozen=True, slots=True)
class House:
    """Everything that conversations share: what is remembered, what is on the shelves, how words are understood."""

    settings: Settings
    clock: Clock
    zone: ZoneInfo
    database: Database
    households: StoredHouseholds
    couple_time: CoupleTime
    calendars: OutsideCalendars
    planner: Planner
    rituals: Rituals
    desk: ReminderDesk
    reminder_settings: ReminderSettings
    exercises: ExerciseShelf
    readings: ReadingShelf
    phrasing: Phrasing
    recognizer: Recognizer
    events: EventSink
    followers: list[Callable[[datetime], None]]
    """Told the time after every change to what is planned."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """What rings by itself: reminders, and the time to go through the week."""

    reminders: ReminderAlarms
    planner: PlannerAlarms

    def start(self) -> None:
        """Set every alarm, and go on doing so; call it inside the running loop."""
        self.reminders.start()
        self.planner.start()

    def resumed(self) -> None:
        """The machine slept or its clock was set."""
        self.reminders.resumed()
        self.planner.start()

    def stop(self) -> None:
        """No more alarms."""
        self.reminders.stop()


@dataclass(slots=True)
class Conversation:
    """One conversation: its pipeline, its mouth, and the dialogue behind them."""

    house: House
    manager: DialogueManager
    mouth: Mouth
    pipeline: Pipeline
    reminding: Reminding
    planning: PlanningSkill
    agreement: CalendarAgreement

    def keep_alarms(self, alarms: AlarmClock, *, beside_others: bool = True) -> Alarms:
        """Let reminders be said when they fall due; ``start`` the result inside the running loop.

        Args:
            alarms: what rings.
            beside_others: whether other commands may write to the same data meanwhile.
        """
        house = self.house
        keeper = ReminderAlarms(
            house.desk,
            alarms,
            house.clock,
            self.say_due_reminders,
            settings=house.reminder_settings,
            changed_elsewhere=house.database.changed_elsewhere if beside_others else None,
            tidy=self.tidy,
        )
        week = PlannerAlarms(house.planner, alarms, house.clock, self.speak_of_the_week)
        house.followers.extend([keeper.follow, week.follow])
        return Alarms(keeper, week)

    def background(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """What has to run while it lasts: the mouth, and the time."""
        return (self.mouth.run(), self.pipeline.note_silence(), self.pipeline.keep_time())

    def speak_of_the_week(self, now: datetime) -> bool:
        """Ask whether it is a good moment for the week; False where it cannot be asked just now."""
        quiet = self.house.households.load().is_quiet(now)
        if quiet or not self.manager.is_idle or self.mouth.is_speaking:
            return False
        outcome = self.planning.knock(now)
        if outcome is not None:
            self.pipeline.follow(self.manager.begin(outcome, now))
        return True

    def tidy(self, now: datetime) -> None:
        """Keep what comes next ready to be asked, and forget what is outdated."""
        self.house.couple_time.bring_forward(now)
        forget_outdated(self.house.database, now)

    def say_due_reminders(self) -> None:
        """Let everything that is due wait for its turn to be said."""
        for saying in self.reminding.due(self.house.clock.now()):
            self.pipeline.remind(saying)
