"""No word that was said stays anywhere: an evening with marker words, pulled by its plug, is searched for them."""

from pathlib import Path

from tests.audio.running import RunningHearthside

MARKERS = ("zebrafinch", "quokkaberry", "marmaladium")


def test_an_evening_that_crashes_leaves_none_of_its_words_behind(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with RunningHearthside(data, "--typed", "--debug", terminal=False) as hearthside:
        hearthside.wait_for("Ready")
        hearthside.type(f"i told you about the {MARKERS[0]} yesterday")
        hearthside.type(f"he hit me because of the {MARKERS[1]}")
        hearthside.type("start unload the day")
        hearthside.type(f"remind us to feed the {MARKERS[2]} at noon tomorrow")
        hearthside.type("no")
        hearthside.type("read love maps")
        hearthside.wait_for("IntentRecognised(name='ReadPrinciple'")
        hearthside.kill()
    printed = "\n".join(hearthside.lines).lower()
    kept = b"".join(path.read_bytes().lower() for path in data.rglob("*") if path.is_file())
    for marker in MARKERS:
        assert marker not in printed
        assert marker.encode() not in kept
    assert "safety" not in printed


def test_what_was_asked_to_be_kept_is_in_the_data_and_nowhere_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with RunningHearthside(data, "--typed", "--debug", terminal=False) as hearthside:
        hearthside.wait_for("Ready")
        hearthside.type(f"remind us to feed the {MARKERS[2]} at noon tomorrow")
        hearthside.type("yes")
        hearthside.wait_for("IntentRecognised(name='Yes'")
        hearthside.type("q")
        assert hearthside.wait_until_ended() == 0
    assert MARKERS[2] not in "\n".join(hearthside.lines).lower()
    assert any(MARKERS[2].encode() in path.read_bytes() for path in data.rglob("*") if path.is_file())
