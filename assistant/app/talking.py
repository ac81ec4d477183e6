"""``hearthside say`` and ``hearthside hear``: a conversation from words or from recordings, in which no time passes."""

import argparse
import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.app.conversing import open_conversation
from assistant.app.hearing import load_transcriber, read_recording
from assistant.app.house import Conversation, House
from assistant.app.moments import present
from assistant.app.printing import print_line, print_text, slots_of
from assistant.app.settings import Settings, load_settings
from assistant.app.sounding import make_file_speaker, make_sounding_voice
from assistant.app.wiring import open_house
from assistant.clock import StandingClock
from assistant.errors import HearingError
from assistant.hearing.ports import Transcriber
from assistant.messages.audio import AudioChunk
from assistant.messages.speech import Transcript
from assistant.pipeline import Exchange
from assistant.speaking.quiet_voices import PrintedVoice

FAILED = 1


@dataclass(slots=True)
class _Talk:
    """One conversation and what it has just said."""

    conversation: Conversation
    said: list[str]

    async def settle(self) -> str:
        """Wait until everything is said; gives the words."""
        await self.conversation.mouth.until_silent()
        self.conversation.pipeline.finished_speaking()
        house = self.conversation.house
        await house.calendars.refresh_if_agreed(house.clock.now())
        words = " ".join(self.said)
        self.said.clear()
        return words


def say(options: argparse.Namespace) -> int:
    """One conversation, one turn per argument; prints the replies."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    return asyncio.run(_say(settings, options))


async def _say(settings: Settings, options: argparse.Namespace) -> int:
    clock = StandingClock(present(options.now, settings.zone))
    with open_house(settings, clock) as house:
        async with _talk(house) as talk:
            for text in options.text:
                exchange = talk.conversation.pipeline.read(Transcript(text))
                _print(exchange, await talk.settle(), as_json=options.json)
    return 0


def hear(options: argparse.Namespace) -> int:
    """One conversation from recordings, or one a file; exactly one object or line per file, in order."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    return asyncio.run(_hear(settings, options))


async def _hear(settings: Settings, options: argparse.Namespace) -> int:
    clock = StandingClock(present(options.now, settings.zone))
    transcriber = await load_transcriber(settings.hearing)
    failed = 0
    groups: Iterable[Sequence[Path]] = [[file] for file in options.files] if options.each else [options.files]
    with open_house(settings, clock) as house:
        number = 0
        for files in groups:
            async with _talk(house) as talk:
                for file in files:
                    number += 1
                    try:
                        exchange = await _hear_one(talk, transcriber, file)
                    except HearingError as error:
                        failed = FAILED
                        _print_failure(file, error, as_json=options.json)
                        continue
                    reply = await talk.settle()
                    _print(exchange, reply, as_json=options.json)
                    if options.speak_to is not None and reply:
                        await _write_reply(house, exchange, options.speak_to / f"{number:03d}-{file.stem}.wav")
    return failed


async def _write_reply(house: House, exchange: Exchange, target: Path) -> None:
    sounding = make_sounding_voice(house.settings.speaking, make_file_speaker(lambda: target), house.events, None)
    sounding.teach(house.households.load())
    now = house.clock.now().astimezone(house.zone)
    speech = tuple(sentence for saying in exchange.sayings for sentence in house.phrasing.phrase(saying.reply, now))
    await sounding.voice.speak(speech, lambda: None)


async def _hear_one(talk: _Talk, transcriber: Transcriber, file: Path) -> Exchange:
    utterance: tuple[AudioChunk, ...] = await asyncio.to_thread(read_recording, file)
    return await talk.conversation.pipeline.hear(utterance, transcriber)


@contextlib.asynccontextmanager
async def _talk(house: House) -> AsyncIterator[_Talk]:
    said: list[str] = []
    await house.calendars.refresh_once(house.clock.now())
    conversation = open_conversation(house, PrintedVoice(said.append))
    speaking = asyncio.create_task(conversation.mouth.run())
    try:
        yield _Talk(conversation, said)
    finally:
        speaking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await speaking


def _print(exchange: Exchange, reply: str, *, as_json: bool) -> None:
    if not as_json:
        print_text(reply)
        return
    value: dict[str, Any] = {
        "heard": exchange.heard,
        "intent": exchange.intent.name,
        "slots": slots_of(exchange.intent),
        "reply": reply,
        "confidence": round(exchange.intent.confidence, 3),
        "timings_ms": {name: round(value, 1) for name, value in exchange.timings_ms.items()},
    }
    print_line(value)


def _print_failure(file: Path, error: HearingError, *, as_json: bool) -> None:
    """An object with the error; without JSON an empty line, so that there is one per file, and a sentence on stderr."""
    if as_json:
        print_line({"file": str(file), "error": str(error)})
    else:
        print_text("")
        sys.stderr.write(f"{error}\n")
