"""Every exercise that comes with Hearthside: the house rules, the facts behind it, and how it plays."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.library.checking import MOST_SPEECH, check_exercise_file
from assistant.library.exercise import Exercise, Variant
from assistant.library.exercise_shelf import load_exercises, plain
from assistant.library.timetable import timetable
from tests.fakes.exercise_evening import EXERCISES, Evening, script

FILES = sorted(EXERCISES.glob("*.yaml"))
FORMS: list[tuple[str, Variant]] = [(path.stem, variant) for path in FILES for variant in script(path.stem).variants]
WHO = {"Both": "both", "{A}": "A", "{B}": "B", "Each alone": "each_alone", "Solo": "solo"}
LEVELS = {
    "1 Love maps": "love_maps",
    "2 Fondness and admiration": "fondness_and_admiration",
    "3 Turn towards": "turn_towards",
    "4 Positive perspective": "positive_perspective",
    "5 Manage conflict": "manage_conflict",
    "6 Life dreams": "life_dreams",
    "7 Shared meaning": "shared_meaning",
    "Trust wall": "trust",
    "Commitment wall": "commitment",
}
GATES = {
    "none": set[str](),
    "none - always available": set[str](),
    "consent": {"consent"},
    "consent to touch": {"consent", "touch"},
    "calm + consent": {"consent", "calm"},
    "calm + consent + sober": {"consent", "calm", "sober"},
    "calm + consent + sober + unhurried": {"consent", "calm", "sober", "unhurried"},
    "explicit consent from each, every time": {"consent_each"},
}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, dict[str, Any]]:
    listed = json.loads((shared / "domain" / "exercises.json").read_text(encoding="utf-8"))
    return {fact["id"]: fact for fact in listed}


def gates_asked(exercise: Exercise) -> set[str]:
    """The gates, with each asked by name counted as both asked, but where that is the point."""
    gates: set[str] = set(exercise.gates)
    if exercise.intensity == "deep" and "consent_each" in gates:
        gates = (gates - {"consent_each"}) | {"consent"}
    return gates


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_reader_who_knows_the_house_rules_finds_nothing(path: Path) -> None:
    assert [str(finding) for finding in check_exercise_file(path)] == []


@pytest.mark.parametrize(("exercise_id", "variant"), FORMS)
def test_undisturbed_it_takes_exactly_its_minutes_and_says_nothing_afterwards(
    exercise_id: str, variant: Variant
) -> None:
    exercise = script(exercise_id)
    evening = Evening(exercise, variant=variant)
    evening.to_the_end()
    form = exercise.form(variant)
    assert form is not None
    assert evening.seconds == form.minutes * 60
    assert not evening.running
    assert evening.said[-1][1] == (form.closing or exercise.closing).thanks
    assert evening.moments[-1] < evening.seconds
    assert "{" not in " ".join(text for _when, text in evening.said)


@pytest.mark.parametrize(("exercise_id", "variant"), FORMS)
def test_the_assistant_speaks_less_than_fifteen_percent_of_the_time(exercise_id: str, variant: Variant) -> None:
    assert timetable(script(exercise_id), variant).speech_share <= MOST_SPEECH


@pytest.mark.parametrize(("exercise_id", "variant"), FORMS)
def test_both_partners_have_their_turns(exercise_id: str, variant: Variant) -> None:
    steps = timetable(script(exercise_id), variant).steps
    turns = {who: sum(step.seconds for step in steps if step.who == who) for who in ("A", "B")}
    if variant == "full" and any(turns.values()):
        assert all(turns.values())


def test_no_two_exercises_share_a_name() -> None:
    names: dict[str, str] = {}
    for exercise in load_exercises(EXERCISES).exercises:
        for name in {plain(one) for one in (exercise.title, exercise.id, *exercise.also_known_as)}:
            assert name not in names, f"{exercise.id} and {names[name]} are both called '{name}'"
            names[name] = exercise.id


@pytest.mark.shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_steps_timings_and_gates_are_those_of_the_fact_sheet(path: Path, facts: dict[str, dict[str, Any]]) -> None:
    exercise, fact = script(path.stem), facts[path.stem]
    assert exercise.title == fact["title"]
    assert exercise.minutes == fact["minutes"]
    assert exercise.intensity == fact["intensity"].replace(" ", "_")
    assert set(exercise.levels) == {LEVELS[level] for level in fact["levels"]}
    assert set(exercise.intimacy) == set(fact["intimacy"])
    assert gates_asked(exercise) == GATES[fact["gate"]] or (fact["gate"] == "none" and exercise.gates == ("consent",))
    assert exercise.cadence == fact["cadence"]
    assert [(step.who, step.seconds) for step in exercise.steps] == [
        (WHO[step["who"]], step["seconds"]) for step in fact["steps"]
    ]


def test_everything_for_two_but_the_pause_asks_both_first() -> None:
    ungated = {path.stem for path in FILES if not {"consent", "consent_each"} & set(script(path.stem).gates)}
    assert ungated == {"calm_break", "settle_solo"}


@pytest.mark.shared
def test_all_exercises_of_the_fact_sheet_are_there(facts: dict[str, dict[str, Any]]) -> None:
    assert {path.stem for path in FILES} == set(facts)


def test_everything_that_the_guide_says_has_words_and_no_words_are_left_over() -> None:
    written = yaml.safe_load((EXERCISES.parent / "responses" / "exercise.yaml").read_text(encoding="utf-8"))
    room = EXERCISES.parents[2] / "exercises"
    source = "".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    used = set(re.findall(r'"(exercise\.[a-z_.]+)"', source))
    assert used == set(written)
