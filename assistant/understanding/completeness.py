"""Whether what was said so far may be all: what fits between a breath and the end of a sentence.

Why so few are whole: "cancel" begins "cancel date night", "skip" begins "skip yoga this week", and after a time or a
free text a little more often follows. They wait as long as ever; only what cannot well go on is answered sooner.

Why the recogniser must be sure of the words: cut off in the middle, Whisper makes a sentence of what it has, and the
understanding forgives that; but it is unsure then. Measured on the development commands, cut after every word: of
499 beginnings 16 count as whole, of which 4 would have become something else, and of 116 sentences 52. Without the
recogniser's doubt it would be 175, of which 48, and 66.
"""

from assistant.messages.speech import Completeness, Intent, Transcript
from assistant.understanding.wordlists import word_set

SURE = 0.9
"""So sure must an intent be, 0 to 1, that its command is whole."""

HEARD_WELL = 0.75
"""So sure must the recogniser be of its words, 0 to 1, that a command is whole."""

HEARD_BADLY = 0.45
"""A recogniser that is less sure of its words has mostly heard only half of them."""

_WHOLE = word_set(
    "Next Previous Repeat Pause Resume Stop StartOver Swap TimeLeft WhereAmI Louder Softer Faster Slower Mute Unmute"
    " Yes Undo Thanks WhyDidYouSayThat TimeOut ListPrinciples TellMore TakeUsThrough ReadPrinciple ExplainTopic"
    " ListExercises StartExercise WhatDidIMiss WhatDoYouKnow Limits WhatChanged"
)
_WHOLE_WITH = {"MoreTime": "duration_seconds", "Snooze": "duration_seconds"}

_MISSING = {"ScheduleTime": "when", "MoveTime": "when", "Remind": "when"}
"""What people mostly add, if they have not yet."""

_LEADING_ON = word_set(
    "a an the my our your his their its every each another and or but because if until than for at with from of to into"
    " about between during by number half um uh er erm hmm"
)
"""Words after which a sentence does not end."""

_AFTER_A_COMMAND = word_set("on in up off over out down")
"""Words after which it may: "go on", "on what day is it on"."""


def completeness(transcript: Transcript, intent: Intent, *, expected: bool = False) -> Completeness:
    """Whether more is to be expected.

    Args:
        transcript: what was heard so far.
        intent: what it means if it is all.
        expected: somebody called or was asked, so that what means nothing yet will mean something.
    """
    if expected and transcript.text and intent.name is None:
        return Completeness.OPEN
    *_, last = ("", *transcript.text.split())
    is_sure = intent.name is not None and intent.confidence >= SURE
    if transcript.text and transcript.confidence < HEARD_BADLY:
        return Completeness.OPEN
    if last in _LEADING_ON or (last in _AFTER_A_COMMAND and not is_sure):
        return Completeness.OPEN
    missing = _MISSING.get(intent.name or "")
    if missing is not None and missing not in intent.slots:
        return Completeness.OPEN
    needed = _WHOLE_WITH.get(intent.name or "")
    is_whole = needed in intent.slots if needed is not None else intent.name in _WHOLE
    is_heard = is_sure and transcript.confidence >= HEARD_WELL
    return Completeness.WHOLE if is_whole and is_heard else Completeness.LIKELY
