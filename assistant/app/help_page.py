"""``hearthside help``: the help page, on screen and without a sound.

It writes nothing anywhere: no history, no log, no file that was not there before, and no time of one that was.
"""

import argparse
import contextlib
import sys
import textwrap
from datetime import date
from pathlib import Path

from assistant.app.content import CONTENT, written_helplines
from assistant.app.printing import print_line, print_text
from assistant.app.screen import Screen
from assistant.app.settings import Settings, load_settings
from assistant.clock import SystemClock
from assistant.dialogue.safety import Numbers
from assistant.errors import StoreError
from assistant.library.help_pages import HelpSection, help_sections, load_help_page
from assistant.library.helplines import Helplines, Purpose, in_words
from assistant.store.database import FILE_NAME, open_database
from assistant.store.households import StoredHouseholds

_WIDTH = 78


def show_help(options: argparse.Namespace) -> int:
    """Print the page of the chosen region; with ``--json`` one object a section."""
    settings = load_settings(options.config, data_dir=options.data_dir)
    region = chosen_region(settings)
    if options.json:
        for section in sections(region):
            print_line({"id": section.id, "title": section.title, "paragraphs": list(section.paragraphs)})
    elif sys.stdin.isatty() and sys.stdout.isatty():
        _read_aside(region)
    else:
        print_text(page_text(region))
    return 0


def open_page(screen: Screen, region: str | None, *, was_typed: bool = False) -> None:
    """Show the page of a region; ``was_typed`` as in ``Screen.open``."""
    page = load_help_page(CONTENT)
    screen.open(page_text(region), close=page.close, read_on=page.read_on, was_typed=was_typed)


def _read_aside(region: str | None) -> None:
    screen = Screen(sys.stdout)
    with contextlib.closing(screen), contextlib.suppress(KeyboardInterrupt):
        open_page(screen, region)
        for line in sys.stdin:
            screen.takes(line.strip())
            if not screen.is_open:
                return


def page_text(region: str | None, today: date | None = None) -> str:
    """The whole page as text.

    Args:
        region: whose lines to show; None if none was chosen.
        today: only numbers that are valid on this day are shown; the clock's day unless told otherwise.
    """
    page = load_help_page(CONTENT)
    return "\n\n".join([page.title.upper(), *(_section_text(section) for section in sections(region, today))])


def sections(region: str | None, today: date | None = None) -> tuple[HelpSection, ...]:
    """The page's sections; arguments as in ``page_text``."""
    day = today if today is not None else SystemClock().now().date()
    return help_sections(load_help_page(CONTENT), written_helplines(), region, day)


def chosen_region(settings: Settings) -> str | None:
    """The region that the couple chose aloud, else the one of the settings; None for none.

    Nothing is created where nothing was kept yet, and a database that cannot be read is passed over.
    """
    kept = _kept_region(settings.data_dir, settings.store.url)
    return kept or settings.household.region


def valid_numbers(helplines: Helplines, region: str | None, today: date, *, spoken: bool) -> Numbers:
    """The numbers of a region that may be given, for the fixed replies.

    Args:
        helplines: the lines of all regions.
        region: the chosen one.
        today: the present day.
        spoken: whether they are said (digit by digit in words) or shown.
    """
    emergency = helplines.number(region, Purpose.EMERGENCY, today)
    crisis = helplines.number(region, Purpose.CRISIS, today)
    if not spoken:
        return Numbers(emergency, crisis)
    return Numbers(emergency and in_words(emergency), crisis and in_words(crisis))


def _kept_region(data_dir: Path, url: str | None) -> str:
    if url is None and not (data_dir / FILE_NAME).is_file():
        return ""
    try:
        with open_database(data_dir, SystemClock().now(), url, untouched=True) as database:
            return StoredHouseholds(database).load().region
    except StoreError:
        return ""


def _section_text(section: HelpSection) -> str:
    paragraphs = (
        textwrap.fill(paragraph, _WIDTH, subsequent_indent="  " if paragraph.startswith("- ") else "")
        for paragraph in section.paragraphs
    )
    return "\n".join((section.title, "-" * len(section.title), *paragraphs))
