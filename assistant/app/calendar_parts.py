"""Chooses and joins what reads and writes calendars outside."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from assistant.adapters.calendar_caldav import CaldavCalendar
from assistant.adapters.calendar_source import AnyCalendar
from assistant.adapters.files_written_whole import EVERYBODY, write_file
from assistant.app.calendar_settings import CalendarSettings, PersonalCalendarSettings
from assistant.calendar.appointment import Appointment
from assistant.calendar.outside import Outside
from assistant.scheduling.kept_feed import KeptFeed
from assistant.scheduling.outside_calendars import OutsideCalendars
from assistant.scheduling.personal_calendars import PersonalCalendars
from assistant.scheduling.shared_calendar import SharedCalendar
from assistant.store.appointments import StoredAppointments
from assistant.store.database import Database
from assistant.store.personal_calendars import StoredPersonalLinks
from assistant.store.sync_state import StoredSync


def make_calendars(
    settings: CalendarSettings, database: Database, outside: Outside, changed: Callable[[datetime], None]
) -> OutsideCalendars:
    """What one house reads and writes outside; ``changed`` is told the time where a sync changed what is planned."""
    return OutsideCalendars(
        _personal(settings, database, outside.zone),
        _shared(settings, database, outside, changed),
        _feed(settings, database),
        sync_seconds=settings.sync_minutes * 60.0,
        show=_show,
    )


def _personal(settings: CalendarSettings, database: Database, zone: str) -> PersonalCalendars:
    people = {person: (each, each.address) for person, each in settings.personal.items() if each.address is not None}
    logins = {address: _login(each) for each, address in people.values()}
    addresses = {person: address for person, (_each, address) in people.items()}
    return PersonalCalendars(StoredPersonalLinks(database), AnyCalendar(zone, logins), addresses)


def _login(settings: CalendarSettings | PersonalCalendarSettings) -> tuple[str | None, str | None]:
    return settings.user, None if settings.password is None else settings.password.get_secret_value()


def _shared(
    settings: CalendarSettings, database: Database, outside: Outside, changed: Callable[[datetime], None]
) -> SharedCalendar | None:
    if settings.url is None:
        return None
    connect = partial(CaldavCalendar, settings.url, *_login(settings))
    return SharedCalendar(settings.url, connect, StoredSync(database), outside, changed)


def _feed(settings: CalendarSettings, database: Database) -> KeptFeed | None:
    if settings.feed is None:
        return None
    file = settings.feed.expanduser()

    def read_all() -> Sequence[Appointment]:
        with database.beside() as reading:
            return StoredAppointments(reading).all()

    return KeptFeed(str(settings.feed), settings.title_policy, read_all, lambda text: write_file(file, text, EVERYBODY))


def _show(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
