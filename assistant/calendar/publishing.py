"""What others may see of an appointment: the same times, and a title that gives nothing away.

Why: a calendar on a server or a phone is read by more people than the two. Titles that were already outside may go back
as they came; everything that the couple called by their own words goes as "Time together", unless they chose otherwise.
"""

from dataclasses import dataclass, replace

from assistant.calendar.appointment import NEUTRAL_TITLE, Appointment, Kind, Override


@dataclass(frozen=True, slots=True)
class TitlePolicy:
    """Which titles leave the house."""

    own_titles: bool = False
    """Whether the couple chose to show their own."""

    neutral: str = NEUTRAL_TITLE
    """What stands for them otherwise."""


NEUTRAL = TitlePolicy()
"""Unless the couple chose otherwise."""


def is_published(appointment: Appointment, policy: TitlePolicy) -> bool:
    """Whether others may see it at all: a dictated reminder is nothing but its words."""
    return policy.own_titles or appointment.kind is Kind.APPOINTMENT


def published(appointment: Appointment, policy: TitlePolicy, outside: Appointment | None = None) -> Appointment:
    """The appointment as others see it.

    Args:
        appointment: as the couple have it.
        policy: which titles leave the house.
        outside: the same as others have it already; its titles are no secret.
    """
    known = set() if outside is None else {outside.title, *(each.title for each in outside.overrides)}
    is_shown = policy.own_titles or appointment.title in known
    title = appointment.title if is_shown else policy.neutral
    there = {} if outside is None else {each.recurrence_id: each for each in outside.overrides}

    def seen(override: Override) -> Override:
        if override.title is not None and (policy.own_titles or override.title in known):
            return override
        as_it_is = there.get(override.recurrence_id)
        return replace(override, title=as_it_is.title if as_it_is is not None and as_it_is.title == title else None)

    return replace(
        appointment,
        title=title,
        text=None if appointment.text is None else title,
        overrides=tuple(seen(each) for each in appointment.overrides),
    )


def taken_back(received: Appointment, own: Appointment | None, policy: TitlePolicy) -> Appointment:
    """What came from outside, with the couple's own titles where outside only had the neutral one.

    Args:
        received: as others have it.
        own: as the couple had it; None where they did not know it.
        policy: what stands for their titles.
    """
    if own is None or received.title != policy.neutral:
        return received
    titles = {each.recurrence_id: each.title for each in own.overrides}
    return replace(
        received,
        title=own.title,
        text=own.text,
        kind=own.kind,
        overrides=tuple(
            replace(each, title=titles.get(each.recurrence_id)) if each.title in (None, policy.neutral) else each
            for each in received.overrides
        ),
    )
