"""The ``[calendar]`` section: which calendars outside are read and written, and who may log in there."""

import os
import stat
import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from assistant.calendar.appointment import NEUTRAL_TITLE
from assistant.calendar.publishing import TitlePolicy
from assistant.errors import SettingsError

SECRETS = frozenset({"password", "user", "url", "address"})
"""Settings whose values are shown nowhere, not even where they are wrong."""


def _secure(address: str) -> str:
    """An address to which a password may be sent.

    Raises:
        ValueError: it may not; the message says what is allowed.
    """
    parts = urlsplit(address)
    if parts.username or parts.password:
        message = "an address without user and password in it; they have settings of their own"
        raise ValueError(message)
    if parts.scheme == "webcal":
        return parts._replace(scheme="https").geturl()
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname))):
        message = "an address that begins with https:// (http:// only on this computer itself)"
        raise ValueError(message)
    return address


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _file_or_secure(address: str) -> str:
    return _secure(address) if "://" in address else str(Path(address).expanduser())


Url = Annotated[str, AfterValidator(_secure)]
Source = Annotated[str, AfterValidator(_file_or_secure)]


class PersonalCalendarSettings(BaseModel):
    """One person's own calendar; read only after they agreed to it aloud, by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: Source | None = Field(
        default=None, description="A file, an https URL of an .ics file, or of a CalDAV calendar (ending in a slash)."
    )
    user: str | None = Field(default=None, description="Who logs in there.")
    password: SecretStr | None = Field(default=None, description="Better in the environment than in a file.")


class CalendarSettings(BaseModel):
    """Calendars outside Hearthside; nothing is read or written until somebody asks for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: Url | None = Field(
        default=None, description="The shared CalDAV calendar; 'hearthside calendar sync' joins it."
    )
    user: str | None = Field(default=None, description="Who logs in there.")
    password: SecretStr | None = Field(
        default=None, description="Better in HEARTHSIDE_CALENDAR__PASSWORD than in a file."
    )
    sync_minutes: int = Field(default=15, ge=1, le=24 * 60, description="How often 'run' syncs, beside every change.")
    feed: Path | None = Field(default=None, description="A file that phones can subscribe to, written on every change.")
    titles: Literal["neutral", "own"] = Field(
        default="neutral", description="Whether others see the neutral title or your own."
    )
    neutral_title: str = Field(default=NEUTRAL_TITLE, min_length=1, max_length=80, description="The neutral title.")
    first: PersonalCalendarSettings = PersonalCalendarSettings()
    second: PersonalCalendarSettings = PersonalCalendarSettings()

    @property
    def title_policy(self) -> TitlePolicy:
        """Which titles leave the house."""
        return TitlePolicy(self.titles == "own", self.neutral_title)

    @property
    def personal(self) -> Mapping[str, PersonalCalendarSettings]:
        """Each person's own calendar that is named, by person."""
        both = {"first": self.first, "second": self.second}
        return {person: each for person, each in both.items() if each.address is not None}


def refuse_open_secrets(file: Path) -> None:
    """Insist that a settings file with a password or a private address is its owner's alone.

    Raises:
        SettingsError: others may read it.
    """
    if os.name != "posix" or not stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        return
    sections = tomllib.loads(file.read_text(encoding="utf-8"))
    section, store = (found if isinstance(found := sections.get(name), dict) else {} for name in ("calendar", "store"))
    people = [each for each in (section.get("first"), section.get("second")) if isinstance(each, dict)]
    private = [each for each in people if "://" in str(each.get("address", "")) or "password" in each]
    if "password" in section or private or _names_a_password(str(store.get("url", ""))):
        message = f"Others can read the passwords and private addresses in {file}; run: chmod 600 {file}"
        raise SettingsError(message)


def _names_a_password(url: str) -> bool:
    try:
        return urlsplit(url).password is not None
    except ValueError:
        return True
