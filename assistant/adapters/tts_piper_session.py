"""Runs a Piper voice so that a long sentence needs no more memory than a short one.

A Piper voice first plans the whole sentence, in frames of 12 ms, and then makes sound of the frames. The second half is
nine tenths of the work and nearly all of the memory, 22 MB for each second; it looks only a few frames around, so it is
done piece by piece. What comes out is the same sound, to a hundredth of what 16 bits tell apart.

Measured: at its peak a sentence of 10 s took 330 MB, and takes 79; it took 0.12 of its length on one core, and takes
0.09, since a piece stays nearer to the processor.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.adapters.onnx_cutting import cut

SOUND_MAKER = "/dec/"
"""What the names of the second half's nodes begin with, in every voice that Piper's own tools wrote."""

PIECE_FRAMES = 96
MARGIN_FRAMES = 12
"""So far beyond its piece the second half may look. Source: measured, with 8 frames it is off by 4e-4, with 10 by 7e-7,
from 12 on by rounding alone."""

Floats = npt.NDArray[np.float32]


class PiecewiseSession:
    """Stands where Piper keeps its session; it can be ended from any thread, within a piece."""

    def __init__(self, model: Path, load: Callable[[bytes | str], Any], options: Any) -> None:  # noqa: ANN401 - the runtime carries no types
        """Load a voice, in two halves if it is built like that, else whole.

        Args:
            model: the ``.onnx`` file.
            load: makes the runtime's session of a model, given as its bytes or by its path.
            options: the runtime's options for one run, through which it can be ended.
        """
        self._options = options
        self._stopped = threading.Event()
        self._sound_maker: Any = None
        halves = cut(model, SOUND_MAKER)
        if halves is None:
            self._planner = load(str(model))
            return
        self._planner = load(halves.beginning)
        self._sound_maker = load(halves.end)

    @property
    def is_cut(self) -> bool:
        """Whether the voice was built so that it could be loaded in two halves."""
        return self._sound_maker is not None

    def listen_to(self, stopped: threading.Event) -> None:
        """End every run once this is set."""
        self._stopped = stopped

    def stop(self) -> None:
        """End the run that goes on."""
        self._options.terminate = True

    def run(self, names: Sequence[str] | None, feed: Mapping[str, object]) -> Sequence[Any]:
        """The sound of one sentence, first of what is returned; raises what the runtime raises when it is ended."""
        made = self._run(self._planner, names if self._sound_maker is None else None, feed)
        if self._sound_maker is None:
            return made
        return [in_pieces(made[0], self._sound)]

    def _sound(self, frames: Floats) -> Floats:
        taken = self._sound_maker.get_inputs()[0].name
        made: Floats = self._run(self._sound_maker, None, {taken: frames})[0]
        return made

    def _run(self, session: Any, names: Sequence[str] | None, feed: Mapping[str, object]) -> Sequence[Any]:  # noqa: ANN401 - as above
        self._options.terminate = self._stopped.is_set()
        made: Sequence[Any] = session.run(names, feed, self._options)
        return made


def in_pieces(frames: Floats, sound: Callable[[Floats], Floats]) -> Floats:
    """The sound of all frames, made piece by piece.

    Args:
        frames: shape ``(1, values, frames)``.
        sound: gives shape ``(1, 1, samples)`` for some of them, as many samples for every frame.
    """
    count = frames.shape[2]
    pieces = []
    for begin in range(0, count, PIECE_FRAMES):
        end = min(count, begin + PIECE_FRAMES)
        first, last = max(0, begin - MARGIN_FRAMES), min(count, end + MARGIN_FRAMES)
        made = sound(frames[:, :, first:last])
        samples = made.shape[2] // (last - first)
        pieces.append(made[:, :, (begin - first) * samples : (end - first) * samples])
    return np.concatenate(pieces, axis=2)
