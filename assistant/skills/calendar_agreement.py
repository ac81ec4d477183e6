"""Whether each of the two lets their own calendar be read: asked by name, answered aloud, taken back by either at once.

It is asked where it matters, before a week is planned or free time is looked for, and unasked at most twice for one
calendar. Only when somebody is busy is ever taken from it, and no answer says whose time it was.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from assistant.errors import StoreError
from assistant.household.naming import names_of
from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Intent, Line, Reply, Vocabulary, reply
from assistant.scheduling.personal_calendars import PersonalCalendars
from assistant.skills.exercise_gates import CLEAR_YES
from assistant.skills.ports import NOTHING, Outcome, Question, Skill, say

GoOn = Callable[[datetime], Outcome]
"""What was wanted before there was something to ask."""


_RULES_OUT = frozenset({"hours", "ends"})
"""Slots of a request to plan less, or no more: for that nobody's calendar matters."""


@dataclass(frozen=True, slots=True)
class CalendarAgreement:
    """Answers LinkCalendar and UnlinkCalendar, and asks before others plan."""

    calendars: PersonalCalendars
    households: HouseholdRepository
    unnamed: tuple[str, str]
    """How the two are spoken of while they have no names."""

    link: Callable[[str, datetime], bool]
    """This person agreed: their calendar is read from now on."""

    unlink: Callable[[], None]
    """Somebody asked: no calendar of either is read any more."""

    @property
    def intents(self) -> frozenset[IntentName]:
        """What it answers."""
        return frozenset({"LinkCalendar", "UnlinkCalendar"})

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        del now
        if intent.name == "UnlinkCalendar":
            linked = bool(self.calendars.linked())
            self.unlink()
            return say(reply("calendar.unlinked" if linked else "calendar.not_linked"))
        people = [person for person in sorted(self.calendars.addresses) if self.calendars.can_be_linked(person)]
        if people:
            return self._ask(people, lambda _: say(reply("calendar.left")), agreed=False)
        return say(reply("calendar.linked" if self.calendars.linked() else "calendar.none_named"))

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named."""
        del now
        return Vocabulary()

    def ask_first(self, go_on: GoOn) -> Outcome | None:
        """Ask whoever has not been asked about their calendar; None where there is nobody to be asked.

        Where it cannot be kept that they were asked, they are not: nobody is asked more often than twice.

        Args:
            go_on: what is answered where nobody agrees.
        """
        people = self.calendars.to_be_asked()
        with suppress(StoreError):
            return self._ask(people, go_on, agreed=False) if people else None
        return None

    def _ask(self, people: Sequence[str], go_on: GoOn, *, agreed: bool) -> Outcome:
        person = people[0]
        self.calendars.note_asked(person)
        name = names_of(self.households.load(), self.unnamed)[person == "second"]
        question = Question(
            asking=Asking.CONSENT,
            about="LinkCalendar",
            answer=lambda answer, at: self._answered(answer, at, people, go_on, agreed=agreed),
            on_silence=lambda _: NOTHING,
            reason=reply("calendar.why"),
        )
        return say(reply("calendar.ask", name=name), question)

    def _answered(
        self, answer: Intent, now: datetime, people: Sequence[str], go_on: GoOn, *, agreed: bool
    ) -> Outcome | None:
        match answer.name:
            case "Yes" if answer.confidence >= CLEAR_YES:
                agreed = self.link(people[0], now) or agreed
            case "No" | "Cancel":
                pass
            case _:
                return None
        if len(people) > 1:
            return self._ask(people[1:], go_on, agreed=agreed)
        # What was just agreed to has to be read first, which takes longer than an answer may.
        return say(Reply(lines=(Line("calendar.agreed"),))) if agreed else go_on(now)


@dataclass(frozen=True, slots=True)
class AgreementFirst:
    """The skill that plans, with the question about calendars before it."""

    plans: Skill
    agreement: CalendarAgreement

    @property
    def intents(self) -> frozenset[IntentName]:
        """What the skill behind it answers."""
        return self.plans.intents

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Ask where something is to be planned and there is something to ask; hand everything else on."""
        if _RULES_OUT.isdisjoint(intent.slots):
            asked = self.agreement.ask_first(lambda at: self.plans.handle(intent, at))
            if asked is not None:
                return asked
        return self.plans.handle(intent, now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """What can be named because of the skill behind it."""
        return self.plans.vocabulary(now)
