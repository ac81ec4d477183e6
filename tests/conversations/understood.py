"""One recogniser for all evenings: it keeps nothing of what was said, and takes most of a second to make."""

from functools import cache

from assistant.app.content import written_readings
from assistant.app.settings import HouseholdSettings, Settings
from assistant.app.wiring import make_recognizer
from assistant.understanding.ports import Recognizer

ZONE = "Europe/Berlin"
"""Where all of them are at home."""


@cache
def recognizer() -> Recognizer:
    """The product's own recogniser."""
    return make_recognizer(written_readings(), Settings(household=HouseholdSettings(zone=ZONE)))
