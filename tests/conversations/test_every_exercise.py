"""Every exercise can be asked for by its title, offers itself, and leaves on a no."""

from pathlib import Path

from assistant.app.content import CONTENT
from assistant.library.exercise_shelf import load_exercises
from tests.conversations.evening import Evening, complaints, play_evening

SCRIPTS = load_exercises(CONTENT / "exercises").exercises


def test_every_exercise_is_offered_by_its_title_and_declined_with_one_word(tmp_path: Path) -> None:
    turns: list[dict[str, object]] = []
    for script in SCRIPTS:
        asks = [] if not script.gates else ["?"]
        turns.append(
            {"say": f"start {script.title.lower()}", "intent": "StartExercise", "reply": [script.title, *asks]}
        )
        turns.append({"say": "stop" if not script.gates else "no", "reply": "Let's leave it there for today"})
        turns.append({"say": "thanks", "after": "6 min"})
        turns.append({"say": "thanks", "after": "6 min"})
    evening = Evening.model_validate({"about": "all", "now": "2026-11-23T09:00:00+01:00", "turns": turns})
    assert complaints(evening, play_evening(evening, tmp_path)) == []
