"""One conversation, told once: listen, understand, answer, be interrupted.

Words or sound come in, an intent is made of them, the dialogue decides, the one mouth speaks. Beside it, time passes:
questions lapse, exercise steps follow each other, reminders fall due. What waits for all of these together waits here.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.clock import Clock, wait_until
from assistant.dialogue.barge_in import interrupts, is_short_enough
from assistant.dialogue.failing import failed_reply
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.turn import Turn
from assistant.errors import AssistantError, HearingError
from assistant.hearing.attention import AttentionSettings, attention, end_silence, longest_worth_words
from assistant.hearing.heard import FellSilent, Pause, SpeechBegan, Utterance, Wake
from assistant.hearing.hearing_ahead import HearingAhead
from assistant.hearing.listener import Listener
from assistant.hearing.listener import Mode as ListeningMode
from assistant.hearing.ports import Transcriber
from assistant.messages.audio import AudioChunk
from assistant.messages.effects import Effect, ShowTrouble
from assistant.messages.events import (
    EventSink,
    Failed,
    IntentRecognised,
    Private,
    SpeechStarted,
    TranscriptReady,
    UtteranceEnded,
    WakeHeard,
)
from assistant.messages.intents import IntentName
from assistant.messages.speech import NOT_UNDERSTOOD, Completeness, Intent, Saying, Transcript
from assistant.speaking.giving_way import GivingWay
from assistant.speaking.mouth import Mouth
from assistant.speaking.ports import Earcon
from assistant.understanding.completeness import completeness
from assistant.understanding.once import OnceOnly
from assistant.understanding.ports import Recognizer


@dataclass(frozen=True, slots=True)
class Exchange:
    """One utterance and what became of it."""

    heard: str
    intent: Intent
    sayings: tuple[Saying, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)


LEARNING_SECONDS = 2.5
"""So long a canceller may need for a new sound; until then we do not lower our voice for what may be its own echo."""


@dataclass(frozen=True, slots=True)
class Ears:
    """What a live conversation is heard with."""

    listener: Listener
    transcriber: Transcriber
    settings: AttentionSettings
    giving_way: GivingWay | None = None
    """Where a canceller takes our own voice out of what is heard: lowers it while somebody speaks over it."""

    wake_phrase: str = ""
    """The words that wake, which are heard as nobody's while we say them ourselves; empty where there are none."""


class Pipeline:
    """Joins ears, understanding, dialogue and mouth for one conversation."""

    def __init__(
        self,
        *,
        manager: DialogueManager,
        recognizer: Recognizer,
        mouth: Mouth,
        clock: Clock,
        zone: ZoneInfo,
        events: EventSink,
        carry_out: Callable[[Effect], None],
        noticed: Callable[[IntentName | None, datetime], None],
    ) -> None:
        """Join the rooms.

        Args:
            manager: decides what follows from an intent.
            recognizer: makes an intent of words.
            mouth: says things; somebody else runs it.
            clock: tells the time.
            zone: the household's zone.
            events: takes the stream of events.
            carry_out: does what the dialogue asks for beside what is said.
            noticed: told, before anything is answered, what somebody meant; None where that was not understood.
        """
        self._manager = manager
        self._recognizer = OnceOnly(recognizer)
        self._mouth = mouth
        self._clock = clock
        self._zone = zone
        self._events = events
        self._carry_out = carry_out
        self._noticed = noticed
        self._changed = asyncio.Event()
        self._spoke = asyncio.Event()
        self._ears: Ears | None = None
        self._addressed = False
        self._signals: set[asyncio.Task[None]] = set()

    def signal(self, earcon: Earcon) -> None:
        """Let a small sound be played while we go on listening."""
        signalling = asyncio.create_task(self._mouth.signal(earcon))
        self._signals.add(signalling)
        signalling.add_done_callback(self._signals.discard)

    async def listen(self, ears: Ears) -> None:
        """Converse over a microphone, for ever; cancelling frees it.

        Raises:
            MicrophoneUnavailable: it went away; calling again goes on where it was.
        """
        self._ears = ears
        self._attend(just_answered=False)
        self._recognizer.forget()
        async with (
            contextlib.aclosing(HearingAhead(ears.transcriber)) as ahead,
            contextlib.aclosing(ears.listener.events()) as events,
        ):
            async for heard in events:
                match heard:
                    case Wake() if self._mouth.is_saying(ears.wake_phrase, just_now=ears.giving_way is not None):
                        pass
                    case Wake():
                        self._forget(ahead)
                        self.wake()
                    case SpeechBegan():
                        self._events.emit(SpeechStarted())
                        if ears.giving_way is not None and self._mouth.speaking_seconds > LEARNING_SECONDS:
                            ears.giving_way.give_way()
                    case Pause():
                        self._hear_ahead(heard, ears, ahead)
                    case Utterance():
                        await self._hear_live(heard, ahead)
                    case FellSilent():
                        self._addressed = False
                        self._attend(just_answered=False)

    def wake(self) -> None:
        """The wake word was heard, or its key pressed: fall silent and listen; while muted, say that it is."""
        if self._is_muted:
            self.signal(Earcon.MUTED)
            return
        self._events.emit(WakeHeard())
        self._mouth.hush()
        self._go_on()
        self._addressed = True
        self._attend(just_answered=True)
        self.signal(Earcon.LISTENING)

    def mute(self, *, muted: bool) -> None:
        """Hear nothing at all from now on, or listen again for what fits this moment; audibly."""
        if self._ears is None:
            return
        self._addressed = False
        if muted:
            self._ears.listener.mute()
            self._recognizer.forget()
        else:
            self._ears.listener.wait_for_wake()
            self._attend(just_answered=False)
        self.signal(Earcon.MUTED if muted else Earcon.UNMUTED)

    @property
    def _is_muted(self) -> bool:
        return self._ears is not None and self._ears.listener.mode is ListeningMode.MUTED

    def _hear_ahead(self, pause: Pause, ears: Ears, ahead: HearingAhead) -> None:
        """Find out at a pause what was said so far, and how long to wait for more."""
        over_our_voice = self._mouth.is_speaking and not self._addressed
        longest = longest_worth_words(self._manager.expectation, speaking=over_our_voice)
        if pause.seconds > longest or (over_our_voice and ears.giving_way is None):
            return

        def wait_after(said: Completeness) -> None:
            silence = end_silence(said, self._manager.expectation, ears.settings, speaking=over_our_voice)
            ears.listener.end_after(pause, silence)

        wait_after(Completeness.OPEN)
        known = self._manager.vocabulary(self._clock.now())
        ahead.begin(pause, known, lambda heard: wait_after(self._completeness(heard)))

    def _completeness(self, heard: Transcript) -> Completeness:
        expected = self._addressed or self._manager.expectation.asking is not None
        return completeness(heard, self.understand(heard), expected=expected)

    async def _hear_live(self, heard: Utterance, ahead: HearingAhead) -> None:
        self._events.emit(UtteranceEnded(seconds=heard.seconds))
        addressed, self._addressed = self._addressed, False
        over_our_voice = self._mouth.is_speaking and not addressed
        expected = addressed or self._manager.expectation.asking is not None
        if over_our_voice and heard.seconds > longest_worth_words(self._manager.expectation, speaking=True):
            self._forget(ahead)
            self._go_on()
            return
        try:
            transcript = await self._timed(ahead.transcribe(heard, self._manager.vocabulary(self._clock.now())))
            if over_our_voice and not self._interrupts(transcript):
                return
            exchange = self.read(transcript, addressed=addressed)
        except HearingError as error:
            self._events.emit(Failed(part="ears", code=error.code))
            return
        finally:
            self._recognizer.forget()
            self._go_on()
        if expected and exchange.intent.name is None and not exchange.sayings:
            self.signal(Earcon.NOT_UNDERSTOOD)
        self._attend(just_answered=exchange.intent.name is not None or addressed)

    def _forget(self, ahead: HearingAhead) -> None:
        """Keep no words of what will not be answered."""
        ahead.forget()
        self._recognizer.forget()

    def _go_on(self) -> None:
        """Speak as loud as before somebody spoke over it."""
        if self._ears is not None and self._ears.giving_way is not None:
            self._ears.giving_way.go_on()

    def _interrupts(self, transcript: Transcript) -> bool:
        """Whether words heard over our own voice are somebody else's, and meant to interrupt it.

        A canceller leaves little of our own, so that then only what we say just now counts.
        """
        cleaned = self._ears is not None and self._ears.giving_way is not None
        if not is_short_enough(transcript.text) or self._mouth.is_saying(transcript.text, just_now=cleaned):
            return False
        return interrupts(self.understand(transcript), self._manager.expectation)

    def _attend(self, *, just_answered: bool, begins_to_speak: bool = False) -> None:
        """Let the listener listen for what fits this moment."""
        if self._ears is None or self._is_muted:
            return
        speaking = begins_to_speak or self._mouth.is_speaking
        wanted = attention(
            self._manager.expectation, self._ears.settings, just_answered=just_answered, speaking=speaking
        )
        if wanted.is_open:
            self._ears.listener.open(
                deadline_seconds=wanted.deadline_seconds, end_silence_seconds=wanted.end_silence_seconds
            )
        else:
            self._ears.listener.wait_for_wake()

    def quiet_since(self) -> datetime | None:
        """Since when no voice has been heard; None while somebody speaks. Where nothing can be heard, since ever."""
        listener = None if self._ears is None else self._ears.listener
        if listener is not None and listener.hears_speech:
            return None
        quiet = None if listener is None else listener.quiet_seconds
        if quiet is None:
            return datetime.min.replace(tzinfo=self._zone)
        return self._clock.now() - timedelta(seconds=quiet)

    async def hear(
        self, utterance: tuple[AudioChunk, ...], transcriber: Transcriber, *, addressed: bool = False
    ) -> Exchange:
        """Answer one spoken utterance.

        Raises:
            HearingError: the recogniser failed; nothing was done.
        """
        began = self._clock.monotonic()
        vocabulary = self._manager.vocabulary(self._clock.now())
        transcript = await self._timed(transcriber.transcribe(utterance, vocabulary))
        milliseconds = (self._clock.monotonic() - began) * 1000
        return self.read(transcript, addressed=addressed, timings_ms={"transcribe": milliseconds})

    async def _timed(self, transcribing: Awaitable[Transcript]) -> Transcript:
        began = self._clock.monotonic()
        transcript = await transcribing
        milliseconds = (self._clock.monotonic() - began) * 1000
        self._events.emit(TranscriptReady(milliseconds=milliseconds, transcript=Private(transcript.text)))
        return transcript

    def read(
        self, transcript: Transcript, *, addressed: bool = False, timings_ms: Mapping[str, float] | None = None
    ) -> Exchange:
        """Answer one utterance whose words are known."""
        began = self._clock.monotonic()
        intent = self.understand(transcript)
        self._recognizer.forget()
        milliseconds = (self._clock.monotonic() - began) * 1000
        shown = intent.name if intent.name != "Safety" else "Stop"
        self._events.emit(IntentRecognised(name=shown, milliseconds=milliseconds, slots=Private(dict(intent.slots))))
        if transcript.text:
            self._noticed(intent.name, self._clock.now())
        turn = self._manager.hear(intent, self._clock.now(), addressed=addressed)
        said = self.follow(turn)
        timings = {**(timings_ms or {}), "understand": milliseconds}
        return Exchange(heard=transcript.text, intent=intent, sayings=said, timings_ms=timings)

    def understand(self, transcript: Transcript) -> Intent:
        """What a transcript means at this point of the conversation."""
        if not transcript.text:
            return NOT_UNDERSTOOD
        now = self._clock.now()
        local = now.astimezone(self._zone).replace(tzinfo=None)
        expectation, vocabulary = self._manager.expectation_at(now), self._manager.vocabulary(now)
        return self._recognizer.recognize(transcript, expectation, vocabulary, local)

    def follow(self, turn: Turn) -> tuple[Saying, ...]:
        """Do and say what a turn asks for; where it could not be done, that is said instead. Gives what is said."""
        if turn.interrupts:
            self._mouth.hush()
        sayings = turn.sayings
        try:
            for effect in turn.effects:
                self._carry_out(effect)
        except AssistantError as error:
            sayings = (Saying(failed_reply(error)),)
            self._carry_out(ShowTrouble(str(error)))
        for saying in sayings:
            self._mouth.say(saying)
        if sayings:
            self._spoke.set()
        self._mouth.hold_reminders(held=self._manager.holds_reminders)
        self._changed.set()
        return sayings

    def remind(self, saying: Saying) -> None:
        """Let a reminder wait for its turn to be said."""
        self._mouth.say(saying)
        self._spoke.set()

    def finished_speaking(self) -> None:
        """The mouth has nothing more to say: an open question begins to wait."""
        self._manager.finished_speaking(self._clock.now())
        self._attend(just_answered=True)
        self._mouth.hold_reminders(held=self._manager.holds_reminders)
        self._changed.set()

    async def note_silence(self) -> None:
        """Notice, for ever, when the mouth begins to speak and when it has said all that it was given."""
        while True:
            await self._spoke.wait()
            self._spoke.clear()
            self._attend(just_answered=False, begins_to_speak=True)
            await self._mouth.until_silent()
            if not self._spoke.is_set():
                self.finished_speaking()

    async def keep_time(self) -> None:
        """Do whatever falls due, for ever."""
        while True:
            self._changed.clear()
            due = self._manager.next_at
            if due is not None and due <= self._clock.now():
                self.follow(self._manager.advance(self._clock.now(), self.quiet_since()))
                await self._clock.sleep(0)
                continue
            await wait_until(self._clock, due, self._changed)
