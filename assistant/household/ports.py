"""What the household asks of whoever keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from assistant.household.household import Household


class HouseholdRepository(Protocol):
    """Keeps the one household of this data directory."""

    def load(self) -> Household:
        """The household; a fresh one with the given zone where nothing was kept yet.

        Raises:
            StoreError: it cannot be read.
        """
        ...

    def save(self, household: Household) -> None:
        """Keep it whole, at once.

        Raises:
            StoreError: it cannot be written.
        """
        ...


@dataclass(frozen=True, slots=True)
class ChangedSetting:
    """One setting that affects both and is no longer what it was."""

    name: str
    """The setting's key, e.g. ``voice.volume``."""

    before: str
    after: str
    changed_at: datetime


class SettingsMemory(Protocol):
    """Remembers what the settings were, so that a change can be named, however it was made."""

    def compare(self, settings: Mapping[str, str], now: datetime) -> Sequence[ChangedSetting]:
        """Take the present settings; returns those that changed since they were last taken.

        The first call on fresh data only remembers. A setting seen for the first time is no change.
        """
        ...

    def changed(self) -> Sequence[ChangedSetting]:
        """Every setting's last change that is remembered, newest first."""
        ...
