"""What was asked for survives a pulled plug, and is said exactly once."""

from pathlib import Path

import pytest

from tests.audio.running import RunningHearthside

WORDS = "A reminder: call the babysitter."


@pytest.mark.audio
def test_a_reminder_survives_kill_nine_is_said_once_and_never_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with RunningHearthside(data, "--typed") as hearthside:
        hearthside.wait_for("Ready.")
        hearthside.type("remind us to call the babysitter in twenty seconds")
        hearthside.wait_for("Is that right?")
        hearthside.type("yes")
        hearthside.wait_for("I'll say it then.")
        hearthside.kill()
    with RunningHearthside(data, "--typed") as hearthside:
        hearthside.wait_for(WORDS, patience=90.0)
        # Once it answers again, what was said is kept as said; a plug pulled in between would be told as missed.
        hearthside.type("thanks")
        hearthside.wait_for("You're welcome.")
        hearthside.kill()
    with RunningHearthside(data, "--typed") as hearthside:
        hearthside.wait_for("Ready.")
        hearthside.type("what did i miss")
        hearthside.wait_for("You haven't missed anything.")
        assert WORDS not in hearthside.lines


def test_a_second_run_on_the_same_data_is_refused_in_one_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with RunningHearthside(data, "--typed") as first:
        first.wait_for("Ready.")
        with RunningHearthside(data, "--typed") as second:
            assert second.wait_until_ended() == 1
            assert [line for line in second.lines if "already running" in line] == second.lines
