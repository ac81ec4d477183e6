"""What is said of every table of the store to whoever asks what is kept."""

from collections.abc import Mapping
from datetime import datetime

from assistant.messages.speech import Line
from assistant.store.database import Database
from assistant.store.keeping import has_files_set_aside, kept_tables

TOLD_HERE: Mapping[str, str] = {
    "reminder": "know.said",
    "undo": "know.undo",
    "evening": "know.evening",
    "question_used": "know.questions",
    "ritual_booking": "know.offers",
    "ritual_offer": "know.offers",
    "week_offered": "know.offers",
    "sync_item": "know.in_step",
    "calendar_asked": "know.calendar_asked",
}
"""By table: the response that tells that it holds something."""


def kept_lines(database: Database, now: datetime) -> tuple[Line, ...]:
    """One line for each kind of thing that is kept at the moment and that no skill tells."""
    kept = kept_tables(database, now)
    told = dict.fromkeys(key for table, key in TOLD_HERE.items() if table in kept)
    aside = ("know.set_aside",) if has_files_set_aside(database) else ()
    return tuple(Line(key) for key in (*told, *aside))
