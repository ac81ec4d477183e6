"""What is due becomes sayings, each begun and kept once, whatever happens to the machine in between."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from assistant.messages.intents import IntentName
from assistant.messages.speech import Manner, Saying
from assistant.skills.reminders import Reminding
from assistant.speaking.queue import SpeechQueue
from tests.unit.scheduling.evening import Evening, wall


def remind(evening: Evening, words: str, start: str) -> None:
    evening.time.add(evening.time.draft_reminder(words, wall(start), evening.now), evening.now)


class Room:
    """A queue that is held while an exercise runs."""

    def __init__(self, evening: Evening) -> None:
        self.evening = evening
        self.reminding = Reminding(evening.desk)
        self.queue = SpeechQueue()
        self.queue.held = True

    def ring(self) -> None:
        for saying in self.reminding.due(self.evening.now):
            self.queue.add(saying)

    def said(self) -> list[str]:
        """Everything that is said once the exercise is over."""
        self.queue.held = False
        said = []
        while (saying := self.queue.take()) is not None:
            said += self._begun(saying, self.evening.now)
        return said

    def _begun(self, saying: Saying, now: datetime) -> list[str]:
        assert saying.token is not None
        begun = self.reminding.began(saying.token, now)
        if begun is None:
            return []
        self.reminding.ended(saying.token, now, completed=True)
        return ["chime"] if begun.manner is Manner.CHIME else [text_of(begun)]


def text_of(saying: Saying) -> str:
    return str(saying.reply.lines[0].values.get("text", saying.reply.key))


def test_what_fell_due_while_the_machine_slept_is_announced_also_where_something_waited_before() -> None:
    evening = Evening()
    room = Room(evening)
    remind(evening, "tea", "2026-11-23T19:10")
    remind(evening, "post", "2026-11-23T19:40")
    evening.after(minutes=10)
    room.ring()
    evening.after(hours=1)
    evening.desk.resumed(evening.now)
    room.ring()
    assert room.said() == ["tea", "reminder.waiting_one"]
    evening.after(minutes=1)
    assert [each.latest.text for each in evening.desk.missed(evening.now)] == ["post"]


def test_several_that_are_late_are_announced_together_once() -> None:
    evening = Evening()
    room = Room(evening)
    remind(evening, "tea", "2026-11-23T19:10")
    remind(evening, "post", "2026-11-23T19:40")
    evening.after(hours=2)
    evening.desk.resumed(evening.now)
    room.ring()
    room.ring()
    assert room.said() == ["reminder.waiting_more"]
    evening.now += timedelta(minutes=1)
    room.queue.held = True
    room.ring()
    assert room.said() == []


def test_what_waited_until_visitors_came_is_chimed_and_told_when_asked() -> None:
    evening = Evening()
    room = Room(evening)
    remind(evening, "tea", "2026-11-23T19:10")
    evening.after(minutes=10)
    room.ring()
    evening.households.save(replace(evening.households.load(), hush_until=evening.after(hours=12)))
    evening.after(hours=-11)
    assert room.said() == ["chime"]
    assert [each.latest.text for each in evening.desk.missed(evening.now)] == ["tea"]


def begin(room: Room) -> Saying:
    """The first thing that is due begins to be said."""
    saying = room.reminding.due(room.evening.now)[0]
    assert saying.token is not None
    assert room.reminding.began(saying.token, room.evening.now) is not None
    return saying


@pytest.mark.parametrize(("intent", "is_said_again"), [("Thanks", False), ("Stop", False), ("ListTimes", True)])
@pytest.mark.parametrize("by_the_wake_word", [False, True])
def test_what_is_cut_off_is_said_again_unless_it_was_answered(
    intent: IntentName, *, is_said_again: bool, by_the_wake_word: bool
) -> None:
    evening = Evening()
    room = Room(evening)
    remind(evening, "tea", "2026-11-23T19:10")
    evening.after(minutes=10)
    token = begin(room).token or ""
    if not by_the_wake_word:
        room.reminding.heard(intent, evening.now)
    room.reminding.ended(token, evening.after(seconds=1), completed=False)
    if by_the_wake_word:
        room.reminding.heard(intent, evening.after(seconds=2))
    room.reminding.heard("Thanks", evening.after(seconds=10))
    evening.after(minutes=5)
    room.ring()
    assert room.said() == ["tea"] * is_said_again


def test_what_the_wake_word_cut_off_can_be_held_back() -> None:
    evening = Evening()
    room = Room(evening)
    remind(evening, "tea", "2026-11-23T19:10")
    evening.after(minutes=10)
    room.reminding.ended(begin(room).token or "", evening.after(seconds=1), completed=False)
    room.reminding.heard("Snooze", evening.after(seconds=2))
    assert evening.desk.snooze(evening.now) == evening.now + timedelta(minutes=10)
