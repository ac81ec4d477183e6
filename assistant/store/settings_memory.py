"""Remembers what the settings were, so that a change that affects both can be named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from assistant.household.ports import ChangedSetting
from assistant.store.database import Database
from assistant.store.tables import setting


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """Implements ``SettingsMemory``."""

    database: Database
    household_id: str = "home"

    def compare(self, settings: Mapping[str, str], now: datetime) -> list[ChangedSetting]:
        """Take the present settings; returns those that changed since they were last taken."""
        mine = setting.c.household_id == self.household_id
        changes: list[ChangedSetting] = []
        with self.database.writing() as connection:
            known = {row.name: row.value for row in connection.execute(select(setting).where(mine))}
            for name, value in settings.items():
                if name not in known:
                    connection.execute(insert(setting).values(household_id=self.household_id, name=name, value=value))
                elif known[name] != value:
                    changes.append(ChangedSetting(name, known[name], value, now))
                    connection.execute(
                        update(setting)
                        .where(mine, setting.c.name == name)
                        .values(value=value, before=known[name], changed_at=now)
                    )
        return changes

    def is_known(self) -> bool:
        """Whether the settings were ever taken."""
        with self.database.reading() as connection:
            found = connection.execute(select(setting.c.name).where(setting.c.household_id == self.household_id))
            return found.first() is not None

    def changed(self) -> list[ChangedSetting]:
        """Every setting's last change that is remembered, newest first."""
        with self.database.reading() as connection:
            rows = connection.execute(
                select(setting)
                .where(setting.c.household_id == self.household_id, setting.c.changed_at.is_not(None))
                .order_by(setting.c.changed_at.desc(), setting.c.name)
            ).all()
        return [ChangedSetting(row.name, row.before, row.value, row.changed_at) for row in rows]
