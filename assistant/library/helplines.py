"""Emergency numbers and helplines: who may be named, and which numbers may be given at all.

A number may be said or shown only while it is valid: a person has checked it, less than a year ago. A program never
sets the date. Everything else is named without its number.

Source: FACTS 4.5.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.errors import ContentError
from assistant.library.yaml_reading import load_yaml

FILE_NAME = "helplines.yaml"
_MOST_MONTHS = 12
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
RegionId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]


class Purpose(StrEnum):
    """What a line is for."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    ABUSE = "abuse"
    OWN_BEHAVIOUR = "own_behaviour"


class Region(BaseModel):
    """A region that can be chosen."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    """As it stands inside a sentence, with its article."""

    spoken: tuple[Text, ...] = Field(min_length=1)
    """The ways to say it, lower case."""


class Checked(BaseModel):
    """What a person has to check, and may rely on for a year at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regions: tuple[RegionId, ...] = Field(min_length=1)
    seen: Text | None = None
    """Where it was found in writing, and when."""

    verified_on: date | None
    """When a person last read it on the service's own page; None for never."""

    expires_on: date | None
    """From this day on it counts no more; at most a year later."""

    @model_validator(mode="after")
    def _lasts_a_year_at_most(self) -> Self:
        if (self.verified_on is None) != (self.expires_on is None):
            message = "verified_on and expires_on are set together"
            raise ValueError(message)
        if (
            self.verified_on
            and self.expires_on
            and not self.verified_on < self.expires_on <= _a_year_after(self.verified_on)
        ):
            message = f"expires_on lies after verified_on, at most {_MOST_MONTHS} months"
            raise ValueError(message)
        return self

    def is_valid(self, today: date) -> bool:
        """Whether its numbers may be given on this day."""
        if self.verified_on is None or self.expires_on is None:
            return False
        return self.verified_on <= today < self.expires_on


class Helpline(Checked):
    """One line of one service."""

    purpose: Purpose
    name: Text
    who: Text
    """Whom it is for, inside a sentence: "everyone", "women"."""

    call: Text | None = None
    """The number, in the groups that people say."""

    text: Text | None = None
    """What to send where."""

    web: Text | None = None
    hours: Text | None = None
    standing: Literal["official", "seen", "known"]
    """Who said so: the service or a government; somebody else; nobody that was found."""

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not (self.call or self.text or self.web):
            message = "a line needs a number to call, to text, or a page"
            raise ValueError(message)
        return self


class SilentHelp(Checked):
    """A way to get help without speaking."""

    text: Text
    """With its numbers; shown only while it is valid."""

    unchecked: Text
    """The same without a number."""


class HelplineFile(BaseModel):
    """``helplines.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regions: dict[RegionId, Region] = Field(min_length=1)
    lines: tuple[Helpline, ...]
    silent: tuple[SilentHelp, ...] = ()


class Helplines:
    """The lines of all regions."""

    def __init__(self, file: HelplineFile) -> None:
        """Put them in order.

        Raises:
            ContentError: a line belongs to a region that is not there, or two regions are spoken alike.
        """
        self._file = file
        used: Iterable[Checked] = (*file.lines, *file.silent)
        unknown = sorted({region for each in used for region in each.regions} - file.regions.keys())
        if unknown:
            message = f"{FILE_NAME}: there is no region {', '.join(unknown)}"
            raise ContentError(message)
        self._spoken: dict[str, str] = {}
        for region, about in file.regions.items():
            for name in about.spoken:
                if name in self._spoken:
                    message = f"{FILE_NAME}: two regions are called '{name}'"
                    raise ContentError(message)
                self._spoken[name] = region

    def regions(self) -> Mapping[str, str]:
        """Every way to say a region, and the region's id."""
        return MappingProxyType(self._spoken)

    def names(self) -> tuple[str, ...]:
        """What the regions are called, in order."""
        return tuple(sorted(region.name for region in self._file.regions.values()))

    def name_of(self, region: str | None) -> str | None:
        """What a region is called; None for none, or one that is not there."""
        about = self._file.regions.get(self._id_of(region) or "")
        return about.name if about else None

    def _id_of(self, region: str | None) -> str | None:
        """A region as the file names it, from however somebody wrote it: "uk-england", "UK_England", "England"."""
        written = (region or "").strip().lower().replace("_", "-")
        if written in self._file.regions:
            return written
        return self._spoken.get(written.replace("-", " "))

    def lines(self, region: str | None, purpose: Purpose) -> tuple[Helpline, ...]:
        """The lines of a region for one purpose, valid or not, in the order of the file."""
        known = self._id_of(region)
        return tuple(line for line in self._file.lines if line.purpose is purpose and known in line.regions)

    def silent(self, region: str | None) -> tuple[SilentHelp, ...]:
        """A region's ways to get help without speaking."""
        known = self._id_of(region)
        return tuple(each for each in self._file.silent if known in each.regions)

    def number(self, region: str | None, purpose: Purpose, today: date) -> str | None:
        """The first number of a region that may be given on this day and is for everyone; None if there is none."""
        return next(
            (
                line.call
                for line in self.lines(region, purpose)
                if line.call and line.who == "everyone" and line.is_valid(today)
            ),
            None,
        )


def in_words(number: str) -> str:
    """A number as it is said: digit by digit, with a pause between the groups.

    >>> in_words("116 123")
    'one one six, one two three'
    """
    groups = number.replace("-", " ").split()
    return ", ".join(" ".join(_DIGITS[int(digit)] for digit in group if digit.isdigit()) for group in groups)


def load_helplines(content: Path) -> Helplines:
    """Load the lines.

    Args:
        content: the folder of one language.

    Raises:
        ContentError: the file is missing or cannot be used; it names the line.
    """
    return Helplines(load_yaml(content / FILE_NAME, HelplineFile))


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the twenty-ninth of February
        return day.replace(year=day.year + 1, day=28)
