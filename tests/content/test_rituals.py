"""The week that is suggested is about six hours in small pieces, and every exercise it names is on the shelf."""

from datetime import timedelta
from pathlib import Path

import pytest

import assistant
from assistant.errors import ContentError
from assistant.library.exercise_shelf import load_exercises
from assistant.scheduling.written_rituals import WrittenRitual, load_rituals

CONTENT = Path(assistant.__file__).parent / "content" / "en"
FILE = CONTENT / "rituals.yaml"
RITUALS = load_rituals(FILE)


def test_the_suggested_week_takes_about_six_hours() -> None:
    assert timedelta(hours=5) <= RITUALS.default_week.a_week <= timedelta(hours=7)


def test_most_of_it_are_small_pieces() -> None:
    small = [each for each in RITUALS.default_week.rituals if each.is_small]
    assert all(each.length <= timedelta(minutes=20) for each in small)
    assert sum(each.per_week for each in small) >= 20


def test_no_two_rituals_go_by_the_same_name() -> None:
    names = [name for each in RITUALS.default_week.rituals for name in each.spoken]
    assert len(names) == len(set(names))


def test_every_exercise_is_on_the_shelf() -> None:
    shelf = load_exercises(CONTENT / "exercises")
    assert [exercise for _, exercise in RITUALS.exercises if shelf.find(exercise) is None] == []


@pytest.mark.parametrize(
    ("title", "exercise"),
    [
        ("Weekly check-in", "weekly_us"),
        ("weekly check in", "weekly_us"),
        ("Date night", "big_questions_date"),
        ("Our walk", "walk_unplugged"),
        ("Dentist", None),
        ("Walk the dog with the neighbours", None),
    ],
)
def test_an_exercise_fits_to_a_title_that_is_its_name_and_nothing_more(title: str, exercise: str | None) -> None:
    assert RITUALS.exercise_for(title) == exercise


def test_rituals_of_their_own_take_the_place_of_the_usual_week() -> None:
    own = WrittenRitual(id="tea", title="Tea together", minutes=20, per_week=5, exercise="unload_the_day")
    rituals = load_rituals(FILE, (own,))
    assert [each.title for each in rituals.default_week.rituals] == ["Tea together"]
    assert rituals.exercise_for("tea together") == "unload_the_day"


def test_hours_over_midnight_are_named_as_wrong(tmp_path: Path) -> None:
    file = tmp_path / "rituals.yaml"
    file.write_text(
        'rituals:\n  - {id: late, title: Late, per_week: 1, within: {begins: "22:00", ends: "02:00"}}\n',
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="within one day"):
        load_rituals(file)
