"""Skills and activities that do what a test tells them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from assistant.messages.intents import IntentName
from assistant.messages.speech import Intent, Running, Vocabulary, reply
from assistant.skills.ports import Outcome, Question, say
from tests.fakes.intents import intent_name


@dataclass
class FakeActivity:
    """Runs until it is told to end, and writes down what it was told."""

    running: Running = Running.STEP
    next_at: datetime | None = None
    told: list[str] = field(default_factory=list)
    due: Outcome = field(default_factory=Outcome)
    waiting: Question | None = None

    def running_at(self, now: datetime) -> Running:
        del now
        return self.running

    def advance(self, now: datetime, quiet_since: datetime | None) -> Outcome:
        del now, quiet_since
        self.told.append("advance")
        self.next_at = None
        return self.due

    def control(self, intent: Intent, now: datetime) -> Outcome | None:
        del now
        self.told.append(str(intent.name))
        return say(reply(f"fake.{intent.name}"))

    def finished_speaking(self, now: datetime) -> None:
        del now
        self.told.append("finished speaking")

    def pause(self, now: datetime) -> None:
        del now
        self.told.append("pause")
        self.running = Running.PAUSED

    def leave(self, now: datetime) -> None:
        del now
        self.told.append("leave")


@dataclass
class FakeSkill:
    """Answers each intent with the outcome that the test gives for it."""

    outcomes: dict[str, Outcome | Callable[[Intent, datetime], Outcome]]
    asked: list[str] = field(default_factory=list)

    @property
    def intents(self) -> frozenset[IntentName]:
        return frozenset(intent_name(name) for name in self.outcomes)

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        self.asked.append(str(intent.name))
        outcome = self.outcomes[str(intent.name)]
        return outcome if isinstance(outcome, Outcome) else outcome(intent, now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        del now
        return Vocabulary()
