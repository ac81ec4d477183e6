"""Only speech reaches a recogniser that would make words of anything."""

from assistant.hearing.gate import GatedTranscriber
from assistant.messages.speech import Vocabulary
from tests.fakes.sounds import sound
from tests.fakes.transcriber import ScriptedTranscriber
from tests.fakes.voice_activity import WrittenSpeech


async def test_speech_is_handed_on_whole() -> None:
    inner = ScriptedTranscriber("read love maps")
    heard = await GatedTranscriber(inner, WrittenSpeech()).transcribe(sound("..##.."), Vocabulary())
    assert heard.text == "read love maps"
    assert inner.utterances == [tuple(sound("..##.."))]


async def test_noise_is_not() -> None:
    inner = ScriptedTranscriber()
    heard = await GatedTranscriber(inner, WrittenSpeech()).transcribe(sound("~~~#~~~"), Vocabulary())
    assert heard.text == ""
    assert inner.utterances == []
