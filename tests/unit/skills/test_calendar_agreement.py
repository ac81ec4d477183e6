"""Whose calendar is read: only after that person said yes by name, and no longer once either asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import StoreError
from assistant.household.household import Household, Partner
from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Intent, Vocabulary, reply
from assistant.scheduling.personal_calendars import PersonalCalendars
from assistant.skills.calendar_agreement import AgreementFirst, CalendarAgreement
from assistant.skills.ports import Outcome, say
from assistant.store.database import open_database
from assistant.store.households import StoredHouseholds
from assistant.store.personal_calendars import StoredPersonalLinks

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class NoSource:
    """A source that nothing may be read from here."""

    async def busy(self, address: str, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        raise AssertionError(address, start, end)


class Plans:
    """The skill behind the question."""

    intents: frozenset[IntentName] = frozenset({"PlanWeek", "FindFreeTime"})

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        del now
        return say(reply(f"planned {intent.name}"))

    def vocabulary(self, now: datetime) -> Vocabulary:
        del now
        return Vocabulary()


@dataclass
class Talk:
    """One conversation about calendars."""

    calendars: PersonalCalendars
    agreement: CalendarAgreement
    last: Outcome = field(default_factory=Outcome)

    def say(self, name: IntentName, **slots: str) -> str:
        question = self.last.question
        intent = Intent(name, slots)
        answered = None if question is None else question.answer(intent, NOW)
        if answered is None:
            skill = self.agreement if name in self.agreement.intents else AgreementFirst(Plans(), self.agreement)
            answered = skill.handle(intent, NOW)
        self.last = answered
        return self.last.sayings[0].reply.key if self.last.sayings else ""

    def asked(self) -> object:
        return self.last.sayings[0].reply.lines[0].values.get("name")

    @property
    def linked(self) -> list[str]:
        return [each.person for each in self.calendars.linked()]


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    with open_database(tmp_path, NOW) as database:
        households = StoredHouseholds(database)
        households.save(Household(partners=(Partner("Ana"), Partner("Sam"))))
        addresses = {"first": "/a.ics", "second": "/b.ics"}
        calendars = PersonalCalendars(StoredPersonalLinks(database), NoSource(), addresses)
        agreement = CalendarAgreement(
            calendars, households, ("one", "other"), link=calendars.link, unlink=calendars.unlink
        )
        yield Talk(calendars, agreement)


def test_each_is_asked_by_name_before_a_week_is_planned(talk: Talk) -> None:
    assert talk.say("PlanWeek") == "calendar.ask"
    assert talk.asked() == "Ana"
    assert talk.last.question is not None
    assert talk.last.question.asking is Asking.CONSENT
    assert talk.say("Yes") == "calendar.ask"
    assert talk.asked() == "Sam"
    assert talk.say("No") == "calendar.agreed"
    assert talk.linked == ["first"]


def test_where_nobody_agrees_it_goes_on_without_a_word(talk: Talk) -> None:
    talk.say("FindFreeTime")
    talk.say("No")
    assert talk.say("No") == "planned FindFreeTime"
    assert talk.linked == []


def test_silence_is_no_agreement_and_is_asked_again_once(talk: Talk) -> None:
    for _ in range(2):
        assert talk.say("PlanWeek") == "calendar.ask"
        assert talk.last.question is not None
        assert talk.last.question.on_silence is not None
        talk.last = talk.last.question.on_silence(NOW)
        assert talk.linked == []
    assert talk.say("PlanWeek") == "calendar.ask"
    assert talk.asked() == "Sam"


def test_what_was_refused_twice_is_only_asked_when_they_want_it(talk: Talk) -> None:
    for _ in range(2):
        talk.say("PlanWeek")
        talk.say("No")
        talk.say("No")
    assert talk.say("PlanWeek") == "planned PlanWeek"
    assert talk.say("LinkCalendar") == "calendar.ask"
    talk.say("Yes")
    talk.say("Yes")
    assert talk.linked == ["first", "second"]
    assert talk.say("LinkCalendar") == "calendar.linked"


def test_either_lets_go_of_both_at_once_and_is_not_asked_again(talk: Talk) -> None:
    talk.say("PlanWeek")
    talk.say("Yes")
    talk.say("Yes")
    assert talk.say("UnlinkCalendar") == "calendar.unlinked"
    assert talk.linked == []
    assert talk.say("PlanWeek") == "planned PlanWeek"
    assert talk.say("UnlinkCalendar") == "calendar.not_linked"


def test_something_else_in_between_agrees_to_nothing(talk: Talk) -> None:
    talk.say("LinkCalendar")
    talk.say("UnlinkCalendar")
    assert talk.linked == []


def test_whoever_wants_less_planned_or_nothing_is_not_asked_for_a_calendar_first(talk: Talk) -> None:
    assert talk.say("PlanWeek", ends="all") == "planned PlanWeek"
    assert talk.say("PlanWeek", hours="weekends") == "planned PlanWeek"


def test_a_yes_that_was_hardly_heard_is_no_agreement(talk: Talk) -> None:
    assert talk.say("PlanWeek") == "calendar.ask"
    question = talk.last.question
    assert question is not None
    assert question.answer(Intent("Yes", confidence=0.6), NOW) is None
    assert talk.linked == []


def let_nothing_be_written(talk: Talk) -> None:
    assert isinstance(talk.calendars.links, StoredPersonalLinks)
    with talk.calendars.links.database.reading() as connection:
        connection.execute(text("PRAGMA query_only=ON"))


def test_on_a_full_disk_nobody_is_asked_and_what_was_wanted_is_answered(talk: Talk) -> None:
    let_nothing_be_written(talk)
    assert talk.say("PlanWeek") == "planned PlanWeek"


def test_on_a_full_disk_a_calendar_is_let_go_of_all_the_same(talk: Talk) -> None:
    talk.say("LinkCalendar")
    talk.say("Yes")
    talk.say("Yes")
    assert talk.linked == ["first", "second"]
    let_nothing_be_written(talk)
    with pytest.raises(StoreError):
        talk.say("UnlinkCalendar")
    assert talk.linked == []
