"""Settings that affect both of them: remembered at every start of ``run``, so that a change can be named."""

from hashlib import sha256

import yaml

from assistant.app.content import CONTENT
from assistant.app.house import House
from assistant.app.settings import Settings
from assistant.errors import StoreError
from assistant.store.settings_memory import StoredSettings


def is_first_run(house: House) -> bool:
    """Whether ``run`` was never started on this data."""
    return not StoredSettings(house.database).is_known()


def note_settings(house: House) -> tuple[str, ...]:
    """Remember the present settings; gives the spoken names of those that changed since the last start.

    What cannot be remembered is told at a later start.
    """
    try:
        changes = StoredSettings(house.database).compare(shared_settings(house.settings), house.clock.now())
    except StoreError:
        return ()
    return _spoken(tuple(each.name for each in changes))


def changed_settings(house: House) -> tuple[str, ...]:
    """The spoken names of all settings whose change is remembered, newest first."""
    return _spoken(tuple(each.name for each in StoredSettings(house.database).changed()))


def _spoken(names: tuple[str, ...]) -> tuple[str, ...]:
    words = yaml.safe_load((CONTENT / "settings.yaml").read_text(encoding="utf-8"))
    return tuple(str(words[name]) for name in names if name in words)


def shared_settings(settings: Settings) -> dict[str, str]:
    """The settings that affect both, as text by name."""
    sections = {
        "household": settings.household,
        "hearing": settings.hearing,
        "speaking": settings.speaking,
        "scheduling": settings.scheduling,
        "planning": settings.planning,
    }
    readable = {
        f"{section}.{name}": str(value)
        for section, values in sections.items()
        for name, value in values.model_dump().items()
    }
    # Addresses of calendars can be secrets: it is enough to see that they are others.
    return readable | {
        f"calendar.{name}": sha256(str(value).encode()).hexdigest()
        for name, value in settings.calendar.model_dump(exclude={"user", "password"}).items()
    }
