"""How a name sounds: asked for where it is written right but said wrong, and said again until it is right."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from assistant.household.household import Place
from assistant.household.ports import HouseholdRepository
from assistant.messages.effects import TeachNames
from assistant.messages.intents import IntentName
from assistant.messages.speech import SPELLED, Asking, Intent, Line, Saying, reply
from assistant.skills.ports import CONFIRMATION_SECONDS, Outcome, Question, say

MOST_TRIES = 2

ALIKE = 0.4
"""A sound that shares no more than this with the name, said in a whole sentence, is another name."""

LEAVES: frozenset[IntentName] = frozenset({"No", "Skip", "Next", "Cancel"})

Done = Callable[[tuple[Line, ...]], Outcome]
"""What follows, with the lines that are said first."""


def is_written_right(given: Intent, name: str, before: str) -> bool:
    """Whether the letters of a name are certain: it was spelled, or is the same as it was before."""
    return given.choice == SPELLED or name.casefold() == before.casefold()


@dataclass(frozen=True, slots=True)
class NameSounds:
    """Learns how a name sounds."""

    households: HouseholdRepository
    seconds: float = CONFIRMATION_SECONDS
    """How long each question waits."""

    def ask(self, place: Place, done: Done, tries: int = 0) -> Outcome:
        """Ask how the name of one of them sounds."""
        question = Question(
            asking=Asking.NAME,
            about="SetName",
            answer=lambda answer, _now: self.heard(answer, place, done, tries),
            seconds=self.seconds,
            on_silence=lambda _now: done(()),
        )
        return say(reply("household.ask_sound"), question)

    def heard(self, answer: Intent, place: Place, done: Done, tries: int = 0) -> Outcome | None:
        """Take the sound that was said, and say the name with it; None where nothing of a name was said."""
        if answer.name in LEAVES:
            return self._as_written(place, done)
        sound = str(answer.slots.get("name", "")).strip() if answer.name == "SetName" else ""
        if not sound or self._is_another_name(answer, sound, place):
            return None
        self._keep(place, sound)
        question = Question(
            asking=Asking.YES_OR_NO,
            about="SetName",
            answer=lambda checked, _now: self._checked(checked, place, done, tries + 1),
            seconds=self.seconds,
            on_silence=lambda _now: done(()),
        )
        name = self.households.load().partner(place).name
        return Outcome(
            sayings=(Saying(reply("household.name_check", name=name)),), question=question, effects=(TeachNames(),)
        )

    def _is_another_name(self, answer: Intent, sound: str, place: Place) -> bool:
        """Whether it is no sound but a name of its own: the other one's, or "call me" with one that is not alike."""
        household = self.households.load()
        name, other = household.partner(place).name.casefold(), household.partner(place.other).name.casefold()
        if sound.casefold() in {other} - {name}:
            return True
        return "which" in answer.slots and SequenceMatcher(None, sound.casefold(), name).ratio() <= ALIKE

    def _checked(self, answer: Intent, place: Place, done: Done, tries: int) -> Outcome | None:
        match answer.name:
            case "Yes" | "Thanks":
                return done((Line("household.name_kept"),))
            case "SetName" if tries < MOST_TRIES:
                return self.heard(answer, place, done, tries)
            case "No" if tries < MOST_TRIES:
                return self.ask(place, done, tries)
            case "SetName" | "No" | "Skip" | "Next" | "Cancel":
                return self._as_written(place, done)
            case _:
                return None

    def _as_written(self, place: Place, done: Done) -> Outcome:
        self._keep(place, "")
        after = done((Line("household.sound_left"),))
        return replace(after, effects=(*after.effects, TeachNames()))

    def _keep(self, place: Place, sound: str) -> None:
        household = self.households.load()
        self.households.save(household.with_partner(place, replace(household.partner(place), say_as=sound)))
