"""One turn's speech on its way through the rooms: what was heard, what it meant, what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from assistant.messages.changes import SpokenEdit
from assistant.messages.danger import Danger
from assistant.messages.intents import IntentName
from assistant.messages.times import BesidePlan, SpokenTime

SlotValue = str | int
"""A slot's canonical value, as INTENTS name them: words as spoken, an id, or a whole number."""

NO_SLOTS: Mapping[str, SlotValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of one utterance."""

    text: str
    """Lower case, no punctuation but the apostrophe; empty for silence."""

    confidence: float = 1.0
    """How sure the recogniser is, 0 to 1; 1 for typed words."""

    alternatives: tuple[str, ...] = ()
    """Other readings, without ``text``."""

    doubts: tuple[float, ...] = ()
    """How much less likely each of them is, as a natural logarithm from 0 up; empty where that is not known."""

    feared: tuple[str, ...] = ()
    """What it may also have been if it was a cry for help; looked at for danger, and for nothing else."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What was meant. ``name`` None means: not meant for us, or not understood."""

    name: IntentName | None
    slots: Mapping[str, SlotValue] = field(default_factory=lambda: NO_SLOTS)
    confidence: float = 1.0
    """How sure the understanding is, 0 to 1."""

    times: Mapping[str, SpokenTime] = field(default_factory=lambda: MappingProxyType({}))
    """What the slots ``when`` and ``which`` mean, by slot name."""

    other_time: SpokenTime | None = None
    """The second of two times of which one is wanted: "on friday or saturday"."""

    beside: BesidePlan | None = None
    """For ScheduleTime and Remind: what its time hangs on; ``times`` may hold the day."""

    is_first_of_two: bool = False
    """Whether the sentence asked for two things, of which this is the first."""

    edit: SpokenEdit | None = None
    """For MoveTime, SkipTime and CancelTime: what is to change, and how."""

    choice: str | None = None
    """For an answer to a question with choices: which of the expected phrases was heard; for a name ``SPELLED``
    where it was given letter by letter."""

    danger: Danger | None = None
    """For Safety: what was spoken of."""

    runner_up: "Intent | None" = None
    """What else may have been meant: the next best, where two lay close together; beside ``name`` None the best."""


SPELLED = "spelled"

UNSURE: Mapping[str, SlotValue] = MappingProxyType({"unsure": "yes"})
"""The slots of a No that is a hesitation: whoever is not sure has not said yes."""

NOT_UNDERSTOOD = Intent(name=None, confidence=0.0)


class Completeness(StrEnum):
    """Whether the words heard so far may be all that somebody wants to say."""

    WHOLE = "whole"
    """A whole command, to which hardly anything is ever added."""

    LIKELY = "likely"
    """They may be all."""

    OPEN = "open"
    """They end in the middle; more is to come."""


class Asking(StrEnum):
    """What kind of answer an open question waits for."""

    YES_OR_NO = "yes_or_no"
    CONSENT = "consent"
    """Whether somebody wants an exercise, or what can not be undone; only a clear yes is one, hesitation is a no."""

    TIME = "time"
    ACTIVITY = "activity"
    WHAT = "what"
    NAME = "name"
    CHOICE = "choice"


class Running(StrEnum):
    """What is going on while somebody speaks."""

    NOTHING = "nothing"
    READING = "reading"
    """A principle, a topic or the tour of the house is read aloud."""

    TURN = "turn"
    """A partner's speaking turn inside an exercise: only control words act, nothing else is looked for."""

    STEP = "step"
    """An exercise runs, between or outside the partners' turns."""

    PAUSED = "paused"
    """An exercise is paused."""

    TIME_OUT = "time_out"
    """The twenty-minute pause is running."""


class After(StrEnum):
    """What was carried out last, where it may be mended or gone on with in a few words: "no, i meant ten"."""

    PLAN = "plan"
    """Something was put in, moved or taken out."""

    QUIET_HOURS = "quiet_hours"
    HUSH = "hush"
    NAME = "name"
    SNOOZE = "snooze"
    LIST = "list"
    """Only a part of what is planned was told."""

    NAMED = "named"
    """Several readings were named, of which one may be picked by its place."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is running and what is being asked, so that an answer is read as an answer first."""

    running: Running = Running.NOTHING
    asking: Asking | None = None
    about: IntentName | None = None
    """The intent that the open question belongs to, e.g. ``ScheduleTime``."""

    choices: tuple[str, ...] = ()
    """For ``Asking.CHOICE``: the phrases that answer it, lower case."""

    after: After | None = None
    """What was carried out in the last answer; only where nothing is asked."""


class TermKind(StrEnum):
    """The kinds of things that can be named."""

    EXERCISE = "exercise"
    PRINCIPLE = "principle"
    TOPIC = "topic"
    ACTIVITY = "activity"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that can be named now."""

    kind: TermKind
    value: str
    """Canonical: an id, or the activity or name itself in lower case."""

    spoken: tuple[str, ...]
    """The ways to say it, lower case, best first."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be said now, beyond the fixed sentences; a hint, never a limit."""

    terms: tuple[Term, ...] = ()

    danger: bool = True
    """Whether a cry for help may be listened for; never while one partner speaks to the other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Written text from the shelf, already in sentences."""

    sentences: tuple[str, ...]

    share: float = 1.0
    """How much there is of the time that it was written for: a length in it is told as that much."""

    longest: int = 0
    """Seconds; a longer length in it is about something else and is told as it is written."""


ReplyValue = str | int | datetime | timedelta | SpokenTime | Passage | tuple[str, ...]
"""What a response can be filled with. A naive datetime is wall time in the household's zone."""

NO_VALUES: Mapping[str, ReplyValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """One response: a key of ``content/en/responses`` and the values that fill it."""

    key: str
    values: Mapping[str, ReplyValue] = field(default_factory=lambda: NO_VALUES)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be said; only ``speaking/phrasing`` makes words of it."""

    lines: tuple[Line, ...]

    @property
    def key(self) -> str:
        """The first line's key, which names the reply in events and tests."""
        return self.lines[0].key if self.lines else ""


SILENCE = Reply(lines=())
"""Saying nothing, on purpose."""


def reply(key: str, **values: ReplyValue) -> Reply:
    """A reply of one line."""
    return Reply(lines=(Line(key, MappingProxyType(values)),))


NEUTRAL_EXIT = reply("neutral.exit")
"""The one line of every ordinary end, word for word, so that it tells nobody why; nothing is added to it.

Source: FACTS 4.3.
"""


class Manner(StrEnum):
    """Why something is said; it decides who may speak first."""

    REPLY = "reply"
    """An answer to what was just heard."""

    CUE = "cue"
    """A line of a running exercise or reading."""

    CHIME = "chime"
    """The soft sound before a turn ends; it has no words."""

    REMINDER = "reminder"
    """Something that the couple asked to be reminded of."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing to be said, on its way to the one mouth."""

    reply: Reply
    manner: Manner = Manner.REPLY
    token: str | None = None
    """For a reminder: its key, so that its beginning and its end can be remembered."""
