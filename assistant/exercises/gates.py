"""What is asked before an exercise begins, as data; the dialogue does the asking.

The first question belongs to the offer (title, whole length, one question). Only an answer that opens a gate opens it.
A no, silence and hesitation ("I don't know", "if you like") close it without a reason asked.

Why: what was not understood at all is no hesitation; often the two are talking about it. It is asked about once more,
in words that make a no easy, and then the gate closes as well.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from assistant.exercises.turns import Partners
from assistant.library.exercise import Exercise, Variant
from assistant.messages.speech import Asking, Reply, reply

CALM_ENOUGH = "calm enough"
NOT_YET = "not yet"


class GateKind(StrEnum):
    """What a gate wants to know."""

    CONSENT = "consent"
    CALM = "calm"
    SOBER = "sober"
    UNHURRIED = "unhurried"
    TOUCH = "touch"
    WHO_STARTS = "who_starts"
    """No gate that can close: the answer names who begins, and anything else leaves it to Hearthside."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One question before an exercise."""

    kind: GateKind
    question: Reply
    asking: Asking
    choices: tuple[str, ...] = ()
    """For ``Asking.CHOICE``; the first one opens the gate."""

    if_closed: Variant | Literal["neutral", "open"] = "neutral"
    """What a gate that stays closed leads to: the neutral line, another form, or the exercise all the same."""


def offer(script: Exercise, variant: Variant = "full") -> Reply:
    """The first words about an exercise: title, whole length, and what it is for. The first gate asks after them.

    Raises:
        ValueError: the exercise has no such form.
    """
    form = script.form(variant)
    if form is None:
        message = f"{script.id} has no form '{variant}'"
        raise ValueError(message)
    key = "exercise.offer" if script.first_step_apart is None else "exercise.offer_in_all"
    return reply(key, title=script.title, seconds=form.minutes * 60, why=script.why)


def gates_for(
    script: Exercise, partners: Partners, variant: Variant = "full", *, by_name: bool = False
) -> tuple[Gate, ...]:
    """The questions before an exercise, in order; none where it is open at any time.

    Args:
        script: from the shelf.
        partners: whose names are said where each is asked.
        variant: the form that is to be played.
        by_name: whether each is asked for consent, also where the exercise would ask both at once.
    """
    names = {*script.gates}
    each = "consent_each" in names or ("consent" in names and (by_name or script.intensity == "deep"))
    found: list[Gate] = []
    if each and not script.alone:
        found += [
            _consent(GateKind.CONSENT, reply("exercise.gate.consent_each", name=name))
            for name in (partners.a, partners.b)
        ]
    elif {"consent", "consent_each"} & names:
        found.append(_consent(GateKind.CONSENT, reply("exercise.gate.consent")))
    if "calm" in names:
        found.append(Gate(GateKind.CALM, reply("exercise.gate.calm"), Asking.CHOICE, choices=(CALM_ENOUGH, NOT_YET)))
    if "sober" in names:
        found.append(_consent(GateKind.SOBER, reply("exercise.gate.sober")))
    if "unhurried" in names:
        found.append(_consent(GateKind.UNHURRIED, reply("exercise.gate.unhurried")))
    if "touch" in names and variant not in {"apart", "no_touch"}:
        without: Variant | Literal["neutral"] = "no_touch" if script.no_touch else "neutral"
        found.append(Gate(GateKind.TOUCH, reply("exercise.gate.touch"), Asking.CONSENT, if_closed=without))
    if script.intensity == "deep" and not script.alone:
        found.append(Gate(GateKind.WHO_STARTS, reply("exercise.gate.who_starts"), Asking.NAME, if_closed="open"))
    return tuple(found)


def _consent(kind: GateKind, question: Reply) -> Gate:
    return Gate(kind, question, Asking.CONSENT)
