"""What a recogniser wrote becomes a transcript: the likeliest words, and what else they may have been.

Why readings of one beam search, and nothing more: measured with all slots right on the development commands in a room
with babble at 15 and 10 dB, the best reading alone gives 81 and 61 %, the best pair of reading and intent 84 and 69 %.
Twenty readings drawn at random cost three times as much and seldom held the right one. Sentences of the grammar that
sound alike, scored by Whisper itself, add nothing where the very sentence is not among them (and 3 points where it
is, which is knowing the answer). Whisper base with its readings is level with tiny.en and takes 2.5 times as long.
Moonshine tiny with its readings reaches 70 and 48 %, held to our sentences 77 and 50 %.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.hearing.confidence import confidence, is_noise
from assistant.hearing.repetition import without_loops
from assistant.hearing.wording import plain_wording
from assistant.messages.speech import Transcript

MOST_ALTERNATIVES = 8
MOST_DOUBT = 6.0
"""An alternative e**6 times less likely than the best reading is not worth a look."""

MOST_DOUBT_OF_FEARED = 2.0
"""Measured with 80 sentences of danger, 60 commands and 102 pieces of talk, each in a room, and there with babble at 15
and at 10 dB: of 240 cries 159 are found without what was feared, 170 with it at 2, 173 at 3 and 178 at 4, and beside 11
false alarms there are 12, 13 and 16."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words and how sure the engine is of it."""

    text: str
    avg_logprob: float
    """Mean natural logarithm of the tokens' probabilities."""

    no_speech_prob: float
    """Probability that nobody spoke, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which the whole utterance may be read."""

    text: str
    logprob: float
    """Natural logarithm of its probability."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must not be missed, so that an engine that is unsure looks again for it."""

    words: str
    """How it may be said; engines hear more of what they are told may be said."""

    is_it: Callable[[str], bool]
    """Whether a reading is of that kind."""


def transcript_of(
    segments: Sequence[Segment], readings: Sequence[Reading] = (), feared: Sequence[Reading] = ()
) -> Transcript:
    """One transcript of the segments that somebody spoke, with the other readings of the same sound.

    Readings that differ in capitals and punctuation only are one.

    Args:
        segments: what the engine wrote.
        readings: all that it may have been, freely heard.
        feared: what was heard when the engine was told what to expect, and what was heard freely, weighed alike. What
            only says the same words again is left out: told what to expect, engines stutter ("help help").
    """
    spoken = [segment for segment in segments if not is_noise(segment.avg_logprob, segment.no_speech_prob)]
    unlooped = without_loops(plain_wording(" ".join(segment.text for segment in spoken)))
    if not unlooped.text:
        return Transcript(text="")
    sure = math.prod(confidence(segment.avg_logprob, segment.no_speech_prob, unlooped.repeats) for segment in spoken)
    doubts = doubts_of(readings)
    doubts.pop(unlooped.text, None)
    others = sorted(doubts, key=doubts.__getitem__)[:MOST_ALTERNATIVES]
    fears = tuple(
        text
        for text, doubt in doubts_of(feared).items()
        if doubt <= MOST_DOUBT_OF_FEARED and set(text.split()) != set(unlooped.text.split())
    )
    return Transcript(unlooped.text, sure, tuple(others), tuple(doubts[text] for text in others), fears)


def doubts_of(readings: Sequence[Reading]) -> dict[str, float]:
    """For the words of every reading how much less likely they are than the likeliest; the unlikely ones left out."""
    best = max((reading.logprob for reading in readings), default=0.0)
    doubts: dict[str, float] = {}
    for reading in readings:
        text = without_loops(plain_wording(reading.text)).text
        doubt = round(best - reading.logprob, 2)
        if text and doubt <= MOST_DOUBT:
            doubts[text] = min(doubt, doubts.get(text, doubt))
    return doubts
