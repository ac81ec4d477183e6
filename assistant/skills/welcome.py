"""The first five minutes: who this is, what to call the two, and what to try. Any command ends it.

What was left out is not asked for again; the command's answer begins with how to make up for it at any time.

Why: it runs once, on the very first ``run``. The marker that it is over is the household itself: as soon as anything
about it is kept, nobody is welcomed again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from assistant.errors import StoreError
from assistant.household.household import Partner, Place
from assistant.household.naming import spoken_name
from assistant.household.ports import HouseholdRepository
from assistant.messages.speech import SPELLED, Asking, Intent, Line, Reply, reply
from assistant.skills.name_sounds import NameSounds, is_written_right
from assistant.skills.ports import Outcome, Question, say

NAME_SECONDS = 20.0
MOST_TRIES = 2
SHORT_MINUTES = 10


@dataclass(slots=True)
class Welcome:
    """Leads through the first minutes, one question at a time."""

    households: HouseholdRepository
    ask: Callable[[Intent, datetime], Outcome]
    """Lets the skill that answers an intent answer it."""

    wake_phrase: str = ""
    """The words that wake it; empty where it needs none."""

    def begin(self) -> Outcome:
        """Say who this is, and ask for the first name."""
        with suppress(StoreError):  # names that cannot be kept are told of when they are given
            self.households.save(self.households.load())
        opening = tuple(
            Line(key)
            for key in ("welcome.who", "welcome.local", "welcome.limits", "welcome.emergency", "welcome.end_anything")
        )
        return self._ask(Place.FIRST, opening, 0)

    def _ask(self, place: Place, before: tuple[Line, ...], tries: int, refused: str = "") -> Outcome:
        asked = Line(f"welcome.ask_{place.value}" if tries == 0 else "welcome.ask_again")
        question = Question(
            asking=Asking.NAME,
            about="SetName",
            answer=lambda intent, _now: self._named(intent, place, tries, refused),
            seconds=NAME_SECONDS,
            on_silence=lambda _now: self._after(place, ()),
            left=reply("welcome.left"),
        )
        return say(Reply(lines=(*before, asked)), question)

    def _named(self, intent: Intent, place: Place, tries: int, refused: str = "") -> Outcome | None:
        if intent.name in ("No", "Skip", "Next", "Cancel"):
            return self._after(place, (Line("welcome.skipped"),))
        name = str(intent.slots.get("name", "")).strip() if intent.name == "SetName" else ""
        if not name:
            return None
        shown = spoken_name(name)
        written_right = is_written_right(intent, shown, refused)
        self.households.save(self.households.load().with_partner(place, Partner(name=shown)))
        question = Question(
            asking=Asking.YES_OR_NO,
            about="SetName",
            answer=lambda answer, _now: self._checked(answer, place, tries, shown, written_right=written_right),
            seconds=NAME_SECONDS,
            on_silence=lambda _now: self._after(place, ()),
            left=reply("welcome.left"),
        )
        return say(reply("household.name_check", name=shown), question)

    def _checked(self, intent: Intent, place: Place, tries: int, shown: str, *, written_right: bool) -> Outcome | None:
        sounds = NameSounds(self.households, NAME_SECONDS)
        match intent.name:
            case "Yes" | "Thanks":
                return self._after(place, (Line("household.name_kept"),))
            case "SetName" if written_right and intent.choice != SPELLED:
                return sounds.heard(intent, place, lambda lines: self._after(place, lines))
            case "SetName" if "name" in intent.slots:
                return self._named(intent, place, tries)
            case "No" if written_right:
                return sounds.ask(place, lambda lines: self._after(place, lines))
            case "No":
                self.households.save(self.households.load().with_partner(place, Partner()))
                again = tries + 1 < MOST_TRIES
                return (
                    self._ask(place, (), tries + 1, shown) if again else self._after(place, (Line("welcome.skipped"),))
                )
            case "Skip" | "Next" | "Cancel":
                return self._after(place, ())
            case _:
                return None

    def _after(self, place: Place, before: tuple[Line, ...]) -> Outcome:
        if place is Place.FIRST:
            return self._ask(Place.SECOND, before, 0)
        wake = {"wake": self.wake_phrase}
        tried = ("welcome.try_wake", "welcome.try_stop") if self.wake_phrase else ("welcome.try",)
        lines = (*before, *(Line(key, wake if self.wake_phrase else {}) for key in tried), Line("welcome.offer"))
        question = Question(
            asking=Asking.CHOICE,
            about="SuggestExercise",
            choices=("exercise", "short exercise", "time", "a time", "time this week"),
            answer=self._chosen,
            seconds=NAME_SECONDS,
            reprompts=False,
        )
        return say(Reply(lines=lines), question)

    def _chosen(self, intent: Intent, now: datetime) -> Outcome | None:
        chosen = str(intent.choice or intent.slots.get("choice") or "")
        if "time" in chosen:
            return self.ask(Intent("ScheduleTime"), now)
        if "exercise" in chosen or intent.name == "Yes":
            return self.ask(Intent("SuggestExercise", {"minutes": SHORT_MINUTES}), now)
        return say(reply("welcome.later")) if intent.name in ("No", "Cancel", "Skip", "Next") else None
