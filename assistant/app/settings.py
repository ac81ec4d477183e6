"""Every setting, its default and its meaning; ``config/assistant.toml`` shows them all.

A value is taken from the first of: a flag, a ``HEARTHSIDE_*`` variable (``HEARTHSIDE_HEARING__ENGINE=sphinx``), the
TOML file, the default below.
"""

import re
import tomllib
from dataclasses import replace
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
import tzlocal
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as VariableUnreadable

from assistant.app.calendar_settings import SECRETS, CalendarSettings, refuse_open_secrets
from assistant.app.spoken_time_settings import SpokenTimeSettings
from assistant.errors import SettingsError
from assistant.scheduling.written_rituals import WrittenHours, WrittenRitual
from assistant.understanding.times.conventions import Conventions


@cache
def _zones() -> frozenset[str]:
    """The zones that this machine knows; asked once, since hundreds of files are looked at."""
    return frozenset(available_timezones())


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HouseholdSettings(_Section):
    """The two people's home."""

    zone: str | None = Field(default=None, description="IANA time zone; the computer's own where it is not set.")
    travel: Literal["keep", "follow"] = Field(
        default="keep", description="Keep the home's time on a journey, or follow the computer's."
    )
    region: str | None = Field(default=None, description="Country for the help page's lines, e.g. 'uk-england'.")

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, zone: str | None) -> str | None:
        if zone is not None and zone not in _zones():
            message = "an IANA time zone such as 'Europe/Berlin'"
            raise ValueError(message)
        return zone


class HearingSettings(_Section):
    """How Hearthside listens."""

    microphone: str | None = Field(default=None, description="Part of the device's name; the default one if not set.")
    wake: Literal["word", "key", "open"] = Field(
        default="word", description="Wait for the wake word, for the Enter key, or listen all the time."
    )
    wake_word: str = Field(default="okay_nabu", description="A built-in word, or the path of a microWakeWord model.")
    engine: Literal["whisper", "sphinx"] = Field(default="whisper", description="The recogniser.")
    model: str | None = Field(
        default=None, description="Folder of another faster-whisper model; the one that was installed if not set."
    )
    canceller: Literal["auto", "speex", "own", "none"] = Field(
        default="auto", description="What takes its own voice out of what it hears; auto is its own."
    )
    start_seconds: float = Field(default=0.3, ge=0.05, le=2.0, description="Speech this long begins an utterance.")
    end_seconds: float = Field(default=0.7, ge=0.2, le=3.0, description="Silence this long ends an utterance.")
    whole_end_seconds: float = Field(
        default=0.5, ge=0.2, le=3.0, description="The same after a whole command; end_seconds where that is shorter."
    )
    open_end_seconds: float = Field(
        default=1.3, ge=0.2, le=5.0, description="And after words that break off; end_seconds where that is longer."
    )
    longest_seconds: float = Field(default=15.0, ge=2.0, le=30.0, description="An utterance never gets longer.")
    follow_up_seconds: float = Field(
        default=8.0, ge=0.0, le=60.0, description="How long a follow-up needs no wake word after an answer."
    )


class SpeakingSettings(_Section):
    """How Hearthside speaks."""

    speaker: str | None = Field(default=None, description="Part of the device's name; the default one if not set.")
    engine: Literal["piper", "espeak"] = Field(default="piper", description="The voice's engine.")
    voice: str | None = Field(
        default=None, description="A Piper model file, or an espeak-ng voice; the engine's own default if not set."
    )
    rate: float = Field(default=0.92, ge=0.5, le=2.0, description="Speed; 1 is the voice's normal rate.")
    volume: float = Field(
        default=1.0, ge=0.0, le=1.0, description="Loudness before anybody asks for louder or softer, 0 to 1."
    )
    cache_megabytes: int = Field(
        default=64, ge=0, le=4096, description="Disk space for fixed sentences, rendered once."
    )


class SchedulingSettings(_Section):
    """When Hearthside speaks up."""

    lead_minutes: int = Field(
        default=60, ge=0, le=7 * 24 * 60, description="How long before its start a time is announced."
    )
    default_minutes: int = Field(default=60, ge=5, le=24 * 60, description="How long a time lasts when nobody said.")
    stale_hours: float = Field(
        default=12.0, ge=0.0, le=168.0, description="A dictated reminder missed for longer is only told when asked."
    )


class PlanningSettings(_Section):
    """How weeks are planned, once the two have asked for it."""

    free_minutes: int = Field(
        default=90, ge=10, le=12 * 60, description="How long both must be free, when somebody asks for free time."
    )
    evenings_begin: time = Field(default=time(18), description="When evenings begin, where free time is looked for.")
    evenings_end: time = Field(default=time(23), description="When they end.")
    never: tuple[WrittenHours, ...] = Field(
        default=(), description="Hours in which nothing is ever planned, beside the night and the quiet hours."
    )
    rituals: tuple[WrittenRitual, ...] = Field(
        default=(), description="Rituals of your own, to be suggested in place of the usual week."
    )


class StoreSettings(_Section):
    """Where Hearthside remembers."""

    url: str | None = Field(default=None, description="A database URL; SQLite in the data directory if not set.")


def default_data_dir() -> Path:
    """Where everything lives unless told otherwise."""
    return platformdirs.user_data_path("hearthside", appauthor=False)


class Settings(BaseSettings):
    """All settings together, checked."""

    model_config = SettingsConfigDict(
        env_prefix="HEARTHSIDE_",
        env_nested_delimiter="__",
        extra="ignore",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Field(default_factory=default_data_dir, description="Everything that is remembered lives here.")
    household: HouseholdSettings = HouseholdSettings()
    hearing: HearingSettings = HearingSettings()
    speaking: SpeakingSettings = SpeakingSettings()
    spoken_times: SpokenTimeSettings = SpokenTimeSettings()
    scheduling: SchedulingSettings = SchedulingSettings()
    planning: PlanningSettings = PlanningSettings()
    calendar: CalendarSettings = CalendarSettings()
    store: StoreSettings = StoreSettings()

    @property
    def zone(self) -> ZoneInfo:
        """The household's time zone: the setting, else the computer's."""
        if self.household.zone:
            return ZoneInfo(self.household.zone)
        try:
            return ZoneInfo(tzlocal.get_localzone_name() or "UTC")
        except Exception as error:  # tzlocal raises its own and zoneinfo's errors for broken system files
            message = "The computer's time zone cannot be read; set household.zone, for example to 'Europe/Berlin'."
            raise SettingsError(message) from error

    @property
    def conventions(self) -> Conventions:
        """What the reading of spoken times goes by at home."""
        return replace(self.spoken_times.conventions(), zone=self.zone)


def load_settings(config: Path | None = None, *, data_dir: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        config: the TOML file; without it, ``assistant.toml`` in the data directory where there is one.
        data_dir: overrides every other source.

    Raises:
        SettingsError: a file cannot be read, or a key or value is wrong; the message names it and what is allowed.
    """
    flags: dict[str, Any] = {} if data_dir is None else {"data_dir": data_dir}
    try:
        if config is None:
            beside = Settings(**flags).data_dir / "assistant.toml"
            config = beside if beside.is_file() else None
        elif not config.is_file():
            message = f"There is no settings file at {config}."
            raise SettingsError(message)
        if config is not None:
            refuse_open_secrets(config)
        return _reader(config)(**flags)
    except tomllib.TOMLDecodeError as error:
        message = f"{config} is not valid TOML: {error}."
        raise SettingsError(message) from error
    except UnicodeDecodeError as error:
        message = f"{config} is not a text file in UTF-8."
        raise SettingsError(message) from error
    except OSError as error:
        message = f"{config or 'The settings'} cannot be read: {error.strerror}."
        raise SettingsError(message) from error
    except VariableUnreadable as error:
        raise SettingsError(_unreadable(str(error))) from error
    except ValidationError as error:
        raise SettingsError(_plain(error)) from error


def _reader(config: Path | None) -> type[Settings]:
    class FromFile(Settings):
        # Only a file is held to known keys: the environment may hold other programs' variables.
        model_config = SettingsConfigDict(extra="forbid")

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            del dotenv_settings, file_secret_settings
            file = TomlConfigSettingsSource(settings_cls, config) if config else None
            return (init_settings, env_settings, *((file,) if file else ()))

    return FromFile


def _plain(error: ValidationError) -> str:
    """The first thing that is wrong, in one sentence that names the key and what is allowed."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["loc"][-1] in SECRETS and first["type"] != "extra_forbidden":
        return f"'{key}' cannot be used; it is {first.get('ctx', {}).get('error', 'a text')!s}."
    match first["type"]:
        case "extra_forbidden":
            return f"There is no setting '{key}'; {_known(first['loc'])}."
        case "literal_error":
            return f"'{key}' cannot be {first['input']!r}; it is one of {first['ctx']['expected']}."
        case "value_error":
            return f"'{key}' cannot be {first['input']!r}; it is {first['ctx']['error']!s}."
        case _:
            return f"'{key}' cannot be {first['input']!r}: {first['msg'][0].lower()}{first['msg'][1:]}."


def _unreadable(words: str) -> str:
    """What is wrong with a variable that names a whole section; its value is not repeated."""
    named = re.search(r'field "(\w+)"', words)
    name = "HEARTHSIDE_*" if named is None else f"HEARTHSIDE_{named.group(1).upper()}"
    return f"The variable {name} cannot be read; set one thing at a time, such as HEARTHSIDE_HEARING__ENGINE=sphinx."


def _known(location: tuple[int | str, ...]) -> str:
    model: type[BaseModel] = Settings
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        if field is None or not isinstance(field.annotation, type) or not issubclass(field.annotation, BaseModel):
            break
        model = field.annotation
    return "known ones are " + ", ".join(model.model_fields)
