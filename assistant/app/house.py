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
from assistant.pipeline import Pipeline, Recognizer
from assistant.scheduling.couple_time import CoupleTime
from assistant.scheduling.desk import ReminderDesk
from assistant.scheduling.ports import AlarmClock
from assistant.scheduling.reminder import ReminderSettings
from assistant.scheduling.reminder_alarms import ReminderAlarms
from assistant.skills.reminders import Reminding
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.store.database import Database
from assistant.store.households import StoredHouseholds


@dataclass(frozen=True, slots=True)
class House:
    """Everything that conversations share: what is remembered, what is on the shelves, how words are understood."""

    settings: Settings
    clock: Clock
    zone: ZoneInfo
    database: Database
    households: StoredHouseholds
    couple_time: CoupleTime
    desk: ReminderDesk
    reminder_settings: ReminderSettings
    exercises: ExerciseShelf
    readings: ReadingShelf
    phrasing: Phrasing
    recognizer: Recognizer
    events: EventSink
    followers: list[Callable[[datetime], None]]
    """Told the time after every change to what is planned."""


@dataclass(slots=True)
class Conversation:
    """One conversation: its pipeline, its mouth, and the dialogue behind them."""

    house: House
    manager: DialogueManager
    mouth: Mouth
    pipeline: Pipeline
    reminding: Reminding

    def keep_alarms(self, alarms: AlarmClock) -> ReminderAlarms:
        """Let reminders be said when they fall due; ``start`` the result inside the running loop."""
        house = self.house
        keeper = ReminderAlarms(
            house.desk,
            alarms,
            house.clock,
            self.say_due_reminders,
            settings=house.reminder_settings,
            changed_elsewhere=house.database.changed_elsewhere,
        )
        house.followers.append(keeper.follow)
        return keeper

    def background(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """What has to run while it lasts: the mouth, and the time."""
        return (self.mouth.run(), self.pipeline.note_silence(), self.pipeline.keep_time())

    def say_due_reminders(self) -> None:
        """Let everything that is due wait for its turn to be said."""
        for saying in self.reminding.due(self.house.clock.now()):
            self.pipeline.remind(saying)
