"""The microphone test: what it shows, and that nobody is listened to unheard."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.app.cli import main
from assistant.app.microphone_check import LENGTH_SECONDS, Meter, MeteredDetector, MeteredMicrophone, MicrophoneCheck
from assistant.clock import SimulatedClock
from assistant.errors import SpeakingError
from assistant.hearing.listener import Listener
from assistant.messages.speech import NOT_UNDERSTOOD, Intent, Vocabulary
from assistant.speaking.phrasing import Phrasing
from assistant.speaking.responses import Response
from assistant.store.lock import owning
from tests.fakes.paced_microphone import PacedMicrophone
from tests.fakes.sounds import sound
from tests.fakes.transcriber import ScriptedTranscriber
from tests.fakes.voice import TellingVoice
from tests.fakes.voice_activity import WrittenSpeech
from tests.fakes.wake_word import WrittenWakeWord

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
WORDS = {"microphone.begins": "A test begins.", "microphone.ends": "The test is over."}
UNDERSTOOD = {"help": Intent("Help"), "he hit me": Intent("Safety", {"tier": 1})}
SPEECH = "######.........."


@dataclass
class Screen:
    told: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    said: list[tuple[float, str]] = field(default_factory=list)
    opened: int = 0


class CountedMicrophone(PacedMicrophone):
    opened = 0

    def chunks(self):  # type: ignore[no-untyped-def]  # noqa: ANN201 - as its parent's
        self.opened += 1
        return super().chunks()


def check(heard: str, *texts: str | None, fails_on: str | None = None, error: bool = False) -> Screen:
    clock, meter, screen = SimulatedClock(NOW), Meter(), Screen()
    voice = TellingVoice(clock, 1.0, fails_on, earcon_seconds=0.2)
    microphone = CountedMicrophone(sound(heard), clock)
    responses = {key: Response.model_validate(text) for key, text in WORDS.items()}
    run = MicrophoneCheck(
        listener=Listener(
            MeteredMicrophone(microphone, meter), MeteredDetector(WrittenSpeech(), meter), WrittenWakeWord()
        ),
        meter=meter,
        transcriber=ScriptedTranscriber(*texts),
        vocabulary=Vocabulary,
        understand=lambda transcript: UNDERSTOOD.get(transcript.text, NOT_UNDERSTOOD),
        voice=voice,
        phrase=lambda said: Phrasing(responses).phrase(said, NOW),
        clock=clock,
        draw=screen.drawn.append,
        tell=screen.told.append,
    ).run()
    if error:
        with pytest.raises(SpeakingError):
            clock.run(run)
    else:
        clock.run(run)
    screen.said, screen.opened = voice.told, microphone.opened
    return screen


def test_it_says_that_it_listens_chimes_every_half_minute_and_ends_after_three() -> None:
    screen = check("")
    words = [words for _, words in screen.said if words != "cut"]
    assert words == ["A test begins.", *["*chime*"] * 5, "The test is over."]
    assert screen.said[-1][0] == pytest.approx(1.0 + LENGTH_SECONDS, abs=0.5)


@pytest.mark.parametrize(("fails_on", "opened"), [("A test begins.", 0), ("*chime*", 1)])
def test_where_it_cannot_be_heard_it_does_not_listen(fails_on: str, opened: int) -> None:
    screen = check("." * 2000, fails_on=fails_on, error=True)
    assert screen.opened == opened
    assert "The test is over." not in [words for _, words in screen.said]


def test_it_shows_the_wake_word_what_was_heard_and_what_it_means() -> None:
    screen = check(f"...W..{SPEECH}", "help")
    assert screen.told[0] == "wake word"
    assert '"help"' in screen.told[-1]
    assert screen.told[-1].endswith(": Help")


def test_words_of_danger_are_shown_as_a_stop() -> None:
    screen = check(f"...W..{SPEECH}", "he hit me")
    assert screen.told[-1].endswith(": Stop")
    assert "Safety" not in "".join(screen.told)


def test_it_shows_why_something_is_refused() -> None:
    screen = check(f"...{SPEECH}...{SPEECH}", "help", "blue")
    refusals = [line for line in screen.told if "refused" in line]
    assert refusals[0].endswith("Help, but refused without the wake word")
    assert refusals[1].endswith("refused, not understood")


def test_a_recogniser_that_fails_is_shown_and_it_goes_on() -> None:
    screen = check(f"...{SPEECH}...{SPEECH}", None, "help")
    assert any("The recogniser failed." in line for line in screen.told)
    assert '"help"' in screen.told[-1]


def test_the_level_and_the_voice_are_drawn_all_the_time() -> None:
    screen = check(f"...{SPEECH}", "help")
    assert len(screen.drawn) > LENGTH_SECONDS * 5
    assert any("voice 100 %" in line and "####" in line for line in screen.drawn)
    assert screen.drawn[-1].startswith(" -96.0 dB [ ")


def test_without_a_terminal_nothing_is_listened_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--listen", "--data-dir", str(tmp_path)]) == 1
    assert "needs a terminal" in capsys.readouterr().err


def test_while_hearthside_runs_there_is_no_microphone_test(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with owning(tmp_path):
        assert main(["doctor", "--listen", "--data-dir", str(tmp_path)]) == 1
    assert "perhaps muted or in an exercise" in capsys.readouterr().err
