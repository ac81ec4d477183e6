"""Made-up words are told from spoken ones, and sureness means something."""

import pytest

from assistant.hearing.confidence import confidence, is_noise


@pytest.mark.parametrize(
    ("what", "mean_logprob", "no_speech"),
    [
        ("digital silence", -0.61, 0.99),
        ("a hum", -0.83, 0.97),
        ("white noise", -1.44, 0.95),
        ("clattering dishes", -0.99, 0.71),
    ],
)
def test_words_made_of_noise_are_noise(what: str, mean_logprob: float, no_speech: float) -> None:
    assert is_noise(mean_logprob, no_speech), what


@pytest.mark.parametrize(
    ("what", "mean_logprob", "no_speech"),
    [
        ("a clean command", -0.1, 0.05),
        ("a command over a talking crowd", -0.9, 0.55),
        ("a cry for help over a talking crowd", -0.32, 0.73),
    ],
)
def test_words_that_were_spoken_are_not(what: str, mean_logprob: float, no_speech: float) -> None:
    assert not is_noise(mean_logprob, no_speech), what


def test_confidence_is_between_nothing_and_certainty() -> None:
    assert confidence(0.0, 0.0) == 1.0
    assert confidence(-0.1, 0.1) == pytest.approx(0.81, abs=0.01)
    assert confidence(0.3, -0.1) == 1.0
    assert confidence(-20.0, 1.0) == 0.0


def test_a_long_loop_halves_it() -> None:
    assert confidence(-0.1, 0.0, repeats=10) == confidence(-0.1, 0.0) / 2
    assert confidence(-0.1, 0.0, repeats=2) == confidence(-0.1, 0.0)
