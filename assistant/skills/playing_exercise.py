"""An exercise that runs inside a conversation: the player's cues become sayings, control words become its methods."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assistant.errors import StoreError
from assistant.exercises.answers import place_answer, time_left_answer
from assistant.exercises.player import Player
from assistant.exercises.progress import ProgressStore
from assistant.exercises.turns import Cue
from assistant.messages.intents import IntentName
from assistant.messages.speech import NEUTRAL_EXIT, Asking, Intent, Running, Saying, reply
from assistant.skills.ports import NOTHING, Outcome, Question, say

Afterwards = Callable[[datetime], Outcome]
"""What follows when an exercise has come to its own end, if anything."""


_GOES_ON: frozenset[IntentName] = frozenset({"Pause", "Cancel", "TimeOut"})
"""What leaves a time-out as it is: it is a pause already, and would never end if it stood still."""


@dataclass(slots=True)
class PlayingExercise:
    """One exercise that runs; saves where it stands and nothing else."""

    player: Player
    progress: ProgressStore
    afterwards: Afterwards | None = None
    who_begins: Callable[[str], None] = lambda _name: None
    """Told by name who counts as having begun, when the two change places."""

    asks_calm: bool = False
    """Whether its consent question also asked for calm: a "not yet" in the first step still closes it."""

    @property
    def running(self) -> Running:
        """The player's phase."""
        return self.player.phase

    def running_at(self, now: datetime) -> Running:
        """The player's phase; a turn that is over is a step again."""
        is_over = self.running is Running.TURN and self.player.time_left(now).turn == timedelta()
        return Running.STEP if is_over else self.running

    @property
    def next_at(self) -> datetime | None:
        """When the player next wants the time."""
        return self.player.next_at

    @property
    def waiting(self) -> Question | None:
        """What a step that waits has asked; it stays open whatever else is said, and is not asked again unasked."""
        stands_still = self.player.phase in (Running.NOTHING, Running.PAUSED)
        return replace(self._waiting_question(), reprompts=False) if self.player.waits and not stands_still else None

    def begin(self, now: datetime, step: int = 1) -> Outcome:
        """Start, or continue at a step."""
        return self._after(self.player.start(now, step), now, starting=True)

    def advance(self, now: datetime, quiet_since: datetime | None) -> Outcome:
        """Do what is due."""
        return self._after(self.player.advance(now, quiet_since), now)

    def control(self, intent: Intent, now: datetime) -> Outcome | None:
        """Obey a control word."""
        if intent.name == "WhereAmI":
            return say(place_answer(self.player.where_am_i()))
        if intent.name == "TimeLeft" or (self.running is Running.TIME_OUT and intent.name in _GOES_ON):
            return say(time_left_answer(self.player.time_left(now)))
        if intent.name == "Resume" and self.running is Running.TIME_OUT:
            return self._ask_back(now)
        if intent.name == "No" and self.asks_calm and self.player.where_am_i().step == 1:
            self.progress.clear()
            self.player.stop(now)
            return Outcome(sayings=(Saying(NEUTRAL_EXIT),), ends_activity=True)
        first = self.player.partners.a
        cues = self._obey(intent, now)
        if self.player.partners.a != first:
            self.who_begins(self.player.partners.a)
        return None if cues is None else self._after(cues, now)

    def finished_speaking(self, now: datetime) -> None:
        """A step's time begins with its first word, so nothing depends on the last."""
        del now

    def pause(self, now: datetime) -> None:
        """Stand still."""
        if self.player.phase is not Running.PAUSED:
            self.player.pause(now)

    def leave(self, now: datetime) -> None:
        """Something else begins: keep the place, and end."""
        self._keep_place(now)
        self.player.stop(now)

    def _obey(self, intent: Intent, now: datetime) -> tuple[Cue, ...] | None:
        player = self.player
        if intent.name == "MoreTime":
            seconds = intent.slots.get("duration_seconds")
            return player.more_time(None if seconds is None else int(seconds), now)
        if intent.name == "Next" and "question" in intent.slots:
            return player.other_question(now)
        if intent.name == "GoToStep":
            return player.go_to_step(int(intent.slots.get("step", 0)), now)
        obeys: dict[str, Callable[[datetime], tuple[Cue, ...]]] = {
            "Next": player.next,
            "Skip": player.skip,
            "Previous": player.previous,
            "Repeat": player.repeat,
            "Pause": player.pause,
            "Cancel": player.pause,
            "Resume": player.resume,
            "StartOver": player.start_over,
            "Swap": player.swap,
            "Shorter": player.shorter,
            "Stop": player.stop,
        }
        method = obeys.get(intent.name or "")
        return None if method is None else method(now)

    def _after(self, cues: tuple[Cue, ...], now: datetime, *, starting: bool = False) -> Outcome:
        sayings = tuple(cue.saying for cue in cues)
        if self.player.phase is Running.NOTHING:
            self.progress.clear()
            following = self.afterwards(now) if self.afterwards else NOTHING
            return Outcome(
                sayings=(*sayings, *following.sayings),
                question=following.question,
                ends_activity=True,
                activity=following.activity,
            )
        self._keep_place(now)
        question = self._waiting_question() if sayings and self.player.waits else None
        alone = self.player.script.alone
        return Outcome(sayings=sayings, question=question, activity=self if starting else None, beside=alone)

    def _keep_place(self, now: datetime) -> None:
        """Remember where they are; where that cannot be kept, the exercise goes on all the same."""
        place = self.player.progress(now)
        with suppress(StoreError):
            if place is not None and place != self.progress.load():
                self.progress.save(place)

    def _waiting_question(self) -> Question:
        return Question(asking=Asking.YES_OR_NO, about="Resume", answer=self._waited_for, seconds=None)

    def _waited_for(self, intent: Intent, now: datetime) -> Outcome | None:
        spoken = intent.times.get("when")
        if spoken is not None and not spoken.duration_seconds:
            return self._until_then(now)
        if spoken is not None:  # "five minutes more" may be taken for an answer about a time
            return self._after(self.player.more_time(spoken.duration_seconds, now), now)
        match intent.name:
            case "Yes" | "Next" | "Resume":
                return self._after(self.player.next(now), now)
            case "No" | "MoreTime" | "Pause":  # "not yet" is a pause anywhere else
                seconds = intent.slots.get("duration_seconds")
                return self._after(self.player.more_time(None if seconds is None else int(seconds), now), now)
            case "Cancel":
                self.player.stop(now)
                return Outcome(sayings=(Saying(NEUTRAL_EXIT),), ends_activity=True)
            case _:
                return None

    def _ask_back(self, now: datetime) -> Outcome:
        """Before the time is over: how long it would be, and whether it is calm enough for both already."""
        question = Question(
            asking=Asking.YES_OR_NO, about="Resume", answer=self._back_early, on_unclear=lambda _: NOTHING
        )
        return say(reply("exercise.back_early", left=self.player.time_left(now).whole), question)

    def _back_early(self, intent: Intent, now: datetime) -> Outcome | None:
        match intent.name:
            case "Yes" | "Next" | "Resume":
                return self._after(self.player.come_back(now), now)
            case "No" | "Pause" | "Cancel":
                return say(reply("exercise.pause_goes_on", left=self.player.time_left(now).whole))
            case _:
                return None

    def _until_then(self, now: datetime) -> Outcome:
        """They go on at an hour of their own: that is an end without a next step."""
        self.player.stop(now)
        self.progress.clear()
        return Outcome(sayings=(Saying(reply("exercise.until_then")),), ends_activity=True)
