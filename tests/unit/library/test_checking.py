from pathlib import Path

import pytest

from assistant.library.checking import check_exercise, check_exercise_file
from tests.fakes.exercise_evening import EXERCISES

GOOD = """\
id: our_walk
title: Our walk
levels: [turn_towards]
intimacy: [recreational]
intensity: light
gates: [consent]
minutes: 4
why: A few minutes of fresh air for the two of you.
rules:
  - No screens.
steps:
  - who: both
    seconds: 60
    say: Put on your shoes.
  - who: A
    seconds: 60
    say: "{A}, tell {B} one thing from today."
  - who: B
    seconds: 60
    say: "{B}, tell {A} one thing from today."
  - who: both
    seconds: 60
    say: Walk home together.
closing:
  question: What did you like?
  thanks: Thank you both.
cadence: weekly
when: Any evening.
when_not: In a storm.
sources: [own]
"""


def found(text: str) -> list[str]:
    return [str(finding) for finding in check_exercise(text)]


def test_a_good_exercise_has_no_findings() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("instead_of", "stands", "says"),
    [
        ("minutes: 4", "minutes: 5", "line 7: the steps add up to 240 seconds, but 5 minutes are 300."),
        ("Put on your shoes.", "You should go.", "line 14: 'should' is not said"),
        (
            "No screens.",
            "No screens, no advice, no scoring, no defending, and no using it later.",
            "line 10: a rule has",
        ),
        ("gates: [consent]", "gates: []", "line 6: nobody is asked whether they want to: 'consent' is missing."),
        ("intensity: light", "intensity: deep", "line 6: a deep exercise needs the gates 'calm' and 'sober' as well."),
        ("{A}, tell {B} one thing", "Tell one thing", "line 17: this turn does not say whose it is: {A} is missing."),
        ("What did you like?", "Tell us.", "line 25: the closing question ends with a question mark."),
        ("thanks: Thank", "step: 9\n  thanks: Thank", "line 26: there is no step 9."),
        ("thanks: Thank", "after: 90\n  thanks: Thank", "line 26: the closing question would come after the end"),
        ("Walk home together.", "Ready? Shall we?", "line 23: one question at a time"),
        ("id: our_walk", "id: our_walk\nalso_known_as: [A Walk]", "line 2: other names are written in lower case."),
        ("    say: Put", "    question: same\n    say: Put", "line 14: there is no question yet"),
        ("    say: Put", "    question: new\n    say: Put", "line 11: 1 questions are drawn, but 'questions' has 0."),
        (
            "    say: Put",
            "    optional: true\n    say: Put",
            "line 15: this step is optional: say that to pass is fine.",
        ),
        ("who: both\n    seconds: 60\n    say: Put", "who: solo\n    seconds: 60\n    say: Put", "'alone: true'"),
        ("title: Our walk", "title: Our walk\nalone: true", "for one person, 'who' is always solo."),
        ("Put on your shoes.", " ".join(["Put on your shoes."] * 30), "line 14: the words take about"),
        ("minutes: 4", "minutes: four", "line 7: 'minutes' must be a whole number, not 'four'."),
        ("    say: Put", "    kind: turn\n    say: Put", "a 'turn' belongs to one partner: 'who' must be A or B."),
        ("    say: Put", "    halfway: [Half.]\n    say: Put", "'halfway' stands in quiet steps only"),
        ("    say: Walk home together.\n", "", "this step has no words: 'say' is missing."),
        ("  - No screens.", "  - One.\n  - Two.\n  - Three.\n  - Four.", "'rules' has too many entries: 3 at most."),
        ("    say: Put", "    rules: true\n    say: Put", None),
        ("say: Walk", "rules: true\n    say: Walk", None),
    ],
)
def test_each_mistake_is_found_with_its_line(instead_of: str, stands: str, says: str | None) -> None:
    findings = found(GOOD.replace(instead_of, stands))
    assert any(says in finding for finding in findings) if says else findings == []


def test_the_rules_are_said_in_one_step_only() -> None:
    twice = GOOD.replace("    say: Put", "    rules: true\n    say: Put").replace(
        "say: Walk", "rules: true\n    say: Walk"
    )
    assert found(twice) == ["line 11: the rules are said once: 'rules: true' stands in one step only."]


def test_a_turn_cannot_be_the_last_step_or_wait_for_an_answer() -> None:
    ends_with_a_turn = GOOD.replace(
        "who: both\n    seconds: 60\n    say: Walk", "who: A\n    seconds: 60\n    say: Walk"
    )
    assert "line 21: the last step belongs to both, for the thanks." in found(ends_with_a_turn)
    waits = GOOD.replace('    say: "{A}', '    waits: true\n    say: "{A}')
    assert "line 18: a turn does not wait for an answer to the assistant." in found(waits)


def test_too_much_talk_is_advice_and_no_mistake() -> None:
    talkative = GOOD.replace("Put on your shoes.", " ".join(["Put on your shoes, both of you."] * 10))
    (finding,) = check_exercise(talkative)
    assert finding.words.endswith("15% is the most.")
    assert not finding.is_wrong


def test_a_short_form_is_checked_like_the_whole() -> None:
    short = GOOD + "short:\n  minutes: 2\n  steps:\n    - who: both\n      seconds: 60\n      say: You must walk.\n"
    assert [finding.split(": ", 1)[0] for finding in found(short)] == ["line 32", "line 36"]


def test_a_file_is_named_for_its_id(tmp_path: Path) -> None:
    file = tmp_path / "walk.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert [str(finding) for finding in check_exercise_file(file)] == [
        "line 1: 'id' is 'our_walk', but the file is called 'walk.yaml'.",
    ]
    assert check_exercise_file(EXERCISES / "unload_the_day.yaml") == ()
