"""The safety rules against sentences that were written before them, and against everything ordinary."""

import json
import re
from pathlib import Path
from time import process_time

import pytest
import yaml

import assistant
from assistant.dialogue.safety import Mode, Numbers, SafetyReplies
from assistant.messages.danger import Danger, DangerKind
from assistant.messages.speech import Reply
from assistant.skills.ports import Outcome
from assistant.speaking.responses import load_responses
from assistant.understanding.safety import load_safety_rules

CONTENT = Path(assistant.__file__).parent / "content" / "en"
RULES = load_safety_rules(CONTENT)
RESPONSES = load_responses(CONTENT / "responses")
CASES = Path(__file__).parent / "safety_cases"
SAFETY_KEYS = sorted(key for key in RESPONSES if key.startswith("safety."))

KINDS_BY_TIER: dict[int, tuple[DangerKind, ...]] = {
    0: (
        DangerKind.EMERGENCY_REQUEST,
        DangerKind.IMPLIED_DANGER,
        DangerKind.SELF_HARM_UNDER_WAY,
        DangerKind.MEDICAL,
        DangerKind.WITH_THREAT,
    ),
    1: (DangerKind.SIGN, DangerKind.UNCLEAR, DangerKind.UNCLEAR_LIFE, DangerKind.MISUSE),
    2: (DangerKind.SELF_HARM, DangerKind.REPORTED, DangerKind.WITH_THREAT),
    3: (DangerKind.HARM, DangerKind.CHILD_AT_RISK),
    4: (DangerKind.PROFESSIONAL,),
}


def cases(name: str) -> list[dict[str, str | int]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def key_of(outcome: Outcome) -> str:
    reply: Reply = outcome.sayings[0].reply
    return reply.key


def test_nearly_everything_that_must_trigger_does() -> None:
    must = cases("must_trigger.jsonl")
    found = [RULES.tier(str(case["text"])) for case in must]
    assert len(must) >= 150
    assert sum(tier is not None for tier in found) / len(must) >= 0.98
    assert sum(tier == case["tier"] for tier, case in zip(found, must, strict=True)) / len(must) >= 0.95


def test_nearly_nothing_that_must_not_trigger_does() -> None:
    must_not = cases("must_not_trigger.jsonl")
    assert len(must_not) >= 150
    assert sum(RULES.tier(str(case["text"])) is not None for case in must_not) / len(must_not) <= 0.02


@pytest.mark.parametrize(
    ("writer", "same_tier"),
    [
        ("second_writer", 0.95),  # had not seen the rules; before they were widened with these, they found 45 % of them
        ("third_writer", 0.95),  # had not seen the rules; they found 86 % of these before they were read as frames
        ("by_sign", 0.95),  # one sign of FACTS 4.2 after the other, in five rounds, each before the rules were tried
        ("by_voice", 0.95),  # direct, ashamed, joking, young, new to English, quoting; they found 75 % before
        ("fourth_writer", 0.9),  # had not seen the rules; before, they found 79 % of these and took 10 % of the rest
        ("by_meaning", 0.9),  # sideways, in seven rounds; before, they found 60 % of these and took 12 % of the rest
    ],
)
def test_other_sentences_are_still_read_as_they_were(writer: str, same_tier: float) -> None:
    must, must_not = cases(f"{writer}_must_trigger.jsonl"), cases(f"{writer}_must_not_trigger.jsonl")
    found = [RULES.tier(str(case["text"])) for case in must]
    assert sum(tier is not None for tier in found) / len(must) >= 0.98
    assert sum(tier == case["tier"] for tier, case in zip(found, must, strict=True)) / len(must) >= same_tier
    assert sum(RULES.tier(str(case["text"])) is not None for case in must_not) / len(must_not) <= 0.01


@pytest.mark.parametrize(
    ("writer", "share", "same_tier"),
    [
        ("fifth_writer", 0.75, 0.65),  # worn, joking and sideways; before they were read, rules found 68 % of them
        ("by_dialect", 0.83, 0.78),  # Scots, Irish, Nigerian, new to English and hasty; they found 57 %, and took 4 %
    ],
)
def test_of_what_is_hard_to_follow_the_rules_alone_find_most(writer: str, share: float, same_tier: float) -> None:
    must, must_not = cases(f"{writer}_must_trigger.jsonl"), cases(f"{writer}_must_not_trigger.jsonl")
    found = [RULES.tier(str(case["text"])) for case in must]
    assert sum(tier is not None for tier in found) / len(must) >= share
    assert sum(tier == case["tier"] for tier, case in zip(found, must, strict=True)) / len(must) >= same_tier
    assert sum(RULES.tier(str(case["text"])) is not None for case in must_not) / len(must_not) <= 0.01


def test_danger_at_once_is_found_by_the_rules_alone() -> None:
    now = [case for file in ("fifth_writer", "by_dialect") for case in cases(f"{file}_must_trigger.jsonl")]
    now = [case for case in now if case["tier"] == 0]
    assert sum(RULES.tier(str(case["text"])) is not None for case in now) / len(now) >= 0.95


@pytest.mark.parametrize("writer", ["beside_the_rules", "ordinary_life"])
def test_what_only_sounds_like_the_words_of_a_rule_is_left_alone(writer: str) -> None:
    must_not = cases(f"{writer}_must_not_trigger.jsonl")
    assert sum(RULES.tier(str(case["text"])) is not None for case in must_not) / len(must_not) <= 0.02


def test_the_kind_of_the_most_urgent_is_right() -> None:
    files = ("must_trigger.jsonl", "by_sign_must_trigger.jsonl")
    named = [case for file in files for case in cases(file) if "kind" in case]
    right = [
        RULES.assess(str(case["text"])) == Danger(int(case["tier"]), DangerKind(str(case["kind"]))) for case in named
    ]
    assert sum(right) / len(named) >= 0.95


def phrases_of_situations() -> list[str]:
    files = sorted((CONTENT / "situations").glob("*.yaml"))
    return [phrase for file in files for phrase in yaml.safe_load(file.read_text(encoding="utf-8"))["phrases"]]


def names_on_the_shelf() -> list[str]:
    files = [file for kind in ("exercises", "topics", "principles") for file in sorted((CONTENT / kind).glob("*.yaml"))]
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return [str(name) for each in read for name in (each["title"], *each.get("other_names", ()))]


def examples_of_commands() -> list[str]:
    files = sorted((CONTENT / "sentences").glob("*.yaml"))
    groups = [
        group for file in files for group in yaml.safe_load(file.read_text(encoding="utf-8")).get("sentences", ())
    ]
    return [str(example) for group in groups for example in group.get("examples") or ()]


def test_situations_names_and_commands_are_no_danger() -> None:
    ordinary = [*phrases_of_situations(), *examples_of_commands(), *(f"start {name}" for name in names_on_the_shelf())]
    assert len(ordinary) > 400
    assert [said for said in ordinary if RULES.tier(said) is not None] == []


@pytest.mark.shared
def test_the_shared_clips_are_told_apart(shared: Path) -> None:
    lines = (shared / "audio" / "dev" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    wrong = [
        row["text"] for row in map(json.loads, lines) if (RULES.tier(row["text"]) is None) == (row["kind"] == "safety")
    ]
    assert wrong == []


def test_no_line_of_the_rules_is_too_long_to_read() -> None:
    files = sorted((CONTENT / "safety").glob("*.yaml"))
    assert max(len(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()) <= 160


def test_a_sentence_takes_less_than_a_millisecond() -> None:
    said = [str(case["text"]) for name in ("must_trigger.jsonl", "must_not_trigger.jsonl") for case in cases(name)]
    for text in said:
        RULES.assess(text)
    began = process_time()
    for text in said:
        RULES.assess(text)
    assert (process_time() - began) / len(said) < 0.001


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("numbers", [Numbers(), Numbers("one two three", "four five six")])
def test_every_kind_has_its_fixed_text_in_every_mode(mode: Mode, numbers: Numbers) -> None:
    replies = SafetyReplies(mode, lambda: numbers)
    for tier, kinds in KINDS_BY_TIER.items():
        for kind in kinds:
            outcome = replies.outcome(Danger(tier, kind))
            response = RESPONSES[key_of(outcome)]
            assert response.fixed
            assert response.needs <= outcome.sayings[0].reply.lines[0].values.keys()
            assert outcome.stopped
            assert outcome.ends_activity


@pytest.mark.parametrize(
    "danger",
    [Danger(tier, kind) for tier in (1, 3) for kind in DangerKind]
    + [Danger(0, DangerKind.IMPLIED_DANGER), *(Danger(tier, DangerKind.WITH_THREAT) for tier in (0, 2))],
    ids=str,
)
def test_in_the_shared_room_a_sign_is_answered_like_a_stop(danger: Danger) -> None:
    replies = SafetyReplies(Mode.SHARED, lambda: Numbers("one", "two"))
    assert replies.outcome(danger) == replies.stop()


def test_in_the_shared_room_a_life_in_danger_is_answered_plainly() -> None:
    replies = SafetyReplies()
    assert key_of(replies.outcome(Danger(0, DangerKind.SELF_HARM_UNDER_WAY))) == "safety.tier0.shared"
    assert key_of(replies.outcome(Danger(0, DangerKind.MEDICAL))) == "safety.tier0.shared"
    assert key_of(replies.outcome(Danger(0, DangerKind.EMERGENCY_REQUEST))) == "safety.tier0.request.shared"
    assert key_of(replies.outcome(Danger(2, DangerKind.SELF_HARM))) == "safety.tier2.shared"


def test_a_number_is_said_only_where_all_that_the_text_names_are_valid() -> None:
    only_emergency = SafetyReplies(numbers=lambda: Numbers(emergency="one two three"))
    assert key_of(only_emergency.outcome(Danger(0, DangerKind.MEDICAL))) == "safety.tier0.shared.numbers"
    assert key_of(only_emergency.outcome(Danger(2, DangerKind.SELF_HARM))) == "safety.tier2.shared"


def test_orders_through_the_assistant_get_the_neutral_line_in_every_mode() -> None:
    assert {key_of(SafetyReplies(mode).outcome(Danger(1, DangerKind.MISUSE))) for mode in Mode} == {"neutral.exit"}


TOPIC_WORDS = re.compile(r"abus|violen|police|hotline|helpline|refuge|victim|domestic|hit|hurt", re.IGNORECASE)
FORBIDDEN = re.compile(
    r"you must|you should|leave (him|her|them)|both of you (need|should|are)|it takes two|confidential|keep you safe|"
    r"here for you|tell them how you feel|confront|victim|abuser|commit|successful|promise|calm down|at any hour|"
    r"day or night|\d|are you safe|is your partner there|gottman",
    re.IGNORECASE,
)


@pytest.mark.parametrize("key", SAFETY_KEYS)
def test_what_must_never_be_said_stands_in_no_reply(key: str) -> None:
    for text in RESPONSES[key].say:
        assert not FORBIDDEN.search(text)


def test_the_neutral_line_names_no_topic() -> None:
    assert not TOPIC_WORDS.search(RESPONSES["neutral.exit"].say[0])


def test_tiers_one_and_three_have_no_text_for_the_shared_room() -> None:
    assert not [key for key in SAFETY_KEYS if re.match(r"safety\.(tier[13]|unclear).*\.shared", key)]
