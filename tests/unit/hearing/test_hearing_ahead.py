"""Words that are there when an utterance ends, because they were begun at its last pause."""

import asyncio
from contextlib import aclosing

import pytest

from assistant.errors import RecognitionFailed
from assistant.hearing.heard import Pause, Utterance
from assistant.hearing.hearing_ahead import HearingAhead
from assistant.messages.speech import Transcript, Vocabulary
from tests.fakes.sounds import sound
from tests.fakes.transcriber import ScriptedTranscriber

NOTHING = Vocabulary()


def pause(script: str) -> Pause:
    return Pause(tuple(sound(script)), len(script) / 10)


def utterance(script: str, ended_with: Pause | None) -> Utterance:
    return Utterance(tuple(sound(script)), len(script) / 10, ended_with)


async def let_others_run() -> None:
    for _ in range(5):
        await asyncio.sleep(0)  # noqa: TID251 - lets the other task run, without waiting


async def test_what_was_begun_at_the_last_pause_is_not_transcribed_again() -> None:
    transcriber = ScriptedTranscriber("next")
    ahead = HearingAhead(transcriber)
    breath, told = pause("##.."), list[Transcript]()
    ahead.begin(breath, NOTHING, told.append)
    assert (await ahead.transcribe(utterance("##.......", breath), NOTHING)).text == "next"
    assert [transcript.text for transcript in told] == ["next"]
    assert len(transcriber.utterances) == 1


async def test_the_words_are_told_before_the_utterance_is_over() -> None:
    ahead = HearingAhead(ScriptedTranscriber("next"))
    told: list[Transcript] = []
    ahead.begin(pause("##.."), NOTHING, told.append)
    await let_others_run()
    assert [transcript.text for transcript in told] == ["next"]


async def test_what_somebody_added_is_transcribed_with_what_came_before() -> None:
    transcriber = ScriptedTranscriber("schedule", "schedule a walk")
    ahead = HearingAhead(transcriber)
    breath = pause("##..")
    ahead.begin(breath, NOTHING, lambda _: None)
    await let_others_run()
    whole = utterance("##...###.......", pause("##...###.."))
    assert (await ahead.transcribe(whole, NOTHING)).text == "schedule a walk"
    assert transcriber.utterances[-1] == whole.chunks


async def test_a_later_pause_gives_up_the_one_before() -> None:
    ahead = HearingAhead(ScriptedTranscriber("schedule a walk"))
    told: list[Transcript] = []
    ahead.begin(pause("##.."), NOTHING, told.append)
    ahead.begin(pause("##..###.."), NOTHING, told.append)
    await let_others_run()
    assert [transcript.text for transcript in told] == ["schedule a walk"]


async def test_where_pauses_are_not_told_the_utterance_is_transcribed_at_its_end() -> None:
    ahead = HearingAhead(ScriptedTranscriber("next"))
    assert (await ahead.transcribe(utterance("##.......", None), NOTHING)).text == "next"


async def test_a_recogniser_that_fails_ahead_fails_the_utterance_it_was_for() -> None:
    ahead = HearingAhead(ScriptedTranscriber(None))
    breath = pause("##..")
    ahead.begin(breath, NOTHING, lambda _: None)
    with pytest.raises(RecognitionFailed):
        await ahead.transcribe(utterance("##.......", breath), NOTHING)


async def test_a_failure_that_is_given_up_is_nobodys_trouble() -> None:
    ahead = HearingAhead(ScriptedTranscriber(None, "next"))
    ahead.begin(pause("##.."), NOTHING, lambda _: None)
    await let_others_run()
    assert (await ahead.transcribe(utterance("##..##.......", pause("##..##..")), NOTHING)).text == "next"


async def test_cancelling_the_one_who_waits_gives_the_words_up() -> None:
    never = asyncio.Event()

    class Endless:
        async def transcribe(self, *_: object) -> Transcript:
            await never.wait()
            return Transcript("")

    ahead = HearingAhead(Endless())
    breath = pause("##..")
    ahead.begin(breath, NOTHING, lambda _: None)
    waiting = asyncio.ensure_future(ahead.transcribe(utterance("##.......", breath), NOTHING))
    await let_others_run()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await let_others_run()
    assert len(asyncio.all_tasks()) == 1


async def test_closed_it_gives_up_what_was_begun_and_tells_nothing_of_it() -> None:
    told: list[Transcript] = []
    async with aclosing(HearingAhead(ScriptedTranscriber("next"))) as ahead:
        ahead.begin(pause("##.."), NOTHING, told.append)
    await let_others_run()
    assert told == []
    await ahead.aclose()
