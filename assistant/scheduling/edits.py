"""From a spoken change to what it would do: decided first, read back, and only then carried out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from assistant.calendar.appointment import Appointment, Kind, Occurrence, instant
from assistant.calendar.recurrence import next_occurrence, next_regular, occurrences
from assistant.calendar.splitting import apart, from_then_on, together
from assistant.messages.changes import (
    AllOfThem,
    Days,
    EditOperation,
    Following,
    NextOnes,
    Series,
    SpokenEdit,
    Target,
    Which,
)
from assistant.scheduling.changing import NoSuchChange, Unclear, Wanted, changed
from assistant.scheduling.matching import weekdays_beside
from assistant.scheduling.ports import Change

_TAKING_OUT = frozenset({EditOperation.CANCEL, EditOperation.SKIP, EditOperation.END})
_OF_A_SERIES = frozenset({EditOperation.CHANGE, EditOperation.END, EditOperation.PAUSE, EditOperation.RESUME})
_BY_ITS_RULE = frozenset({EditOperation.MOVE, EditOperation.SHIFT, EditOperation.CHANGE})
"""What of a series goes by where its rule has its times, not by where one of them was moved."""

_LASTS = frozenset({EditOperation.EXTEND, EditOperation.SHORTEN, EditOperation.SET_DURATION})
_FROM_THEN_ON = _BY_ITS_RULE | _LASTS
"""What of a series can change from some time on, so that it stays as it is until then."""

ALL_REMINDERS = "reminders"
"""The target of a change to every reminder."""

_MOST_OCCURRENCES = 400
_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a change would do."""

    operation: EditOperation

    affected: tuple[Occurrence, ...]
    """What changes, as it is now, in order; of something changed as a whole its next occurrence."""

    whole: bool
    """Whether every occurrence to come changes."""

    after: Occurrence | None
    """The first affected occurrence as it would be; None where it would be no more."""

    change: Change
    clashes: tuple[Occurrence, ...] = ()
    """What else is planned where ``after`` would be."""

    spares_days: bool = False
    """Whether it goes on unchanged on other weekdays; ``affected`` is then of what is on the named ones."""

    spares_earlier: bool = False
    """Whether some of it stays as it is before ``affected``; only of a series that changes from some time on."""

    @property
    def appointment(self) -> Appointment:
        """What changes, as it is now; the first of several."""
        return self.affected[0].appointment

    @property
    def is_several(self) -> bool:
        """Whether it changes several times of one thing, and not all that are to come."""
        return not self.whole and len(self.affected) > 1 and len({each.appointment.uid for each in self.affected}) == 1


@dataclass(frozen=True, slots=True)
class NotDecided:
    """A change that needs a question first."""

    why: Unclear
    candidates: tuple[Occurrence, ...] = ()
    """What it could be about, soonest first."""


def propose_edit(
    edit: SpokenEdit, named: Sequence[Occurrence], now: datetime, zone: str, new_uid: Callable[[], str]
) -> Proposal | NotDecided:
    """Decide a spoken change.

    Args:
        edit: what was said.
        named: the next occurrence of everything that its target names, soonest first.
        now: aware.
        zone: the home's.
        new_uid: makes the name of what goes on as it was while some of its weekdays change.
    """
    if not named:
        return NotDecided(Unclear.NOTHING_PLANNED)
    which = edit.which or _default_which(edit, named[0].appointment)
    since = _since(edit, now, zone)
    rests: dict[str, Appointment] = {}
    until_then = False
    chosen: list[list[Occurrence]] = []
    for each in named:
        weekdays = _weekdays(edit, which, each.title)
        by_day = bool(weekdays)
        meant, rest = apart(each.appointment, weekdays, new_uid()) if by_day else (each.appointment, None)
        found = [] if meant is None else _chosen(meant, which, since, zone)
        if found and isinstance(which, Series) and not by_day and edit.operation in _FROM_THEN_ON:
            found, rest = _begun(edit, found[0], since, now, new_uid)
            until_then = rest is not None
        if found:
            chosen.append(found)
        if found and rest is not None:
            rests[each.appointment.uid] = rest
    if not chosen:
        return NotDecided(Unclear.NO_SUCH_OCCURRENCE, tuple(named))
    if len(chosen) > 1 and edit.target is not Target.EVERYTHING and not _are_all_reminders(edit, named):
        return NotDecided(Unclear.SEVERAL, tuple(each[0] for each in chosen))
    decided = _decide(edit, chosen, now, zone, whole=isinstance(which, Series))
    if not rests or isinstance(decided, NotDecided):
        return decided
    beside = _with_rests(decided, rests)
    return replace(beside, spares_earlier=True) if until_then else replace(beside, spares_days=True)


def _weekdays(edit: SpokenEdit, which: Which, title: str) -> frozenset[int]:
    """The weekdays of a series that are meant; empty for every one."""
    if not isinstance(which, Series):
        return frozenset()
    return which.weekdays or (weekdays_beside(edit.target, title) if isinstance(edit.target, str) else frozenset())


def _are_all_reminders(edit: SpokenEdit, named: Sequence[Occurrence]) -> bool:
    """Whether all of several reminders are meant: "delete all our reminders"."""
    return (isinstance(edit.which, AllOfThem) or edit.target == ALL_REMINDERS) and all(
        each.appointment.kind is Kind.REMINDER for each in named
    )


def _decide(
    edit: SpokenEdit, chosen: list[list[Occurrence]], now: datetime, zone: str, *, whole: bool
) -> Proposal | NotDecided:
    saved: list[Appointment] = []
    removed: list[str] = []
    first_after: Occurrence | None = None
    for number, group in enumerate(chosen):
        try:
            after = changed(edit, Wanted(tuple(group), whole=whole), now, zone)
        except NoSuchChange as error:
            return NotDecided(error.reason, tuple(group))
        if after is None:
            removed.append(group[0].appointment.uid)
        else:
            saved.append(after)
            if number == 0 and edit.operation not in _TAKING_OUT:
                first_after = _counterpart(after, group[0], now, whole=whole)
    affected = tuple(each for group in chosen for each in group)
    change = Change(edit.operation.value, tuple(saved), tuple(removed))
    return Proposal(edit.operation, affected, whole, first_after, change)


def _with_rests(proposal: Proposal, rests: dict[str, Appointment]) -> Proposal:
    """The same, beside what goes on as it was: as one series again where that can be, else under a name of its own."""
    saved: list[Appointment] = []
    for each in proposal.change.saved:
        rest = rests.get(each.uid)
        joined = None if rest is None else together(each, rest)
        saved += [joined] if joined else [each] if rest is None else [each, rest]
    imported = {each.appointment.uid: each.appointment.ical for each in proposal.affected}
    saved += [replace(rests[uid], uid=uid, ical=imported.get(uid)) for uid in proposal.change.removed if uid in rests]
    removed = tuple(uid for uid in proposal.change.removed if uid not in rests)
    change = replace(proposal.change, saved=tuple(saved), removed=removed)
    return replace(proposal, change=change)


def _counterpart(after: Appointment, before: Occurrence, now: datetime, *, whole: bool) -> Occurrence | None:
    if whole or not after.repeats:
        return next_occurrence(after, now)
    since = min(before.start, now) - _A_YEAR
    near = occurrences(after, since, before.start + 2 * _A_YEAR)
    return next((each for each in near if each.recurrence_id == before.recurrence_id), None)


def _default_which(edit: SpokenEdit, appointment: Appointment) -> Which:
    """A change without a word about which one means the next; of a reminder, and of a new rhythm, all of it."""
    by_nature = edit.operation in _OF_A_SERIES or edit.target is Target.EVERYTHING
    return AllOfThem() if by_nature or appointment.kind is Kind.REMINDER else NextOnes()


def _since(edit: SpokenEdit, now: datetime, zone: str) -> datetime:
    """From when on a change counts; what is out "from january on", or ends "after christmas", stays until then."""
    if edit.operation is EditOperation.END and edit.when is not None and edit.when.start is not None:
        return max(now, instant(edit.when.start, zone))
    match edit.which:
        case Following(since=date() as since) if edit.operation in _TAKING_OUT | _FROM_THEN_ON:
            return max(now, instant(datetime.combine(since, time()), zone))
        case _:
            return now


def _chosen(appointment: Appointment, which: Which, since: datetime, zone: str) -> list[Occurrence]:
    """The occurrences that ``which`` names, in order; of the whole the first one since a moment."""
    match which:
        case NextOnes(count):
            return _first(appointment, since, count)
        case Days():
            begin, end = (instant(day, zone) for day in which.midnights)
            # Today's may have begun already; it can still be changed.
            return occurrences(appointment, begin, end)
        case AllOfThem() | Following():
            return _first(appointment, since, 1)


def _begun(
    edit: SpokenEdit, first: Occurrence, since: datetime, now: datetime, new_uid: Callable[[], str]
) -> tuple[list[Occurrence], Appointment | None]:
    """The time from which a series changes, and what of it is still to come before then, which stays as it is."""
    regular = next_regular(first.appointment, since) if edit.operation in _BY_ITS_RULE else None
    begins = regular or first
    changes, stays = from_then_on(first.appointment, begins.recurrence_id, new_uid())
    if stays is None or next_occurrence(stays, now) is None:
        return [begins], None
    return [replace(begins, appointment=changes)], stays


def _first(appointment: Appointment, now: datetime, number: int) -> list[Occurrence]:
    found: list[Occurrence] = []
    since = now
    for _ in range(min(number, _MOST_OCCURRENCES)):
        following = next_occurrence(appointment, since)
        if following is None:
            break
        found.append(following)
        since = following.start + timedelta(microseconds=1)
    return found
