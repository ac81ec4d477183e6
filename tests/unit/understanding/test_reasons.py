"""A request beside its reason."""

from types import MappingProxyType

import pytest

from assistant.messages.speech import NOT_UNDERSTOOD, Intent
from assistant.understanding.normalizing import normalize
from assistant.understanding.reasons import request_in, without_reason


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("the twins are asleep at last so keep it down", "keep it down"),
        ("he rang and i got lost so could you go back a step", "could you go back a step"),
        ("how long is left because the bus goes at ten", "how long is left"),
        ("hold on a minute since there's someone at the door", "hold on a minute"),
        ("we are so tired tonight", None),
        ("i think so let's go", None),
        ("we did it once or so in may", None),
        ("so keep it down", None),
        ("i have to be out at four so let's move", None),
        ("it was so much better than last week", None),
        ("because i said it", None),
    ],
)
def test_a_reason_is_told_from_what_is_asked_for(said: str, asked: str | None) -> None:
    assert request_in(normalize(said)) == asked


def intent(name: str | None, confidence: float = 0.95, **slots: str) -> Intent:
    return Intent(name, MappingProxyType(dict(slots)), confidence=confidence)  # type: ignore[arg-type]


REASONED = "the twins are asleep so keep it down"


@pytest.mark.parametrize(
    ("whole", "asked", "meant"),
    [
        (NOT_UNDERSTOOD, intent("Softer"), "Softer"),
        (NOT_UNDERSTOOD, intent("Softer", 0.6), None),
        (NOT_UNDERSTOOD, intent("Yes"), None),
        (intent("Situation"), intent("Softer"), "Softer"),
        (intent("Situation"), intent("Softer", 0.85), "Situation"),
        (intent("Situation"), intent("Thanks"), "Situation"),
        (intent("Mute"), intent("Softer"), "Mute"),
    ],
)
def test_the_request_counts_alone_where_the_whole_is_not_clear(whole: Intent, asked: Intent, meant: str) -> None:
    assert without_reason(whole, normalize(REASONED), lambda _: asked).name == meant


def test_a_thing_of_the_reason_gives_way_to_that_of_the_request() -> None:
    whole = intent("Remind", what="cake in so call", when="at six")
    request = intent("Remind", what="take the cake out", when="at six")
    words = normalize("i've a cake in so call me at six to take the cake out")
    assert dict(without_reason(whole, words, lambda _: request).slots) == {
        "what": "take the cake out",
        "when": "at six",
    }


def test_a_request_that_points_at_its_reason_stays_whole() -> None:
    whole = intent("CancelTime", 0.5, activity="bowling")
    words = normalize("the bowling is no fun so get rid of it")
    assert without_reason(whole, words, lambda _: intent("CancelTime", activity="rid")) is whole
