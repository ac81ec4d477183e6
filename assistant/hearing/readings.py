"""What a recogniser wrote becomes a transcript: the likeliest words, and what else they may have been."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.hearing.confidence import confidence, is_noise
from assistant.hearing.repetition import without_loops
from assistant.hearing.wording import plain_wording
from assistant.messages.speech import Transcript

MOST_ALTERNATIVES = 8
MOST_DOUBT = 6.0
"""An alternative e**6 times less likely than the best reading is not worth a look."""


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


def transcript_of(segments: Sequence[Segment], readings: Sequence[Reading] = ()) -> Transcript:
    """One transcript of the segments that somebody spoke, with the other readings of the same sound.

    Readings that differ in capitals and punctuation only are one.
    """
    spoken = [segment for segment in segments if not is_noise(segment.avg_logprob, segment.no_speech_prob)]
    unlooped = without_loops(plain_wording(" ".join(segment.text for segment in spoken)))
    if not unlooped.text:
        return Transcript(text="")
    sure = math.prod(confidence(segment.avg_logprob, segment.no_speech_prob, unlooped.repeats) for segment in spoken)
    doubts = doubts_of(readings)
    doubts.pop(unlooped.text, None)
    others = sorted(doubts, key=doubts.__getitem__)[:MOST_ALTERNATIVES]
    return Transcript(unlooped.text, sure, tuple(others), tuple(doubts[text] for text in others))


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
