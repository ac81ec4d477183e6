"""What to listen for at this moment of the conversation: the wake word only, or everything that is said."""

from dataclasses import dataclass
from typing import Literal

from assistant.messages.speech import Completeness, Expectation, Running

LONGEST_INTERRUPTION_SECONDS = 5.0
"""What is longer, the silences around it included, is talk or our own voice, and is not worth transcribing."""

LONGEST_AHEAD_SECONDS = 8.0
"""What is longer is talk, and is not worth transcribing before it is over."""

Wake = Literal["word", "key", "open"]


@dataclass(frozen=True, slots=True)
class AttentionSettings:
    """How readily Hearthside listens."""

    wake: Wake = "word"
    """Wait for the wake word, for a key, or listen all the time."""

    follow_up_seconds: float = 8.0
    """After an answer, so long needs no wake word."""

    end_seconds: float = 0.7
    """Silence this long ends what is likely said to its end."""

    whole_end_seconds: float = 0.5
    """Silence this long ends a whole command, to which hardly anything is ever added."""

    open_end_seconds: float = 1.3
    """Silence this long ends what breaks off in the middle."""

    exercise_end_seconds: float = 1.25
    """Inside an exercise silence this long ends an utterance: people think while they talk.

    Source: the project's fact sheet on listening, section 11.
    """


@dataclass(frozen=True, slots=True)
class Attention:
    """What the listener should do."""

    is_open: bool
    """Whether everything is listened to; otherwise only the wake word."""

    deadline_seconds: float | None = None
    """When open: give up if nobody begins to speak for so long."""

    end_silence_seconds: float | None = None
    """When open: silence this long ends an utterance; None for the setting."""


def attention(
    expectation: Expectation, settings: AttentionSettings, *, just_answered: bool, speaking: bool
) -> Attention:
    """Decide what to listen for.

    Args:
        expectation: what runs and what is asked.
        settings: how readily.
        just_answered: something was said to Hearthside, or by it, and a follow-up may come.
        speaking: Hearthside itself is speaking at this moment.
    """
    if expectation.running in (Running.TURN, Running.STEP, Running.PAUSED, Running.TIME_OUT):
        return Attention(is_open=True, end_silence_seconds=settings.exercise_end_seconds)
    if settings.wake == "open" or speaking or expectation.asking is not None:
        return Attention(is_open=True)
    if just_answered:
        return Attention(is_open=True, deadline_seconds=settings.follow_up_seconds)
    return Attention(is_open=False)


def end_silence(
    completeness: Completeness, expectation: Expectation, settings: AttentionSettings, *, speaking: bool = False
) -> float:
    """How much silence ends an utterance whose words so far are known, in seconds.

    Inside an exercise people think while they talk, so it is never short there, and in a partner's turn it is the same
    for all that is said: what sounds like a command may be the beginning of what they tell each other. Over our own
    voice, while we are speaking, nothing is waited for longer: "stop" is often heard badly.
    """
    if expectation.running is Running.TURN:
        return settings.exercise_end_seconds
    in_exercise = expectation.running in (Running.STEP, Running.PAUSED, Running.TIME_OUT)
    likely = settings.exercise_end_seconds if in_exercise else settings.end_seconds
    match completeness:
        case Completeness.WHOLE:
            return min(likely, settings.end_seconds if in_exercise else settings.whole_end_seconds)
        case Completeness.OPEN if not speaking:
            return max(likely, settings.open_end_seconds)
        case _:
            return likely


def longest_worth_words(expectation: Expectation, *, speaking: bool) -> float:
    """Up to which length an utterance is worth transcribing at a pause, in seconds with the silences around it.

    Over our own voice and in a partner's turn only control words count, and they are short; people who tell each other
    about their day pause every few seconds, and each time would cost as much as an answer.
    """
    only_control = speaking or expectation.running is Running.TURN
    return LONGEST_INTERRUPTION_SECONDS if only_control else LONGEST_AHEAD_SECONDS
