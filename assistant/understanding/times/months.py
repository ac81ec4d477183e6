"""Months and years by name: "in march", "next june", "july and august 2027"."""

import re

from assistant.messages.times import Grain
from assistant.understanding.times.dates import YEAR
from assistant.understanding.times.lexicon import MONTHS
from assistant.understanding.times.scene import MONTH, Scene, after, words
from assistant.understanding.times.stretches import Period, month_period, year_period

Hit = tuple[Period, int]

_MONTH = words(
    rf"(?P<which>this coming|this|next|last|coming)? ?(?P<month>{MONTH})(?:(?: ,)?(?: of| in)? (?:{YEAR}|"
    r"(?P<rel>this|next) year))?"
)
_YEAR = words(r"(?:the year )?(?P<year>20\d\d|20 [23]\d)")


def read_month(scene: Scene, at: int) -> Hit | None:
    """A month by its name, with its year where it is said."""
    match = _MONTH.match(scene.text, at)
    if not match or match[0].startswith(" "):
        return None
    month = MONTHS.index(match["month"]) + 1
    if not match["which"] and not match["year"] and not match["rel"] and not _means_month(scene, at, match):
        return None
    if match["year"]:
        return month_period(int(match["year"].replace(" ", "")), month), after(match)
    if match["rel"]:
        return month_period(scene.today.year + (match["rel"] == "next"), month), after(match)
    year = scene.today.year + (month < scene.today.month)
    if match["which"] == "next" and month == scene.today.month:
        year += 1
    if match["which"] == "last":
        year -= 1
    return month_period(year, month), after(match)


_MONTH_BEFORE = re.compile(
    rf"(?:(?:{MONTH}|\d|\dth|now|today|beginning|middle|end) to|in|of|by|until|during|for|throughout|through|from|"
    r"since|before|after|mid|early|late|and|or|every|"
    r"all|starting|-|except|with|than) $",
)


def _means_month(scene: Scene, at: int, match: re.Match[str]) -> bool:
    """For "may", "march" and "august" are words of their own: these need a preposition, or to stand alone."""
    if match["month"] not in {"may", "march", "august"}:
        return True
    alone = at == 0 and match.end() == len(scene.text)
    alone = alone or bool(re.compile(rf" (?:to|through|until|-|and) {MONTH}(?= |$)").match(scene.text, match.end()))
    return alone or bool(_MONTH_BEFORE.search(scene.text[:at]))


def read_year(scene: Scene, at: int) -> Hit | None:
    """A year by its number."""
    match = _YEAR.match(scene.text, at)
    if not match or not re.search(r"(?:in|of|year|until|by) $|^$", scene.text[:at]):
        return None
    return year_period(int(match["year"].replace(" ", ""))), after(match)


def read_two_months(scene: Scene, at: int) -> Hit | None:
    """For "january and february"."""
    first = read_month(scene, at)
    joint = re.compile(rf"and (?={MONTH}(?: |$))").match(scene.text, first[1]) if first else None
    second = read_month(scene, joint.end()) if joint else None
    if not first or not second or second[0].start.month != first[0].end.month:
        return None
    return Period(first[0].start, month_period(first[0].end.year, first[0].end.month).end, Grain.MONTH), second[1]
