"""Sound made piece by piece is the sound made at once."""

import numpy as np
import pytest

from assistant.adapters.tts_piper_session import MARGIN_FRAMES, PIECE_FRAMES, Floats, in_pieces


def blurred(frames: Floats) -> Floats:
    """Four samples for each frame, of all frames that may count for it."""
    window = np.ones(2 * MARGIN_FRAMES + 1)
    summed = np.convolve(frames[0].sum(axis=0), window, mode="same" if frames.shape[2] >= len(window) else "full")
    surplus = (len(summed) - frames.shape[2]) // 2
    return np.repeat(summed[surplus : surplus + frames.shape[2]], 4).astype(np.float32).reshape(1, 1, -1)


@pytest.mark.parametrize("count", [1, 20, PIECE_FRAMES, PIECE_FRAMES + 1, 5 * PIECE_FRAMES - 1])
def test_pieces_join_to_the_sound_of_the_whole(count: int) -> None:
    frames = np.arange(3 * count, dtype=np.float32).reshape(1, 3, count)
    assert in_pieces(frames, blurred).tolist() == blurred(frames).tolist()


def test_no_piece_is_longer_than_its_margins_allow() -> None:
    lengths = []

    def sound(frames: Floats) -> Floats:
        lengths.append(frames.shape[2])
        return blurred(frames)

    in_pieces(np.zeros((1, 3, 1_000), np.float32), sound)
    assert max(lengths) == PIECE_FRAMES + 2 * MARGIN_FRAMES
