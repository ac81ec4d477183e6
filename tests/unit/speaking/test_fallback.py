import pytest

from assistant.errors import SpeakingError, VoiceUnavailable
from assistant.messages.events import Failed
from assistant.speaking.fallback import SteadySynthesizer
from tests.fakes.event_sink import KeptEvents
from tests.fakes.synthesizer import HummingSynthesizer


async def test_the_first_voice_speaks_while_it_can() -> None:
    first, second, events = HummingSynthesizer("first"), HummingSynthesizer("second"), KeptEvents()
    steady = SteadySynthesizer(first, second, events)
    await steady.load()
    await steady.synthesize("Hello.", 1.0)
    assert (steady.voice, first.asked, second.asked, events.events) == ("first", ["Hello."], [], [])


async def test_a_voice_that_fails_in_a_sentence_hands_that_sentence_over_with_one_event() -> None:
    first, second, events = HummingSynthesizer("first", fails_on="two"), HummingSynthesizer("second"), KeptEvents()
    steady = SteadySynthesizer(first, second, events)
    for text in ("one.", "two.", "three."):
        assert (await steady.synthesize(text, 1.0)).seconds > 0
    assert (first.finished, second.finished) == (["one."], ["two.", "three."])
    assert events.events == [Failed("voice", "speaking")]
    assert steady.voice == "second"


async def test_a_voice_that_is_not_there_is_replaced_at_once_with_one_event() -> None:
    second, events = HummingSynthesizer("second"), KeptEvents()
    steady = SteadySynthesizer(HummingSynthesizer("first", is_there=False), second, events)
    await steady.load()
    await steady.load()
    await steady.synthesize("Hello.", 1.0)
    assert second.finished == ["Hello."]
    assert events.events == [Failed("voice", "voice-unavailable")]


async def test_without_any_voice_it_says_so() -> None:
    steady = SteadySynthesizer(HummingSynthesizer(is_there=False), HummingSynthesizer(is_there=False), KeptEvents())
    with pytest.raises(VoiceUnavailable):
        await steady.load()
    with pytest.raises(SpeakingError):
        await steady.synthesize("Hello.", 1.0)
