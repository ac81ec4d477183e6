"""``hearthside speak``: synthesise some words into a WAV file."""

import argparse
import asyncio
import sys
from pathlib import Path

from assistant.app.events import Silent
from assistant.app.printing import print_line, print_text
from assistant.app.settings import Settings, load_settings
from assistant.app.sounding import make_file_speaker, make_sounding_voice
from assistant.app.wiring import make_phrasing
from assistant.clock import SystemClock
from assistant.messages.speech import Passage, reply

WRONG_USAGE = 2


def speak(options: argparse.Namespace) -> int:
    """Write the words as sound."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    text = " ".join(" ".join(options.text).split())
    if not text:
        sys.stderr.write("Say what to speak, for example: hearthside speak 'good evening' --out hello.wav\n")
        return WRONG_USAGE
    asyncio.run(_speak(settings, text, options.out))
    if options.json:
        print_line({"out": str(options.out)})
    else:
        print_text(f"Written to {options.out}.")
    return 0


async def _speak(settings: Settings, text: str, out: Path) -> None:
    sounding = make_sounding_voice(settings.speaking, make_file_speaker(lambda: out), Silent(), None)
    words = reply("reading.text", text=Passage(sentences=(text,)))
    await sounding.voice.speak(make_phrasing().phrase(words, SystemClock().now()), lambda: None)
