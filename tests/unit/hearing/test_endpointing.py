"""Where utterances begin and end, counted in audio time."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.endpointing import Boundary, Endpointer, EndpointingSettings

MOMENT = 0.1
"""Seconds that one character stands for."""


def boundaries(
    written: str, settings: EndpointingSettings | None = None, end_silence_seconds: float | None = None
) -> list[tuple[int, Boundary]]:
    """What an endpointer finds in ``#`` speech and ``.`` silence, and at which character."""
    endpointer = Endpointer(settings or EndpointingSettings())
    if end_silence_seconds is not None:
        endpointer.end_silence_seconds = end_silence_seconds
    found = []
    for at, mark in enumerate(written):
        boundary = endpointer.hear(is_speech=mark == "#", seconds=MOMENT)
        if boundary is not None:
            found.append((at, boundary))
    return found


def test_speech_of_three_tenths_begins_and_silence_of_seven_tenths_ends() -> None:
    assert boundaries("..####.......") == [(4, Boundary.STARTED), (12, Boundary.STOPPED)]


def test_a_pause_for_breath_does_not_end_the_utterance() -> None:
    assert boundaries("####......####.......") == [(2, Boundary.STARTED), (20, Boundary.STOPPED)]


def test_a_stray_sound_begins_nothing() -> None:
    assert boundaries("#....#....##.....#") == []


def test_a_short_word_with_a_gap_in_it_begins_an_utterance() -> None:
    assert boundaries("##.#.......") == [(3, Boundary.STARTED), (10, Boundary.STOPPED)]


def test_nobody_may_speak_longer_than_fifteen_seconds() -> None:
    assert boundaries("#" * 160) == [(2, Boundary.STARTED), (152, Boundary.STOPPED), (155, Boundary.STARTED)]


def test_the_silence_that_ends_an_utterance_can_be_longer_for_one_call() -> None:
    breath = "####" + "." * 12 + "####" + "." * 13
    assert boundaries(breath, end_silence_seconds=1.25) == [(2, Boundary.STARTED), (32, Boundary.STOPPED)]


def test_the_silence_that_ends_an_utterance_can_change_in_its_middle() -> None:
    endpointer = Endpointer(EndpointingSettings())
    for mark in "####.....":
        assert endpointer.hear(is_speech=mark == "#", seconds=MOMENT) is not Boundary.STOPPED
    endpointer.end_silence_seconds = 0.6
    assert endpointer.hear(is_speech=False, seconds=MOMENT) is Boundary.STOPPED


def test_all_figures_are_settings() -> None:
    quick = EndpointingSettings(speech_seconds=0.1, end_silence_seconds=0.2, longest_seconds=0.5)
    assert boundaries("#..#######", quick) == [
        (0, Boundary.STARTED), (2, Boundary.STOPPED), (3, Boundary.STARTED), (8, Boundary.STOPPED),
        (9, Boundary.STARTED),
    ]  # fmt: skip


def test_reset_forgets_the_utterance_under_way() -> None:
    endpointer = Endpointer(EndpointingSettings())
    for _ in range(3):
        endpointer.hear(is_speech=True, seconds=MOMENT)
    assert endpointer.is_inside
    endpointer.reset()
    assert not endpointer.is_inside
    assert endpointer.hear(is_speech=False, seconds=1.0) is None


@given(st.text(alphabet="#.", max_size=400))
def test_boundaries_alternate_beginning_with_a_start(written: str) -> None:
    kinds = [boundary for _, boundary in boundaries(written)]
    assert kinds == list(itertools.islice(itertools.cycle(Boundary), len(kinds)))


@given(st.text(alphabet="#.", max_size=400), st.sampled_from([1, 2, 5]))
def test_the_length_of_the_frames_moves_no_boundary(written: str, finer: int) -> None:
    endpointer = Endpointer(EndpointingSettings())
    found = []
    for at, mark in enumerate(mark for mark in written for _ in range(finer)):
        boundary = endpointer.hear(is_speech=mark == "#", seconds=MOMENT / finer)
        if boundary is not None:
            found.append((at // finer, boundary))
    assert found == boundaries(written)


@pytest.mark.parametrize("moment", [0.032, 0.01])
def test_frames_as_the_detectors_have_them_end_within_one_frame(moment: float) -> None:
    endpointer = Endpointer(EndpointingSettings())
    for _ in range(50):
        endpointer.hear(is_speech=True, seconds=moment)
    silence = 0.0
    while endpointer.is_inside:
        endpointer.hear(is_speech=False, seconds=moment)
        silence += moment
    assert 0.7 - 1e-6 <= silence < 0.7 + moment
