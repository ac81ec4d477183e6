"""Every sentence that a writer wrote beside the templates finds its intent."""

from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import yaml

from assistant.adapters.encoder_minilm import MiniLmEncoder
from assistant.library.exercise_shelf import load_exercises
from assistant.library.reading_shelf import load_reading_shelf
from assistant.messages.intents import INTENT_NAMES, TALK
from assistant.messages.speech import Expectation, Term, TermKind, Transcript, Vocabulary
from assistant.understanding.evidence import load_evidence
from assistant.understanding.recognizer import Recognizer
from assistant.understanding.sentences import SentenceGroup, read_sentences
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time, as the recognizer takes it
CONTENT = files("assistant") / "content" / "en"
SENTENCES = read_sentences(CONTENT / "sentences")
WORDINGS = Path(__file__).parents[2] / "scripts" / "wordings"
WORDINGS_FOUND_AT_LEAST = 0.95
"""The wordings are many and rough; a few of them may be heard as a neighbouring intent."""

EVERY = 3
"""Of so many wordings one is understood: the share is the same, and all 3,700 of them took half a minute."""


@pytest.fixture(scope="module")
def shelf() -> Vocabulary:
    with as_file(CONTENT) as folder:
        readings = load_reading_shelf(folder)
        exercises = load_exercises(folder / "exercises").exercises
    terms = [Term(TermKind.PRINCIPLE, item.id, item.spoken_names) for item in readings.principles]
    terms += [Term(TermKind.TOPIC, item.id, item.spoken_names) for item in readings.topics]
    terms += [Term(TermKind.EXERCISE, item.id, (item.title.lower(), *item.also_known_as)) for item in exercises]
    return Vocabulary(tuple(terms))


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    with as_file(CONTENT) as folder:
        situations = {item.id: item.phrases for item in load_reading_shelf(folder).situations}
        evidence = load_evidence(folder / "evidence.npz")
    return Recognizer(
        SENTENCES,
        find_times=find_times,
        read_edit=read_edit,
        situations=situations,
        evidence=evidence,
        encoder=MiniLmEncoder(),
    )


def _examples(group: SentenceGroup) -> dict[str, dict[str, str | int]]:
    return dict(group.examples) if isinstance(group.examples, dict) else {text: {} for text in group.examples}


def test_every_intent_but_safety_can_be_said() -> None:
    assert {group.intent for group in SENTENCES.groups} == (INTENT_NAMES - {"Safety"}) | {TALK}


@pytest.mark.parametrize(
    ("text", "group", "slots"),
    [(text, group, slots) for group in SENTENCES.groups for text, slots in _examples(group).items()],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_example_finds_its_intent_and_its_slots(
    recognizer: Recognizer, shelf: Vocabulary, text: str, group: SentenceGroup, slots: dict[str, str | int]
) -> None:
    heard = recognizer.recognize(Transcript(text), Expectation(), shelf, NOW)
    assert heard.name == group.intent
    if slots or group.slots:
        assert dict(heard.slots) == {**group.slots, **slots}


def test_nearly_every_wording_finds_its_intent(recognizer: Recognizer, shelf: Vocabulary) -> None:
    wordings = [
        (line, key)
        for path in sorted(WORDINGS.glob("*.yaml"))
        for key, text in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for line in text.splitlines()
    ]
    missed = []
    for line, key in wordings[::EVERY]:
        heard = recognizer.recognize(Transcript(line), Expectation(), shelf, NOW)
        if (heard.name or "None") != key.partition(" ")[0]:
            missed.append((line, key, heard.name))
    assert len(missed) <= (1.0 - WORDINGS_FOUND_AT_LEAST) * len(wordings[::EVERY]), missed


def test_no_line_of_the_sentences_is_too_long_to_read() -> None:
    with as_file(files("assistant") / "content" / "en" / "sentences") as folder:
        lengths = {
            len(line) for file in folder.glob("*.yaml") for line in file.read_text(encoding="utf-8").splitlines()
        }
    assert max(lengths) <= 120
