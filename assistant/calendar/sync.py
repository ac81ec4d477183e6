"""Deciding a sync: what each side has, compared with what both agreed on, gives the actions that make them equal.

What changed on one side is taken over by the other. A change beats a deletion, so that nothing is lost. Where both
sides changed the same event differently, the shared calendar's version stands and "undo" brings ours back. Nothing here
asks a server or a store; ``syncing`` runs what is decided here.

Why: deciding apart from doing is what makes a sync that is cut off harmless: nothing is done on a guess, and the next
sync decides from what is really there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.calendar.agreement import Agreed, digest
from assistant.calendar.appointment import Appointment
from assistant.errors import CalendarEmptied

SUDDEN = 2
"""From this many agreed events on, an empty side is not believed."""


@dataclass(frozen=True, slots=True)
class Mine:
    """One of our appointments that others may see."""

    appointment: Appointment
    print: str
    """Its fingerprint."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was read from one of the server's files."""

    uid: str | None
    """None where it holds no event, or several."""

    appointment: Appointment | None = None
    """None where it holds no event that takes place."""

    print: str | None = None
    """The appointment's fingerprint."""

    kept: str | None = None
    """Digest of its iCalendar text."""

    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class There:
    """One of the server's files."""

    href: str
    etag: str | None
    content: Content | None = None
    """None where it is as it was agreed."""


@dataclass(frozen=True, slots=True)
class Push:
    """Write an appointment of ours there, in place of the version ``agreed.etag``, or anew where that is None."""

    mine: Mine
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class RemoveThere:
    """Take a file away there."""

    href: str
    etag: str | None


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Take over what is there."""

    there: There
    content: Content
    is_conflict: bool = False
    """Whether ours was changed too."""


@dataclass(frozen=True, slots=True)
class TakeProperties:
    """Take over only what Hearthside does not understand of an event; our own change is pushed in the next round."""

    there: There
    content: Content
    mine: Mine
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class RemoveHere:
    """Take an appointment of ours away."""

    uid: str
    agreed: Agreed | None = None
    """What remains there of it; None where nothing does."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Both sides are equal; only that is new."""

    agreed: Agreed


@dataclass(frozen=True, slots=True)
class Forget:
    """Neither side has it any more."""

    href: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Something there cannot be read, or is there twice: both sides keep what they have."""

    agreed: Agreed


Action = Push | RemoveThere | TakeIn | TakeProperties | RemoveHere | Remember | Forget | Leave

AsSent = Callable[[Mine, Agreed | None], str]
"""The fingerprint that an appointment of ours would have there."""

HrefOf = Callable[[str], str]


def decide(
    ours: Mapping[str, Mine], agreed: Mapping[str, Agreed], there: Sequence[There], *, as_sent: AsSent, href_of: HrefOf
) -> list[Action]:
    """What makes both sides equal, in no particular order.

    Args:
        ours: what others may see of ours, by uid.
        agreed: what both agreed on, by href.
        there: everything that the server has.
        as_sent: compares ours with theirs; asked only where both changed.
        href_of: where something new is put.
    """
    actions: list[Action] = []
    at = {each.href: each for each in there}
    known = {each.uid: each for each in agreed.values() if each.uid is not None}
    found: dict[str, There] = {
        uid: at[each.href] for uid, each in known.items() if each.href in at and _is_still(uid, at[each.href])
    }
    for each in sorted(there, key=lambda one: one.href):
        content = each.content
        if content is None or found.get(content.uid or "") is each:
            continue
        if content.uid is not None and content.uid not in found and content.appointment is not None:
            found[content.uid] = each
        elif each.href in agreed and agreed[each.href].uid is not None:
            continue
        elif content.uid is None and content.is_readable:
            actions.append(Remember(Agreed(each.href, None, each.etag)))
        else:
            actions.append(Leave(Agreed(each.href, None)))

    def free_href(uid: str) -> str:
        return href_of(uid) if href_of(uid) not in at else href_of(f"{uid}-anew")

    for uid in dict.fromkeys([*known, *found, *ours]):
        actions += _Pair(uid, ours.get(uid), known.get(uid), found.get(uid), as_sent, free_href).decide()
    gone = [each.href for each in agreed.values() if each.uid is None and each.href not in at]
    return actions + [Forget(href) for href in gone]


def refuse_if_emptied(
    ours: Mapping[str, Mine], agreed: Mapping[str, Agreed], there: Sequence[There], *, is_whole: bool
) -> None:
    """Let nothing be deleted because a side is suddenly empty.

    Raises:
        CalendarEmptied: a side has nothing any more of several things that both had. A single event that the server
            itself reports as deleted is believed.
    """
    mutual = sum(each.is_mutual for each in agreed.values())
    if mutual >= (1 if is_whole else SUDDEN) and not there:
        message = (
            "The shared calendar is suddenly empty, so I deleted nothing here; if it is meant to be, say so once "
            "with 'hearthside calendar sync --accept-empty'."
        )
        raise CalendarEmptied(message)
    if mutual >= SUDDEN and not ours:
        message = (
            "Nothing of what is in the shared calendar is planned here any more, so I deleted nothing there; if that "
            "is meant, say so once with 'hearthside calendar sync --accept-empty'."
        )
        raise CalendarEmptied(message)


def _is_still(uid: str, there: There) -> bool:
    """Whether a file still holds the event that it was agreed to hold."""
    content = there.content
    return content is None or content.uid == uid or not content.is_readable or content.uid is None


@dataclass(slots=True)
class _Pair:
    """Both sides of one uid."""

    uid: str
    mine: Mine | None
    agreed: Agreed | None
    there: There | None
    as_sent: AsSent
    href_of: HrefOf

    def decide(self) -> list[Action]:
        there, agreed = self.there, self.agreed
        if there is None:
            return self._gone()
        content = there.content
        if content is None:
            return self._unchanged(there, agreed) if agreed is not None else []
        if not content.is_readable and agreed is not None:
            return [Leave(replace(agreed, etag=None))]
        if content.appointment is None:
            return self._called_off(there)
        if agreed is None:
            return self._both_new(there, content)
        if agreed.sent is not None and content.print == agreed.sent.theirs:
            return self._unchanged(there, _arrived(agreed, there))
        actions = self._changed(there, content, agreed)
        if there.href != agreed.href and not isinstance(actions[0], TakeIn | TakeProperties):
            actions.append(Forget(agreed.href))
        return actions

    def _gone(self) -> list[Action]:
        """Nothing is there, or not any more."""
        if self.mine is None:
            return [] if self.agreed is None else [Forget(self.agreed.href)]
        if self.agreed is None or self.mine.print != self.agreed.ours:
            forgotten: list[Action] = []
            href = self.href_of(self.uid)
            if self.agreed is not None and self.agreed.href != href:
                forgotten.append(Forget(self.agreed.href))
            return [*forgotten, Push(self.mine, Agreed(href, self.uid))]
        return [RemoveHere(self.uid)]

    def _unchanged(self, there: There, agreed: Agreed) -> list[Action]:
        """It is there as it was agreed."""
        if self.mine is None:
            return [RemoveThere(there.href, there.etag)]
        if self.mine.print != agreed.ours:
            return [Push(self.mine, agreed)]
        return [] if agreed == self.agreed else [Remember(agreed)]

    def _changed(self, there: There, content: Content, agreed: Agreed) -> list[Action]:
        """It is there, and its file is another one by now."""
        means_the_same = content.print == agreed.theirs
        if self.mine is None:
            return [RemoveThere(there.href, there.etag)] if means_the_same else [TakeIn(there, content)]
        if self.mine.print == agreed.ours:
            settled = replace(agreed, href=there.href, etag=there.etag, sent=None)
            is_known = means_the_same and content.kept == agreed.kept
            return [Remember(settled)] if is_known else [TakeIn(there, content)]
        if means_the_same:
            return [TakeProperties(there, content, self.mine, agreed)]
        return self._both_changed(there, content, agreed)

    def _both_changed(self, there: There, content: Content, agreed: Agreed | None) -> list[Action]:
        if self.mine is not None and self.as_sent(self.mine, agreed) == content.print:
            kept = None if agreed is None else agreed.kept
            return [Remember(Agreed(there.href, self.uid, there.etag, self.mine.print, content.print, kept))]
        return [TakeIn(there, content, is_conflict=True)]

    def _both_new(self, there: There, content: Content) -> list[Action]:
        """Something is there that was never agreed on."""
        if self.mine is None:
            return [TakeIn(there, content)]
        if digest(self.mine.appointment.ical) == content.kept:
            return self._both_changed(there, content, Agreed(there.href, self.uid, kept=content.kept))
        return self._both_changed(there, content, None)

    def _called_off(self, there: There) -> list[Action]:
        """Its file is there, but says that it does not take place."""
        left = Agreed(there.href, None, there.etag)
        if self.mine is None or self.agreed is None:
            return [Remember(left)]
        if self.mine.print == self.agreed.ours:
            return [RemoveHere(self.uid, left)]
        return [Push(self.mine, replace(self.agreed, etag=there.etag))]


def _arrived(agreed: Agreed, there: There) -> Agreed:
    """What was sent without an answer is there."""
    if agreed.sent is None:
        return agreed
    return replace(agreed, etag=there.etag, ours=agreed.sent.ours, theirs=agreed.sent.theirs, sent=None)
