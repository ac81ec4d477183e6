"""Lengths of time: "half an hour", "two and a half weeks", "an hour and ten"."""

# ruff: noqa: PLR2004 - the numbers of clock and calendar are their own names

import calendar
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from fractions import Fraction

from assistant.messages.times import Grain
from assistant.understanding.times.scene import UNIT, Scene, after, words

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "fortnight": 1_209_600}
MONTHS = {"month": 1, "year": 12, "decade": 120, "century": 1200, "millennium": 12_000}
_DAYS_IN_MONTH = 30
_DAYS_IN_YEAR = 365
_MEAN_MONTH = Fraction(1461, 48)
"""Days: four years, one of them a leap year, over 48 months."""

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Length:
    """A spoken length."""

    months: Fraction
    """Calendar months, for what was said in months and years."""

    seconds: Fraction
    """What was said in weeks and below."""

    unit: str
    """The smallest unit named."""

    @property
    def total_seconds(self) -> int:
        """The whole length, a month as 30 days, a year as 365, and both together by the mean month."""
        years, months = divmod(self.months, 12)
        if years and months:
            return int(self.seconds + self.months * _MEAN_MONTH * _DAY)
        return int(self.seconds + (years * _DAYS_IN_YEAR + months * _DAYS_IN_MONTH) * _DAY)

    @property
    def in_days(self) -> bool:
        """True when it was said in days or longer units."""
        return self.unit not in {"second", "minute", "hour"}

    @property
    def grain(self) -> Grain:
        """How precisely a moment this far away is known."""
        return Grain.DAY if self.in_days else Grain.MINUTE

    def negative(self) -> "Length":
        """As long, but backwards."""
        return Length(-self.months, -self.seconds, self.unit)

    def after(self, moment: datetime, sign: int = 1) -> datetime:
        """The moment this long after another one, or before it with ``sign`` -1.

        Raises:
            OverflowError: the moment lies beyond the calendar.
        """
        whole, part = divmod(self.months, 1)
        moved = _add_months(moment, sign * int(whole))
        return moved + sign * timedelta(seconds=float(self.seconds + part * _DAYS_IN_MONTH * _DAY))

    def passed_since(self, moment: datetime, zone: tzinfo | None) -> datetime:
        """The wall time at which so much has passed: what is less than a day, as it really passes in a zone.

        Raises:
            OverflowError: the moment lies beyond the calendar.
        """
        if zone is None or self.total_seconds >= _DAY:
            return self.after(moment)
        instant = moment.replace(tzinfo=zone).astimezone(UTC)
        return self.after(instant).astimezone(zone).replace(tzinfo=None)

    def after_day(self, day: date, sign: int = 1) -> date:
        """The day this long after another one."""
        return self.after(datetime.combine(day, datetime.min.time()), sign).date()


def _add_months(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        message = "beyond the calendar"
        raise OverflowError(message)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, calendar.monthrange(year, month + 1)[1]))


_PIECE = words(
    r"(?:(?P<number>\d+(?:\.\d+)?)(?: (?:odd|something|some))?|(?P<one>an?|another(?= (?:hour|minute)))|"
    r"(?P<part>(?:a |another )?half|(?:a |1 )?quarter|"
    r"(?P<quarters>\d) quarter)(?: of)?(?: an?)?)"
    rf"(?: (?:whole|full|entire|solid|good|further|more|extra|additional))? (?P<unit>{UNIT})",
)
_FRACTION = words(
    r"and (?:(?:an? |1 )?(?P<half>half)|(?:a |1 )?(?P<quarter>quarter)|3 quarter)(?! an? | past(?: |$)| to(?: |$)| \d)"
)
_MINUTES = words(r"(?:and )?(?P<minutes>[1-5]?\d)(?! (?:am|pm|oclock|past|to|times|weeks?|and a|days?)\b)(?!:)(?! \d)")
_SECONDS_ALONE = re.compile(r"(?:and )?[1-5][05]$")
_HOUR_AND_HALF = words(r"hour and a (?:half|quarter)")
_JOINT = re.compile(r"(?:, and |and |plus |, )?")


_FIRST_LETTERS = frozenset("ahq")
_LESS = re.compile(r"(?:less|minus) (?!than )")
_BESIDE = re.compile(r"(?P<way>short of|shy of|less than|under|more than|longer than|over) ")


def read_length(scene: Scene, at: int) -> tuple[Length, int] | None:
    """A length of time at this place, as long as it goes on, also "an hour less ten minutes"."""
    first = scene.text[at : at + 1]
    if not first.isdigit() and first not in _FIRST_LETTERS:
        return None
    hit = _read_sum(scene, at)
    less = _LESS.match(scene.text, hit[1]) if hit else None
    beside = _BESIDE.match(scene.text, hit[1]) if hit and not less else None
    way = less or beside
    other = _read_sum(scene, way.end()) if way else None
    if not hit or not other:
        return hit
    whole, piece = (hit[0], other[0]) if less else (other[0], hit[0])
    sign = 1 if beside and beside["way"] in {"more than", "longer than", "over"} else -1
    length = Length(whole.months + sign * piece.months, whole.seconds + sign * piece.seconds, piece.unit)
    return (length, other[1]) if length.total_seconds > 0 else hit


def _read_sum(scene: Scene, at: int) -> tuple[Length, int] | None:
    piece = _PIECE.match(scene.text, at)
    if not piece and _HOUR_AND_HALF.match(scene.text, at):
        hit = _read_sum(replace(scene, text=f"{scene.text[:at]}an {scene.text[at:]}"), at)
        return (hit[0], hit[1] - len("an ")) if hit else None
    if not piece:
        return None
    months, seconds = Fraction(0), Fraction(0)
    unit = piece["unit"]
    while True:
        months, seconds = _add(months, seconds, _amount(piece), piece["unit"])
        unit, end = piece["unit"], after(piece)
        fraction = _FRACTION.match(scene.text, end)
        if fraction:
            amount = Fraction(1, 2) if fraction["half"] else Fraction(1, 4) if fraction["quarter"] else Fraction(3, 4)
            months, seconds = _add(months, seconds, amount, unit)
            return Length(months, seconds, _finer(unit)), after(fraction)
        joint = _JOINT.match(scene.text, end)
        following = _PIECE.match(scene.text, joint.end() if joint else end)
        if not following or _rank(following["unit"]) >= _rank(unit):
            break
        piece = following
    smaller = _MINUTES.match(scene.text, end) if unit in {"hour", "minute"} else None
    if smaller and not _PIECE.match(scene.text, end) and (unit == "hour" or _SECONDS_ALONE.match(smaller[0])):
        size, finer = (60, "minute") if unit == "hour" else (1, "second")
        return Length(months, seconds + size * int(smaller["minutes"]), finer), after(smaller)
    return Length(months, seconds, unit), end


def _amount(piece: re.Match[str]) -> Fraction:
    if piece["number"]:
        return Fraction(piece["number"])
    if piece["one"]:
        return Fraction(1)
    if piece["quarters"]:
        return Fraction(int(piece["quarters"]), 4)
    return Fraction(1, 2) if "half" in piece["part"] else Fraction(1, 4)


def _add(months: Fraction, seconds: Fraction, amount: Fraction, unit: str) -> tuple[Fraction, Fraction]:
    if unit in MONTHS:
        return months + amount * MONTHS[unit], seconds
    return months, seconds + amount * SECONDS[unit]


def _rank(unit: str) -> int:
    return SECONDS[unit] if unit in SECONDS else MONTHS[unit] * _DAYS_IN_MONTH * _DAY


def _finer(unit: str) -> str:
    """For "a day and a half" is known to the hour, "a week and a half" and "a month and a half" to the day."""
    return {"day": "hour", "hour": "minute"}.get(unit, unit)
