"""How far a recogniser's own figures can be trusted."""

import math

NO_SPEECH_SURE = 0.9
NO_SPEECH_LIKELY = 0.6
UNSURE_OF_WORDS = -0.5
LOOPED_SO_OFTEN = 4


def is_noise(mean_logprob: float, no_speech: float) -> bool:
    """Whether the words were made up out of noise or silence.

    Real speech in loud babble reaches a no-speech probability of 0.75, but then the words themselves are likely;
    pauses, hum, knocks and kitchen noise lie above 0.65 with unlikely words, digital silence at 0.99.

    Args:
        mean_logprob: mean natural logarithm of the tokens' probabilities.
        no_speech: the recogniser's probability that nobody spoke, 0 to 1.

    Source: measured with Whisper tiny.en on 355 clean and noisy commands and 26 pieces of silence and noise.
    """
    return no_speech > NO_SPEECH_SURE or (no_speech > NO_SPEECH_LIKELY and mean_logprob < UNSURE_OF_WORDS)


def confidence(mean_logprob: float, no_speech: float, repeats: int = 1) -> float:
    """The probability that every word is right, 0 to 1.

    The product of the mean token probability and the probability that somebody spoke. On 355 clean and noisy
    commands the share of exact transcripts was 0.25, 0.54, 0.64, 0.75, 0.90 and 0.92 in the bins around 0.35,
    0.55, 0.65, 0.75, 0.85 and 0.95, so it needs no further bending. A long loop of repeats halves it, since in a
    loop the recogniser is always sure.

    Args:
        mean_logprob: mean natural logarithm of the tokens' probabilities.
        no_speech: the recogniser's probability that nobody spoke, 0 to 1.
        repeats: how often a run of words was repeated, 1 for none.
    """
    value = math.exp(min(0.0, mean_logprob)) * (1.0 - min(1.0, max(0.0, no_speech)))
    return value / 2 if repeats >= LOOPED_SO_OFTEN else value
