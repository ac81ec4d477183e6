"""Settings that affect both of them: remembered at every start of ``run``, so that a change can be named."""

from assistant.app.house import House
from assistant.app.settings import Settings
from assistant.store.settings_memory import StoredSettings


def is_first_run(house: House) -> bool:
    """Whether ``run`` was never started on this data."""
    return not StoredSettings(house.database).is_known()


def note_settings(house: House) -> tuple[str, ...]:
    """Remember the present settings; gives the names of those that changed since the last start."""
    memory = StoredSettings(house.database)
    return tuple(each.name for each in memory.compare(shared_settings(house.settings), house.clock.now()))


def changed_settings(house: House) -> tuple[str, ...]:
    """The names of all settings whose change is remembered, newest first."""
    return tuple(each.name for each in StoredSettings(house.database).changed())


def shared_settings(settings: Settings) -> dict[str, str]:
    """The settings that affect both, as text by name."""
    sections = {
        "household": settings.household,
        "hearing": settings.hearing,
        "speaking": settings.speaking,
        "scheduling": settings.scheduling,
    }
    return {
        f"{section}.{name}": str(value)
        for section, values in sections.items()
        for name, value in values.model_dump().items()
    }
