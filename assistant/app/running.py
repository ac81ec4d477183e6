"""``hearthside run``: the loop that lives in the kitchen.

It owns the data while it runs, loads the models side by side, listens, speaks, and lets reminders ring. Where there
is no sound device it says so in one sentence and goes on over the keyboard.
"""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from assistant.adapters.jobs_apscheduler import ApschedulerAlarms
from assistant.app.conversing import open_conversation
from assistant.app.entering import entered_in_a_thread
from assistant.app.events import Logged
from assistant.app.forgetting import forget_everything
from assistant.app.greeting import greet
from assistant.app.hearing import Hearing
from assistant.app.house import Conversation, House
from assistant.app.keeping_ears import keep_listening
from assistant.app.keyboard import typed_lines
from assistant.app.screen import Screen
from assistant.app.settings import Settings, load_settings
from assistant.app.sound_loading import load_sound, loading_sound, no_sound
from assistant.app.sounding import SoundingVoice
from assistant.app.staying_alive import OUTSIDE_BREATH_SECONDS, StayingAlive
from assistant.app.wiring import open_house
from assistant.clock import Clock, SystemClock
from assistant.dialogue.safety import Mode
from assistant.hearing.listener import Mode as ListeningMode
from assistant.library.house_drawing import house_text
from assistant.messages.effects import Effect, EraseEverything, FallSilent, LightRoom, Mute, ShowTrouble, TeachNames
from assistant.messages.events import Ready
from assistant.messages.speech import Saying, Transcript, reply
from assistant.speaking.giving_way import GivingWay
from assistant.speaking.quiet_voices import PrintedVoice
from assistant.speaking.warming import Warming
from assistant.store.lock import owning

ATTENTIVE_SECONDS = 3.0
"""After so long without a voice, whoever was listened to is not about to speak."""

_LOG = logging.getLogger("hearthside")


@dataclass(slots=True)
class _Loop:
    """One run: the conversation and what it is heard and said with."""

    conversation: Conversation
    sounding: SoundingVoice | None
    hearing: Hearing | None
    stopped: asyncio.Event
    screen: Screen
    alive: StayingAlive

    @property
    def house(self) -> House:
        return self.conversation.house

    def carry_out(self, effect: Effect) -> None:
        """Do what the dialogue asked the loop for."""
        match effect:
            case FallSilent():
                self.conversation.mouth.hush()
            case Mute(muted):
                self.mute(muted=muted)
            case EraseEverything():
                self.conversation.mouth.forget()
                forget_everything(self.house, self.sounding)
            case ShowTrouble(sentence):
                self.screen.write(sentence)
            case TeachNames():
                if self.sounding is not None:
                    self.sounding.teach(self.house.households.load())
            case LightRoom(principle):
                if sys.stdout.isatty():
                    drawn = house_text(self.house.readings.principles, principle, colour=True)
                    self.screen.write(drawn, sys.stdout)

    def mute(self, *, muted: bool) -> None:
        """Hear nothing at all from now on, or listen again; audibly and visibly."""
        if self.hearing is None:
            return
        self.conversation.pipeline.mute(muted=muted)
        self.screen.write("Muted: type m and Enter to listen again." if muted else "Listening again.")

    def show_help_page(self) -> None:
        """The help page, on screen and without a sound."""
        from assistant.app.help_page import open_page  # noqa: PLC0415 - read only when somebody looks at it

        region = self.house.households.load().region or self.house.settings.household.region
        open_page(self.screen, region, was_typed=sys.stdin.isatty())

    def say_it_failed(self) -> None:
        """Tell whoever spoke or typed that it went wrong, so that they say it again."""
        self.conversation.mouth.say(Saying(reply("dialogue.fault")))

    async def type(self) -> None:
        """Take lines from the keyboard, until there are no more or somebody leaves."""
        with contextlib.closing(self.screen):
            async for line in typed_lines():
                with self.alive.surviving("keyboard", self.say_it_failed):
                    self._typed(line.strip())
                if self.stopped.is_set():
                    return
        if self.hearing is None:
            await self.conversation.mouth.until_silent()
            self.stopped.set()

    def _typed(self, line: str) -> None:
        if self.screen.takes(line):
            return
        match line:
            case "" if self.hearing is not None:
                self.conversation.pipeline.wake()
            case "q" | "quit" | "exit":
                self.stopped.set()
            case "?":
                self.show_help_page()
            case "c":
                self.screen.clear()
            case "m" if self.hearing is not None:
                self.mute(muted=self.hearing.listener.mode is not ListeningMode.MUTED)
            case "":
                return
            case _:
                self.conversation.pipeline.read(Transcript(line), addressed=True)

    async def warm(self) -> None:
        """Make ready in the background what is said word for word, while nothing else goes on."""
        if self.sounding is not None:
            warming = Warming(self.sounding.sounds, self.house.clock, self._is_quiet)
            await warming.warm(self.house.phrasing.fixed_sentences())

    def _is_quiet(self) -> bool:
        """Whether nothing runs or is asked, and nobody speaks or may be about to."""
        if not self.conversation.manager.is_idle or self.conversation.mouth.is_speaking:
            return False
        if self.hearing is None:
            return True
        listener = self.hearing.listener
        quiet = listener.quiet_seconds
        return not listener.hears_speech and (quiet is None or quiet > ATTENTIVE_SECONDS)

    async def listen(self) -> None:
        """Listen for ever, where there is a microphone."""
        if self.hearing is None:
            await self.stopped.wait()
            return
        giving_way = None
        if self.sounding is not None and self.hearing.cancels_echo:
            giving_way = GivingWay(self.sounding.speaker, self.house.clock)
        await keep_listening(self.conversation, self.hearing, giving_way, self.screen.write)


def run(options: argparse.Namespace) -> int:
    """Listen and speak until somebody ends it."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    if options.debug:
        logging.basicConfig(stream=sys.stderr)
        _LOG.setLevel(logging.INFO)
    with owning(settings.data_dir):
        asyncio.run(_run(settings, SystemClock(), typed=options.typed, headless=options.headless))
    return 0


async def _run(settings: Settings, clock: Clock, *, typed: bool, headless: bool) -> None:
    """Load everything side by side, then converse until somebody leaves."""
    began = clock.monotonic()
    events = Logged()
    load = no_sound() if typed else load_sound(settings, clock, events, headless=headless)
    async with contextlib.AsyncExitStack() as stack:
        loading = await stack.enter_async_context(loading_sound(load))
        house = await stack.enter_async_context(entered_in_a_thread(open_house(settings, clock, events=events)))
        for trouble in house.exercises.troubles:
            _show(trouble)
        sound = await loading
        await _converse(_join(house, sound.sounding, sound.hearing, Screen()), began, headless=headless)


def _join(house: House, sounding: SoundingVoice | None, hearing: Hearing | None, screen: Screen) -> _Loop:
    """One loop over one conversation, with sound or without."""

    def carry_out(effect: Effect) -> None:
        loop.carry_out(effect)

    def show(words: str) -> None:
        if sys.stdout.isatty():  # in a file or a journal they would stay
            screen.write(words, sys.stdout)

    if sounding is not None:
        household = house.households.load()
        sounding.apply(household.voice)
        sounding.teach(household)
    conversation = open_conversation(
        house,
        sounding.voice if sounding else PrintedVoice(show),
        mode=Mode.SHARED if sounding else Mode.TYPED,
        apply_voice=sounding.apply if sounding else None,
        carry_out=carry_out,
    )
    loop = _Loop(conversation, sounding, hearing, asyncio.Event(), screen, StayingAlive(house.events, house.clock))
    return loop


async def _converse(loop: _Loop, began: float, *, headless: bool) -> None:
    house, conversation = loop.house, loop.conversation
    _stop_on_signals(loop.stopped)
    asyncio.get_running_loop().set_exception_handler(loop.alive.unheeded)
    alarms = ApschedulerAlarms(house.clock, surviving=partial(loop.alive.surviving, "alarms"))
    keeper = conversation.keep_alarms(alarms)
    alarms.on_jump(keeper.resumed)
    keep = loop.alive.keep
    typing = () if headless else (loop.type(),)
    tasks = _running(
        [
            keep("mouth", conversation.mouth.run),
            keep("mouth", conversation.pipeline.note_silence),
            keep("time", conversation.pipeline.keep_time),
            keep("ears", loop.listen, loop.say_it_failed),
            keep("feed", house.calendars.keep_feed),
            keep("calendars", partial(house.calendars.keep, house.clock), breath_seconds=OUTSIDE_BREATH_SECONDS),
            *typing,
            keep("warming", loop.warm),
        ]
    )
    async with tasks, contextlib.AsyncExitStack() as stack:
        alarms.start()
        stack.push_async_callback(alarms.stop)
        keeper.start()
        stack.callback(keeper.stop)
        house.events.emit(Ready(seconds=house.clock.monotonic() - began))
        greet(
            conversation,
            "" if loop.hearing is None else loop.hearing.wake_phrase,
            sounds=loop.sounding is not None,
        )
        _show_that_it_is_ready(loop)
        await loop.stopped.wait()


def _show_that_it_is_ready(loop: _Loop) -> None:
    if loop.hearing is not None:
        _show(
            "Ready. Say the wake word, or press Enter; m mutes, ? shows the help page, c clears the screen, q leaves."
        )
    elif sys.stdout.isatty():
        _show("Ready. Type what you would say; ? shows the help page, c clears the screen, q leaves.")
    else:
        _show("Ready. Answers are only shown on a terminal, so that no word of yours stays in a file.")


@contextlib.asynccontextmanager
async def _running(work: list[Coroutine[Any, Any, None]]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _stop_on_signals(stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # not on Windows
            loop.add_signal_handler(each, stopped.set)


def _show(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()
