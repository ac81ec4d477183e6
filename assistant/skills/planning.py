"""Plans weeks with the two and finds when both are free; nothing of it is said before they have asked.

Each offer names at most two places, asks each of the two by name, and is booked when both would like it. A no, silence
or somebody who is not there leaves it out: no reason is asked, and nothing is kept about who it was.
"""

from collections.abc import Sequence
from datetime import datetime

from assistant.household.household import Place
from assistant.household.naming import names_of
from assistant.household.ports import HouseholdRepository
from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Intent, Line, Reply, ReplyValue, Vocabulary, reply
from assistant.scheduling.free_time import FreeTime
from assistant.scheduling.intention import Intention
from assistant.scheduling.offers import Accepted, Asked, Choice, Offer, Purpose, free_offer
from assistant.scheduling.planner import Planner
from assistant.skills.planning_answers import PLACE_WORDS, Meant, meant, named_place, own_place
from assistant.skills.ports import NOTHING, Outcome, Question, say
from assistant.skills.wished_hours import told_limits
from assistant.skills.wishing import Wishing

_NAMES_A_PLACE: frozenset[IntentName] = frozenset({"PlanWeek", "FindFreeTime", "ScheduleTime", "MoveTime", "Yes", "No"})
"""What may name another time than the offered; whoever asks what is planned then wants none of it."""


class PlanningSkill:
    """Answers PlanWeek and FindFreeTime."""

    intents: frozenset[IntentName] = frozenset({"PlanWeek", "FindFreeTime"})

    def __init__(
        self,
        planner: Planner,
        free_time: FreeTime,
        households: HouseholdRepository,
        *,
        default_week: Intention,
        unnamed: tuple[str, str],
        free_title: str,
    ) -> None:
        """Join them.

        Args:
            planner: finds and books.
            free_time: searches where no ritual is meant.
            households: names.
            default_week: what is suggested at first.
            unnamed: how the two are spoken of while they have no names.
            free_title: what time together is called where they have no name for it.
        """
        self._planner = planner
        self._free_time = free_time
        self._households = households
        self._unnamed = unnamed
        self._free_title = free_title
        self.default_week = default_week
        self.wishing = Wishing(planner, households, default_week, self._go_through, free_time.settings.weekend)

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        if intent.name == "FindFreeTime":
            return self._find(intent, now)
        if "hours" in intent.slots:
            return self.wishing.limit(intent)
        if "ends" in intent.slots:
            return self.wishing.end()
        if self._planner.intention is None:
            return self.wishing.suggest()
        return self._go_through((), now)

    def vocabulary(self, now: datetime) -> Vocabulary:
        """Nothing of its own can be named; what is planned is named by its own skill."""
        del now
        return Vocabulary()

    def kept(self) -> tuple[Line, ...]:
        """What is kept, for whoever asks."""
        intention, limits = self._planner.intention, self._planner.limits
        lines = [] if limits is None else told_limits(limits, self.default_week)
        if intention is None:
            return tuple(lines)
        titles = tuple(each.title for each in intention.rituals)
        lines.insert(0, Line("know.intention", {"titles": titles}))
        return (*lines, Line("know.prepares")) if intention.prepares is not None else tuple(lines)

    def knock(self, now: datetime) -> Outcome | None:
        """At the time they chose: ask whether it is a good moment. None where there is nothing to go through."""
        moves = self._planner.moves(now)
        if not moves and not self._planner.offers(now):
            self._planner.settle_round(now)
            return None
        if not self._planner.begin_round(now) and not moves:
            return None
        for offer in moves:
            self._planner.note_offered(offer, now)
        question = Question(
            asking=Asking.YES_OR_NO,
            about="PlanWeek",
            answer=self._let_in,
            on_silence=lambda _: NOTHING,
            reason=reply("planning.why.moves" if moves else "planning.why.chosen_time"),
        )
        return say(reply("planning.knock"), question)

    def _let_in(self, answer: Intent, now: datetime) -> Outcome | None:
        match answer.name:
            case "Yes":
                return self._go_through((), now)
            case "No" | "Cancel":
                return say(reply("planning.knock_refused"))
            case _:
                return None

    def _go_through(self, before: Sequence[Line], now: datetime) -> Outcome:
        """Offer everything that the week still has room for."""
        offers = self._planner.offers(now)
        self._planner.settle_round(now)
        if offers:
            return self._offer(tuple(before), offers, now)
        missing = tuple(ritual.title for ritual, _ in self._planner.plan(now).missing)
        lines = [*before, *((Line("planning.no_room", {"titles": missing}),) if missing else ())]
        return self.wishing.nothing_left(tuple(lines))

    def _offer(self, before: tuple[Line, ...], offers: Sequence[Offer], now: datetime) -> Outcome:
        """Say the next offer and ask the first of them; or say that this was all."""
        for place, offer in enumerate(offers):
            standing = self._still_free(offer, now)
            if standing is not None:
                self._planner.note_offered(standing, now)
                return self._ask((*before, _said(standing)), Asked(standing), offers[place + 1 :])
        return say(Reply(lines=(*before, Line("planning.done"))))

    def _still_free(self, offer: Offer, now: datetime) -> Offer | None:
        """The offer without what has been taken or is over since it was made; None where nothing remains."""
        free = tuple(
            choice
            for choice in offer.choices
            if all(each.start > now and self._planner.is_free(each.start, each.ritual.length) for each in choice.slots)
        )
        return Offer(offer.purpose, free, offer.moves) if free else None

    def _ask(
        self, before: tuple[Line, ...], asked: Asked, rest: Sequence[Offer], *, once_more: bool = False
    ) -> Outcome:
        """Ask one of them; ``once_more`` where a yes left open which of two places is meant."""
        offer = asked.offer
        two = asked.chosen is None and len(offer.choices) > 1
        first = (asked.chosen or offer.choices[0]).first
        question = Question(
            asking=Asking.CHOICE if two else Asking.YES_OR_NO,
            about="PlanWeek",
            choices=PLACE_WORDS if two else (),
            answer=lambda answer, at: self._answered(answer, at, asked, rest, once_more=once_more),
            on_silence=lambda _: NOTHING,
            reason=reply(f"planning.why.{first.reasons[0]}"),
        )
        key = "planning.ask_which" if two else "planning.ask"
        if once_more:
            key = "planning.ask_which_one"
        if asked.chosen is not None:
            key = "planning.ask_other_small" if len(asked.chosen.slots) > 1 else "planning.ask_other"
        values: dict[str, ReplyValue] = {"name": self._name(asked.partner), "first": first.wall}
        values["second"] = offer.choices[-1].first.wall
        return say(Reply(lines=(*before, Line(key, values))), question)

    def _answered(
        self, answer: Intent, now: datetime, asked: Asked, rest: Sequence[Offer], *, once_more: bool
    ) -> Outcome | None:
        if answer.name == "SetName" and self._is_one_of_them(str(answer.slots.get("name", ""))):
            return self._ask((), asked, rest, once_more=once_more)  # "Sam here" says who speaks, and no yes of Ana's
        own = own_place(answer, asked.offer, self._households.load().zone) if answer.name in _NAMES_A_PLACE else None
        place = None if own is None else named_place(own, (asked.chosen,) if asked.chosen else asked.offer.choices)
        if place is not None:
            return self._accepted(asked, place, rest, now)
        if own is not None:
            if own.first.start <= now or not self._planner.is_free(own.first.start, own.first.ritual.length):
                return self._ask((Line("planning.not_free"),), asked, rest)
            named = Offer(asked.offer.purpose, (own,), asked.offer.moves)
            return self._ask((), Asked(named, asked.partner.other, own), rest)
        what, place = meant(answer, asked.offer)
        if what is Meant.NOTHING:
            return None
        if what is Meant.NO:
            alone = asked.offer.purpose is Purpose.FREE
            return say(reply("planning.left")) if alone else self._offer((Line("planning.left"),), rest, now)
        if what is Meant.ONE_OF_TWO and asked.chosen is None and not once_more:
            return self._ask((), asked, rest, once_more=True)
        return self._accepted(asked, place, rest, now)

    def _accepted(self, asked: Asked, place: int, rest: Sequence[Offer], now: datetime) -> Outcome:
        following = asked.accept(place)
        if isinstance(following, Asked):
            return self._ask((), following, rest)
        return self._book(following, rest, now)

    def _book(self, accepted: Accepted, rest: Sequence[Offer], now: datetime) -> Outcome:
        is_first = self._planner.is_first()
        self._planner.book(accepted.offer, accepted.choice, now)
        key = "planning.moved" if accepted.offer.purpose is Purpose.MOVE else "planning.booked"
        done = (Line("planning.booked_first" if is_first else key),)
        if accepted.offer.purpose is Purpose.FREE:
            return say(Reply(lines=done))
        return self._offer(done, rest, now)

    def _find(self, intent: Intent, now: datetime) -> Outcome:
        found = self._free_time.find(self._free_title, intent.times.get("when"), now)
        if not found:
            return say(reply("time.free_none"))
        offer = free_offer(found)
        lines = [Line("time.free"), *(Line("time.free_item", {"start": each.wall}) for each in found)]
        two = len(found) > 1
        lines.append(Line("planning.free_ask_which" if two else "planning.free_ask"))
        return self._ask_free(tuple(lines), offer)

    def _ask_free(self, lines: tuple[Line, ...], offer: Offer, *, once_more: bool = False) -> Outcome:
        two = len(offer.choices) > 1
        question = Question(
            asking=Asking.CHOICE if two else Asking.YES_OR_NO,
            about="FindFreeTime",
            choices=PLACE_WORDS if two else (),
            answer=lambda answer, at: self._keep_free(answer, at, offer, once_more=once_more),
            on_silence=lambda _: NOTHING,
            reason=reply(f"planning.why.{offer.choices[0].first.reasons[0]}"),
        )
        return say(Reply(lines=lines), question)

    def _keep_free(self, answer: Intent, now: datetime, offer: Offer, *, once_more: bool) -> Outcome | None:
        own = own_place(answer, offer, self._households.load().zone)
        if own is not None:
            start = own.first.start
            if named_place(own, offer.choices) is None and not (
                start > now and self._planner.is_free(start, own.first.ritual.length)
            ):
                return self._ask_free((Line("planning.not_free"),), offer, once_more=once_more)
            return self._ask_to_keep(own)
        what, place = meant(answer, offer)
        match what:
            case Meant.NOTHING:
                return None
            case Meant.ONE_OF_TWO if not once_more:
                walls = {"first": offer.choices[0].first.wall, "second": offer.choices[-1].first.wall}
                return self._ask_free((Line("planning.free_ask_which_one", walls),), offer, once_more=True)
            case Meant.NO:
                return say(reply("planning.left"))
            case _:
                return self._ask_to_keep(offer.choices[place])

    def _ask_to_keep(self, choice: Choice) -> Outcome:
        title = Line("planning.offer_one", {"title": self._free_title, "first": choice.first.wall})
        return self._ask((title,), Asked(Offer(Purpose.FREE, (choice,))), ())

    def _is_one_of_them(self, name: str) -> bool:
        return name.casefold() in {each.name.casefold() for each in self._households.load().partners if each.name}

    def _name(self, partner: Place) -> str:
        first, second = names_of(self._households.load(), self._unnamed)
        return first if partner is Place.FIRST else second


def _said(offer: Offer) -> Line:
    """An offer's first sentence; what is named aloud are at most two places."""
    walls = [choice.first.wall for choice in offer.choices]
    values: dict[str, ReplyValue] = {
        "title": offer.titles[0],
        "titles": offer.titles,
        "first": walls[0],
        "second": walls[-1],
        "count": len(offer.choices[0].slots),
    }
    match offer.purpose:
        case Purpose.SMALL if len(offer.choices[0].slots) == 1:
            return Line("planning.offer_small_one", values)
        case Purpose.SMALL:
            return Line("planning.offer_small" if len(offer.titles) > 1 else "planning.offer_small_same", values)
        case Purpose.MOVE:
            return Line("planning.offer_move_two" if len(walls) > 1 else "planning.offer_move_one", values)
        case _:
            return Line("planning.offer_two" if len(walls) > 1 else "planning.offer_one", values)
