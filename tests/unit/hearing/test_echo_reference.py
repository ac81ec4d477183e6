"""What is played keeps step with what the microphone brings, whatever comes late."""

import numpy as np

from assistant.hearing.echo_reference import AHEAD_SECONDS, EchoReference
from assistant.messages.audio import SPEECH, AudioChunk, AudioFormat

BLOCK = 512


def counted(first: int, count: int) -> AudioChunk:
    """Samples whose values are their own numbers."""
    return AudioChunk(np.arange(first, first + count).astype("<u2").tobytes())


def values(chunk: AudioChunk) -> list[int]:
    return [int(value) for value in np.frombuffer(chunk.pcm, "<i2")]


def test_what_is_played_is_paired_with_what_comes_in_at_that_moment() -> None:
    reference = EchoReference()
    reference.captured(BLOCK)
    reference.began()
    reference.played(counted(1, 2 * BLOCK))
    reference.captured(BLOCK)
    assert values(reference.take(BLOCK)) == [0] * BLOCK
    assert values(reference.take(BLOCK)) == list(range(1, BLOCK + 1))


def test_nothing_is_given_out_before_two_blocks_wait() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, 2 * BLOCK - 1))
    reference.captured(BLOCK)
    reference.played(counted(2 * BLOCK, BLOCK))
    reference.captured(BLOCK)
    assert values(reference.take(2 * BLOCK)) == [*[0] * BLOCK, *range(1, BLOCK + 1)]


def test_a_reader_that_comes_late_finds_the_same_pairs() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, BLOCK))
    for at in range(1, 5):
        reference.played(counted(1 + at * BLOCK, BLOCK))
        reference.captured(BLOCK)
    assert values(reference.take(4 * BLOCK)) == list(range(1, 4 * BLOCK + 1))


def test_a_thread_that_had_to_wait_a_little_moves_nothing() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, 2 * BLOCK))
    reference.captured(BLOCK)
    reference.captured(BLOCK)
    reference.played(counted(1 + 2 * BLOCK, 2 * BLOCK))
    reference.captured(BLOCK)
    assert values(reference.take(3 * BLOCK)) == list(range(1, 3 * BLOCK + 1))


def test_where_it_comes_later_still_silence_is_put_in_and_nothing_is_lost() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, 2 * BLOCK))
    for _ in range(3):
        reference.captured(BLOCK)
    reference.played(counted(1 + 2 * BLOCK, 2 * BLOCK))
    reference.captured(BLOCK)
    taken = values(reference.take(4 * BLOCK))
    assert taken == [*range(1, 2 * BLOCK + 1), *[0] * BLOCK, *range(2 * BLOCK + 1, 3 * BLOCK + 1)]


def test_a_new_sound_begins_without_the_rest_of_the_old_one() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, 2 * BLOCK))
    reference.began()
    reference.played(counted(7000, 2 * BLOCK))
    reference.captured(BLOCK)
    assert values(reference.take(BLOCK)) == list(range(7000, 7000 + BLOCK))


def test_a_loudspeaker_that_runs_ahead_is_caught_up_with() -> None:
    reference = EchoReference()
    reference.began()
    ahead = round(AHEAD_SECONDS * SPEECH.rate) + BLOCK
    reference.played(counted(1, ahead))
    for at in range(80):
        reference.played(counted(1 + ahead + at * BLOCK, BLOCK))
        reference.captured(BLOCK)
    last = values(reference.take(80 * BLOCK))[-1] % 65_536  # the numbers are sixteen bits
    assert last > 80 * BLOCK + ahead // 3


def test_sound_of_another_rate_is_brought_to_the_microphones() -> None:
    reference = EchoReference()
    reference.began()
    tone = np.round(8000 * np.sin(2 * np.pi * 500 * np.arange(4410) / 22_050)).astype("<i2")
    reference.played(AudioChunk(tone.tobytes(), AudioFormat(rate=22_050)))
    reference.captured(1500)
    heard = np.array(values(reference.take(1500)))
    wanted = 8000 * np.sin(2 * np.pi * 500 * np.arange(1500) / 16_000)
    assert np.abs(heard - wanted)[50:].max() < 100


def test_nothing_is_left_of_before_a_microphone_was_opened() -> None:
    reference = EchoReference()
    reference.began()
    reference.played(counted(1, 2 * BLOCK))
    reference.captured(BLOCK)
    reference.restart()
    reference.captured(BLOCK)
    assert values(reference.take(BLOCK)) == [0] * BLOCK
