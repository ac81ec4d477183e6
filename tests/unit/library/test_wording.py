import pytest

from assistant.library.wording import BANNED, wording_faults


@pytest.mark.parametrize(
    "sentence",
    [
        "{A}, tell {B} about the hardest part of today.",
        "Take about seven minutes.",
        "Which one is yours?",
        "Adjust one word; justice, heritage and the shed are fine here.",
        "Thank you both.",
    ],
)
def test_a_sentence_in_the_house_style_may_be_said(sentence: str) -> None:
    assert list(wording_faults(sentence)) == []


@pytest.mark.parametrize("word", BANNED)
def test_a_banned_word_is_named_with_its_reason(word: str) -> None:
    (fault,) = wording_faults(f"Here is {word.capitalize()}, said aloud.")
    assert fault == f"'{word.capitalize()}' is not said: {BANNED[word]}."


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Take 450 seconds.", "'4' does not belong in a spoken sentence: write figures as words."),
        ("Feelings (not reasons) first.", "'(' does not belong in a spoken sentence: it cannot be spoken."),
        (
            "Look at https://example.org for more.",
            "'https:' does not belong in a spoken sentence: it cannot be spoken.",
        ),
        ("You & your partner.", "'&' does not belong in a spoken sentence: it cannot be spoken."),
        ("{C}, your turn.", "'{C}' is no name: only {A} and {B} stand for the two people."),
        ("{A, your turn.", "'{A, your turn.' is no name: only {A} and {B} stand for the two people."),
    ],
)
def test_what_cannot_be_spoken_is_named(sentence: str, says: str) -> None:
    assert says in list(wording_faults(sentence))


def test_twenty_words_are_the_most_and_a_name_counts_as_one() -> None:
    assert list(wording_faults("{A}, " + "word " * 19)) == []
    assert list(wording_faults("{A}, " + "word " * 20)) == [
        "this sentence has 21 words; 20 is the most that one breath carries.",
    ]
