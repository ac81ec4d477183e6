"""Each case of a sync, decided without a server: what is here, what was agreed, what is there, and what follows."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from assistant.calendar.agreement import Agreed, Sent
from assistant.calendar.appointment import Appointment
from assistant.calendar.sync import (
    Action,
    Content,
    Forget,
    Leave,
    Mine,
    Push,
    Remember,
    RemoveHere,
    RemoveThere,
    TakeIn,
    TakeProperties,
    There,
    decide,
    refuse_if_emptied,
)
from assistant.errors import CalendarEmptied

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
HREF = "/ours/a.ics"


def appointment(uid: str = "a") -> Appointment:
    return Appointment(uid, "t", datetime.fromisoformat("2026-11-27T19:30"), "UTC", NOW)


def here(print_of_it: str, uid: str = "a") -> Mine:
    return Mine(appointment(uid), print_of_it)


def content(print_of_it: str, uid: str = "a", kept: str = "text") -> Content:
    return Content(uid, appointment(uid), print_of_it, kept)


def there(print_of_it: str | None = None, etag: str = "2", uid: str = "a", kept: str = "text") -> There:
    """One file; without a fingerprint unchanged since it was agreed."""
    return There(f"/ours/{uid}.ics", etag, None if print_of_it is None else content(print_of_it, uid, kept))


AGREED = Agreed(HREF, "a", "1", "ours 1", "theirs 1", "text 1")
SENT = Agreed(HREF, "a", "1", "ours 1", "theirs 1", None, Sent("ours 2", "theirs 2"))
SENT_ANEW = Agreed(HREF, "a", sent=Sent("ours 2", "theirs 2"))
ARRIVED = Agreed(HREF, "a", "2", "ours 2", "theirs 2")
CALLED_OFF = There(HREF, "2", Content(None))
UNREADABLE = There(HREF, "2", Content(None, is_readable=False))


def decided(mine: Mine | None, agreed: Agreed | None, files: There | None, sent_as: str = "") -> list[Action]:
    return decide(
        {} if mine is None else {"a": mine},
        {} if agreed is None else {agreed.href: agreed},
        [] if files is None else [files],
        as_sent=lambda _mine, _agreed: sent_as,
        href_of=lambda uid: f"/ours/{uid}.ics",
    )


@dataclass(frozen=True)
class Case:
    mine: Mine | None
    agreed: Agreed | None
    there: There | None
    expected: list[Action]
    sent_as: str = ""


ONE, TWO = here("ours 1"), here("ours 2")
CHANGED = there("theirs 2")
SAME = there(etag="1")
ONLY_PROPERTIES = there("theirs 1", kept="text 2")
BOTH = Agreed(HREF, "a", "2", "ours 2", "theirs 2", "text 1")

CASES = {
    "nothing happened": Case(ONE, AGREED, SAME, []),
    "ours is new": Case(TWO, None, None, [Push(TWO, Agreed(HREF, "a"))]),
    "theirs is new": Case(None, None, CHANGED, [TakeIn(CHANGED, content("theirs 2"))]),
    "ours changed": Case(TWO, AGREED, SAME, [Push(TWO, AGREED)]),
    "theirs changed": Case(ONE, AGREED, CHANGED, [TakeIn(CHANGED, content("theirs 2"))]),
    "ours was deleted": Case(None, AGREED, SAME, [RemoveThere(HREF, "1")]),
    "theirs was deleted": Case(ONE, AGREED, None, [RemoveHere("a")]),
    "both were deleted": Case(None, AGREED, None, [Forget(HREF)]),
    "ours changed and theirs was deleted": Case(TWO, AGREED, None, [Push(TWO, Agreed(HREF, "a"))]),
    "ours was deleted and theirs changed": Case(None, AGREED, CHANGED, [TakeIn(CHANGED, content("theirs 2"))]),
    "both changed differently": Case(
        TWO, AGREED, CHANGED, [TakeIn(CHANGED, content("theirs 2"), is_conflict=True)], "theirs 3"
    ),
    "both changed to the same": Case(TWO, AGREED, CHANGED, [Remember(BOTH)], "theirs 2"),
    "both are new and differ": Case(
        TWO, None, CHANGED, [TakeIn(CHANGED, content("theirs 2"), is_conflict=True)], "theirs 3"
    ),
    "both are new and equal": Case(TWO, None, CHANGED, [Remember(ARRIVED)], "theirs 2"),
    "only foreign properties changed": Case(
        ONE, AGREED, ONLY_PROPERTIES, [TakeIn(ONLY_PROPERTIES, content("theirs 1", kept="text 2"))]
    ),
    "only foreign properties changed, and ours too": Case(
        TWO,
        AGREED,
        ONLY_PROPERTIES,
        [TakeProperties(ONLY_PROPERTIES, content("theirs 1", kept="text 2"), TWO, AGREED)],
    ),
    "only foreign properties changed, and ours was deleted": Case(
        None, AGREED, ONLY_PROPERTIES, [RemoveThere(HREF, "2")]
    ),
    "only the version is another one": Case(
        ONE,
        AGREED,
        there("theirs 1", kept="text 1"),
        [Remember(Agreed(HREF, "a", "2", "ours 1", "theirs 1", "text 1"))],
    ),
    "theirs went back to the text that ours came from": Case(
        TWO,
        BOTH,
        there("theirs 1", etag="3", kept="text 1"),
        [TakeIn(there("theirs 1", etag="3", kept="text 1"), content("theirs 1", kept="text 1"))],
    ),
    "what was sent had arrived": Case(TWO, SENT, CHANGED, [Remember(ARRIVED)]),
    "what was sent had arrived, and ours changed again": Case(
        here("ours 3"), SENT, CHANGED, [Push(here("ours 3"), ARRIVED)]
    ),
    "what was sent had arrived, and ours was deleted": Case(None, SENT, CHANGED, [RemoveThere(HREF, "2")]),
    "what was sent had not arrived": Case(TWO, SENT, SAME, [Push(TWO, SENT)]),
    "what was sent anew had arrived": Case(TWO, SENT_ANEW, CHANGED, [Remember(ARRIVED)]),
    "what was sent anew had arrived, and ours was deleted": Case(None, SENT_ANEW, CHANGED, [RemoveThere(HREF, "2")]),
    "what was sent anew had not arrived": Case(TWO, SENT_ANEW, None, [Push(TWO, Agreed(HREF, "a"))]),
    "theirs was called off": Case(ONE, AGREED, CALLED_OFF, [RemoveHere("a", Agreed(HREF, None, "2"))]),
    "theirs was called off and ours changed": Case(
        TWO, AGREED, CALLED_OFF, [Push(TWO, Agreed(HREF, "a", "2", "ours 1", "theirs 1", "text 1"))]
    ),
    "theirs is no event": Case(None, None, CALLED_OFF, [Remember(Agreed(HREF, None, "2"))]),
    "theirs cannot be read": Case(None, None, UNREADABLE, [Leave(Agreed(HREF, None))]),
    "theirs cannot be read any more": Case(
        TWO, AGREED, UNREADABLE, [Leave(Agreed(HREF, "a", None, "ours 1", "theirs 1", "text 1"))]
    ),
    "theirs cannot be read any more and ours was deleted": Case(
        None, AGREED, UNREADABLE, [Leave(Agreed(HREF, "a", None, "ours 1", "theirs 1", "text 1"))]
    ),
    "something that was no event is gone": Case(None, Agreed(HREF, None, "1"), None, [Forget(HREF)]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_meeting_of_two_sides_has_its_action(case: Case) -> None:
    assert decided(case.mine, case.agreed, case.there, case.sent_as) == case.expected


def test_of_an_event_that_is_there_twice_one_is_taken_in_and_the_other_left() -> None:
    first, second = There("/ours/1.ics", "1", content("x")), There("/ours/2.ics", "1", content("x"))
    assert decide({}, {}, [second, first], as_sent=lambda *_: "", href_of=str) == [
        Leave(Agreed("/ours/2.ics", None)),
        TakeIn(first, content("x")),
    ]


def test_an_event_that_moved_to_another_file_is_still_the_same() -> None:
    moved = There("/ours/other.ics", "5", content("theirs 1", kept="text 1"))
    actions = decided(ONE, AGREED, moved)
    assert actions == [
        Remember(Agreed("/ours/other.ics", "a", "5", "ours 1", "theirs 1", "text 1")),
        Forget(HREF),
    ]


def test_a_file_that_holds_another_event_by_now_is_that_event_and_ours_goes_elsewhere() -> None:
    other = There(HREF, "2", content("x", uid="b"))
    assert decided(TWO, AGREED, other) == [
        Forget(HREF),
        Push(TWO, Agreed("/ours/a-anew.ics", "a")),
        TakeIn(other, content("x", uid="b")),
    ]


def many(count: int) -> dict[str, Agreed]:
    return {f"/{number}": Agreed(f"/{number}", f"{number}", "1", "o", "t") for number in range(count)}


@pytest.mark.parametrize(("agreed", "is_whole"), [(2, True), (2, False), (1, True)])
def test_a_server_that_is_suddenly_empty_is_not_believed(agreed: int, is_whole: bool) -> None:  # noqa: FBT001 - by name
    with pytest.raises(CalendarEmptied, match="suddenly empty, so I deleted nothing here"):
        refuse_if_emptied({"a": ONE}, many(agreed), [], is_whole=is_whole)


def test_a_house_that_is_suddenly_empty_is_not_believed() -> None:
    with pytest.raises(CalendarEmptied, match="I deleted nothing there"):
        refuse_if_emptied({}, many(2), [SAME], is_whole=False)


def test_one_event_that_is_reported_deleted_is_believed_and_so_is_a_calendar_that_was_always_empty() -> None:
    refuse_if_emptied({"a": ONE}, many(1), [], is_whole=False)
    refuse_if_emptied({}, many(1), [SAME], is_whole=True)
    refuse_if_emptied({"a": ONE}, {"/x": SENT_ANEW}, [], is_whole=True)
    refuse_if_emptied({}, {}, [], is_whole=True)
