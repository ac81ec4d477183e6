"""Offers the exercise that fits to a time together, when that time begins.

Why: the offer follows the reminder as a question of its own, so that whoever only wanted to be reminded need not
answer; silence is a no, and the exercise itself still asks for both partners' consent.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant.calendar.appointment import Kind
from assistant.household.ports import HouseholdRepository
from assistant.library.exercise_shelf import ExerciseShelf
from assistant.messages.speech import Asking, Intent, reply
from assistant.scheduling.reminder import DueReminder, Origin
from assistant.scheduling.written_rituals import Rituals
from assistant.skills.ports import NOTHING, Offered, Outcome, Question, say

Start = Callable[[str, datetime], Outcome]
"""Offers the exercise with this id; its first step begins when both consent."""


class OfferingExercises:
    """Makes the offer for a reminder that has just been said."""

    def __init__(self, rituals: Rituals, shelf: ExerciseShelf, households: HouseholdRepository, start: Start) -> None:
        """Join them.

        Args:
            rituals: which exercise fits to which title.
            shelf: every exercise.
            households: the quiet hours.
            start: begins what was offered.
        """
        self._rituals = rituals
        self._shelf = shelf
        self._households = households
        self._start = start

    def after(self, said: DueReminder, now: datetime) -> Outcome | None:
        """What to ask after a reminder; None where nothing fits, or where nobody may be asked."""
        ahead = said.start > said.fire_at
        repeated = said.key.endswith(Origin.AGAIN)
        if said.kind is not Kind.APPOINTMENT or ahead or repeated or self._households.load().is_quiet(now):
            return None
        exercise_id = self._rituals.exercise_for(said.title) or self._of_that_title(said.title)
        script = None if exercise_id is None else self._shelf.find(exercise_id)
        if script is None:
            return None
        question = Question(
            asking=Asking.YES_OR_NO,
            about="StartExercise",
            answer=lambda answer, at: self._answered(answer, at, script.id),
            on_silence=lambda _: NOTHING,
            reprompts=False,
            offered=Offered(script.title, timedelta(minutes=script.minutes)),
        )
        return say(reply("reminder.offer_exercise", title=script.title), question)

    def _of_that_title(self, title: str) -> str | None:
        """The exercise that was planned by its own title."""
        return next((one.id for one in self._shelf.exercises if one.title.lower() == title.lower()), None)

    def _answered(self, answer: Intent, now: datetime, exercise_id: str) -> Outcome | None:
        match answer.name:
            case "Yes" | "StartExercise" if str(answer.slots.get("exercise", exercise_id)) == exercise_id:
                return self._start(exercise_id, now)
            case "No" | "Cancel":
                return say(reply("planning.left"))
            case _:
                return None
