"""``hearthside calendar free``: when both are free, and why these times."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.app.house import House
from assistant.app.planning_parts import make_free_time
from assistant.app.printing import print_line, print_text
from assistant.calendar.appointment import NEUTRAL_TITLE
from assistant.errors import RequestUnclear
from assistant.messages.speech import Expectation, Intent, Transcript, Vocabulary
from assistant.scheduling.scoring import Slot

PLACES = 5
"""On a screen there is room for more than the two that are said aloud."""


def print_free(house: House, words: str, now: datetime, *, as_json: bool) -> None:
    """Print when both are free.

    Args:
        house: whose calendar.
        words: a time as one says it, e.g. ``next week for two hours``; empty for the coming days.
        now: aware.
        as_json: one object a place.

    Raises:
        RequestUnclear: there is no time in the words.
    """
    intent = _understood(house, words, now)
    if words and "when" not in intent.times:
        message = "I found no time in that; say it like 'this weekend', or 'next week for two hours'."
        raise RequestUnclear(message)
    found = make_free_time(house).find(NEUTRAL_TITLE, intent.times.get("when"), now, PLACES)
    for slot in found:
        _print(slot, house.zone, as_json=as_json)
    if not found and not as_json:
        print_text("There is no time in which both are free.")


def _understood(house: House, words: str, now: datetime) -> Intent:
    wall = now.astimezone(house.zone).replace(tzinfo=None)
    said = f"when are we both free {words.lower()}".strip()
    return house.recognizer.recognize(Transcript(said), Expectation(), Vocabulary(), wall)


def _print(slot: Slot, zone: ZoneInfo, *, as_json: bool) -> None:
    start, end = slot.start.astimezone(zone), slot.end.astimezone(zone)
    if as_json:
        print_line(
            {"start": start.isoformat(), "end": end.isoformat(), "reasons": [str(each) for each in slot.reasons]}
        )
    else:
        print_text(f"{start:%a %d %b %Y  %H:%M}-{end:%H:%M}")
