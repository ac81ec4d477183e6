import asyncio
from datetime import UTC, datetime

from assistant.clock import SimulatedClock
from assistant.speaking.ports import Earcon, Sentence
from assistant.speaking.quiet_voices import PrintedVoice, SimulatedVoice

SPEECH = (Sentence("One two three four five.", pause_after=0.5), Sentence("Six seven eight nine ten."))


def test_simulated_speech_takes_the_time_of_its_words_and_pauses() -> None:
    clock = SimulatedClock(datetime(2026, 11, 23, tzinfo=UTC))
    began: list[float] = []
    clock.run(SimulatedVoice(clock).speak(SPEECH, lambda: began.append(clock.monotonic())))
    assert began == [0.0]
    assert clock.monotonic() == 4.5  # ten words at 150 a minute, and half a second


def test_a_simulated_chime_takes_a_second() -> None:
    clock = SimulatedClock(datetime(2026, 11, 23, tzinfo=UTC))
    began: list[float] = []
    clock.run(SimulatedVoice(clock).play(Earcon.CHIME, lambda: began.append(clock.monotonic())))
    assert (began, clock.monotonic()) == ([0.0], 1.0)


def test_a_printed_reply_is_one_line() -> None:
    lines: list[str] = []
    began: list[bool] = []
    voice = PrintedVoice(lines.append)
    asyncio.run(voice.speak(SPEECH, lambda: began.append(True)))
    asyncio.run(voice.play(Earcon.CHIME, lambda: began.append(True)))
    assert lines == ["One two three four five. Six seven eight nine ten."]
    assert began == [True, True]
