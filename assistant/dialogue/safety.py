"""From a tier of danger to a fixed reply; the words stand in ``content``, and nobody rewrites them.

In the shared room a reply to tier 1 or 3, to danger from a person and to whatever was said together with a sign of it
is what an ordinary Stop would be, and so is everything after it. Self-harm and medical emergencies are answered
plainly there, because being overheard usually helps.

Source: FACTS 4.3 and 4.4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.messages.danger import Danger, DangerKind
from assistant.messages.speech import NEUTRAL_EXIT, reply
from assistant.skills.ports import Outcome, say


class Mode(StrEnum):
    """Who can hear or see an answer."""

    SHARED = "shared"
    """Somebody else may be in the room; always assumed unless told otherwise."""

    PRIVATE = "private"
    """The speaker has just said that they are alone or wear headphones."""

    TYPED = "typed"
    """Words go over the keyboard and the screen."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of the chosen region that a person has checked within a year, as they are said or shown."""

    emergency: str | None = None
    crisis: str | None = None


_TIERS_LIKE_STOP = frozenset({1, 3})
"""Tiers whose reply in the shared room is that of a Stop, whatever their kind."""

_OVERHEARD = frozenset(
    {
        DangerKind.EMERGENCY_REQUEST,
        DangerKind.SELF_HARM_UNDER_WAY,
        DangerKind.MEDICAL,
        DangerKind.SELF_HARM,
        DangerKind.REPORTED,
        DangerKind.PROFESSIONAL,
    }
)
"""Kinds that are answered plainly in the shared room too; every other kind looks like a Stop there."""

_NEUTRAL_EVERYWHERE = frozenset({DangerKind.MISUSE})
"""Refused in the same neutral words in every mode."""

_KEYS = {
    Danger(0, DangerKind.EMERGENCY_REQUEST): "safety.tier0.request",
    Danger(0, DangerKind.IMPLIED_DANGER): "safety.tier0.person",
    Danger(1, DangerKind.UNCLEAR): "safety.unclear",
    Danger(1, DangerKind.UNCLEAR_LIFE): "safety.unclear_life",
    Danger(2, DangerKind.REPORTED): "safety.tier2.reported",
    Danger(2, DangerKind.WITH_THREAT): "safety.tier2.threat",
    Danger(3, DangerKind.CHILD_AT_RISK): "safety.tier3.child",
}
"""Replies of their own within a tier; every other kind gets the tier's."""

_NEEDS = {
    "safety.tier0": ("emergency",),
    "safety.tier0.request": ("emergency",),
    "safety.tier2": ("emergency", "crisis"),
}
"""Replies that name numbers where there are any."""


class SafetyReplies:
    """The fixed replies, by tier, kind and mode."""

    def __init__(self, mode: Mode = Mode.SHARED, numbers: Callable[[], Numbers] = Numbers) -> None:
        """Begin in a mode; the shared room unless told otherwise.

        Args:
            mode: who can hear or see the answers; may be changed while it lasts.
            numbers: tells the chosen region's numbers; none unless told otherwise.
        """
        self.mode = mode
        self._usual = mode
        self._nothing_deep = False
        self._numbers = numbers

    def go_private(self) -> None:
        """Somebody has just said that nobody else hears the answers."""
        self.mode = Mode.PRIVATE

    def end_private(self) -> None:
        """Somebody else may hear the answers again."""
        self.mode = self._usual

    @property
    def nothing_deep(self) -> bool:
        """Whether something was said in this session that is too heavy for a deep exercise."""
        return self._nothing_deep

    def rule_out_deep(self) -> None:
        """Such a thing was said. Source: FACTS 4.2, tier 4."""
        self._nothing_deep = True

    def begin_session(self) -> None:
        """Nobody has spoken for long: nothing that was said before counts any more."""
        self.end_private()
        self._nothing_deep = False

    def stop(self) -> Outcome:
        """What an ordinary Stop says and does."""
        return Outcome(sayings=self.neutral().sayings, ends_activity=True, stopped=True)

    def neutral(self) -> Outcome:
        """The neutral line alone, the same word for word everywhere."""
        return say(NEUTRAL_EXIT)

    def outcome(self, danger: Danger) -> Outcome:
        """The answer to words of danger."""
        hidden = danger.tier in _TIERS_LIKE_STOP or danger.kind not in _OVERHEARD
        if danger.kind in _NEUTRAL_EVERYWHERE or (hidden and self.mode is Mode.SHARED):
            return self.stop()
        key = _KEYS.get(danger, f"safety.tier{danger.tier}")
        known = self._numbers()
        values = {name: getattr(known, name) for name in _NEEDS.get(key, ())}
        if values and all(values.values()):
            answer = say(reply(f"{key}.{self.mode}.numbers", **values))
        else:
            answer = say(reply(f"{key}.{self.mode}"))
        return Outcome(sayings=answer.sayings, ends_activity=True, stopped=True)
