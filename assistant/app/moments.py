"""The moment that a command takes for the present."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.clock import SystemClock

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""What a command may be told to take for the present: a century or two around it can still be reckoned with."""


def is_within_reach(moment: datetime) -> bool:
    """Whether calendars can reckon with a moment, also with what lies some decades around it."""
    return FIRST_YEAR <= moment.year <= LAST_YEAR


def present(given: datetime | None, zone: ZoneInfo) -> datetime:
    """The given moment, else the clock's.

    Args:
        given: with an offset an instant; without one wall time in ``zone``; None for now.
        zone: the household's.

    Returns:
        Timezone-aware, in ``zone``.
    """
    if given is None:
        return SystemClock().now().astimezone(zone)
    return given.replace(tzinfo=zone) if given.tzinfo is None else given.astimezone(zone)
