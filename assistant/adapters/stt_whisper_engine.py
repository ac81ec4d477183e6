"""The Whisper engine itself, with a shorter look-ahead than it was made with.

Whisper always looks at 30 s of sound, mostly at the silence it adds itself. Looking at 15 s takes half the time; the
silence must then be real silence (the lowest energy in the recording) and not the mean energy that faster-whisper
adds. Measured on 141 clean commands, 2 cores: word error 2.7 % in 0.35 s as shipped, 2.1 % in 0.20 s like this,
also with five readings side by side instead of one.

Where it is unsure it looks again at the same sound, told what must not be missed, and weighs what it then reads as if
it had been told nothing. Why: the free readings of a cry for help in noise are mostly of something commoner, though the
cry itself is as likely; and what is heard only because it was expected is found out by the weighing.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import ctranslate2  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt
from speech_recognition.recognizers.whisper_local.faster_whisper import TranscribableAdapter

from assistant.adapters.left_out import left_out
from assistant.adapters.stt_speech_recognition import Engine, EngineOption, Recognised
from assistant.errors import ModelUnavailable
from assistant.hearing.confidence import confidence
from assistant.hearing.readings import Expected, Reading

# Its decoder for files that we never hand it: 14 MB, and a tenth of a second.
with left_out("av"):
    from faster_whisper import WhisperModel
    from faster_whisper.utils import download_model

if TYPE_CHECKING:
    from faster_whisper.tokenizer import Tokenizer
    from faster_whisper.transcribe import TranscriptionOptions

FRAMES_PER_SECOND = 100
FEWEST_FRAMES = 15 * FRAMES_PER_SECOND
MARGIN_FRAMES = 3 * FRAMES_PER_SECOND
LONGEST_SAMPLES = 30 * 16_000
"""What Whisper looks at in one piece."""

FEARS_BELOW = 0.7
"""So sure of its words that nothing else is feared."""

FREE_READINGS = 2
"""So many of the free readings are weighed beside what was feared."""

IMPOSSIBLE = 1e-12


class ShortSightedWhisper(WhisperModel):  # type: ignore[misc]
    """Looks at 15 s, or as much longer as the utterance is, and at most at the usual 30 s.

    Remembers the last sound that it looked at, so that a second pass over it costs half of the first.
    """

    _seen: npt.NDArray[np.float32] | None = None
    _encoded: object = None

    readings: tuple[Reading, ...] = ()
    """Every reading of the last piece of sound that was decoded, most likely first."""

    expected: Expected | None = None
    """What must not be missed."""

    looks_again: bool = True
    """Whether it may be looked for just now: not in what two people say to each other."""

    feared: tuple[Reading, ...] = ()
    """What was heard of that in the last piece, and the likeliest of ``readings``, all weighed freely."""

    def encode(self, features: npt.NDArray[np.float32]) -> object:
        """Encode log-mel energies of shape ``(bands, frames)``, padded with zeros to 30 s."""
        shortened = shortened_padding(features)
        if self._seen is None or not np.array_equal(self._seen, shortened):
            self._encoded = super().encode(shortened)
            self._seen = shortened
        return self._encoded

    def generate_with_fallback(
        self, encoder_output: object, prompt: list[int], tokenizer: "Tokenizer", options: "TranscriptionOptions"
    ) -> tuple[Any, float, float, float]:
        """Decode with one beam search and keep all of its readings, where faster-whisper keeps one.

        Returns:
            The result as faster-whisper takes it, its mean log-probability, temperature and compression ratio.
        """
        result = self._decode(encoder_output, prompt, options)
        # A score is the mean over the tokens, in which the sign for the end is not counted.
        logprobs = [score * len(ids) for ids, score in zip(result.sequences_ids, result.scores, strict=True)]
        texts = [tokenizer.decode(ids) for ids in result.sequences_ids]
        self.readings = tuple(map(Reading, texts, logprobs))
        mean = logprobs[0] / (len(result.sequences_ids[0]) + 1)
        if options.hotwords is None and confidence(mean, result.no_speech_prob) < FEARS_BELOW:
            self.feared = self._look_again(result, encoder_output, prompt, tokenizer, options)
        return result, mean, 0.0, 1.0

    def _decode(self, encoder_output: object, prompt: list[int], options: "TranscriptionOptions") -> Any:  # noqa: ANN401 - the engine carries no types
        return self.model.generate(
            encoder_output,
            [prompt],
            beam_size=options.beam_size,
            num_hypotheses=options.beam_size,
            max_length=longest_result(len(prompt), options.max_new_tokens),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=options.suppress_blank,
            suppress_tokens=options.suppress_tokens,
        )[0]

    def _look_again(
        self,
        free: Any,  # noqa: ANN401 - as above
        encoder_output: object,
        prompt: list[int],
        tokenizer: "Tokenizer",
        options: "TranscriptionOptions",
    ) -> tuple[Reading, ...]:
        """What is heard of what must not be missed, with the likeliest free readings; empty where there is none."""
        if self.expected is None or not self.looks_again:
            return ()
        told = [tokenizer.sot_prev, *tokenizer.encode(f" {self.expected.words}"), *prompt]
        heard = self._decode(encoder_output, told, options).sequences_ids
        feared = [ids for ids in heard if self.expected.is_it(tokenizer.decode(ids))]
        if not feared:
            return ()
        return self._weighed([*free.sequences_ids[:FREE_READINGS], *feared], encoder_output, tokenizer)

    def _weighed(
        self, readings: Sequence[list[int]], encoder_output: object, tokenizer: "Tokenizer"
    ) -> tuple[Reading, ...]:
        """Each reading with its probability where nothing was expected, the sign for its end counted."""
        different = [list(ids) for ids in dict.fromkeys(map(tuple, readings)) if ids]
        encoded = np.repeat(np.array(encoder_output), len(different), axis=0)
        aligned = self.model.align(
            ctranslate2.StorageView.from_array(encoded),
            tokenizer.sot_sequence,
            [[*ids, tokenizer.eot] for ids in different],
            [encoded.shape[1]] * len(different),
        )
        sums = (sum(math.log(max(chance, IMPOSSIBLE)) for chance in found.text_token_probs) for found in aligned)
        return tuple(map(Reading, map(tokenizer.decode, different), sums))


def longest_result(prompt_tokens: int, new_tokens: int) -> int:
    """The length to ask ctranslate2 for, so that so many new tokens can come.

    It takes the length for prompt and answer together, and lets the answer be at most half of it: measured, 32 and no
    more gives 17 tokens, and the end of what somebody says in a hurry is lost.
    """
    return max(prompt_tokens + new_tokens, 2 * new_tokens)


class WhisperEngine:
    """The model in the form in which SpeechRecognition drives engines."""

    def __init__(self, model: ShortSightedWhisper) -> None:
        """Keep a loaded model."""
        self._model = model
        self._adapter = TranscribableAdapter(model)

    def transcribe(self, audio_array: npt.NDArray[np.float32], **options: EngineOption) -> Recognised:
        """Transcribe 16 kHz mono samples in [-1, 1]; ``danger`` says whether it may look for that. Blocks."""
        self._model.looks_again = bool(options.pop("danger", True))
        self._model.readings = self._model.feared = ()
        recognised = cast("Recognised", self._adapter.transcribe(audio_array, **options))
        # Of longer sound only the last piece's readings are known, which are no readings of the whole.
        if len(audio_array) <= LONGEST_SAMPLES:
            recognised["readings"] = self._model.readings
            recognised["feared"] = self._model.feared
        return recognised


def shortened_padding(features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The same features with less padding, and with silence in place of zeros.

    Args:
        features: shape ``(bands, frames)``; the padding is the run of columns of zeros at the end.

    Returns:
        Shape ``(bands, n)`` with ``n`` the sound and 3 s more, but never less than 15 s nor more than ``frames``.
    """
    sounding = np.flatnonzero(features.any(axis=0))
    used = int(sounding[-1]) + 1 if sounding.size else 0
    frames = min(features.shape[1], max(FEWEST_FRAMES, used + MARGIN_FRAMES))
    shortened = np.ascontiguousarray(features[:, :frames])
    shortened[:, used:] = shortened.min()
    return shortened


def load_engine(folder: Path, threads: int, expected: Expected | None = None) -> Engine:
    """Load and warm the engine; blocks for about half a second.

    Args:
        folder: its weights.
        threads: how many cores it may use.
        expected: what must not be missed; None for nothing.

    Raises:
        ModelUnavailable: the weights are damaged.
    """
    try:
        model = ShortSightedWhisper(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        engine = WhisperEngine(model)
        # The first run is three times as slow as all later ones.
        engine.transcribe(np.zeros(FRAMES_PER_SECOND * 160, np.float32), language="en", beam_size=1, max_new_tokens=2)
        model.expected = expected
    except Exception as error:
        # The tokenizer's library raises plain Exception for a file that it cannot read.
        message = f"The speech model in {folder} is damaged, or not a converted Whisper model."
        raise ModelUnavailable(message) from error
    return engine


def kept_folder(name: str) -> Path:
    """Where faster-whisper keeps a model of its own on this disk.

    Raises:
        ModelUnavailable: it knows no such model, or keeps no copy here.
    """
    try:
        return Path(download_model(name, local_files_only=True))
    except (ValueError, OSError) as error:
        message = f"There is no speech model {name}: neither a folder of that name nor a kept copy."
        raise ModelUnavailable(message) from error
