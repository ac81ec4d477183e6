"""Regional and hasty words as the standard words they stand for."""

import pytest

from assistant.understanding.dialect import in_plain_words, plain
from assistant.understanding.normalizing import normalize


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("he's batterin me", "he is battering me"),
        ("i cannae go on wi this life", "i can not go on with this life"),
        ("i'll kill meself", "i will kill myself"),
        ("he'll no let me oot", "he will not let me out"),
        ("i'm no allowed oot", "i am not allowed out"),
        ("he's no breathin", "he is not breathing"),
        ("i no fit continue", "i can not continue"),
        ("she dey hold knife", "she is hold knife"),
        ("he don lock the gate", "he has lock the gate"),
        ("i don lose my job", "i have lose my job"),
        ("his hands are on me neck", "his hands are on my neck"),
        ("a pain in me chest and ma jaw", "a pain in my chest and my jaw"),
        ("he twisted it up me back", "he twisted it up my back"),
        ("call the polis", "call the police"),
        ("the weans are feart", "the kids are scared"),
    ],
)
def test_dialect_is_read_as_the_words_it_stands_for(said: str, meant: str) -> None:
    assert " ".join(plain(normalize(said).words)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "call me back when you are home",
        "he told me mum is coming",
        "we have no time and there is no rush",
        "i have no idea and it is no trouble",
        "remind kevin again about the curtain in the main cabin",
        "the doctor gave her insulin and vitamins for the pain",
        "let me head off to work",
        "don and i fit in the car",
    ],
)
def test_standard_words_stay_as_they_are(said: str) -> None:
    assert plain(normalize(said).words) == normalize(said).words


def test_the_meaning_of_standard_words_is_looked_for_as_they_were_spoken() -> None:
    assert in_plain_words(normalize("I can't go on")) == "i can't go on"
    assert in_plain_words(normalize("I cannae go on")) == "i can not go on"
