"""What one conversation remembers while it lasts; none of it is ever stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.messages.speech import Expectation, Running, Saying
from assistant.skills.ports import Activity, Question

CLOSED_SECONDS = 300.0
"""After a Stop, exercises stay closed until this long has passed without speech to Hearthside."""


@dataclass(slots=True)
class OpenQuestion:
    """A question that was asked, and how long it still waits."""

    question: Question
    deadline: datetime | None = None
    """None while its words are still being said, or when it waits without an end."""

    reprompts: int = 0


@dataclass(slots=True)
class Session:
    """The state of the conversation between one utterance and the next."""

    open: OpenQuestion | None = None
    activity: Activity | None = None
    last_sayings: tuple[Saying, ...] = ()
    """What Repeat says again."""

    last_intent: str | None = None
    """What WhyDidYouSayThat explains; ``Stop`` for whatever must look like one."""

    last_heard_at: datetime | None = None
    closed: bool = False

    @property
    def running(self) -> Running:
        """What is going on."""
        return self.activity.running if self.activity else Running.NOTHING

    @property
    def expectation(self) -> Expectation:
        """What the understanding should be ready for."""
        if self.open is None:
            return Expectation(running=self.running)
        asked = self.open.question
        return Expectation(running=self.running, asking=asked.asking, about=asked.about, choices=asked.choices)

    def is_closed(self, now: datetime) -> bool:
        """Whether exercises are closed: since a Stop there were not yet five minutes without speech to Hearthside."""
        lately = self.last_heard_at is not None and now - self.last_heard_at < timedelta(seconds=CLOSED_SECONDS)
        return self.closed and lately

    def note_heard(self, now: datetime) -> None:
        """Somebody spoke to Hearthside; five quiet minutes before it reopen the exercises."""
        self.closed = self.is_closed(now)
        self.last_heard_at = now
