"""The iCalendar text that an imported event leaves beside its appointment, so that an export can put back all of it.

Why: rendering what was just parsed takes half as long as parsing it. The lines of an event are therefore kept as they
were written, where it is plain which they are; only what could not be written again is found out at once.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from icalendar import Calendar, Component, vText

_EVENT = re.compile(rb"^BEGIN:VEVENT[ \t]*\r?$.*?^END:VEVENT[ \t]*(?=\r?$)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_END_OF_LINE = re.compile(rb"\r?\n")
_HEAD, _TAIL = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"


class KeptTexts:
    """The texts of the events of one file."""

    def __init__(self, data: bytes, calendars: Iterable[Component]) -> None:
        """Find the lines of every event; where they cannot be told apart, events are rendered instead.

        Args:
            data: the file.
            calendars: what was parsed from it, in its order.
        """
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        blocks = _EVENT.findall(data)
        are_told_apart = len(blocks) == len(events) and all(_is_utf8(block) for block in blocks)
        self._lines = dict(zip(map(id, events), blocks, strict=True)) if are_told_apart else {}
        self._events = events  # held, since they are known by their identity

    def of(self, components: Sequence[Component], timezones: Sequence[Component]) -> str:
        """Events and the zones that only their own calendar defines, as one text.

        Raises:
            TypeError, KeyError, ValueError: they are so damaged that no export could hold them.
        """
        kept = Calendar()
        for each in (*timezones, *components):
            kept.add_component(each)
        kept.get_missing_tzids()
        lines = [self._lines.get(id(each)) for each in components]
        if None in lines:
            rendered: bytes = kept.to_ical()
            return rendered.decode()
        for each in components:
            _refuse_unwritable(each)
        zones = b"".join(each.to_ical() for each in timezones)
        events = b"".join(_END_OF_LINE.sub(b"\r\n", each) + b"\r\n" for each in lines if each is not None)
        return (_HEAD + zones + events + _TAIL).decode()


def _refuse_unwritable(component: Component) -> None:
    """Find what could be parsed and cannot be rendered; a text or a plain moment always can.

    Raises:
        TypeError, ValueError: there is such a thing.
    """
    for value in component.values():
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, vText) and not isinstance(getattr(each, "dt", None), date | timedelta):
                each.to_ical()
    for part in component.subcomponents:
        _refuse_unwritable(part)


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True
