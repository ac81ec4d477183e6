"""Names calendars outside to whoever asks what is known, or what forgetting everything leaves."""

from collections.abc import Iterable

from assistant.messages.speech import Line
from assistant.scheduling.outside_calendars import LinkedAddress

_NAMING = {
    "shared": "know.shared_calendar",
    "feed": "know.feed",
    "first": "know.personal_calendar",
    "second": "know.personal_calendar",
}


def outside_lines(addresses: Iterable[LinkedAddress]) -> tuple[Line, ...]:
    """What is said of calendars that are read or written; never whose they are."""
    return tuple(Line(_NAMING[each.role], {"place": each.place}) for each in addresses)


def left_lines(addresses: Iterable[LinkedAddress]) -> tuple[Line, ...]:
    """What is said of calendars that forgetting everything leaves where they are."""
    return tuple(Line("household.calendar_left", {"place": each.place}) for each in addresses if each.role == "shared")
