"""The calendar that phones subscribe to: everything that others may see, as one iCalendar text.

Why: the feed is written after every change, and rendering 1,000 appointments takes seconds; what was rendered once is
kept until its appointment changes. Foreign properties are left out: a feed may lie where anybody reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from icalendar import Timezone

from assistant.calendar.agreement import fingerprint
from assistant.calendar.appointment import Appointment
from assistant.calendar.ical import PRODUCT
from assistant.calendar.ical_writing import make_components
from assistant.calendar.publishing import TitlePolicy, is_published, published

_FIRST_YEAR = 2020
_YEARS = 25
"""How long the written zones hold."""


@dataclass(slots=True)
class Feed:
    """Renders feeds, and remembers the parts."""

    titles: TitlePolicy
    _parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    _zones: dict[str, bytes] = field(default_factory=dict)

    def text(self, appointments: Iterable[Appointment]) -> bytes:
        """The feed of these appointments, in their order."""
        shown = [each for each in appointments if is_published(each, self.titles)]
        before, self._parts = self._parts, {}
        for each in shown:
            print_of_it = fingerprint(each, self.titles)
            known = before.get(each.uid)
            self._parts[each.uid] = known if known and known[0] == print_of_it else (print_of_it, self._events(each))
        zones = sorted({each.zone for each in shown if each.zone != "UTC" and not each.all_day})
        head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nX-WR-CALNAME:{self.titles.neutral}\r\n"
        body = [self._zone(each) for each in zones] + [self._parts[each.uid][1] for each in shown]
        return b"".join([head.encode(), *body, b"END:VCALENDAR\r\n"])

    def _events(self, appointment: Appointment) -> bytes:
        ours = replace(appointment, ical=None)
        return b"".join(each.to_ical() for each in make_components(published(ours, self.titles)))

    def _zone(self, name: str) -> bytes:
        if name not in self._zones:
            zone = Timezone.from_tzinfo(
                ZoneInfo(name),
                name,
                first_date=date(_FIRST_YEAR, 1, 1),
                last_date=date(_FIRST_YEAR + _YEARS, 1, 1),
            )
            text: bytes = zone.to_ical()
            self._zones[name] = text
        return self._zones[name]
