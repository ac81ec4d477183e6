"""Every response can be made words of, and every sentence can be said in one breath."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest

import assistant
from assistant.dialogue.failing import failed_reply
from assistant.errors import AssistantError
from assistant.messages.speech import Line, Passage, Reply, ReplyValue
from assistant.messages.times import Recurrence, SpokenTime
from assistant.speaking.phrasing import Phrasing, words
from assistant.speaking.responses import Response, load_responses, placeholders

RESPONSES = load_responses(Path(assistant.__file__).parent / "content" / "en" / "responses")
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FRIDAY = datetime(2026, 11, 27, 19, 30)  # noqa: DTZ001 - wall time
ONE_BREATH_WORDS = 20
"""No sentence is longer. Source: the style sheet for spoken text."""


def sample(form: str, moment: datetime = FRIDAY) -> ReplyValue:
    if form == "list":
        return ("date night", "a walk")
    if form in {"about", "exactly"}:
        return timedelta(minutes=7)
    if form == "recurrence":
        return SpokenTime(recurrence=Recurrence("FREQ=WEEKLY;BYDAY=FR", dtstart=moment))
    if form:
        return moment
    return "tea"


def all_words(key: str, response: Response, moment: datetime = FRIDAY) -> list[str]:
    phrasing = Phrasing({key: response})
    said = []
    for written in response.say:
        values = {name: sample(form, moment) for name, form in placeholders(written)}
        speech = phrasing.phrase(Reply((Line(key, MappingProxyType(values)),)), NOW)
        said.append(words(speech))
    return said


@pytest.mark.parametrize("key", sorted(RESPONSES))
def test_every_response_can_be_made_words_of(key: str) -> None:
    for said in all_words(key, RESPONSES[key]):
        assert not set(said) & set("{}()[]<>*_#/\\&@%")


@pytest.mark.parametrize("key", sorted(RESPONSES))
def test_every_response_ends_as_a_sentence_or_a_slot_or_before_a_list(key: str) -> None:
    for written in RESPONSES[key].say:
        assert written.endswith((".", "?", "!", ":", "}")), written  # a comma outside quotes cuts a YAML list in two


@pytest.mark.parametrize("key", sorted(RESPONSES))
def test_every_sentence_can_be_said_in_one_breath(key: str) -> None:
    phrasing = Phrasing({key: RESPONSES[key]})
    for sentence in phrasing.fixed_sentences():
        assert len(sentence.text.split()) <= ONE_BREATH_WORDS, sentence.text


@pytest.mark.parametrize("key", sorted(key for key in RESPONSES if key.startswith(("time.", "remind."))))
def test_what_is_planned_is_read_back_in_single_breaths_with_a_long_date_too(key: str) -> None:
    far = FRIDAY + timedelta(weeks=3)
    for said in all_words(key, RESPONSES[key], far):
        for sentence in re.split(r"(?<=[.?!]) ", said):
            assert len(sentence.split()) <= ONE_BREATH_WORDS, sentence


def test_the_line_for_every_stop_is_there_and_never_varies() -> None:
    assert RESPONSES["neutral.exit"].fixed
    assert RESPONSES["neutral.exit"].needs == frozenset()


def errors_of(kind: type[AssistantError]) -> set[type[AssistantError]]:
    return {kind}.union(*(errors_of(each) for each in kind.__subclasses__()))


def test_every_error_has_a_fixed_sentence_of_its_own_that_may_be_heard_by_anybody() -> None:
    told = [failed_reply(error("/home/ana: disk I/O error")).lines[0] for error in errors_of(AssistantError)]
    assert {line.key for line in told} == {key for key in RESPONSES if key.startswith("failed.")}
    assert all(not line.values and RESPONSES[line.key].needs == frozenset() for line in told)


def test_a_passage_can_fill_a_plain_placeholder() -> None:
    phrasing = Phrasing({"read": Response(say=("{text}",))})
    speech = phrasing.phrase(
        Reply((Line("read", MappingProxyType({"text": Passage(("One idea.", "Another."))})),)), NOW
    )
    assert words(speech) == "One idea. Another."
