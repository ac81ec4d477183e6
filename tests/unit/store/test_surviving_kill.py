"""Real processes, really killed: what was planned is there, and it is announced once."""

import subprocess
import sys
from pathlib import Path

PLAN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from assistant.household.household import Household
from assistant.scheduling.couple_time import CoupleTime
from assistant.store.appointments import StoredAppointments
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds

now = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
database = open_database(Path(sys.argv[1]), now)
households = StoredHouseholds(database)
households.save(Household(zone="Europe/Berlin"))
couple_time = CoupleTime(StoredAppointments(database), households)
couple_time.add(couple_time.draft("date night", datetime(2026, 11, 23, 21, 0), now), now)
print("planned", flush=True)
sys.stdin.read()
"""

RUN = """
import sys
from datetime import datetime
from pathlib import Path
from assistant.scheduling.desk import ReminderDesk
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.reminders import StoredReminders

now = datetime.fromisoformat(sys.argv[2])
database = open_database(Path(sys.argv[1]), now)
desk = ReminderDesk(StoredReminders(database), StoredHouseholds(database))
desk.start(now)
for each in desk.missed(now):
    print("missed", each.latest.title, flush=True)
for due in desk.due(now):
    if desk.begin(due, now):
        print("begun", due.title, f"{due.wall:%H:%M}", flush=True)
        if "finish" in sys.argv:
            desk.spoken(due, now)
            desk.reacted(now)
print("waiting", flush=True)
sys.stdin.read()
"""


def killed(script: str, *arguments: str, at: str) -> list[str]:
    """Run a script, kill it (-9) as soon as it printed ``at``, and return the lines before."""
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        lines = []
        for line in child.stdout:
            if line.startswith(at):
                break
            lines.append(line.strip())
        child.kill()
    assert child.returncode == -9
    return lines


def test_an_appointment_survives_kill_9_and_is_announced_once(tmp_path: Path) -> None:
    folder = str(tmp_path)
    killed(PLAN, folder, at="planned")
    lives = [
        killed(RUN, folder, moment, "finish", at="waiting")
        for moment in (
            "2026-11-23T18:30:00+00:00",
            "2026-11-23T19:00:00+00:00",
            "2026-11-23T19:00:30+00:00",
            "2026-11-23T20:00:00+00:00",
            "2026-11-23T20:01:00+00:00",
        )
    ]
    assert lives == [[], ["begun date night 21:00"], [], ["begun date night 21:00"], []]


def test_killed_in_the_middle_of_saying_it_tells_it_and_does_not_say_it_again(tmp_path: Path) -> None:
    folder = str(tmp_path)
    killed(PLAN, folder, at="planned")
    killed(RUN, folder, "2026-11-23T20:00:00+00:00", at="begun")
    after = killed(RUN, folder, "2026-11-23T20:01:00+00:00", at="waiting")
    assert after == ["missed date night"]
