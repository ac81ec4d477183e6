"""What is made once, and for whom."""

from assistant.app.content import written_readings
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.spoken_time_settings import SpokenTimeSettings
from assistant.app.wiring import make_recognizer

USUAL = SpokenTimeSettings()


def at_home(spoken_times: SpokenTimeSettings) -> Settings:
    return Settings(household=HouseholdSettings(zone="Europe/Berlin"), spoken_times=spoken_times)


def test_one_recognizer_serves_all_who_mean_the_same_and_no_others() -> None:
    readings = written_readings()
    recognizer = make_recognizer(readings, at_home(USUAL))
    assert make_recognizer(readings, at_home(USUAL.model_copy())) is recognizer
    others = USUAL.model_copy(update={"afternoon_hours": frozenset({1, 2, 3})})
    assert make_recognizer(readings, at_home(others)) is not recognizer
