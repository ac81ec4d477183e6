"""The last moments are remembered, and no more than those."""

from assistant.hearing.preroll import Preroll
from tests.fakes.sounds import sound, written


def remembered(preroll: Preroll) -> str:
    return written(tuple(preroll.take()))


def test_the_newest_frames_are_kept() -> None:
    preroll = Preroll(0.3)
    for frame in sound("....~~#"):
        preroll.add(frame)
    assert remembered(preroll) == "~~#"


def test_taking_empties_it() -> None:
    preroll = Preroll(0.3)
    for frame in sound("##"):
        preroll.add(frame)
    assert remembered(preroll) == "##"
    assert remembered(preroll) == ""


def test_it_can_be_shortened() -> None:
    preroll = Preroll(1.0)
    for frame in sound("~~~##"):
        preroll.add(frame)
    preroll.keep(0.2)
    assert remembered(preroll) == "##"
    preroll.keep(0.0)
    assert remembered(preroll) == ""
