"""What a sentence that must never be brushed aside speaks of.

Source: FACTS 4.2 and 4.3.
"""

from dataclasses import dataclass
from enum import StrEnum


class DangerKind(StrEnum):
    """What decides the reply within a tier."""

    EMERGENCY_REQUEST = "emergency_request"
    """Somebody asks for the police, an ambulance or the emergency number."""

    IMPLIED_DANGER = "implied_danger"
    """Danger from a person, without a plain request for help."""

    SELF_HARM_UNDER_WAY = "self_harm_under_way"
    MEDICAL = "medical"
    SIGN = "sign"
    """A sign of violence, fear or coercion."""

    UNCLEAR = "unclear"
    """What may be such a sign and may be harmless."""

    UNCLEAR_LIFE = "unclear_life"
    """What may be despair of life or of a long day."""

    MISUSE = "misuse"
    """An order that would make the assistant a weapon of one against the other."""

    SELF_HARM = "self_harm"
    REPORTED = "reported"
    """Somebody else's wish to die, told by the partner."""

    WITH_THREAT = "with_threat"
    """A life in danger together with a sign of violence, fear or coercion."""

    HARM = "harm"
    """The speaker may hurt somebody."""

    CHILD_AT_RISK = "child_at_risk"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Danger:
    """What an utterance speaks of."""

    tier: int
    """0 at once; 1 violence, fear, coercion; 2 suicide and self-harm; 3 harm to others; 4 needs a professional."""

    kind: DangerKind
