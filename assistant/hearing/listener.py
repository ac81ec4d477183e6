"""Turns a microphone into events: the wake word, the beginning of speech, whole utterances, silence.

The listener is always in one mode, and the pipeline says which:

* waiting (``wait_for_wake``): only the wake word is looked for. Also right while Hearthside speaks and other speech
  shall not interrupt it.
* open (``open``): utterances are looked for, and the wake word beside them.
* muted (``mute``): the microphone is given back to the system; nothing is heard at all.

All times are counted in samples. Events come from one iterator; while its reader is busy, sound waits in the
microphone's queue, so a mode that is set on an event holds from the very next sample.
"""

import asyncio
import math
from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.hearing.chunking import Framer
from assistant.hearing.endpointing import Boundary, Endpointer, EndpointingSettings
from assistant.hearing.energy import EnergyGate, EnergyGateSettings
from assistant.hearing.heard import FellSilent, Heard, Pause, SpeechBegan, Utterance, Wake
from assistant.hearing.ports import Microphone, VoiceActivityDetector, WakeWord
from assistant.hearing.preroll import Preroll
from assistant.messages.audio import AudioChunk


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """How a listener listens."""

    endpointing: EndpointingSettings = field(default_factory=EndpointingSettings)
    energy_gate: EnergyGateSettings = field(default_factory=EnergyGateSettings)

    speech_probability: float = 0.5
    """From here a frame counts as speech, 0 to 1."""

    still_speech_probability: float = 0.35
    """Once somebody speaks, a frame counts as speech from here: a voice fades before it ends."""

    preroll_seconds: float = 0.5
    """So much sound before the first speech belongs to the utterance."""

    after_wake_seconds: float = 0.1
    """So much sound before the wake word was recognised belongs to what follows it."""

    wake_refractory_seconds: float = 1.5
    """The wake word is not heard again for so long."""

    pause_seconds: float | None = None
    """Inside an utterance a silence of this length is told as a ``Pause``; None for no pauses."""


class Mode(StrEnum):
    """What a listener listens for."""

    WAITING = "waiting"
    OPEN = "open"
    MUTED = "muted"


class Listener:
    """Listens to one microphone."""

    def __init__(
        self,
        microphone: Microphone,
        detector: VoiceActivityDetector,
        wake_word: WakeWord | None = None,
        settings: ListenerSettings | None = None,
    ) -> None:
        """Wait for the wake word; without one (open microphone, or a key), only ``open`` brings events."""
        self._microphone = microphone
        self._detector = detector
        self._wake_word = wake_word
        self._settings = settings or ListenerSettings()
        self._framer = Framer(detector.frame_samples)
        self._gate = EnergyGate(self._settings.energy_gate)
        self._endpointer = Endpointer(self._settings.endpointing)
        begin = self._settings.endpointing
        self._preroll = Preroll(self._settings.preroll_seconds + begin.speech_seconds + begin.forgive_seconds)
        self._utterance: list[AudioChunk] = []
        self._pause: Pause | None = None
        self._end_silence_seconds = begin.end_silence_seconds
        self._mode = Mode.WAITING
        self._unmuted = asyncio.Event()
        self._unmuted.set()
        self._deadline: float | None = None
        self._refractory = 0.0
        self._quiet = 0.0
        self._was_speech = False
        self._has_sound = False

    @property
    def mode(self) -> Mode:
        """What is listened for now."""
        return self._mode

    @property
    def quiet_seconds(self) -> float | None:
        """Audio time since somebody last spoke, or since the listener was opened.

        None where nobody could be heard: while only the wake word is looked for, muted, or without a microphone.
        """
        return self._quiet if self._has_sound and self._mode is Mode.OPEN else None

    @property
    def hears_speech(self) -> bool:
        """Whether an utterance is under way."""
        return self._endpointer.is_inside

    def wait_for_wake(self) -> None:
        """Look for the wake word only; an utterance under way is dropped."""
        self._enter(Mode.WAITING)

    def open(
        self,
        *,
        deadline_seconds: float | None = None,
        end_silence_seconds: float | None = None,
        forget: bool = False,
    ) -> None:
        """Look for utterances until told otherwise; an utterance under way goes on.

        Args:
            deadline_seconds: ``FellSilent`` comes when nobody has begun to speak for so long; None for no deadline.
            end_silence_seconds: so much silence ends an utterance from now on; None for the setting.
            forget: drop what was heard so far, because it was Hearthside's own voice.
        """
        if self._mode is not Mode.OPEN:
            self._enter(Mode.OPEN)
        if forget:
            self._start_afresh()
            self._preroll.clear()
        self._end_silence_seconds = (
            self._settings.endpointing.end_silence_seconds if end_silence_seconds is None else end_silence_seconds
        )
        if self._pause is None:
            self._endpointer.end_silence_seconds = self._end_silence_seconds
        self._deadline = deadline_seconds

    def end_after(self, pause: Pause, silence_seconds: float) -> None:
        """Let so much silence end the utterance, unless somebody has gone on speaking since this pause."""
        if self._pause is pause:
            self._endpointer.end_silence_seconds = silence_seconds

    def mute(self) -> None:
        """Hear nothing and free the microphone, until ``wait_for_wake`` or ``open``."""
        self._enter(Mode.MUTED)
        self._preroll.clear()

    async def events(self) -> AsyncGenerator[Heard]:
        """Everything heard from now on; closing the iterator frees the microphone.

        Ends only where the microphone's sound has an end. Do not wait long between two events: sound queues.

        Raises:
            MicrophoneUnavailable: there is no microphone, or it went away; calling again tries again.
        """
        while True:
            await self._unmuted.wait()
            self._forget_everything()
            try:
                async with aclosing(self._microphone.chunks()) as chunks:
                    async for chunk in chunks:
                        self._has_sound = True
                        for heard in self._hear(chunk):
                            yield heard
                        if self._mode is Mode.MUTED:
                            break
                    else:
                        return
            finally:
                self._has_sound = False
                self._start_afresh()

    def _enter(self, mode: Mode) -> None:
        self._mode = mode
        self._deadline = None
        self._start_afresh()
        if mode is Mode.MUTED:
            self._unmuted.clear()
        else:
            self._unmuted.set()

    def _start_afresh(self) -> None:
        self._endpointer.reset()
        self._utterance.clear()
        self._go_on()
        self._detector.reset()
        self._was_speech = False
        self._quiet = 0.0

    def _forget_everything(self) -> None:
        self._start_afresh()
        self._preroll.clear()
        self._framer.reset()
        self._refractory = 0.0
        if self._wake_word is not None:
            self._wake_word.reset()

    def _hear(self, chunk: AudioChunk) -> Iterator[Heard]:
        for frame in self._framer.frames(chunk):
            if self._mode is Mode.MUTED:
                return
            if self._hears_wake(frame):
                self._preroll.add(frame)
                self._preroll.keep(self._settings.after_wake_seconds)
                self._start_afresh()
                yield Wake()
            elif self._mode is Mode.OPEN:
                yield from self._hear_open(frame)
            else:
                self._preroll.add(frame)

    def _hears_wake(self, frame: AudioChunk) -> bool:
        if self._wake_word is None:
            return False
        self._refractory = max(0.0, self._refractory - frame.seconds)
        if not self._wake_word.heard(frame) or self._refractory > 0.0:
            return False
        self._refractory = self._settings.wake_refractory_seconds
        return True

    def _hear_open(self, frame: AudioChunk) -> Iterator[Heard]:
        is_speech = self._is_speech(frame)
        self._quiet = 0.0 if is_speech else self._quiet + frame.seconds
        if is_speech:
            self._go_on()
        if self._endpointer.is_inside:
            self._utterance.append(frame)
        else:
            self._preroll.add(frame)
        boundary = self._endpointer.hear(is_speech=is_speech, seconds=frame.seconds)
        if boundary is Boundary.STARTED:
            self._deadline = None
            self._utterance = self._preroll.take()
            yield SpeechBegan()
        elif boundary is Boundary.STOPPED:
            utterance = Utterance(*self._so_far(), self._pause)
            self._utterance = []
            self._go_on()
            yield utterance
        elif self._begins_to_pause():
            self._pause = Pause(*self._so_far())
            yield self._pause
        elif self._deadline is not None and not self._endpointer.is_inside:
            self._deadline -= frame.seconds
            if self._deadline <= 0.0 and not self._endpointer.may_be_beginning:
                self._deadline = None
                yield FellSilent()

    def _go_on(self) -> None:
        """Nothing that was found out about a pause holds any more."""
        self._pause = None
        self._endpointer.end_silence_seconds = self._end_silence_seconds

    def _begins_to_pause(self) -> bool:
        least = self._settings.pause_seconds
        if least is None or self._pause is not None or not self._endpointer.is_inside:
            return False
        return self._endpointer.silence_seconds + 5e-7 >= least

    def _so_far(self) -> tuple[tuple[AudioChunk, ...], float]:
        chunks = tuple(self._utterance)
        return chunks, math.fsum(chunk.seconds for chunk in chunks)

    def _is_speech(self, frame: AudioChunk) -> bool:
        if not self._gate.lets_through(frame):
            self._was_speech = False
            return False
        needed = self._settings.still_speech_probability if self._was_speech else self._settings.speech_probability
        self._was_speech = self._detector.speech_probability(frame) >= needed
        return self._was_speech
