"""How Hearthside sounds: louder, softer, faster, slower, and the hard mute."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from assistant.household.household import VoiceSettings
from assistant.household.ports import HouseholdRepository
from assistant.messages.effects import Mute
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Vocabulary, reply
from assistant.skills.ports import Outcome, say

VOLUME_STEP = 4 / 3
"""A factor: two and a half decibels, which is the least that is heard as a step at every loudness."""

RATE_STEP = 0.1
QUIETEST, LOUDEST = 0.1, 1.65
SLOWEST, FASTEST = 0.6, 1.6


class VoiceSkill:
    """Changes the voice for both, and remembers it."""

    intents: frozenset[IntentName] = frozenset({"Louder", "Softer", "Faster", "Slower", "Mute", "Unmute", "Thanks"})

    def __init__(self, households: HouseholdRepository, apply: Callable[[VoiceSettings], None]) -> None:
        """``apply`` lets the mouth follow a change at once."""
        self._households = households
        self._apply = apply

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Change one thing."""
        match intent.name:
            case "Mute":
                return Outcome(sayings=say(reply("voice.muted")).sayings, effects=(Mute(muted=True),))
            case "Unmute":
                return self._unmute(now)
            case "Thanks":
                return say(reply("dialogue.welcome"))
            case _:
                return self._change(str(intent.name))

    def _unmute(self, now: datetime) -> Outcome:
        """Listen again; and whoever may speak again needs no hush any more."""
        household = self._households.load()
        hushed = household.hush_until is not None and now < household.hush_until
        if hushed:
            self._households.save(replace(household, hush_until=None))
        return Outcome(
            sayings=say(reply("hush.over" if hushed else "voice.unmuted")).sayings, effects=(Mute(muted=False),)
        )

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named."""
        del now
        return Vocabulary()

    def _change(self, direction: str) -> Outcome:
        household = self._households.load()
        voice = household.voice
        match direction:
            case "Louder" | "Softer":
                step = VOLUME_STEP if direction == "Louder" else 1 / VOLUME_STEP
                changed = replace(voice, volume=_within(voice.volume * step, QUIETEST, LOUDEST))
            case _:
                step = RATE_STEP if direction == "Faster" else -RATE_STEP
                changed = replace(voice, rate=_within(voice.rate + step, SLOWEST, FASTEST))
        if changed == voice:
            return say(reply(f"voice.no_{direction.lower()}"))
        self._households.save(replace(household, voice=changed))
        self._apply(changed)
        return say(reply(f"voice.{direction.lower()}"))


def _within(value: float, lowest: float, highest: float) -> float:
    return round(min(highest, max(lowest, value)), 6)
