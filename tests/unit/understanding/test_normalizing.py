import pytest

from assistant.understanding.normalizing import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Uh, could you pause, please?", "could you pause"),
        ("Friday at 7:30pm", "friday at seven thirty pm"),
        ("the 21st", "the twenty first"),
        ("in 20 minutes", "in twenty minutes"),
        ("at 8:05", "at eight oh five"),
        ("move it to 645", "move it to six forty five"),
        ("friday 730", "friday seven thirty"),
        ("1030pm", "ten thirty pm"),
        ("between 610 and 655 tomorrow", "between six ten and six fifty five tomorrow"),
        ("remind us at 1205 to eat", "remind us at twelve oh five to eat"),
        ("call 911", "call nine hundred eleven"),
        ("what happened at 911", "what happened at nine hundred eleven"),
        ("for 120 minutes", "for one hundred twenty minutes"),
        ("we saved up to 350 euros", "we saved up to three hundred fifty euros"),
        ("at 700", "at seven hundred"),
        ("in 2025", "in two thousand twenty five"),
        ("the the walk", "the walk"),
        ("move date night to saturday saturday", "move date night to saturday"),
        ("no no not at ten ten", "no no not at ten ten"),
        ("in twenty twenty six", "in twenty twenty six"),
        ("dinner tomorrow is off, I'm afraid", "dinner tomorrow is off"),
        ("move the walk to ten on second thoughts", "move the walk to ten"),
        ("I'm afraid of flying", "i'm afraid of flying"),
        ("no i'm afraid", "no i'm afraid"),
    ],
)
def test_fillers_go_and_digits_become_words(text: str, spoken: str) -> None:
    assert normalize(text).text == spoken


def test_contractions_are_opened_for_matching_only() -> None:
    words = normalize("let's see what's on")
    assert words.words == ("let", "us", "see", "what", "is", "on")
    assert words.said(0, 6) == "let's see what's on"


def test_a_possessive_is_no_contraction() -> None:
    assert normalize("my partner's name").words == ("my", "partner's", "name")


def test_a_filler_alone_is_kept() -> None:
    assert normalize("hmm").words == ("hmm",)


def test_a_range_of_characters_leads_to_its_words() -> None:
    words = normalize("let's meet on friday")
    start = words.text.index("on friday")
    assert words.words[slice(*words.at(start, len(words.text)))] == ("on", "friday")


def test_a_date_in_figures_is_spelled_out() -> None:
    assert normalize("dinner on 24/12 at 18:00").text == "dinner on twenty fourth december at eighteen oclock"
