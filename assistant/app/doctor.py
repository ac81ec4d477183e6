"""``hearthside doctor``: what works, what does not, and what to do."""

import argparse
import asyncio
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from assistant.app.events import Silent
from assistant.app.hearing import load_transcriber, make_wake_word
from assistant.app.listening_live import listen
from assistant.app.printing import print_line, print_text
from assistant.app.settings import Settings, load_settings
from assistant.app.sounding import make_synthesizer
from assistant.clock import SystemClock
from assistant.errors import AssistantError
from assistant.store.database import open_database

FAILED = 1
NEEDED_MEGABYTES = 200
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    works: bool
    text: str
    """What is there, or what to do."""

    needed: bool = True
    """Whether Hearthside cannot do its main job without it."""


def doctor(options: argparse.Namespace) -> int:
    """Look at everything and say what to do."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    if options.listen:
        return listen(settings)
    findings = list(_look(settings))
    for finding in findings:
        if options.json:
            print_line({"what": finding.what, "works": finding.works, "text": finding.text})
        else:
            print_text(f"{'ok ' if finding.works else '-- '} {finding.what}: {finding.text}")
    return FAILED if any(finding.needed and not finding.works for finding in findings) else 0


def _look(settings: Settings) -> Iterator[Finding]:
    yield Finding("version", works=True, text=version("hearthside"))
    yield from _devices(settings)
    yield _recogniser(settings)
    yield _wake_word(settings)
    yield _voice(settings)
    yield from _data(settings)
    yield _zone(settings)
    yield _service()
    yield _sleep()
    yield _canceller(settings)


def _devices(settings: Settings) -> Iterator[Finding]:
    from assistant.adapters.microphone_miniaudio import input_devices  # noqa: PLC0415 - only where sound is looked at
    from assistant.adapters.speaker_miniaudio import output_devices  # noqa: PLC0415

    inputs = [device.name for device in input_devices()]
    outputs = list(output_devices())
    for what, found, wanted in (
        ("microphone", inputs, settings.hearing.microphone),
        ("loudspeaker", outputs, settings.speaking.speaker),
    ):
        if not found:
            text = f"There is no {what}; plug one in, or use the keyboard with --typed."
            yield Finding(what, works=False, text=text, needed=False)
        elif wanted and not any(wanted.lower() in name.lower() for name in found):
            text = f"There is none called '{wanted}'; there are {', '.join(found)}."
            yield Finding(what, works=False, text=text, needed=False)
        else:
            yield Finding(what, works=True, text=", ".join(found))


def _recogniser(settings: Settings) -> Finding:
    try:
        asyncio.run(load_transcriber(settings.hearing))
    except AssistantError as error:
        return Finding("recogniser", works=False, text=str(error))
    return Finding("recogniser", works=True, text=settings.hearing.engine)


def _wake_word(settings: Settings) -> Finding:
    try:
        make_wake_word(settings.hearing)
    except AssistantError as error:
        return Finding("wake word", works=False, text=str(error), needed=False)
    text = settings.hearing.wake_word if settings.hearing.wake == "word" else f"not used ({settings.hearing.wake})"
    return Finding("wake word", works=True, text=text)


def _voice(settings: Settings) -> Finding:
    try:
        synthesizer = make_synthesizer(settings.speaking, Silent())
        asyncio.run(synthesizer.load())
    except AssistantError as error:
        return Finding("voice", works=False, text=str(error))
    return Finding("voice", works=True, text=synthesizer.voice)


def _canceller(settings: Settings) -> Finding:
    """What is heard while Hearthside speaks itself."""
    from assistant.adapters.canceller_speexdsp import is_available  # noqa: PLC0415 - looked for here and when chosen

    match settings.hearing.canceller:
        case "none":
            text = (
                "There is none, because hearing.canceller is 'none': over its voice it hears little without headphones."
            )
            return Finding("echo canceller", works=False, text=text, needed=False)
        case "speex" if not is_available():
            text = "libspeexdsp is not on this computer, so its own is used; install libspeexdsp1, or set 'auto'."
            return Finding("echo canceller", works=False, text=text, needed=False)
        case "speex":
            text = "libspeexdsp"
        case _:
            text = "its own"
    return Finding("echo canceller", works=True, text=f"{text}; it hears you while it speaks, without headphones.")


def _data(settings: Settings) -> Iterator[Finding]:
    try:
        with open_database(settings.data_dir, SystemClock().now(), settings.store.url) as database:
            set_aside = database.set_aside
    except AssistantError as error:
        yield Finding("data", works=False, text=str(error))
        return
    yield Finding("data", works=True, text=str(settings.data_dir) if set_aside is None else set_aside.sentence)
    free = shutil.disk_usage(settings.data_dir).free // _MEGABYTE
    enough = free >= NEEDED_MEGABYTES
    text = f"{free} MB free" if enough else f"Only {free} MB are free; make room for at least {NEEDED_MEGABYTES} MB."
    yield Finding("disk", works=enough, text=text, needed=False)


def _service() -> Finding:
    """Whether it starts by itself."""
    units = Path(os.environ.get("XDG_CONFIG_HOME", Path.home() / ".config")) / "systemd" / "user"
    installed = (units / "hearthside.service").is_file()
    starts = (
        "It starts when you log in." if installed else "It starts only by hand; scripts/install-service changes that."
    )
    return Finding("service", works=installed, needed=False, text=starts)


def _sleep() -> Finding:
    """When the machine falls asleep, which ends all speaking."""
    from assistant.adapters.sleep_gnome_macos import NEVER, sleeps_after  # noqa: PLC0415 - asks other programs

    told = "What it misses while it sleeps is told afterwards."
    after = sleeps_after()
    if after is None:
        text = f"How soon this computer falls asleep cannot be told here; see its power settings. {told}"
        return Finding("sleep", works=True, needed=False, text=text)
    if after == NEVER:
        return Finding("sleep", works=True, text="Plugged in, this computer does not fall asleep by itself.")
    minutes = round(after.total_seconds() / 60)
    text = f"Untouched for {minutes} minutes, this computer falls asleep; its power settings change that. {told}"
    return Finding("sleep", works=False, needed=False, text=text)


def _zone(settings: Settings) -> Finding:
    try:
        return Finding("time zone", works=True, text=settings.zone.key)
    except AssistantError as error:
        return Finding("time zone", works=False, text=str(error))
