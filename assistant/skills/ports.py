"""The one shape of every skill, and of what it hands back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from assistant.messages.effects import Effect
from assistant.messages.intents import IntentName
from assistant.messages.speech import SILENCE, After, Asking, Intent, Reply, Running, Saying, Vocabulary

CONFIRMATION_SECONDS = 30.0
"""An unanswered question about something to be stored is dropped after this long."""

REMEMBERED_FOR = timedelta(minutes=10)
"""So long "it" means what was spoken of last, and a few words mend or go on with what was done last."""

Answer = Callable[[Intent, datetime], "Outcome | None"]
"""Takes the intent that was heard while a question was open. None means: this was no answer."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that would begin now, and may be planned for another time instead."""

    title: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a skill asked and now waits for."""

    asking: Asking
    answer: Answer
    about: IntentName | None = None
    """The intent that the answer belongs to, so that "friday" is read as its ``when``."""

    choices: tuple[str, ...] = ()
    """For ``Asking.CHOICE``; beside a yes or no what may be picked by a word of its own."""

    seconds: float | None = CONFIRMATION_SECONDS
    """How long to wait after the last word was said; None waits until something else begins."""

    on_silence: Callable[[datetime], "Outcome"] | None = None
    """What an unanswered question leads to; None lets it lapse without a word."""

    reprompts: bool = True
    """Whether something that is not understood gets a short reprompt."""

    asks_yes_or_no: bool = False
    """Whether a choice is one between yes and no, however it is worded, and is asked again as such."""

    on_unclear: Callable[[datetime], "Outcome"] | None = None
    """What follows if an answer is still not understood after one reprompt; None asks twice and then leaves it."""

    left: Reply | None = None
    """What is said when something else begins instead of an answer, so that nothing is lost without a word."""

    offered: Offered | None = None
    """What a time that is named instead of an answer would plan: "tomorrow at seven"."""

    reason: Reply | None = None
    """Why this is asked, for whoever wants to know while it is open."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What a few words right after an answer still mean, without a question being open."""

    after: After | None
    """What was done; None where only an answer that came too late is still waited for."""

    answer: Answer = lambda _intent, _now: None
    """None means that nothing but this was meant: the intent is handled as ever."""

    lasts: timedelta = REMEMBERED_FOR
    """How long they mean it."""


class Activity(Protocol):
    """Something that runs over minutes and has its own idea of the next moment: an exercise, a reading, a pause."""

    @property
    def running(self) -> Running:
        """What is going on; ``NOTHING`` once it has ended."""
        ...

    @property
    def next_at(self) -> datetime | None:
        """When it next wants the time; None while it only waits for words."""
        ...

    @property
    def waiting(self) -> "Question | None":
        """The question without whose answer nothing would ever happen; None where there is none."""
        ...

    def running_at(self, now: datetime) -> Running:
        """The same at a moment: a turn whose time is over waits only for quiet and is a step again."""
        ...

    def advance(self, now: datetime, quiet_since: datetime | None) -> "Outcome":
        """Do what is due.

        Args:
            now: the present instant.
            quiet_since: since when no voice has been heard; None while somebody speaks.
        """
        ...

    def control(self, intent: Intent, now: datetime) -> "Outcome | None":
        """Obey a control word; None where the word means nothing to it."""
        ...

    def finished_speaking(self, now: datetime) -> None:
        """The mouth has fallen silent after this activity's last line."""
        ...

    def pause(self, now: datetime) -> None:
        """Stand still until it is told to resume."""
        ...

    def leave(self, now: datetime) -> None:
        """Something else begins: end without a word and keep only what may be continued."""
        ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a skill or an activity answers with."""

    sayings: tuple[Saying, ...] = ()
    question: Question | None = None
    """A question that the last saying asks."""

    follow_up: FollowUp | None = None
    """How what was just done may be mended or gone on with; anything else that is said ends it."""

    activity: Activity | None = None
    """Something that begins to run now."""

    beside: bool = False
    """Whether it runs beside a time-out, which goes on meanwhile; anything else ends it."""

    ends_activity: bool = False
    """Whether whatever runs has come to its end."""

    stopped: bool = False
    """A Stop or what must look like one: exercises stay closed until five quiet minutes have passed."""

    effects: tuple[Effect, ...] = ()
    """What is asked of whoever runs the conversation."""


NOTHING = Outcome()


def say(reply: Reply, question: Question | None = None) -> Outcome:
    """Answer with one reply, perhaps asking something."""
    return Outcome(sayings=(Saying(reply),) if reply != SILENCE else (), question=question)


class Skill(Protocol):
    """Answers the intents that it names."""

    @property
    def intents(self) -> frozenset[IntentName]:
        """The intents that it answers."""
        ...

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent.

        Args:
            intent: one of ``intents``.
            now: the present instant, timezone-aware.

        Raises:
            AssistantError: the world is in the way; the dialogue says its sentence.
        """
        ...

    def vocabulary(self, now: datetime) -> Vocabulary:
        """What can be named because of this skill."""
        ...
