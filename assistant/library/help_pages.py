"""The help page: the same sections for everybody, with the lines of the chosen region.

It opens without a sound and leaves no trace, so that opening it proves nothing.

Source: FACTS 4.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.library.helplines import Helpline, Helplines, Purpose, Text
from assistant.library.yaml_reading import load_yaml


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WrittenSection(_Part):
    """A section that reads the same in every region."""

    id: Text
    title: Text
    text: tuple[Text, ...] = Field(min_length=1)


class LineGroup(_Part):
    """The heading of all lines for one purpose."""

    purpose: Purpose
    title: Text


class WrittenLines(_Part):
    """The words around the lines of a region."""

    title: Text
    choose: Text
    region: Text
    unchecked: Text
    look_up: Text
    none: Text
    groups: tuple[LineGroup, ...] = Field(min_length=1)
    entry: Text
    call: Text
    text: Text
    web: Text
    hours: Text
    checked: Text


class WrittenSilent(_Part):
    """Getting help without speaking."""

    title: Text
    always: tuple[Text, ...] = Field(min_length=1)


class HelpPage(_Part):
    """``help/page.yaml``."""

    title: Text
    close: Text
    read_on: Text
    sections: tuple[WrittenSection, ...] = Field(min_length=1)
    lines: WrittenLines
    silent: WrittenSilent


@dataclass(frozen=True, slots=True)
class HelpSection:
    """One section as it is shown."""

    id: str
    title: str
    paragraphs: tuple[str, ...]


def load_help_page(content: Path) -> HelpPage:
    """Load the page.

    Args:
        content: the folder of one language.

    Raises:
        ContentError: the file is missing or cannot be used.
    """
    return load_yaml(content / "help" / "page.yaml", HelpPage)


def help_sections(page: HelpPage, helplines: Helplines, region: str | None, today: date) -> tuple[HelpSection, ...]:
    """The page of a region, section by section.

    Args:
        page: what is written.
        helplines: the lines of all regions.
        region: the chosen one; None, or one that is not there, if none was chosen.
        today: only numbers that are valid on this day are shown.
    """
    written = tuple(HelpSection(section.id, section.title, section.text) for section in page.sections)
    lines = HelpSection("lines", page.lines.title, tuple(_lines(page.lines, helplines, region, today)))
    silent = tuple(each.text if each.is_valid(today) else each.unchecked for each in helplines.silent(region))
    return (*written, lines, HelpSection("silent", page.silent.title, (*page.silent.always, *silent)))


def _lines(written: WrittenLines, helplines: Helplines, region: str | None, today: date) -> Iterator[str]:
    name = helplines.name_of(region)
    if name is None:
        yield written.choose.format(regions=", ".join(helplines.names()))
        yield written.look_up
        return
    yield written.region.format(region=name)
    groups = [(group, helplines.lines(region, group.purpose)) for group in written.groups]
    if any(not line.is_valid(today) for _, lines in groups for line in lines):
        yield written.unchecked
        yield written.look_up
    for group, lines in groups:
        yield f"{group.title}:"
        if not lines:
            yield written.none
        for line in lines:
            yield "- " + _entry(written, line, today)


def _entry(written: WrittenLines, line: Helpline, today: date) -> str:
    entry = written.entry.format(name=line.name, who=line.who)
    if not line.is_valid(today) or line.verified_on is None:
        return entry
    ways = (("call", line.call), ("text", line.text), ("web", line.web), ("hours", line.hours))
    told = [getattr(written, name).format(**{name: value}) for name, value in ways if value]
    return "; ".join((entry, *told, written.checked.format(date=line.verified_on.isoformat())))
