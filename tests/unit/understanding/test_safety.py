"""How the safety rules read a sentence: order, negation, fiction, kinds."""

from pathlib import Path

import pytest

import assistant
from assistant.errors import ContentError
from assistant.messages.danger import Danger, DangerKind
from assistant.understanding.safety import SafetyRules, TierFile, WordFile, load_safety_rules

CONTENT = Path(assistant.__file__).parent / "content" / "en"


@pytest.fixture(scope="module")
def rules() -> SafetyRules:
    return load_safety_rules(CONTENT)


def small(**family: str) -> SafetyRules:
    shared = WordFile.model_validate(
        {
            "words": {"them": "(he|she)"},
            "same": {"partner": "husband"},
            "common": "he\nme",
            "joined": {"my self": "myself"},
            "bare": {"throw": "throws"},
            "helpers": "did\nwill",
            "states": ["a"],
            "breaks": "but\nhe",
            "joins": "and",
            "negations": "(not|never)",
            "empty_negations": "not only",
            "denials": "not true that",
            "fiction": "in the film",
            "real": "like in",
            "meant": "on purpose",
        }
    )
    tier = TierFile.model_validate({"tier": 1, "families": [{"name": "blows", "kind": "sign", **family}]})
    return SafetyRules(shared, (tier,))


BLOWS = small(say="<them> .. {(hit|hits)} me\nmy husband shov*", unless="hit me .. question")


@pytest.mark.parametrize(
    "said",
    [
        "He hit me!",
        "he came home drunk and hit me",
        "not only he hit me",
        "he never listens and hits me",
        "she did not only hit me she laughed",
        "my partner shoved the door",
        "he said he would never but he hit me",
    ],
)
def test_a_wording_is_found_in_any_spelling_and_across_a_few_words(said: str) -> None:
    assert BLOWS.tier(said) == 1


@pytest.mark.parametrize(
    "said",
    [
        "he never hit me",
        "he didn't hit me",
        "it's not true that he hit me",
        "in the film he hit me",
        "he hit me with another question",
        "he hit the ball",
        "",
        "...",
    ],
)
def test_negation_fiction_and_harmless_wordings_undo_it(said: str) -> None:
    assert BLOWS.assess(said) is None


@pytest.mark.parametrize(
    ("said", "tier"), [("he throw me out", 1), ("did he throw me out", None), ("i throw me out", None)]
)
def test_a_verb_that_lost_its_ending_is_read_as_if_it_had_it(said: str, tier: int | None) -> None:
    assert small(say="throws me out").tier(said) == tier


def test_what_only_resembles_a_film_is_real() -> None:
    assert BLOWS.tier("like in the film he hit me") == 1


@pytest.mark.parametrize("pattern", ["(he", "he)", "he | <nobody>", "[a|b", "{hit", "(own)?", "[only perhaps]", ""])
def test_a_pattern_that_is_not_well_written_is_named(pattern: str) -> None:
    with pytest.raises(ContentError, match=r"not well written"):
        small(say=f"hits me\n{pattern or '()'}")


def test_a_folder_without_rules_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no safety rules"):
        load_safety_rules(tmp_path)


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("he's choking me i can't breathe", Danger(0, DangerKind.IMPLIED_DANGER)),
        ("call the police he's got a knife", Danger(0, DangerKind.EMERGENCY_REQUEST)),
        ("i've taken pills", Danger(0, DangerKind.SELF_HARM_UNDER_WAY)),
        ("they've collapsed", Danger(0, DangerKind.MEDICAL)),
        ("i've taken an overdose because he keeps hitting me", Danger(0, DangerKind.WITH_THREAT)),
        ("she hit me last night", Danger(1, DangerKind.SIGN)),
        ("she controls everything", Danger(1, DangerKind.UNCLEAR)),
        ("i can't do this any more", Danger(1, DangerKind.UNCLEAR_LIFE)),
        ("record this argument", Danger(1, DangerKind.MISUSE)),
        ("i want to die", Danger(2, DangerKind.SELF_HARM)),
        ("my partner is suicidal", Danger(2, DangerKind.REPORTED)),
        ("i'm suicidal", Danger(2, DangerKind.SELF_HARM)),
        ("he says he'll kill himself if i leave", Danger(2, DangerKind.WITH_THREAT)),
        ("i want to die and i'm scared of him", Danger(2, DangerKind.WITH_THREAT)),
        ("i hit him and i don't know how to stop", Danger(3, DangerKind.HARM)),
        ("he hits the kids", Danger(3, DangerKind.CHILD_AT_RISK)),
        ("she has an eating disorder", Danger(4, DangerKind.PROFESSIONAL)),
    ],
)
def test_the_kind_tells_how_to_answer(rules: SafetyRules, said: str, danger: Danger) -> None:
    assert rules.assess(said) == danger


def test_a_time_out_is_no_danger_unless_somebody_is_to_be_hurt(rules: SafetyRules) -> None:
    assert rules.tier("i'm about to lose it") is None
    assert rules.tier("i'm about to lose it and hit him") == 3


@pytest.mark.parametrize("person", ["he", "she", "they", "my partner", "my husband", "my wife", "my ex", "my dad"])
def test_anyone_may_be_meant(rules: SafetyRules, person: str) -> None:
    assert rules.tier(f"{person} hit me") == 1
    assert rules.tier(f"{person} won't let me see my friends") == 1


def test_a_name_with_an_s_may_say_what_somebody_is(rules: SafetyRules) -> None:
    assert rules.assess("the baby's choking") == Danger(0, DangerKind.MEDICAL)
    assert rules.assess("my husband's a violent man") == Danger(1, DangerKind.SIGN)
    assert rules.tier("the baby's blanket") is None


SECRETS = small(
    say="hides .. phone + (flour|sugar)", unless_sharing="birthday\nhides .. present\nsugar .. cake\nin the"
)


@pytest.mark.parametrize(
    ("said", "tier"),
    [
        ("she hides the phone in the flour", 1),
        ("she hides the phone in the flour on my birthday", 1),
        ("on my birthday she hides the phone in the flour", 1),
        ("she hides the birthday phone in the flour", 1),
        ("she hides the present and the phone and the flour", None),
        ("she hides the phone and the sugar is for the cake", None),
        ("she hides the phone in the flour and the sugar is for the cake", 1),
    ],
)
def test_what_makes_it_harmless_shares_a_telling_word_with_it(said: str, tier: int | None) -> None:
    assert SECRETS.tier(said) == tier


@pytest.mark.parametrize("field", ["unless", "unless_sharing"])
def test_what_makes_it_harmless_is_one_run_of_words(field: str) -> None:
    with pytest.raises(ContentError, match="not well written"):
        small(say="hits me", **{field: "ball + game"})


def test_every_pattern_compiles(rules: SafetyRules) -> None:
    for rule in rules._rules:
        for pattern in (*rule.patterns, rule.unless, rule.unless_anywhere):
            assert pattern is None or pattern.stands_in("") is False


@pytest.mark.parametrize(
    "said",
    [
        "remind him to take his pills at eight every morning",
        "set a reminder for my blood pressure tablets every morning",
        "don't let her forget her pills before work",
    ],
)
def test_a_reminder_of_somebody_s_own_medicine_is_no_danger(rules: SafetyRules, said: str) -> None:
    assert rules.tier(said) is None


def test_what_is_taken_in_secret_every_morning_still_is(rules: SafetyRules) -> None:
    assert rules.tier("she takes pills every morning before work and hides it") == 4
    assert rules.tier("remind him of his pills and that he drinks vodka every morning") == 4


def test_an_indented_line_goes_on_with_the_one_before() -> None:
    rules = small(say="<them> .. {(hit|\n  kicked)} me\nmy husband\n  shov*")
    assert [rules.tier(said) for said in ("he kicked me", "my husband shoved it", "shoved it")] == [1, 1, None]
