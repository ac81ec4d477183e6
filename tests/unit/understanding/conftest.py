"""A small shelf, so that words can be understood without the real one."""

from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.adapters.encoder_minilm import MiniLmEncoder
from assistant.messages.speech import Expectation, Intent, Term, TermKind, Transcript, Vocabulary
from assistant.understanding.evidence import load_evidence
from assistant.understanding.recognizer import Recognizer
from assistant.understanding.sentences import read_sentences
from assistant.understanding.times.edits import read_edit
from assistant.understanding.times.reading import find_times

NOW = datetime(2026, 11, 23, 19, 0)  # noqa: DTZ001 - wall time, as the recognizer takes it

SHELF = Vocabulary(
    (
        Term(TermKind.EXERCISE, "unload_the_day", ("unload the day", "stress reducing conversation")),
        Term(TermKind.EXERCISE, "know_my_world", ("know my world", "love map questions")),
        Term(TermKind.EXERCISE, "weekly_us", ("our weekly check in", "weekly check in", "state of the union")),
        Term(TermKind.EXERCISE, "calm_break", ("twenty minute pause", "flooding break")),
        Term(TermKind.EXERCISE, "gentle_start", ("a softer way in", "gentle start up", "softened start up")),
        Term(TermKind.EXERCISE, "noticed_and_named", ("noticed and named", "appreciation ritual")),
        Term(TermKind.EXERCISE, "hope_underneath", ("the hope underneath", "dreams within conflict")),
        Term(TermKind.PRINCIPLE, "love_maps", ("love maps", "build love maps", "building love maps")),
        Term(TermKind.PRINCIPLE, "turn_towards", ("turn towards", "turning towards each other")),
        Term(TermKind.PRINCIPLE, "manage_conflict", ("manage conflict", "managing conflict")),
        Term(TermKind.PRINCIPLE, "shared_meaning", ("shared meaning", "create shared meaning")),
        Term(TermKind.PRINCIPLE, "trust", ("trust",)),
        Term(TermKind.TOPIC, "four_horsemen", ("four horsemen", "horsemen")),
        Term(TermKind.TOPIC, "contempt", ("contempt",)),
        Term(TermKind.TOPIC, "flooding", ("flooding", "flooded", "being flooded")),
        Term(TermKind.TOPIC, "repair_attempts", ("repair attempts", "repair attempt")),
        Term(TermKind.ACTIVITY, "date night", ()),
        Term(TermKind.NAME, "ana", ("ana",)),
    ),
)

Understand = Callable[..., Intent]


@pytest.fixture(scope="session")
def recognizer() -> Recognizer:
    """The recognizer with all sentences that Hearthside ships."""
    return Recognizer(
        read_sentences(files("assistant") / "content" / "en" / "sentences"),
        find_times=find_times,
        read_edit=read_edit,
        evidence=load_evidence(Path(str(files("assistant") / "content" / "en" / "evidence.npz"))),
        encoder=MiniLmEncoder(),
        situations={"fight": ("we had a fight", "we argued"), "distant": ("we feel distant",)},
    )


@pytest.fixture
def understand(recognizer: Recognizer) -> Understand:
    """Understand one sentence, with nothing running unless told otherwise."""

    def understood(text: str, expectation: Expectation | None = None, *alternatives: str) -> Intent:
        transcript = Transcript(text, alternatives=alternatives)
        return recognizer.recognize(transcript, expectation or Expectation(), SHELF, NOW)

    return understood
