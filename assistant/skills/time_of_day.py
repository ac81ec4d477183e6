"""What time it is, and what day."""

from dataclasses import dataclass
from datetime import datetime

from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Vocabulary, reply
from assistant.skills.ports import Outcome, say


@dataclass(frozen=True, slots=True)
class TimeOfDaySkill:
    """Answers WhatTimeIsIt and WhatDayIsIt, in the household's zone."""

    households: HouseholdRepository

    @property
    def intents(self) -> frozenset[IntentName]:
        """What it answers."""
        return frozenset({"WhatTimeIsIt", "WhatDayIsIt"})

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        key = "now.clock" if intent.name == "WhatTimeIsIt" else "now.date"
        return say(reply(key, now=self.households.load().wall(now)))

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named."""
        del now
        return Vocabulary()
