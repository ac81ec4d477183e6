"""The moment that a command takes for the present."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.clock import SystemClock


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
