"""Whose turn it is: answers first, then what runs, then the skills."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.dialogue.manager import DialogueManager
from assistant.dialogue.safety import Mode, SafetyReplies
from assistant.dialogue.turn import Turn
from assistant.errors import StoreFull
from assistant.messages.danger import Danger, DangerKind
from assistant.messages.effects import ShowTrouble
from assistant.messages.speech import NOT_UNDERSTOOD, After, Asking, Intent, Running, Term, TermKind, Vocabulary, reply
from assistant.skills.ports import NOTHING, FollowUp, Outcome, Question, say
from tests.fakes.intents import intent_name
from tests.fakes.skills import FakeActivity, FakeSkill

NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def keys(turn: Turn) -> list[str]:
    return [saying.reply.key for saying in turn.sayings]


def unsafe(tier: int) -> Intent:
    kinds = (DangerKind.MEDICAL, DangerKind.SIGN, DangerKind.SELF_HARM, DangerKind.HARM, DangerKind.PROFESSIONAL)
    return Intent("Safety", {"tier": tier}, danger=Danger(tier, kinds[tier]))


def yes_or_no(intent: Intent, now: datetime) -> Outcome | None:
    del now
    return {"Yes": say(reply("stored")), "No": say(reply("left out"))}.get(str(intent.name))


ASKS = say(reply("read back"), Question(Asking.YES_OR_NO, yes_or_no, about="ScheduleTime"))


def manager(**outcomes: Outcome | Callable[[Intent, datetime], Outcome]) -> DialogueManager:
    return DialogueManager([FakeSkill(dict(outcomes))], SafetyReplies())


def hear(talk: DialogueManager, *names: str, now: datetime = NOW) -> Turn:
    turn = Turn()
    for name in names:
        turn = talk.hear(Intent(intent_name(name)), now)
    return turn


def test_a_yes_answers_the_open_question() -> None:
    assert keys(hear(manager(ScheduleTime=ASKS), "ScheduleTime", "Yes")) == ["stored"]


def test_a_yes_with_nothing_to_answer_does_nothing() -> None:
    assert hear(manager(), "Yes") == Turn()


def test_another_request_drops_the_open_question() -> None:
    talk = manager(ScheduleTime=ASKS, NextTime=say(reply("next")))
    assert keys(hear(talk, "ScheduleTime", "NextTime")) == ["next"]
    assert hear(talk, "Yes") == Turn()


def test_repeat_says_the_question_again_and_it_stays_open() -> None:
    talk = manager(ScheduleTime=ASKS)
    assert keys(hear(talk, "ScheduleTime", "Repeat")) == ["read back"]
    assert keys(hear(talk, "Yes")) == ["stored"]


def test_help_leaves_the_question_open_and_tells_what_answers_it() -> None:
    talk = manager(ScheduleTime=ASKS)
    assert keys(hear(talk, "ScheduleTime", "Help")) == ["help.asked.yes_or_no"]
    assert keys(hear(talk, "Yes")) == ["stored"]


def test_what_is_not_understood_gets_two_different_reprompts_and_then_a_soft_exit() -> None:
    talk = manager(ScheduleTime=ASKS)
    hear(talk, "ScheduleTime")
    said = [keys(talk.hear(NOT_UNDERSTOOD, NOW)) for _ in range(4)]
    assert said == [["reprompt.first.yes_or_no"], ["reprompt.second.yes_or_no"], ["reprompt.soft_exit"], []]


def test_what_is_not_understood_is_met_with_silence_unless_it_was_said_to_us() -> None:
    talk = manager()
    assert talk.hear(NOT_UNDERSTOOD, NOW) == Turn()
    assert keys(talk.hear(NOT_UNDERSTOOD, NOW, addressed=True)) == ["reprompt.after_wake"]


def test_an_unanswered_question_lapses_half_a_minute_after_its_last_word() -> None:
    talk = manager(ScheduleTime=ASKS)
    hear(talk, "ScheduleTime")
    assert talk.next_at is None
    talk.finished_speaking(NOW + timedelta(seconds=4))
    assert talk.next_at == NOW + timedelta(seconds=34)
    talk.advance(NOW + timedelta(seconds=34), None)
    assert talk.is_idle


def test_a_yes_soon_after_an_offer_lapsed_is_told_so_and_asked_again() -> None:
    talk = manager(ScheduleTime=ASKS)
    hear(talk, "ScheduleTime")
    talk.finished_speaking(NOW)
    talk.advance(NOW + timedelta(seconds=30), None)
    told = talk.hear(Intent("Yes"), NOW + timedelta(seconds=90))
    assert [line.key for line in told.sayings[0].reply.lines] == ["dialogue.late.ScheduleTime", "read back"]
    assert not talk.is_idle


def test_a_yes_minutes_after_an_offer_lapsed_is_talk() -> None:
    talk = manager(ScheduleTime=ASKS)
    hear(talk, "ScheduleTime")
    talk.finished_speaking(NOW)
    talk.advance(NOW + timedelta(seconds=30), None)
    assert talk.hear(Intent("Yes"), NOW + timedelta(minutes=3)) == Turn()


def test_no_wait_leaves_a_question_open_and_gives_it_its_whole_time_again() -> None:
    talk = manager(ScheduleTime=ASKS)
    hear(talk, "ScheduleTime")
    talk.finished_speaking(NOW)
    assert keys(hear(talk, "Pause")) == ["dialogue.no_hurry"]
    assert talk.next_at is None
    assert keys(hear(talk, "Yes")) == ["stored"]


def test_silence_can_be_an_answer_too() -> None:
    question = Question(Asking.YES_OR_NO, yes_or_no, seconds=10, on_silence=lambda _: say(reply("neutral.exit")))
    talk = manager(StartExercise=say(reply("offer"), question))
    hear(talk, "StartExercise")
    talk.finished_speaking(NOW)
    assert keys(talk.advance(NOW + timedelta(seconds=10), None)) == ["neutral.exit"]


@pytest.mark.parametrize("tier", [1, 3])
def test_in_the_shared_room_a_safety_reply_is_what_a_stop_is(tier: int) -> None:
    follow_ups = ["WhyDidYouSayThat", "Repeat", "Help", "Undo", "Resume", "StartExercise", "Yes"]

    def afterwards(first: Intent) -> list[Turn]:
        talk = manager(StartExercise=say(reply("offer")), Undo=say(reply("time.undone")), ListTimes=ASKS)
        hear(talk, "ListTimes")
        return [talk.hear(first, NOW), *(hear(talk, name) for name in follow_ups)]

    assert afterwards(unsafe(tier)) == afterwards(Intent("Stop"))


def test_after_a_stop_exercises_stay_closed_until_five_quiet_minutes_have_passed() -> None:
    talk = manager(StartExercise=say(reply("offer")))
    hear(talk, "Stop")
    assert keys(hear(talk, "StartExercise", now=NOW + timedelta(minutes=4))) == ["neutral.exit"]
    assert keys(hear(talk, "StartExercise", now=NOW + timedelta(minutes=8))) == ["neutral.exit"]
    assert keys(hear(talk, "StartExercise", now=NOW + timedelta(minutes=13))) == ["offer"]


def test_an_unsure_stop_only_pauses_an_exercise() -> None:
    activity = FakeActivity()
    talk = manager(StartExercise=Outcome(activity=activity))
    hear(talk, "StartExercise")
    talk.hear(Intent("Stop", confidence=0.5), NOW)
    assert activity.told == ["Pause"]
    assert keys(talk.hear(Intent("Stop", confidence=0.9), NOW)) == ["neutral.exit"]
    assert talk.expectation.running is Running.NOTHING


def test_talk_inside_a_turn_changes_nothing() -> None:
    activity = FakeActivity(running=Running.TURN)
    talk = manager(StartExercise=Outcome(activity=activity), ListTimes=say(reply("list")))
    hear(talk, "StartExercise")
    assert hear(talk, "ListTimes") == Turn()
    assert talk.hear(unsafe(1), NOW) == Turn()
    assert activity.told == []


def test_a_question_between_steps_pauses_the_exercise_and_is_answered() -> None:
    activity = FakeActivity()
    talk = manager(StartExercise=Outcome(activity=activity), ListTimes=say(reply("list")))
    assert keys(hear(talk, "StartExercise", "ListTimes")) == ["list", "exercise.paused_beside"]
    assert activity.told == ["pause"]


def test_the_way_back_to_a_paused_exercise_is_told_once_the_question_is_settled() -> None:
    talk = manager(StartExercise=Outcome(activity=FakeActivity()), ScheduleTime=ASKS, ListTimes=say(reply("list")))
    assert keys(hear(talk, "StartExercise", "ScheduleTime")) == ["read back"]
    assert keys(hear(talk, "Yes")) == ["stored", "exercise.paused_beside"]
    assert keys(hear(talk, "ListTimes")) == ["list"]


def test_an_exercise_that_is_only_offered_ends_nothing_that_runs() -> None:
    activity = FakeActivity()
    talk = manager(StartExercise=Outcome(activity=activity), SuggestExercise=ASKS)
    hear(talk, "StartExercise", "SuggestExercise", "No")
    assert (activity.told, talk.expectation.running) == (["pause"], Running.PAUSED)


def test_a_time_out_goes_on_beneath_what_is_read_and_is_back_when_that_ends() -> None:
    pause, reading = FakeActivity(Running.TIME_OUT), FakeActivity(Running.READING)
    reading.next_at, reading.due = NOW + timedelta(minutes=1), Outcome(ends_activity=True)
    talk = manager(TimeOut=Outcome(activity=pause), ReadPrinciple=Outcome(activity=reading, beside=True))
    hear(talk, "TimeOut", "ReadPrinciple")
    assert (talk.expectation.running, pause.told) == (Running.READING, [])
    talk.advance(NOW + timedelta(minutes=1), None)
    assert talk.expectation.running is Running.TIME_OUT


def test_a_time_out_that_is_over_takes_the_place_of_what_runs_beside_it() -> None:
    class Over(FakeActivity):
        def advance(self, now: datetime, quiet_since: datetime | None) -> Outcome:
            self.running = Running.STEP
            return super().advance(now, quiet_since)

    pause = Over(Running.TIME_OUT, next_at=NOW + timedelta(minutes=20), due=say(reply("over")))
    reading = FakeActivity(Running.READING)
    talk = manager(TimeOut=Outcome(activity=pause), ReadPrinciple=Outcome(activity=reading, beside=True))
    hear(talk, "TimeOut", "ReadPrinciple")
    assert talk.next_at == NOW + timedelta(minutes=20)
    assert keys(talk.advance(NOW + timedelta(minutes=20), None)) == ["over"]
    assert (talk.expectation.running, reading.told) == (Running.STEP, ["leave"])


def test_an_exercise_for_two_that_begins_ends_a_time_out() -> None:
    pause, exercise = FakeActivity(Running.TIME_OUT), FakeActivity()
    talk = manager(TimeOut=Outcome(activity=pause), StartExercise=Outcome(activity=exercise))
    hear(talk, "TimeOut", "StartExercise")
    assert (pause.told, talk.expectation.running) == (["leave"], Running.STEP)


def test_a_time_out_that_is_over_waits_for_an_open_question() -> None:
    pause = FakeActivity(Running.TIME_OUT, next_at=NOW + timedelta(seconds=5))
    talk = manager(TimeOut=Outcome(activity=pause), ScheduleTime=ASKS)
    hear(talk, "TimeOut", "ScheduleTime")
    assert talk.next_at is None
    hear(talk, "Yes")
    assert talk.next_at == NOW + timedelta(seconds=5)


def test_two_requests_of_one_kind_are_not_mixed_and_the_first_is_not_lost_without_a_word() -> None:
    def plan(intent: Intent, now: datetime) -> Outcome:
        del now
        return say(reply("ask", title=str(intent.slots["what"])), Question(Asking.TIME, completed, about="Remind"))

    def completed(intent: Intent, now: datetime) -> Outcome | None:
        del now
        return say(reply("kept")) if "when" in intent.slots else None

    talk = DialogueManager([FakeSkill({"Remind": plan})], SafetyReplies())
    talk.hear(Intent("Remind", {"what": "buy flowers"}), NOW)
    turn = talk.hear(Intent("Remind", {"what": "call mum", "when": "at nine"}), NOW)
    lines = turn.sayings[0].reply.lines
    assert [(line.key, line.values["title"]) for line in lines] == [
        ("dialogue.left.Remind", "buy flowers"),
        ("ask", "call mum"),
    ]
    assert keys(talk.hear(Intent("Remind", {"when": "at nine"}), NOW)) == ["kept"]


@pytest.mark.parametrize("word", ["Stop", "Cancel"])
def test_a_stop_says_nothing_of_what_is_left_undone(word: str) -> None:
    asks = Question(Asking.YES_OR_NO, yes_or_no, about="Remind")
    talk = DialogueManager([FakeSkill({"Remind": say(reply("read back"), asks)})], SafetyReplies())
    talk.hear(Intent("Remind", {"what": "buy flowers"}), NOW)
    assert keys(hear(talk, word)) == [{"Stop": "neutral.exit", "Cancel": "dialogue.dropped"}[word]]


def test_what_is_due_follows_at_its_time() -> None:
    activity = FakeActivity(next_at=NOW + timedelta(seconds=30), due=say(reply("step two")))
    talk = manager(StartExercise=Outcome(activity=activity))
    hear(talk, "StartExercise")
    assert talk.next_at == NOW + timedelta(seconds=30)
    assert talk.advance(NOW + timedelta(seconds=29), None) == Turn()
    assert keys(talk.advance(NOW + timedelta(seconds=30), None)) == ["step two"]


def test_reminders_wait_for_exercises_and_for_answers() -> None:
    talk = manager(StartExercise=Outcome(activity=FakeActivity()), ScheduleTime=ASKS)
    assert not talk.holds_reminders
    hear(talk, "ScheduleTime")
    assert talk.holds_reminders
    hear(talk, "Yes", "StartExercise")
    assert talk.holds_reminders


def full(*_: object) -> Outcome:
    message = "The disk is full."
    raise StoreFull(message)


DISK_IS_FULL = reply("failed.store_full")


def test_a_full_disk_is_told_aloud_by_its_code_and_on_the_screen_in_its_own_words() -> None:
    turn = manager(ScheduleTime=full).hear(Intent("ScheduleTime"), NOW)
    assert turn.sayings[0].reply == DISK_IS_FULL
    assert turn.effects == (ShowTrouble("The disk is full."),)


def test_a_full_disk_is_told_at_an_answer_a_silence_and_a_control_word_too() -> None:
    question = Question(Asking.YES_OR_NO, full, seconds=10, on_silence=full)
    talk = manager(ScheduleTime=say(reply("read back"), question))
    assert hear(talk, "ScheduleTime", "Yes").sayings[0].reply == DISK_IS_FULL
    assert hear(talk, "Yes") == Turn()
    hear(talk, "ScheduleTime")
    talk.finished_speaking(NOW)
    assert talk.advance(NOW + timedelta(seconds=10), None).sayings[0].reply == DISK_IS_FULL

    class Broken(FakeActivity):
        def control(self, intent: Intent, now: datetime) -> Outcome | None:
            return full(intent, now)

    assert (
        hear(manager(StartExercise=Outcome(activity=Broken())), "StartExercise", "Next").sayings[0].reply
        == DISK_IS_FULL
    )


def test_a_stop_is_obeyed_and_names_are_known_although_the_disk_is_full() -> None:
    class Unknowing(FakeSkill):
        def vocabulary(self, now: datetime) -> Vocabulary:
            raise StoreFull(str(now))

    def forget() -> None:
        full()

    names = Vocabulary((Term(TermKind.NAME, "ana", ("ana",)),))

    class Knowing(FakeSkill):
        def vocabulary(self, now: datetime) -> Vocabulary:
            del now
            return names

    talk = DialogueManager([Unknowing({}), Knowing({})], SafetyReplies(), on_stop=forget)
    assert talk.vocabulary(NOW) == names
    assert keys(hear(talk, "Stop")) == ["neutral.exit"]


def test_in_private_a_safety_reply_speaks_plainly() -> None:
    talk = DialogueManager([], SafetyReplies(Mode.PRIVATE))
    assert keys(talk.hear(unsafe(1), NOW)) == ["safety.tier1.private"]


def test_two_skills_cannot_answer_the_same_intent() -> None:
    with pytest.raises(ValueError, match="ListTimes"):
        DialogueManager([FakeSkill({"ListTimes": NOTHING}), FakeSkill({"ListTimes": NOTHING})], SafetyReplies())


def test_a_stop_tells_what_runs_and_what_goes_on_beneath_it_that_they_are_over() -> None:
    pause, reading = FakeActivity(running=Running.TIME_OUT), FakeActivity(running=Running.READING)
    talk = manager(TimeOut=Outcome(activity=pause), ReadPrinciple=Outcome(activity=reading, beside=True))
    hear(talk, "TimeOut", "ReadPrinciple", "Stop")
    assert (pause.told[-1], reading.told[-1]) == ("leave", "leave")


def test_inside_a_turn_nothing_is_listened_for_beside_control_words() -> None:
    talk = manager(StartExercise=Outcome(activity=FakeActivity(running=Running.TURN)))
    assert talk.vocabulary(NOW).danger
    hear(talk, "StartExercise")
    assert talk.vocabulary(NOW) == Vocabulary(danger=False)


def test_what_was_done_long_ago_is_no_longer_mended_in_a_few_words() -> None:
    followed = replace(say(reply("stored")), follow_up=FollowUp(After.PLAN))
    talk = manager(ScheduleTime=followed, Help=say(reply("help")))
    hear(talk, "ScheduleTime")
    assert talk.expectation_at(NOW + timedelta(minutes=1)).after is After.PLAN
    assert talk.expectation_at(NOW + timedelta(hours=1)).after is None
