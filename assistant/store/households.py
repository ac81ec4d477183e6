"""Keeps the household."""

from dataclasses import dataclass
from datetime import time

from sqlalchemy import delete, insert, select, update

from assistant.household.household import Household, Partner, Place, QuietHours, VoiceSettings
from assistant.store.database import Database
from assistant.store.tables import household as household_table
from assistant.store.tables import partner as partner_table


@dataclass(frozen=True, slots=True)
class StoredHouseholds:
    """The household of a database; implements ``HouseholdRepository``."""

    database: Database
    household_id: str = "home"
    zone: str = "UTC"
    """The zone of a household that was never kept."""

    def load(self) -> Household:
        """The household; a fresh one where nothing was kept yet."""
        with self.database.reading() as connection:
            row = connection.execute(
                select(household_table).where(household_table.c.household_id == self.household_id)
            ).one_or_none()
            rows = connection.execute(
                select(partner_table).where(partner_table.c.household_id == self.household_id)
            ).all()
        if row is None:
            return Household(id=self.household_id, zone=self.zone)
        named = {each.place: Partner(name=each.name, say_as=each.say_as) for each in rows}
        return Household(
            id=row.household_id,
            partners=(named.get(Place.FIRST, Partner()), named.get(Place.SECOND, Partner())),
            assistant_name=row.assistant_name,
            zone=row.zone,
            quiet_hours=_quiet_hours(row.quiet_begins, row.quiet_ends),
            hush_until=row.hush_until,
            region=row.region,
            voice=VoiceSettings(rate=row.voice_rate, volume=row.voice_volume),
            spoke_first_last=None if row.spoke_first_last is None else Place(row.spoke_first_last),
        )

    def save(self, household: Household) -> None:
        """Keep it whole."""
        values = {
            "assistant_name": household.assistant_name,
            "zone": household.zone,
            "quiet_begins": None if household.quiet_hours is None else household.quiet_hours.begins.isoformat(),
            "quiet_ends": None if household.quiet_hours is None else household.quiet_hours.ends.isoformat(),
            "hush_until": household.hush_until,
            "region": household.region,
            "voice_rate": household.voice.rate,
            "voice_volume": household.voice.volume,
            "spoke_first_last": household.spoke_first_last,
        }
        of_household = household_table.c.household_id == self.household_id
        with self.database.writing() as connection:
            if connection.execute(update(household_table).where(of_household).values(values)).rowcount == 0:
                connection.execute(insert(household_table).values(household_id=self.household_id, **values))
            connection.execute(delete(partner_table).where(partner_table.c.household_id == self.household_id))
            connection.execute(
                insert(partner_table),
                [
                    {
                        "household_id": self.household_id,
                        "place": place,
                        "name": household.partner(place).name,
                        "say_as": household.partner(place).say_as,
                    }
                    for place in Place
                ],
            )


def _quiet_hours(begins: str | None, ends: str | None) -> QuietHours | None:
    if begins is None or ends is None:
        return None
    return QuietHours(begins=time.fromisoformat(begins), ends=time.fromisoformat(ends))
