"""Time for two by voice: plan, list, take back; every plan is read back and confirmed before it is kept."""

from dataclasses import replace
from datetime import datetime, timedelta

from assistant.calendar.appointment import Appointment, Kind, wall_time
from assistant.calendar.recurrence import next_occurrence
from assistant.calendar.rule import is_more_than_daily
from assistant.library.choices import Choices
from assistant.library.orders import Orders
from assistant.messages.intents import IntentName
from assistant.messages.speech import After, Asking, Intent, Line, Reply, ReplyValue, Term, TermKind, Vocabulary, reply
from assistant.messages.times import Ambiguity, Grain, SpokenTime
from assistant.scheduling.couple_time import CoupleTime
from assistant.skills.beside_plans import Beside, beside
from assistant.skills.focus import Focus
from assistant.skills.hanging_on_plans import time_beside
from assistant.skills.held_back import HeldBack
from assistant.skills.joining_times import DAYS, joined, lacks_day
from assistant.skills.naming_reminders import ways_to_name
from assistant.skills.ports import FollowUp, Outcome, Question, say
from assistant.skills.taking_back import undo_last
from assistant.skills.telling_times import TellingTimes

HALF_A_DAY = timedelta(hours=12)


class CoupleTimeSkill:
    """Answers what is about times together and dictated reminders."""

    intents: frozenset[IntentName] = frozenset({"ScheduleTime", "ListTimes", "NextTime", "Remind", "Undo"})

    def __init__(
        self,
        couple_time: CoupleTime,
        default_length: timedelta,
        focus: Focus,
        orders: Orders,
        choices: Choices,
        *,
        held_back: HeldBack,
    ) -> None:
        """Join it to what it speaks of.

        Args:
            couple_time: keeps what is planned.
            default_length: of times whose length nobody said.
            focus: what was spoken of last, shared with whoever changes it.
            orders: tells a reminder from an order to the other person, which is refused.
            choices: how one of two free times is picked by its place.
            held_back: the reminders that are said again later.
        """
        self._couple_time = couple_time
        self._default_length = default_length
        self._focus = focus
        self._orders = orders
        self._choices = choices
        self._telling = TellingTimes(couple_time, focus, held_back)

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        match intent.name:
            case "ScheduleTime" if intent.other_time is not None:
                return self._ask_which_time(intent, intent.other_time)
            case "ScheduleTime":
                return self._plan(intent, now)
            case "Remind":
                return self._plan(intent, now)
            case "ListTimes":
                return self._telling.list_times(intent, now)
            case "NextTime":
                return self._telling.next_time(intent, now)
            case _:
                return undo_last(self._couple_time, self._focus, now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """The titles of everything that is still to come."""
        ways = dict.fromkeys(ways_to_name(each) for each in self._couple_time.titles_to_come(now))
        return Vocabulary(terms=tuple(Term(TermKind.ACTIVITY, said[0], said) for said in ways))

    def kept(self, now: datetime) -> tuple[Line, ...]:
        """What is kept, for whoever asks: how many plans and how many reminders."""
        coming = self._couple_time.upcoming(now)
        plans = sum(each.appointment.kind is Kind.APPOINTMENT for each in coming)
        lines = [Line("know.plans", {"count": plans})] if plans else []
        if len(coming) > plans:
            lines.append(Line("know.reminders", {"count": len(coming) - plans}))
        return (*lines, *(() if self._couple_time.is_first() else (Line("know.over"),)))

    def drafted(self, intent: Intent, now: datetime) -> Appointment | None:
        """What a complete intent would plan, not kept yet; None where the day or the time is missing."""
        spoken = intent.times.get("when")
        if spoken is None or (spoken.start is None and spoken.recurrence is None):
            return None
        if intent.name not in ("ScheduleTime", "Remind") or not {"activity", "what"} & intent.slots.keys():
            return None
        return self._draft(intent, spoken, now)

    def _plan(self, intent: Intent, now: datetime) -> Outcome:
        """Ask for what is missing, one thing at a time, then read back."""
        thing = "what" if intent.name == "Remind" else "activity"
        if thing not in intent.slots:
            asking = Asking.WHAT if intent.name == "Remind" else Asking.ACTIVITY
            key = "remind.ask_what" if intent.name == "Remind" else "time.ask_activity"
            return self._ask(key, asking, intent)
        spoken = intent.times.get("when")
        if intent.name == "Remind" and self._is_order(str(intent.slots["what"]), spoken):
            return say(reply("remind.refused"))
        if intent.beside is not None:
            return self._plan_beside(intent, now)
        if spoken is None or (spoken.start is None and spoken.recurrence is None):
            key = "remind.ask_when" if intent.name == "Remind" else "time.ask_when"
            return self._ask(key, Asking.TIME, intent, title=_title(str(intent.slots[thing])))
        if Ambiguity.NO_SUCH_DAY in spoken.ambiguous:
            return self._ask("time.no_such_day", Asking.TIME, intent)
        lacking = _lacking(spoken, wall_time(now, self._couple_time.zone))
        if lacking is not None:
            return self._ask(lacking, Asking.TIME, intent, title=_title(str(intent.slots[thing])))
        if spoken.grain is Grain.DAYPART and _has_begun(spoken, wall_time(now, self._couple_time.zone)):
            return self._ask("time.ask_clock", Asking.TIME, intent)
        if Ambiguity.SAME_TIME in spoken.ambiguous:
            return self._ask("time.ask_clock", Asking.TIME, intent)
        if Ambiguity.AM_OR_PM in spoken.ambiguous:
            return self._ask("time.ask_am_pm", Asking.TIME, intent)
        return self._read_back(intent, spoken, now)

    def _plan_beside(self, intent: Intent, now: datetime) -> Outcome:
        """A plan or reminder so long before or after something planned: "an hour before date night"."""
        moment = time_beside(self._couple_time, intent, now)
        alone = replace(intent, beside=None)
        if moment is not None:
            return self._plan(replace(alone, times={"when": moment}), now)
        title = "" if intent.beside is None else intent.beside.title
        key = "remind.ask_when_unknown" if intent.name == "Remind" else "time.ask_when_unknown"
        return self._ask(key, Asking.TIME, alone, title=title)

    def _is_order(self, what: str, spoken: SpokenTime | None) -> bool:
        repeats = None if spoken is None else spoken.recurrence
        often = repeats is not None and is_more_than_daily(repeats.rrule)
        return self._orders.is_order(what, when_is_more_than_daily=often)

    def _ask(self, key: str, asking: Asking, intent: Intent, **values: ReplyValue) -> Outcome:
        question = Question(
            asking=asking, about=intent.name, answer=lambda answer, at: self._completed(answer, at, intent)
        )
        return say(reply(key, **values), question)

    def _ask_which_time(self, intent: Intent, other: SpokenTime) -> Outcome:
        """Which of two times is wanted: "on friday or saturday at eight"."""
        first = intent.times["when"]
        asked = replace(intent, times={"when": first}, other_time=None)
        both = {"first": first, "second": joined(first, other)}
        picks = self._choices.among(tuple(both))

        def picked(answer: Intent, now: datetime) -> Outcome | None:
            place = picks.get(answer.choice or "")
            if place is None:
                return self._completed(answer, now, asked)
            return self._plan(replace(asked, times={"when": both[place]}), now)

        question = Question(Asking.TIME, picked, about=intent.name, choices=tuple(picks))
        days = {place: each.start for place, each in both.items() if each.start is not None}
        return say(reply("time.which_day", **days), question)

    def _completed(self, answer: Intent, now: datetime, asked: Intent) -> Outcome | None:
        """Join the answer to what was asked for before."""
        if answer.name == "No":
            return say(reply("time.not_stored"))
        if answer.name != asked.name:
            return None
        slots = {**asked.slots, **answer.slots}
        times = dict(asked.times)
        if "when" in answer.times:
            times["when"] = self._mended(asked, answer.times["when"], now)
        hangs_on = answer.beside or (None if "when" in answer.times else asked.beside)
        return self._plan(Intent(asked.name, slots, answer.confidence, times, beside=hangs_on), now)

    def _mended(self, asked: Intent, when: SpokenTime, now: datetime) -> SpokenTime:
        """The time that was asked about, with an answer; a reminder has no length, so that one is counted from now."""
        if asked.name == "Remind" and when.duration_seconds is not None and when.start is None:
            return SpokenTime(wall_time(now + timedelta(seconds=when.duration_seconds), self._couple_time.zone))
        return joined(asked.times.get("when"), when)

    def _read_back(self, intent: Intent, spoken: SpokenTime, now: datetime) -> Outcome:
        draft = self._from_now_on(self._draft(intent, spoken, now), now)
        start = draft.start
        if start <= wall_time(now, draft.zone):
            return self._ask("time.check_past", Asking.TIME, intent, title=draft.title, start=start)
        near = Beside("remind.read_back") if draft.kind is Kind.REMINDER else beside(self._couple_time, draft, now)
        values: dict[str, ReplyValue] = {"title": draft.title, "start": _with_length(spoken, start), **near.values}
        if draft.kind is Kind.REMINDER:
            values |= {"text": draft.text or draft.title, "start": start}
        key = near.key
        if draft.rrule is not None and not near.clashes:
            key = key if key == "time.not_free" else f"{key}_repeating"
        values["rule"] = spoken
        said = reply(key, **values)
        if intent.is_first_of_two:
            said = replace(said, lines=(Line(f"{key.partition('.')[0]}.one_by_one"), *said.lines))
        return say(said, self._confirming(intent, draft, self._picks(draft, near), is_clash=bool(near.clashes)))

    def _picks(self, draft: Appointment, near: Beside) -> dict[str, datetime]:
        """The times that a few words pick at a clash: a free one by its place, or the one beside what is planned."""
        picks: dict[str, datetime] = {}
        free = near.free
        if near.clashes and draft.rrule is None:
            other, zone = near.clashes[0], self._couple_time.zone
            after = wall_time(other.end, zone)
            around = self._choices.beside(
                other.title.lower(), (other.local(zone) - draft.duration).isoformat(), after.isoformat()
            )
            picks |= {phrase: datetime.fromisoformat(time) for phrase, time in around.items()}
        named = {each.isoformat(): each for each in (free[0], free[-1])} if free else {}
        if len(named) > 1:
            picks |= {word: named[key] for word, key in self._choices.among(tuple(named)).items()}
        return picks

    def _confirming(
        self, intent: Intent, draft: Appointment, picks: dict[str, datetime], *, is_clash: bool
    ) -> Question:
        """Whether to keep a plan as it was read back, or at one of the times that ``picks`` holds.

        A clash is not read back twice for the same time, so that no yes can mean it that was about another time.
        """

        def decide(answer: Intent, now: datetime) -> Outcome | None:
            if answer.choice not in picks:
                return self._decided(answer, now, intent, draft, is_clash=is_clash)
            seconds = None if draft.duration == self._default_length else round(draft.duration.total_seconds())
            spoken = SpokenTime(picks[answer.choice], duration_seconds=seconds)
            return self._plan(replace(intent, times={**intent.times, "when": spoken}), now)

        return Question(Asking.YES_OR_NO, decide, about=intent.name, choices=tuple(picks))

    def _draft(self, intent: Intent, spoken: SpokenTime, now: datetime) -> Appointment:
        start = spoken.recurrence.dtstart if spoken.recurrence else spoken.begins
        if start is None:
            message = "a plan needs a start"
            raise ValueError(message)
        if intent.name == "Remind":
            return self._couple_time.draft_reminder(str(intent.slots["what"]), start, now, spoken.recurrence)
        title = _title(str(intent.slots["activity"]))
        return self._couple_time.draft(title, start, now, self._length(spoken), spoken.recurrence)

    def _from_now_on(self, draft: Appointment, now: datetime) -> Appointment:
        """Something that repeats, from its first time that is still to come."""
        if draft.rrule is None or draft.start > wall_time(now, draft.zone):
            return draft
        first = next_occurrence(draft, now)
        return draft if first is None else replace(draft, start=first.wall)

    def _length(self, spoken: SpokenTime) -> timedelta:
        if spoken.duration_seconds:
            return timedelta(seconds=spoken.duration_seconds)
        if spoken.start and spoken.end and spoken.grain in (Grain.MINUTE, Grain.HOUR) and spoken.end > spoken.start:
            return spoken.end - spoken.start
        return self._default_length

    def _decided(
        self, answer: Intent, now: datetime, asked: Intent, draft: Appointment, *, is_clash: bool
    ) -> Outcome | None:
        match answer.name:
            case "Yes":
                once_more = FollowUp(After.PLAN, lambda said, at: self._once_more(said, at, asked))
                return replace(say(self._store(draft, now)), follow_up=once_more)
            case "No" | "Swap" if "when" not in answer.times:
                return say(reply("time.not_stored"))
            case "Snooze" if not answer.slots:  # "a bit later"
                return self._ask("time.ask_clock", Asking.TIME, asked)
            case _ if "when" in answer.times and answer.name in (asked.name, "No", "MoveTime"):
                if is_clash and self._mended(asked, answer.times["when"], now) == asked.times.get("when"):
                    return self._ask("time.ask_clock", Asking.TIME, asked)
                return self._completed(Intent(asked.name, answer.slots, answer.confidence, answer.times), now, asked)
            case _:
                return None

    def _once_more(self, said: Intent, now: datetime, asked: Intent) -> Outcome | None:
        """The same at another time as well: "same time next week"; a day that is named then is the next such day."""
        if said.name != "ScheduleTime" or "when" not in said.times or "activity" in said.slots:
            return None
        again = replace(said, name=asked.name, times={"when": replace(said.times["when"], leaves_open=None)})
        return self._completed(again, now, replace(asked, times={"when": asked.times["when"]}))

    def _store(self, draft: Appointment, now: datetime) -> Reply:
        """Keep it, and promise no more than what will be: in quiet hours there is only a chime."""
        is_first = self._couple_time.is_first()
        self._couple_time.add(draft, now)
        self._focus.turn_to(draft.uid, now)
        is_quiet = self._couple_time.only_chimes(draft, now)
        key = "time.stored_quiet" if is_quiet else "remind.stored" if draft.kind is Kind.REMINDER else "time.stored"
        lines = (Line(key), Line("time.while_awake")) if is_first else (Line(key),)
        return Reply(lines=lines)


def _lacking(spoken: SpokenTime, wall: datetime) -> str | None:
    """The question for the day or the time that nobody said; None where there is both."""
    timed = spoken.grain not in DAYS
    if spoken.recurrence is not None and lacks_day(spoken.recurrence, wall):
        return "time.ask_day" if timed else "time.ask_when"
    if timed and spoken.start is not None and spoken.end == spoken.start + HALF_A_DAY and spoken.grain is Grain.DAYPART:
        return "time.ask_clock"
    if timed:
        return None
    is_day = spoken.grain is Grain.DAY or spoken.recurrence is not None
    return "time.ask_clock" if is_day else "time.ask_day"


def _has_begun(spoken: SpokenTime, wall: datetime) -> bool:
    """Whether a part of a day is the present one: then its beginning cannot be meant."""
    return spoken.start is not None and spoken.end is not None and spoken.start <= wall < spoken.end


def _with_length(spoken: SpokenTime, start: datetime) -> datetime | SpokenTime:
    """A start as it is read back: with the length or the end, where one was said."""
    if spoken.recurrence is not None or spoken.grain not in (Grain.MINUTE, Grain.HOUR):
        return start
    if spoken.duration_seconds:
        return SpokenTime(start, duration_seconds=spoken.duration_seconds)
    is_range = spoken.start is not None and spoken.end is not None and spoken.end > spoken.start
    return SpokenTime(start, spoken.end) if is_range else start


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]
