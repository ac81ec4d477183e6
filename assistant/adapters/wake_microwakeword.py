"""The wake word from microWakeWord models: the four inside ``pymicro-wakeword``, or the couple's own file."""

import json
from pathlib import Path

from pymicro_wakeword import MicroWakeWord, MicroWakeWordFeatures, Model

from assistant.errors import ModelUnavailable
from assistant.messages.audio import SPEECH, AudioChunk

BUILT_IN = tuple(model.value for model in Model)
"""The names of the models that are always there, e.g. ``okay_nabu``."""

DEFAULT = Model.OKAY_NABU.value
_MAGIC = b"TFL3"


class MicroWakeWordDetector:
    """Waits for one word; about 0.2 % of a core."""

    def __init__(self, word: str = DEFAULT) -> None:
        """Load a model, about 10 ms.

        Args:
            word: one of ``BUILT_IN`` ("okay nabu" will do for ``okay_nabu``), or the path of a microWakeWord model:
                its ``.json`` file, or the ``.tflite`` file with the ``.json`` of the same name beside it.

        Raises:
            ModelUnavailable: there is no such word, or its files are missing or damaged.
        """
        self._model = _load(word)
        self._features = MicroWakeWordFeatures()
        self._windows = 0
        self._is_word = False

    @property
    def phrase(self) -> str:
        """What to say, e.g. "Okay Nabu"."""
        return str(self._model.wake_word)

    def heard(self, chunk: AudioChunk) -> bool:
        """Whether the word ended in this chunk; stays true for up to half a second after one word."""
        if chunk.format != SPEECH:
            message = f"the wake word is looked for in {SPEECH}, not in {chunk.format}"
            raise ValueError(message)
        heard = False
        for features in self._features.process_streaming(chunk.pcm):
            judged = bool(self._model.process_streaming(features))
            self._windows = (self._windows + 1) % self._model.stride
            # Between two judgements the model says no, whatever it said before.
            if self._windows == 0:
                self._is_word = judged
            heard = self._is_word or heard
        return heard or self._is_word

    def reset(self) -> None:
        """Forget the sound so far."""
        self._model.reset()
        self._features.reset()
        self._windows = 0
        self._is_word = False


def _load(word: str) -> MicroWakeWord:
    name = word.strip().lower().replace(" ", "_")
    if name in BUILT_IN:
        return MicroWakeWord.from_builtin(Model(name))
    path = Path(word).expanduser()
    description = path.with_suffix(".json")
    if not description.is_file():
        message = (
            f"There is no wake word {word}: name one of {', '.join(BUILT_IN)}, or the path of a model's JSON file."
        )
        raise ModelUnavailable(message)
    try:
        weights = description.parent / str(json.loads(description.read_text("utf-8"))["model"])
        # The engine does not look before it reads: a damaged file would end the process.
        if weights.read_bytes()[4:8] != _MAGIC:
            message = f"The wake word model {weights} is damaged."
            raise ModelUnavailable(message)
        return MicroWakeWord.from_config(description)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The wake word model {description} is damaged or incomplete."
        raise ModelUnavailable(message) from error
