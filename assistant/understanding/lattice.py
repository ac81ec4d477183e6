"""Everything that one utterance could be made of: its words, how else they may be read, and what was spotted in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.messages.times import SpokenTime
from assistant.understanding.normalizing import Words

_THEMES = frozenset({"topic", "principle"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Something of a known kind, found in the words."""

    kind: str
    """``exercise``, ``principle``, ``topic``, ``activity``, ``name``, ``time``, ``duration``, ``number``, or one of
    these in certain company: ``extension``, ``ordinal``, ``shift``, ``occasion``."""

    value: str | int
    """Canonical; for a time, its words."""

    start: int
    end: int
    """Word indices, end exclusive."""

    cost: float = 0.0
    """0 for a word-by-word hearing, more the less alike it sounded."""

    time: SpokenTime | None = None
    """For a time: what it means."""

    @property
    def is_habit(self) -> bool:
        """Whether it is a time of every week or day: "on sundays", "after nine"; "tonight" is none."""
        return self.time is not None and (self.time.recurrence is not None or not self.time.names_day)


@dataclass(frozen=True, slots=True)
class Capture:
    """What one slot of a template took."""

    slot: str
    start: int
    end: int
    spot: Spot | None = None
    """None for open words."""


@dataclass(frozen=True, slots=True)
class End:
    """One way to match: up to which word, at which cost, taking what."""

    at: int
    cost: float = 0.0
    captures: tuple[Capture, ...] = ()


Reading = Mapping[str, float]
"""The ways to read one word, each with what it costs to believe it."""


@dataclass(slots=True)
class Lattice:
    """The words with their readings and spots; templates are matched against this."""

    words: Words
    readings: tuple[Reading, ...]
    spots: tuple[Spot, ...] = ()
    settings: frozenset[str] = frozenset()
    """What is going on; see ``Setting`` in ``sentences.py``."""

    by_start: dict[tuple[str, int], list[Spot]] = field(default_factory=dict)
    timed: frozenset[int] = frozenset()
    """Indices of words that belong to a spoken time."""

    beginnings: tuple[frozenset[str], ...] = ()
    """For every word its readings, and in braces the kinds of thing that begin with it."""

    memo: dict[tuple[int, int], tuple[End, ...]] = field(default_factory=dict)
    """What a rule matched where, so that no rule is tried twice at one place."""

    def __post_init__(self) -> None:
        """Index the spots."""
        for spot in self.spots:
            self.by_start.setdefault((spot.kind, spot.start), []).append(spot)
            if spot.is_habit:
                self.by_start.setdefault(("habit", spot.start), []).append(spot)
        kinds: dict[int, set[str]] = {}
        for kind, at in self.by_start:
            kinds.setdefault(at, set()).update((f"{{{kind}}}", *(("{theme}",) if kind in _THEMES else ())))
        self.beginnings = tuple(frozenset({*reading, *kinds.get(at, ())}) for at, reading in enumerate(self.readings))
        self.timed = frozenset(
            index for spot in self.spots if spot.kind == "time" for index in range(spot.start, spot.end)
        )

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.readings)

    def word(self, at: int) -> str:
        """The word at an index, or an empty string beyond either end."""
        return self.words.words[at] if 0 <= at < len(self.readings) else ""

    def spotted(self, kind: str, at: int) -> list[Spot]:
        """What of a kind begins at a word."""
        if kind == "theme":
            return [*self.by_start.get(("topic", at), ()), *self.by_start.get(("principle", at), ())]
        return self.by_start.get((kind, at), [])
