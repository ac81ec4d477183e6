"""What the words of the command line may be: each a type for ``argparse``, whose refusal is wrong usage."""

import argparse
from datetime import datetime
from pathlib import Path

from assistant.app.moments import FIRST_YEAR, LAST_YEAR, is_within_reach

MOST_DAYS = 36_525
"""A hundred years."""


def moment(text: str) -> datetime:
    """An ISO time that calendars can reckon with.

    Raises:
        ArgumentTypeError: it is none, or too far away.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not an ISO time such as 2026-11-23T19:00"
        raise argparse.ArgumentTypeError(message) from error
    if not is_within_reach(found):
        message = f"{text!r} is not a time of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise argparse.ArgumentTypeError(message)
    return found


def days(text: str) -> int:
    """A number of days, from one to a hundred years.

    Raises:
        ArgumentTypeError: it is none.
    """
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len(str(MOST_DAYS)) + 1 else 0
    if not 1 <= number <= MOST_DAYS:
        message = f"{text[:20]!r} is not a number of days from 1 to {MOST_DAYS}"
        raise argparse.ArgumentTypeError(message)
    return number


def path(text: str) -> Path:
    """The path of a file or folder.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if not text.strip():
        message = "a path is missing"
        raise argparse.ArgumentTypeError(message)
    return Path(text)


def words(text: str) -> str:
    """Words as they were typed; what is no Unicode is replaced."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
