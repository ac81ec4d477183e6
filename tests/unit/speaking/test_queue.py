from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.messages.speech import Manner, Saying, reply
from assistant.speaking.queue import SpeechQueue

R, C, H, M = Manner.REPLY, Manner.CUE, Manner.CHIME, Manner.REMINDER


def saying(name: str, manner: Manner) -> Saying:
    return Saying(reply(name), manner, token=name if manner is M else None)


def taken(queue: SpeechQueue) -> list[str]:
    names = []
    while (said := queue.take()) is not None:
        names.append(said.reply.key)
    return names


@pytest.mark.parametrize(
    ("came", "held", "said"),
    [
        ([], False, []),
        ([("a", R), ("b", R)], False, ["a", "b"]),
        ([("step", C), ("answer", R)], False, ["answer", "step"]),
        ([("due", M), ("step", C), ("answer", R)], False, ["answer", "step", "due"]),
        ([("one", M), ("two", M)], False, ["one", "two"]),
        ([("chime", H), ("hand over", C)], False, ["chime", "hand over"]),
        ([("hand over", C), ("chime", H)], False, ["hand over", "chime"]),
        ([("due", M)], True, []),
        ([("due", M), ("step", C)], True, ["step"]),
        ([("due", M), ("answer", R)], True, ["answer"]),
    ],
)
def test_replies_go_before_cues_before_reminders_and_reminders_wait_while_held(
    came: list[tuple[str, Manner]],
    held: bool,  # noqa: FBT001
    said: list[str],
) -> None:
    queue = SpeechQueue()
    queue.held = held
    for name, manner in came:
        assert queue.add(saying(name, manner))
    assert queue.has_something_to_say() == bool(said)
    assert taken(queue) == said


def test_a_held_reminder_is_said_once_it_is_no_longer_held() -> None:
    queue = SpeechQueue()
    queue.held = True
    queue.add(saying("due", M))
    assert taken(queue) == []
    queue.held = False
    assert taken(queue) == ["due"]


def test_stop_drops_replies_and_cues_but_never_a_reminder() -> None:
    queue = SpeechQueue()
    for name, manner in [("answer", R), ("step", C), ("chime", H), ("due", M)]:
        queue.add(saying(name, manner))
    assert [dropped.reply.key for dropped in queue.stop()] == ["answer", "step", "chime"]
    assert taken(queue) == ["due"]


def test_a_reminder_that_waits_is_not_taken_in_twice() -> None:
    queue = SpeechQueue()
    assert queue.add(saying("due", M))
    assert not queue.add(saying("due", M))
    assert taken(queue) == ["due"]


def test_a_reminder_that_has_begun_is_not_taken_in_again() -> None:
    queue = SpeechQueue()
    queue.add(saying("due", M))
    queue.take()
    assert not queue.add(saying("due", M))
    assert taken(queue) == []


def test_a_reminder_that_may_not_be_said_now_may_come_anew() -> None:
    queue = SpeechQueue()
    queue.add(saying("due", M))
    handed_out = queue.take()
    assert handed_out is not None
    assert not queue.add(saying("due", M))
    queue.not_begun(handed_out)
    assert queue.add(saying("due", M))
    assert taken(queue) == ["due"]


def test_forgetting_drops_reminders_too_and_knows_none_of_them_afterwards() -> None:
    queue = SpeechQueue()
    queue.add(saying("due", M))
    queue.forget()
    assert taken(queue) == []
    assert queue.add(saying("due", M))


def test_a_reminder_without_a_token_is_refused() -> None:
    with pytest.raises(ValueError, match="token"):
        SpeechQueue().add(Saying(reply("due"), M))


@given(st.lists(st.sampled_from(["add", "add again", "reply", "take", "stop", "hold", "release"]), max_size=60))
def test_whatever_happens_every_reminder_begins_exactly_once(steps: list[str]) -> None:
    queue = SpeechQueue()
    added: list[str] = []
    begun: list[str] = []

    def take() -> None:
        said = queue.take()
        if said is not None and said.token is not None:
            assert not queue.held
            begun.append(said.token)

    def add() -> None:
        added.append(f"reminder {len(added)}")
        queue.add(saying(added[-1], M))

    act: dict[str, Callable[[], object]] = {
        "add": add,
        "add again": lambda: queue.add(saying(added[0], M)) if added else None,
        "reply": lambda: queue.add(saying("answer", R)),
        "take": take,
        "stop": queue.stop,
        "hold": lambda: setattr(queue, "held", True),
        "release": lambda: setattr(queue, "held", False),
    }
    for step in steps:
        act[step]()
    queue.held = False
    while queue.has_something_to_say():
        take()
    assert begun == added


def test_what_gave_way_goes_on_after_the_reminders_and_before_other_cues() -> None:
    queue = SpeechQueue()
    for name, manner in (("due", M), ("later step", C)):
        queue.add(saying(name, manner))
    queue.interrupt(saying("reading", C))
    assert queue.has_something_to_say()
    assert taken(queue) == ["due", "reading", "later step"]


def test_stopping_drops_what_gave_way_too() -> None:
    queue = SpeechQueue()
    queue.interrupt(saying("reading", C))
    assert [dropped.reply.key for dropped in queue.stop()] == ["reading"]
    assert not queue.has_something_to_say()
