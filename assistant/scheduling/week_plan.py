"""A week's plan: keeps the cadence wherever free time allows it, and puts each ritual where it fits best.

Pure: the same request always gives the same plan. It never overlaps busy time, never touches a forbidden hour, and
leaves nothing out that could have been had.

Why: rituals whose hours never meet are planned apart, each group exactly: first for every day the best way to have
each set of rituals, then day by day for every count of what was had so far. No search that gives up, no random start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations

from assistant.scheduling.day_packing import Bits, Packed, packings
from assistant.scheduling.intention import Ritual
from assistant.scheduling.scoring import Places, Slot, WeekRequest, never_meets

LONG = timedelta(minutes=45)
_SAME_DAY = 300
"""What two long rituals on one day cost, and the weekend's share with them: one day should not carry both."""

_FREQUENT = 5
"""From so many a week on, days next to each other cannot be avoided and cost nothing."""

_CROWDED_A_DAY = 60
_LONG_AGO = -31
"""The day, counted from the first, of something that was never had."""


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """What could be done in a week, and when."""

    first: date
    slots: tuple[Slot, ...]
    """In order of time; none overlaps another."""

    second: tuple[Slot, ...] = ()
    """For what happens once in the week: another place, on another day where there is one."""

    missing: tuple[tuple[Ritual, int], ...] = ()
    """What the week has no room for, and how often."""

    def other_than(self, slot: Slot) -> Slot | None:
        """The other place of the same ritual."""
        return next((each for each in self.second if each.ritual.id == slot.ritual.id), None)


def plan_week(request: WeekRequest) -> WeekPlan:
    """Plan everything of a week that is not in the calendar yet."""
    places = Places(request)
    slots: list[Slot] = []
    for group in _groups(request.intention.rituals):
        slots += _Filling(request, places, group).best()
    slots.sort(key=lambda each: (each.start, each.ritual.id))
    missing = [(each, _wanted(request, each) - _count(slots, each)) for each in request.intention.rituals]
    return WeekPlan(
        first=request.first,
        slots=tuple(slots),
        second=tuple(_second_places(request, places, slots)),
        missing=tuple((ritual, count) for ritual, count in missing if count),
    )


def _groups(rituals: Sequence[Ritual]) -> list[list[Ritual]]:
    """Rituals that could take time from each other, together."""
    groups: list[list[Ritual]] = []
    for ritual in sorted(rituals, key=lambda each: each.id):
        touching = [group for group in groups if any(_may_meet(ritual, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([each for group in touching for each in group] + [ritual])
    return groups


def _may_meet(one: Ritual, other: Ritual) -> bool:
    start, end = one.within.on(datetime.combine(date.min + timedelta(days=1), time()))
    return other.within.meet(start, end)


def _wanted(request: WeekRequest, ritual: Ritual) -> int:
    """How often it is to be planned: its cadence less what is in the calendar, and never more than there are days."""
    kept = sum(ritual_id == ritual.id for ritual_id, _ in request.kept)
    return max(0, min(ritual.per_week - kept, request.days))


def _count(slots: Sequence[Slot], ritual: Ritual) -> int:
    return sum(each.ritual.id == ritual.id for each in slots)


State = tuple[tuple[int, int], ...]
"""For each ritual of a group: how often it was had, and on which day last (only where days between them matter)."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a state was reached."""

    filled: int = 0
    score: int = 0
    lateness: int = 0
    """Of two that are as good, the one is taken in which things are on earlier days."""

    days: tuple[Packed, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        return self.filled, self.score, -self.lateness


class _Filling:
    """Plans one group of rituals exactly."""

    def __init__(self, request: WeekRequest, places: Places, rituals: Sequence[Ritual]) -> None:
        self._request = request
        self._places = places
        self._rituals = rituals
        self._wanted = [_wanted(request, each) for each in rituals]
        self._spaced = [each.apart > 1 or 1 < each.per_week < _FREQUENT for each in rituals]
        self._kept = [
            {(day - request.first).days for ritual_id, day in request.kept if ritual_id == each.id} for each in rituals
        ]

    def best(self) -> list[Slot]:
        """The places of the best plan; on round times where these are enough, else on any."""
        if not any(self._wanted):
            return []
        round_times = self._fill(tight=False)
        most = sum(self._wanted)
        way = round_times
        if round_times.filled < most:
            way = max(round_times, self._fill(tight=True), key=lambda each: each.filled)
        return [slot for day in way.days for slot in day.slots]

    def _fill(self, *, tight: bool) -> _Way:
        ways: dict[State, _Way] = {tuple((0, _LONG_AGO) for _ in self._rituals): _Way()}
        for number in range(self._request.days):
            packed = self._packed(number, tight=tight)
            following: dict[State, _Way] = {}
            for state, way in ways.items():
                for bits, day in self._choices(state, number, packed):
                    after = self._after(state, bits, number)
                    reached = _Way(
                        way.filled + bits.bit_count(),
                        way.score + day.score - self._crowded(state, bits, number, day),
                        way.lateness + number * bits.bit_count(),
                        (*way.days, day),
                    )
                    known = following.get(after)
                    if known is None or reached.rank > known.rank:
                        following[after] = reached
            ways = following
        return max(ways.values(), key=lambda each: each.rank)

    def _packed(self, number: int, *, tight: bool) -> dict[Bits, Packed]:
        day = self._request.day(number)
        extra = tuple(self._tight_starts(day)) if tight else ()
        return packings(
            [
                (1 << place, slot)
                for place, ritual in enumerate(self._rituals)
                if self._wanted[place] and number not in self._kept[place]
                for slot in self._places.on(ritual, day, extra)
            ]
        )

    def _tight_starts(self, day: date) -> Iterator[datetime]:
        """Every start that can be needed to fit as much as possible: one after the other, from the begin of a gap.

        Whatever fits at all also fits when each is moved forward until it touches what is before it.
        """
        lengths = [each.length for each, wanted in zip(self._rituals, self._wanted, strict=True) if wanted]
        sums = {sum(some, timedelta()) for size in range(len(lengths)) for some in combinations(lengths, size)}
        begins = {gap.start for ritual in self._rituals for gap in self._places.openings(ritual, day)}
        yield from (begin + before for begin in begins for before in sums)

    def _choices(self, state: State, number: int, packed: Mapping[Bits, Packed]) -> Iterator[tuple[Bits, Packed]]:
        """What may be had on a day after what was had before."""
        open_bits = eager = 0
        left = self._request.days - number
        for place, (count, last) in enumerate(state):
            apart = self._rituals[place].apart
            if number in self._kept[place]:
                if last > _LONG_AGO and number - last < apart:
                    return
            elif count < self._wanted[place] and number - last >= apart:
                open_bits |= 1 << place
                eager |= (1 << place) * (apart == 1 and self._wanted[place] - count >= left)
        for bits, day in packed.items():
            if bits & ~open_bits:
                continue
            # What needs every day that is left is never put off where there is room for it.
            if any((bits | bit) in packed for bit in _bits(eager & ~bits)):
                continue
            yield bits, day

    def _after(self, state: State, bits: Bits, number: int) -> State:
        return tuple(
            (
                count + (bits >> place & 1),
                number if self._spaced[place] and self._is_there(place, bits, number) else last,
            )
            for place, (count, last) in enumerate(state)
        )

    def _is_there(self, place: int, bits: Bits, number: int) -> bool:
        return bool(bits >> place & 1) or number in self._kept[place]

    def _crowded(self, state: State, bits: Bits, number: int, day: Packed) -> int:
        """What it costs to have things close together: two long ones on a day, or the same one day after day."""
        cost = _SAME_DAY * max(0, sum(slot.ritual.length >= LONG for slot in day.slots) - 1)
        for place, (_count, last) in enumerate(state):
            if self._spaced[place] and bits >> place & 1:
                even = self._request.days // self._rituals[place].per_week
                cost += _CROWDED_A_DAY * max(0, even - (number - last))
        return cost


def _bits(several: Bits) -> Iterator[Bits]:
    while several:
        bit = several & -several
        yield bit
        several ^= bit


def _second_places(request: WeekRequest, places: Places, slots: Sequence[Slot]) -> Iterator[Slot]:
    taken = list(slots)
    for chosen in slots:
        if chosen.ritual.per_week > 1:
            continue
        others = [
            each
            for number in range(request.days)
            for each in places.on(chosen.ritual, request.day(number))
            if each.wall.date() != chosen.wall.date() and never_meets(each, taken)
        ]
        if others:
            best = max(others, key=lambda each: (each.score, -each.start.timestamp()))
            taken.append(best)
            yield best
