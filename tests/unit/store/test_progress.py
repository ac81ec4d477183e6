from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from assistant.exercises.progress import Progress
from assistant.household.household import Household
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.progress import StoredEvening, StoredProgress, StoredQuestions
from assistant.store.settings_memory import StoredSettings

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
DICE = Random(7)  # noqa: S311 - which card comes next is no secret


def test_there_is_never_more_than_one_unfinished_exercise(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        kept = StoredProgress(database)
        assert kept.load() is None
        kept.save(Progress("unload_the_day", 3, "short", NOW))
        latest = Progress("love_maps", 2, "full", NOW)
        kept.save(latest)
        assert StoredProgress(database).load() == latest
        kept.clear()
        kept.clear()
        assert kept.load() is None


def test_no_question_comes_twice_before_all_have_come_also_on_another_evening(tmp_path: Path) -> None:
    bank = [f"question {number}" for number in range(5)]
    drawn = []
    for _ in range(5):
        with open_database(tmp_path, NOW) as database:
            drawn.append(StoredQuestions(database, DICE).draw("cards", bank))
    assert sorted(drawn) == bank
    with open_database(tmp_path, NOW) as database:
        assert StoredQuestions(database, DICE).draw("cards", bank) in bank
        with pytest.raises(ValueError, match="no questions"):
            StoredQuestions(database, DICE).draw("cards", [])


def test_what_was_deep_this_evening_is_forgotten_in_the_morning(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        StoredHouseholds(database).save(Household(zone="Europe/Berlin"))
        evening = StoredEvening(database)
        assert not evening.deep_done(NOW)
        evening.note_deep(NOW)
        evening.note_deep(NOW + timedelta(hours=1))
        assert evening.deep_done(NOW + timedelta(hours=9))
        assert not evening.deep_done(datetime(2026, 11, 24, 4, 0, tzinfo=UTC))


def test_a_setting_that_changed_is_named_with_what_it_was(tmp_path: Path) -> None:
    with open_database(tmp_path, NOW) as database:
        memory = StoredSettings(database)
        assert memory.compare({"voice.volume": "1.0", "zone": "UTC"}, NOW) == []
        assert memory.compare({"voice.volume": "1.0", "zone": "UTC"}, NOW) == []
        [changed] = memory.compare({"voice.volume": "0.5", "zone": "UTC", "new": "1"}, NOW)
        assert (changed.name, changed.before, changed.after, changed.changed_at) == ("voice.volume", "1.0", "0.5", NOW)
        assert memory.changed() == [changed]
