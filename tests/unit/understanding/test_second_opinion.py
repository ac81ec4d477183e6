"""A learned second opinion on danger: behind the rules, behind every command, and never inside a turn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant.adapters.encoder_minilm import PACKAGE, MiniLmEncoder
from assistant.errors import ContentError
from assistant.messages.danger import Danger, DangerKind
from assistant.messages.speech import Expectation, Intent, Running, Transcript, Vocabulary
from assistant.understanding.dialect import in_plain_words, plain
from assistant.understanding.evidence import Floats, Meaning, load_evidence
from assistant.understanding.normalizing import normalize
from assistant.understanding.phrases import PLACES, phrases
from assistant.understanding.recognizer import Recognizer
from assistant.understanding.safety import load_safety_rules
from assistant.understanding.second_opinion import LIMIT, LIMIT_OF_SITUATIONS, SecondOpinion, load_second_opinion
from assistant.understanding.sentences import read_sentences
from assistant.understanding.times.reading import find_times

CONTENT = Path(str(files("assistant") / "content" / "en"))
NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time of no zone
SIGN = Danger(1, DangerKind.UNCLEAR)
SIDEWAYS = "the whole street can tell when the pavement is wet"
UNSURE, SURE = "we were talking about the weather all week", "pause the exercise please"

Hear = Callable[..., Intent]


class Encoder:
    """Gives every sentence the same vector, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, text: str) -> Floats:
        self.asked.append(text)
        return np.full(1152, 1152**-0.5, np.float32)


@pytest.fixture
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def hear(encoder: Encoder) -> Hear:
    """Understand a sentence, with a second opinion that takes everything it is asked about for a sign."""
    evidence = load_evidence(CONTENT / "evidence.npz")
    recognizer = Recognizer(
        read_sentences(CONTENT / "sentences"),
        find_times=find_times,
        assess=lambda text: Danger(2, DangerKind.SELF_HARM) if "die" in text.split() else None,
        second_opinion=lambda _words, _vector, of_situation: None if of_situation else SIGN,
        evidence=replace(evidence, meaning=None),
        encoder=encoder,
    )

    def heard(text: str, running: Running = Running.NOTHING) -> Intent:
        return recognizer.recognize(Transcript(text), Expectation(running=running), Vocabulary(), NOW)

    return heard


def test_what_means_nothing_else_is_looked_at_again(hear: Hear) -> None:
    assert hear(SIDEWAYS).danger == SIGN


def test_rules_come_first(hear: Hear) -> None:
    assert hear("i want to die and the pavement is wet").danger == Danger(2, DangerKind.SELF_HARM)


@pytest.mark.parametrize(
    "said",
    [SURE, "schedule dinner for friday at seven", "remind us to call the plumber at four", "stop it now please"],
)
def test_no_command_is_overruled(hear: Hear, said: str) -> None:
    assert hear(said).name not in {None, "Safety"}


@pytest.mark.parametrize("running", [Running.STEP, Running.PAUSED, Running.READING, Running.TIME_OUT])
def test_between_turns_it_is_asked_too(hear: Hear, running: Running) -> None:
    assert hear(SIDEWAYS, running).danger == SIGN


def test_inside_a_turn_it_is_not_asked(hear: Hear, encoder: Encoder) -> None:
    assert hear(SIDEWAYS, Running.TURN).name is None
    assert encoder.asked == []


@pytest.mark.parametrize("said", ["", "mm", "oh well", "ouch my toe", "x" * 100])
def test_a_few_words_tell_nothing_sideways(hear: Hear, said: str) -> None:
    assert hear(said).name is None


def test_a_sentence_is_encoded_once_for_all_who_ask(hear: Hear, encoder: Encoder) -> None:
    hear(UNSURE)
    assert encoder.asked == [UNSURE]


def test_nothing_of_it_is_kept(hear: Hear, encoder: Encoder) -> None:
    hear(UNSURE)
    hear(UNSURE)
    assert encoder.asked == [UNSURE, UNSURE]


def taught(*phrases_of_a_sign: str) -> SecondOpinion:
    """Takes a sentence for a sign where its vector points to the first of two sides, or for some of its words."""
    meaning = Meaning(
        hidden=np.array([[100], [0]], np.int8),
        scale=np.array([0.01], np.float32),
        threshold=np.zeros(1, np.float32),
        labels=np.array([[0.0, 6.0], [3.0, 0.0]], np.float32),
        details=np.zeros((2, 0), np.float32),
    )
    said = np.zeros(PLACES, np.int8)
    for words in phrases_of_a_sign:
        said[phrases(words.split())] = 100
    return SecondOpinion(meaning, said, scale=0.02, added=0.0)


FIRST, SECOND = np.array([1.0, 0.0], np.float32), np.array([0.0, 1.0], np.float32)
WORDS = ("the", "pavement", "is", "wet")


def test_it_tells_of_an_unclear_sign_and_of_nothing_more() -> None:
    assert taught().assess(WORDS, FIRST, of_situation=False) == SIGN
    assert taught().assess(WORDS, SECOND, of_situation=False) is None


def test_words_count_beside_the_meaning() -> None:
    assert taught("he times me").assess(("he", "times", "me"), SECOND, of_situation=False) == SIGN
    assert taught("he times me").assess(WORDS, SECOND, of_situation=False) is None


def test_a_situation_that_is_sure_needs_more_to_be_overruled() -> None:
    likely = np.array([0.7, 0.3], np.float32)
    assert LIMIT < taught().chance(WORDS, likely) < LIMIT_OF_SITUATIONS
    assert taught().assess(WORDS, likely, of_situation=False) == SIGN
    assert taught().assess(WORDS, likely, of_situation=True) is None
    assert taught().assess(WORDS, FIRST, of_situation=True) == SIGN


def test_the_same_sentence_gets_the_same_answer() -> None:
    vector = np.array([0.6, 0.8], np.float32)
    assert taught().chance(WORDS, vector) == taught().chance(WORDS, vector)


def test_the_order_of_words_tells_and_a_word_counts_once() -> None:
    assert set(phrases(["he", "hides"])) != set(phrases(["hides", "he"]))
    assert np.array_equal(phrases(["wet"]), np.unique(phrases(["wet"])))


def test_missing_or_foreign_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        load_second_opinion(tmp_path / "none.npz")
    foreign = tmp_path / "foreign.npz"
    np.savez(foreign, labels=np.array(["None"]))
    with pytest.raises(ContentError, match="cannot be read"):
        load_second_opinion(foreign)


@pytest.fixture(scope="module")
def looked_at_again() -> Callable[[str], Danger | None]:
    """What the product's weights make of a sentence."""
    pytest.importorskip(PACKAGE)
    encoder, opinion = MiniLmEncoder(), load_second_opinion(CONTENT / "second_opinion.npz")

    def assess(said: str) -> Danger | None:
        words = normalize(said)
        return opinion.assess(plain(words.words), encoder.encode(in_plain_words(words)), of_situation=False)

    return assess


@pytest.mark.parametrize(
    "said",
    [
        "i only breathe properly when his van is gone",
        "i've learned to tell from how he shuts the car door",
        "he keeps asking whether my life insurance is paid up",
        "he told me where he would put me and nobody would look there",
    ],
)
def test_what_no_rule_says_is_found_by_what_it_means(
    looked_at_again: Callable[[str], Danger | None], said: str
) -> None:
    assert load_safety_rules(CONTENT).assess(said) is None
    assert looked_at_again(said) == SIGN


@pytest.mark.parametrize(
    "said",
    [
        "all our plates are plastic for the camping trip",
        "my husband says he's got nothing to wear",
        "we walk over the bridge on the way home",
        "she told me where to find the good cheese",
        "the kids have started hiding my slippers",
        "the meeting went on and on and nobody knew how to stop it",
    ],
)
def test_ordinary_talk_is_left_alone(looked_at_again: Callable[[str], Danger | None], said: str) -> None:
    assert looked_at_again(said) is None
