"""One conversation over a microphone: wake, command, follow-up, interruption, silence."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant.clock import SimulatedClock
from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import SafetyReplies
from assistant.errors import NotErased
from assistant.hearing.attention import AttentionSettings
from assistant.hearing.listener import Listener, ListenerSettings
from assistant.messages.danger import Danger, DangerKind
from assistant.messages.effects import Effect, EraseEverything, Mute
from assistant.messages.events import Failed, WakeHeard
from assistant.messages.speech import NOT_UNDERSTOOD, Expectation, Intent, Running, Transcript, Vocabulary, reply
from assistant.pipeline import Ears, Pipeline
from assistant.skills.ports import Outcome, say
from assistant.speaking.giving_way import LOWERED, GivingWay
from assistant.speaking.mouth import Mouth
from assistant.speaking.phrasing import Phrasing
from assistant.speaking.responses import Response
from tests.fakes.event_sink import KeptEvents
from tests.fakes.intents import intent_name
from tests.fakes.paced_microphone import PacedMicrophone
from tests.fakes.skills import FakeActivity, FakeSkill
from tests.fakes.sounds import sound
from tests.fakes.speaker import KeptSpeaker
from tests.fakes.transcriber import ScriptedTranscriber
from tests.fakes.voice import TellingVoice
from tests.fakes.voice_activity import WrittenSpeech
from tests.fakes.wake_word import WrittenWakeWord

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)
SPEECH = "#####"
PAUSE = "........"
DANGERS = {
    "call an ambulance": Danger(0, DangerKind.EMERGENCY_REQUEST),
    "scared of him": Danger(1, DangerKind.SIGN),
}
WORDS = {
    "list": "You have nothing planned.",
    "say_wake": "Say okay nabu and go on.",
    "neutral.exit": "Let's leave it there.",
    "reprompt.after_wake": "Sorry?",
}
WORDS["failed.not_erased"] = "I couldn't erase all of it."
WORDS["safety.tier0.shared"] = "Call your emergency number."


class KnownSentences:
    """Understands the sentences that the test knows."""

    def __init__(self, intents: dict[str, str]) -> None:
        self._intents = intents
        self.asked: list[Transcript] = []

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        del expectation, vocabulary, now
        self.asked.append(transcript)
        if transcript.text not in self._intents:
            return NOT_UNDERSTOOD
        name = intent_name(self._intents[transcript.text])
        if name == "Safety":
            danger = DANGERS[transcript.text]
            return Intent(name, {"tier": danger.tier}, danger=danger)
        return Intent(name)


@dataclass
class Evening:
    """What happened in the room."""

    said: list[tuple[float, str]]
    events: list[object]
    manager: DialogueManager
    transcribed: int
    noticed: int
    """How often it was told that somebody said something."""

    pipeline: Pipeline = field(repr=False)
    understood: list[Transcript]
    """What the recogniser of intents was asked about; it grows where nothing is remembered."""

    def words(self) -> list[str]:
        return [words for _, words in self.said]

    def when(self, words: str) -> float:
        return next(at for at, said in self.said if said == words)


class WatchedSpeaker(KeptSpeaker):
    """Remembers every volume it was given."""

    def __init__(self) -> None:
        self.volumes: list[float] = []
        super().__init__(SimulatedClock(NOW))

    def __setattr__(self, name: str, value: object) -> None:
        if name == "volume" and isinstance(value, float):
            self.volumes.append(value)
        super().__setattr__(name, value)


def spend(
    heard: str,
    *texts: str | None,
    wake: Callable[[], AttentionSettings] = AttentionSettings,
    voice_seconds: float = 1.0,
    begin: Outcome | None = None,
    speaker: WatchedSpeaker | None = None,
    pause_seconds: float | None = None,
    acts: Mapping[float, Callable[[Pipeline], object]] | None = None,
) -> Evening:
    """Play a string of sound into the microphone; ``texts`` are what the recogniser makes of each utterance.

    Where pauses are told, they are what it makes of each pause. ``acts`` are done at a second of the evening.
    """
    clock = SimulatedClock(NOW)
    voice = TellingVoice(clock, voice_seconds, earcon_seconds=0.2)
    events = KeptEvents()
    noticed: list[str | None] = []
    transcriber = ScriptedTranscriber(*texts)
    manager = DialogueManager(
        [
            FakeSkill(
                {
                    "ListTimes": say(reply("list")),
                    "ReadPrinciple": say(reply("list")),
                    "Mute": replace(say(reply("list")), effects=(Mute(muted=True),)),
                    "ForgetEverything": replace(say(reply("list")), effects=(EraseEverything(),)),
                }
            )
        ],
        SafetyReplies(),
    )

    known = KnownSentences(
        {"what is planned": "ListTimes", "read love maps": "ReadPrinciple", "stop": "Stop", "stop the": "Stop"}
        | {"forget everything": "ForgetEverything", "mute": "Mute"}
        | dict.fromkeys(DANGERS, "Safety")
    )
    settings = ListenerSettings(pause_seconds=pause_seconds)
    listener = Listener(PacedMicrophone(sound(heard), clock), WrittenSpeech(), WrittenWakeWord(), settings)

    def carry_out(effect: Effect) -> None:
        if isinstance(effect, Mute):
            listener.mute()
        if isinstance(effect, EraseEverything):
            message = "I could not erase /home/ana."
            raise NotErased(message)

    async def evening() -> Pipeline:
        mouth = Mouth(
            voice,
            Phrasing({key: Response.model_validate(text) for key, text in WORDS.items()}),
            events,
            clock.now,
        )
        pipeline = Pipeline(
            manager=manager,
            recognizer=known,
            mouth=mouth,
            clock=clock,
            zone=ZoneInfo("UTC"),
            events=events,
            carry_out=carry_out,
            noticed=lambda intent, _: noticed.append(intent),
        )
        giving_way = GivingWay(speaker, clock) if speaker else None
        work = (
            mouth.run(),
            pipeline.note_silence(),
            pipeline.keep_time(),
            pipeline.listen(Ears(listener, transcriber, wake(), giving_way, wake_phrase="Okay Nabu")),
        )
        tasks = [asyncio.create_task(each) for each in work]
        if begin is not None:
            pipeline.follow(manager.begin(begin, clock.now()))
        done = 0.0
        for at, act in (acts or {}).items():
            await clock.sleep(at - done)
            act(pipeline)
            done = at
        await clock.sleep(len(heard) * 0.1 + 30 - done)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return pipeline

    pipeline = clock.run(evening())
    return Evening(
        voice.told, list(events.events), manager, len(transcriber.utterances), len(noticed), pipeline, known.asked
    )


def test_a_command_after_the_wake_word_is_answered() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}", "what is planned")
    assert WakeHeard() in evening.events
    assert evening.words() == ["*listening*", WORDS["list"]]


def test_without_the_wake_word_nothing_is_even_transcribed() -> None:
    evening = spend(f"..{SPEECH}{PAUSE}{SPEECH}{PAUSE}", "what is planned")
    assert evening.transcribed == 0
    assert evening.words() == []


def test_an_open_microphone_needs_no_wake_word() -> None:
    evening = spend(f"..{SPEECH}{PAUSE}", "what is planned", wake=lambda: AttentionSettings(wake="open"))
    assert evening.words() == [WORDS["list"]]


def test_a_follow_up_needs_no_wake_word_for_a_while_and_then_does_again() -> None:
    soon = spend(f"..W..{SPEECH}{PAUSE}{'.' * 30}{SPEECH}{PAUSE}", "what is planned", "what is planned")
    assert soon.words().count(WORDS["list"]) == 2
    late = spend(f"..W..{SPEECH}{PAUSE}{'.' * 120}{SPEECH}{PAUSE}", "what is planned", "what is planned")
    assert late.words().count(WORDS["list"]) == 1


def test_what_is_not_understood_straight_after_the_wake_word_gets_one_short_reprompt() -> None:
    assert spend(f"..W..{SPEECH}{PAUSE}", "mumble").words()[-1] == WORDS["reprompt.after_wake"]


def test_talk_in_the_follow_up_window_that_is_not_for_us_is_met_with_silence() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}{'.' * 20}{SPEECH}{PAUSE}", "what is planned", "did you see the cat")
    assert evening.words()[-1] == WORDS["list"]


def test_every_spoken_word_is_noticed_so_that_no_reminder_is_said_again_to_whoever_reacted() -> None:
    assert spend(f"..W..{SPEECH}{PAUSE}{'.' * 20}{SPEECH}{PAUSE}", "what is planned", "thanks a lot").noticed == 2
    assert spend(f"..W..{SPEECH}{PAUSE}", "").noticed == 0
    assert spend(f"..{SPEECH}{PAUSE}", "what is planned").noticed == 0


def test_stop_over_our_own_voice_is_obeyed_without_the_wake_word() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", "stop", voice_seconds=4.0)
    assert evening.words()[-3:] == [WORDS["list"], "cut", WORDS["neutral.exit"]]


@pytest.mark.parametrize(("said", "cuts"), [("call an ambulance", True), ("scared of him", False)])
def test_a_cry_for_help_over_our_own_voice_needs_no_wake_word(said: str, cuts: bool) -> None:  # noqa: FBT001
    evening = spend(f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", said, voice_seconds=4.0)
    assert ("cut" in evening.words()) is cuts


def test_stop_is_obeyed_over_something_that_nobody_asked_for_aloud() -> None:
    evening = spend(f"......{SPEECH}{PAUSE}", "stop", voice_seconds=4.0, begin=say(reply("list")))
    assert evening.words()[:2] == [WORDS["list"], "cut"]


def test_our_own_words_heard_back_interrupt_nothing() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", "nothing planned", voice_seconds=4.0)
    assert "cut" not in evening.words()


def test_where_a_canceller_hears_somebody_over_our_voice_it_lowers_and_goes_on_if_it_was_nothing() -> None:
    speaker = WatchedSpeaker()
    evening = spend(
        f"..W..{SPEECH}{PAUSE}{PAUSE}{PAUSE}{PAUSE}{SPEECH}{PAUSE}",
        "what is planned",
        "the blue one please",
        voice_seconds=6.0,
        speaker=speaker,
    )
    assert "cut" not in evening.words()
    assert speaker.volumes == [1.0, LOWERED, 1.0]


def test_in_the_first_words_of_ours_nothing_lowers_our_voice() -> None:
    speaker = WatchedSpeaker()
    spend(f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", "blue", voice_seconds=6.0, speaker=speaker)
    assert speaker.volumes == [1.0]


def test_long_talk_over_our_voice_is_not_even_transcribed() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}...{SPEECH * 12}{PAUSE}", "what is planned", "stop", voice_seconds=20.0)
    assert evening.transcribed == 1
    assert "cut" not in evening.words()


def test_where_a_canceller_works_stop_over_our_voice_stops_it_and_the_volume_is_as_before() -> None:
    speaker = WatchedSpeaker()
    evening = spend(
        f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", "stop", voice_seconds=4.0, speaker=speaker
    )
    assert evening.words()[-3:] == [WORDS["list"], "cut", WORDS["neutral.exit"]]
    assert speaker.volumes[-1] == 1.0


def test_muted_it_stays_so_when_its_answer_is_over_and_hears_not_even_the_wake_word() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}{PAUSE * 2}..W..{SPEECH}{PAUSE}", "mute", "what is planned")
    assert (evening.transcribed, evening.words().count(WORDS["list"])) == (1, 1)


@pytest.mark.parametrize("said", ["what is planned", "the blue one", "stop"])
def test_no_words_are_remembered_once_they_were_answered_or_left(said: str) -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}", "what is planned", said, voice_seconds=4.0)
    last, asked = evening.understood[-1], len(evening.understood)
    assert last.text == said
    evening.pipeline.understand(last)
    assert len(evening.understood) == asked + 1


def test_a_new_wake_cuts_our_voice_off() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}...W....", "what is planned", voice_seconds=4.0)
    assert "cut" in evening.words()


def test_a_recogniser_that_fails_is_an_event_and_the_conversation_goes_on() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}..W..{SPEECH}{PAUSE}", None, "what is planned")
    assert Failed(part="ears", code="recognition-failed") in evening.events
    assert evening.words()[-1] == WORDS["list"]


def test_while_an_exercise_runs_it_keeps_listening_without_the_wake_word() -> None:
    activity = FakeActivity(running=Running.TURN)
    evening = spend(f"..{SPEECH}{PAUSE}{PAUSE}", "stop", begin=Outcome(activity=activity))
    assert evening.words() == [WORDS["neutral.exit"]]
    assert evening.manager.expectation.running is Running.NOTHING


def test_a_whole_command_is_answered_after_half_a_second_another_after_seven_tenths() -> None:
    whole = spend(f"..W..{SPEECH}{PAUSE}", "read love maps", pause_seconds=0.3)
    other = spend(f"..W..{SPEECH}{PAUSE}", "what is planned", pause_seconds=0.3)
    assert other.when(WORDS["list"]) - whole.when(WORDS["list"]) == pytest.approx(0.2)
    assert whole.transcribed == other.transcribed == 1


def test_a_slow_speaker_who_breaks_off_is_waited_for() -> None:
    evening = spend(
        f"..W..{SPEECH}{'.' * 12}{SPEECH}{PAUSE}", "what is planned for", "what is planned", pause_seconds=0.3
    )
    assert evening.words() == ["*listening*", WORDS["list"]]
    assert evening.transcribed == 2


def test_straight_after_the_wake_word_what_is_not_understood_may_still_become_something() -> None:
    evening = spend(f"..W..{SPEECH}{'.' * 12}{SPEECH}{PAUSE}", "what is", "what is planned", pause_seconds=0.3)
    assert evening.words() == ["*listening*", WORDS["list"]]


def test_what_never_gets_whole_is_answered_in_the_end() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}{PAUSE}", "mumble", pause_seconds=0.3)
    assert evening.words()[-1] == WORDS["reprompt.after_wake"]


def test_long_talk_is_not_transcribed_at_its_pauses() -> None:
    talk = f"{SPEECH}..." * 20
    evening = spend(
        f"..{talk}{PAUSE}", "x", *["y"] * 30, wake=lambda: AttentionSettings(wake="open"), pause_seconds=0.3
    )
    assert 1 < evening.transcribed <= 12


def test_a_recogniser_that_fails_at_a_pause_is_an_event_and_the_conversation_goes_on() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE * 3}..W..{SPEECH}{PAUSE}", None, "what is planned", pause_seconds=0.3)
    assert Failed(part="ears", code="recognition-failed") in evening.events
    assert evening.words()[-1] == WORDS["list"]


def test_over_our_own_voice_nobody_is_waited_for_longer() -> None:
    evening = spend(
        f"..W..{SPEECH}{PAUSE}...{SPEECH}{PAUSE}{PAUSE}",
        "what is planned",
        "stop the",
        voice_seconds=4.0,
        speaker=WatchedSpeaker(),
        pause_seconds=0.3,
    )
    asked, cut = evening.when(WORDS["list"]), evening.when("cut")
    assert cut - asked == pytest.approx(0.4 + 0.5 + 0.7, abs=0.11)


def mute(pipeline: Pipeline) -> None:
    pipeline.mute(muted=True)


def unmute(pipeline: Pipeline) -> None:
    pipeline.mute(muted=False)


def quiet_for(pipeline: Pipeline, at: float) -> float | None:
    """How long nobody has spoken at a second of the evening; None while somebody speaks."""
    since = pipeline.quiet_since()
    return None if since is None else (NOW + timedelta(seconds=at) - since.astimezone(UTC)).total_seconds()


A_DAY = 24 * 3600


def test_where_nobody_can_be_heard_it_is_quiet_since_ever() -> None:
    quiet: list[float | None] = []

    def look(at: float) -> Callable[[Pipeline], None]:
        return lambda pipeline: quiet.append(quiet_for(pipeline, at))

    spend(
        f"{SPEECH}{'.' * 95}",
        "let me think",
        "i was thinking",  # the microphone begins anew
        begin=Outcome(activity=FakeActivity(running=Running.TURN)),
        acts={0.4: look(0.4), 4.0: look(4.0), 5.0: mute, 6.0: look(6.0), 7.0: unmute, 9.0: look(9.0)},
    )
    assert quiet[0] is None
    assert quiet[1] == pytest.approx(3.5, abs=0.2)
    assert quiet[2] is not None
    assert quiet[2] > A_DAY
    assert quiet[3] == pytest.approx(1.5, abs=0.2)


def test_heard_again_in_an_exercise_it_needs_no_wake_word() -> None:
    evening = spend(
        f"{'.' * 30}{SPEECH}{PAUSE}{PAUSE}",
        "stop",
        begin=Outcome(activity=FakeActivity(running=Running.TURN)),
        acts={1.0: mute, 2.0: unmute},
    )
    assert evening.words() == ["*muted*", "*unmuted*", WORDS["neutral.exit"]]


def test_woken_while_muted_it_says_that_it_is_muted_and_takes_no_later_talk_for_meant() -> None:
    evening = spend(
        f"{'.' * 30}{SPEECH}{PAUSE}", "what is planned", acts={0.5: mute, 1.0: lambda pipeline: pipeline.wake()}
    )
    assert evening.words() == ["*muted*", "*muted*"]
    assert WakeHeard() not in evening.events


def test_the_wake_word_in_our_own_mouth_does_not_wake_us() -> None:
    own = spend("......W....", voice_seconds=4.0, begin=say(reply("say_wake")))
    assert own.words() == [WORDS["say_wake"]]
    theirs = spend("......W....", voice_seconds=4.0, begin=say(reply("list")))
    assert theirs.words()[:2] == [WORDS["list"], "cut"]


def test_what_could_not_be_done_is_said_instead_of_that_it_was_and_the_conversation_goes_on() -> None:
    evening = spend(f"..W..{SPEECH}{PAUSE}{'.' * 20}{SPEECH}{PAUSE}", "forget everything", "what is planned")
    assert evening.words() == ["*listening*", WORDS["failed.not_erased"], WORDS["list"]]
