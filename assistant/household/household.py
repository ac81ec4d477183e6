"""The household: two partners and the few settings that belong to both of them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the two people; both fields are empty until somebody says a name."""

    name: str = ""
    """As written on the screen."""

    say_as: str = ""
    """How to pronounce it, where that differs from ``name``."""

    @property
    def spoken(self) -> str:
        """What the voice is given; empty while nobody has said a name."""
        return self.say_as or self.name


class Place(StrEnum):
    """Which of the two: the first or the second that was named."""

    FIRST = "first"
    SECOND = "second"

    @property
    def other(self) -> "Place":
        """The other of the two."""
        return Place.SECOND if self is Place.FIRST else Place.FIRST


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A daily stretch without speech of its own accord, in local wall time; may pass midnight."""

    begins: time
    ends: time

    def cover(self, wall: datetime) -> bool:
        """Whether a moment of local wall time lies inside; ``begins`` is inside, ``ends`` is not."""
        at = wall.time()
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """How Hearthside speaks to both."""

    rate: float = 1.0
    """Speed as a factor of the voice's own; 1.2 is a fifth faster."""

    volume: float = 1.0
    """Loudness as a factor; 1 until somebody asks for louder or softer, 1.65 at most."""


@dataclass(frozen=True, slots=True)
class Household:
    """Everything that is remembered about the two of them besides what they planned."""

    id: str = "home"
    partners: tuple[Partner, Partner] = (Partner(), Partner())
    assistant_name: str = ""
    """What they call Hearthside; empty for its own name."""

    zone: str = "UTC"
    """IANA name of the home's time zone."""

    quiet_hours: QuietHours | None = None
    """None until the couple sets them."""

    hush_until: datetime | None = None
    """Chime only and offer nothing until this instant (aware)."""

    region: str = ""
    """Which help page fits; empty until chosen."""

    voice: VoiceSettings = field(default_factory=VoiceSettings)
    spoke_first_last: Place | None = None
    """Who began the last exercise, so that the other can begin the next."""

    def partner(self, place: Place) -> Partner:
        """The first or the second of the two."""
        return self.partners[0] if place is Place.FIRST else self.partners[1]

    def with_partner(self, place: Place, partner: Partner) -> "Household":
        """The same household with one partner named anew."""
        first, second = self.partners
        pair = (partner, second) if place is Place.FIRST else (first, partner)
        return replace(self, partners=pair)

    def wall(self, moment: datetime) -> datetime:
        """An aware instant as naive wall time at home."""
        return moment.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether Hearthside may only chime at an aware instant, because of quiet hours or a hush."""
        hushed = self.hush_until is not None and moment < self.hush_until
        return hushed or (self.quiet_hours is not None and self.quiet_hours.cover(self.wall(moment)))
