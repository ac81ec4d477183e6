"""How soon this computer goes to sleep by itself, as the desktop's or the system's own tool tells it."""

import re
import shutil
import subprocess
from datetime import timedelta

NEVER = timedelta()
_SECONDS = 3.0
_POWER = "org.gnome.settings-daemon.plugins.power"
_PMSET = re.compile(r"^\s*sleep\s+(\d+)", re.MULTILINE)


def sleeps_after() -> timedelta | None:
    """How long untouched it stays awake, plugged in; ``NEVER`` sleeping is told apart from None, not known."""
    kind = _told("gsettings", "get", _POWER, "sleep-inactive-ac-type")
    if kind is not None:
        return read_gnome(kind, _told("gsettings", "get", _POWER, "sleep-inactive-ac-timeout"))
    told = _told("pmset", "-g")
    return None if told is None else read_pmset(told)


def read_gnome(kind: str, seconds: str | None) -> timedelta | None:
    """What GNOME's settings say: what to do after a while (``'suspend'`` or ``'nothing'``), and how long a while."""
    if kind.strip().strip("'") == "nothing":
        return NEVER
    number = (seconds or "").split()[-1:]
    return timedelta(seconds=int(number[0])) if number and number[0].isdigit() else None


def read_pmset(told: str) -> timedelta | None:
    """What macOS says: minutes, 0 for never."""
    found = _PMSET.search(told)
    return None if found is None else timedelta(minutes=int(found.group(1)))


def _told(tool: str, *words: str) -> str | None:
    path = shutil.which(tool)
    if path is None:
        return None
    try:
        asked = subprocess.run([path, *words], capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    return asked.stdout if asked.returncode == 0 and asked.stdout.strip() else None
