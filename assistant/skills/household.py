"""The two people: what they are called, when it is quiet, what is kept about them, and how to erase it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from assistant.household.household import Partner, Place, VoiceSettings
from assistant.household.naming import place_of, spoken_name
from assistant.household.ports import HouseholdRepository
from assistant.messages.effects import EraseEverything, TeachNames
from assistant.messages.intents import IntentName
from assistant.messages.speech import (
    SPELLED,
    After,
    Asking,
    Intent,
    Line,
    Reply,
    Saying,
    Term,
    TermKind,
    Vocabulary,
    reply,
)
from assistant.skills.name_sounds import NameSounds, is_written_right
from assistant.skills.ports import NOTHING, FollowUp, Outcome, Question, say

Kept = Callable[[datetime], tuple[Line, ...]]
"""Tells what else is kept, one line a kind of thing."""


class HouseholdSkill:
    """Answers what is about the two of them and about what Hearthside keeps."""

    intents: frozenset[IntentName] = frozenset(
        {"SetName", "PrivateMode", "SharedMode", "SetRegion", "WhatDoYouKnow", "ForgetEverything", "WhatChanged"}
    )

    def __init__(
        self,
        households: HouseholdRepository,
        *,
        kept: Kept,
        what_changed: Callable[[], tuple[str, ...]],
        regions: Mapping[str, str],
        go_private: Callable[[], None],
        end_private: Callable[[], None] = lambda: None,
        outside: Callable[[], tuple[Line, ...]] = tuple,
        left: Callable[[], tuple[Line, ...]] = tuple,
    ) -> None:
        """Join it to what it speaks about.

        Args:
            households: keeps the household.
            kept: tells what else is kept: plans, reminders, an unfinished exercise.
            what_changed: keys of ``content`` that name the settings changed lately.
            regions: spoken name to region of the help page.
            go_private: answers are for one person alone from now on.
            end_private: somebody else may hear the answers again.
            outside: names every calendar outside that is read or written.
            left: names what forgetting everything leaves, since it lies on somebody else's server.
        """
        self._households = households
        self._sounds = NameSounds(households)
        self._kept = kept
        self._what_changed = what_changed
        self._regions = regions
        self._go_private = go_private
        self._end_private = end_private
        self._outside = outside
        self._left = left

    def handle(self, intent: Intent, now: datetime) -> Outcome:
        """Answer one intent."""
        match intent.name:
            case "SetName":
                return self._set_name(intent, now)
            case "PrivateMode":
                question = Question(asking=Asking.YES_OR_NO, about="PrivateMode", answer=self._private_answer)
                return say(reply("household.private_ask"), question)
            case "SharedMode":
                self._end_private()
                return say(reply("household.shared_on"))
            case "SetRegion":
                return self._set_region(intent)
            case "WhatDoYouKnow":
                return self._what_is_kept(now)
            case "ForgetEverything":
                question = Question(
                    asking=Asking.CONSENT,  # what can not be undone takes a clear yes
                    about="ForgetEverything",
                    answer=self._forget_answer,
                    on_unclear=lambda _: say(reply("household.forget_kept")),
                )
                return say(reply("household.forget_ask"), question)
            case _:
                changed = self._what_changed()
                return say(reply("household.changed", settings=changed) if changed else reply("household.no_change"))

    def vocabulary(self, now: datetime) -> Vocabulary:
        """The names of the two."""
        del now
        named = [partner.name.lower() for partner in self._households.load().partners if partner.name]
        return Vocabulary(terms=tuple(Term(TermKind.NAME, name, (name,)) for name in named))

    def _set_name(self, intent: Intent, now: datetime) -> Outcome:
        which, name = str(intent.slots.get("which", "speaker")), str(intent.slots.get("name", "")).strip()
        if not name:
            return self.ask_name(which)
        household = self._households.load()
        shown = spoken_name(name)
        if which == "assistant":
            self._households.save(replace(household, assistant_name=shown))
            return say(reply("household.assistant_named", name=shown))
        place = place_of(household, which, shown)
        before = household.partner(place)
        same = shown.casefold() == before.name.casefold()
        self._households.save(household.with_partner(place, Partner(shown, before.say_as if same else "")))
        answered = partial(self._name_answer, which=which, place=place, before=before)
        if is_written_right(intent, shown, before.name):
            answered = partial(self._sound_answer, which=which, place=place, before=before)
        question = Question(asking=Asking.YES_OR_NO, about="SetName", answer=answered)
        del now
        check = Line("household.name_check", {"name": shown})
        told = Reply(lines=(Line("household.one_by_one"), check) if intent.is_first_of_two else (check,))
        return Outcome(sayings=(Saying(told),), question=question, effects=(TeachNames(),))

    def ask_name(self, which: str) -> Outcome:
        """Ask for a name; ``which`` as in the slot of SetName."""
        question = Question(
            asking=Asking.NAME, about="SetName", answer=lambda answer, at: self._named(answer, at, which)
        )
        return say(reply("household.ask_partner_name" if which == "partner" else "household.ask_name"), question)

    def _named(self, answer: Intent, now: datetime, which: str) -> Outcome | None:
        if answer.name == "No":
            return say(reply("dialogue.dropped"))
        if answer.name != "SetName" or "name" not in answer.slots:
            return None
        return self._set_name(Intent("SetName", {**answer.slots, "which": which}, choice=answer.choice), now)

    def _name_answer(self, answer: Intent, now: datetime, which: str, place: Place, before: Partner) -> Outcome | None:
        if answer.name in ("No", "SetName"):
            self._households.save(self._households.load().with_partner(place, before))
        match answer.name:
            case "Yes" | "Thanks":
                return self._kept_name(place)
            case "SetName" if "name" in answer.slots:
                return self._set_name(Intent("SetName", {**answer.slots, "which": which}, choice=answer.choice), now)
            case "No":
                return self.ask_name(which)
            case _:
                return None

    def _kept_name(self, place: Place) -> Outcome:
        """It is written right; how it sounds may still be said: "it's pronounced sahm"."""

        def mend(said: Intent, now: datetime) -> Outcome | None:
            del now
            is_sound = said.name == "SetName" and "which" not in said.slots
            return self._sounds.heard(said, place, _lines) if is_sound else None

        return replace(say(reply("household.name_kept")), follow_up=FollowUp(After.NAME, mend))

    def _sound_answer(self, answer: Intent, now: datetime, which: str, place: Place, before: Partner) -> Outcome | None:
        """The name is written right: a no means that it was said wrong."""
        match answer.name:
            case "Yes" | "Thanks":
                return self._kept_name(place)
            case "SetName" if answer.choice == SPELLED:
                self._households.save(self._households.load().with_partner(place, before))
                return self._set_name(Intent("SetName", {**answer.slots, "which": which}, choice=SPELLED), now)
            case "SetName" if "name" in answer.slots:
                return self._sounds.heard(answer, place, _lines)
            case "No":
                return self._sounds.ask(place, _lines)
            case _:
                return None

    def _private_answer(self, answer: Intent, now: datetime) -> Outcome | None:
        del now
        if answer.name == "Yes":
            self._go_private()
            return say(reply("household.private_on"))
        if answer.name == "No":
            self._end_private()
            return say(reply("dialogue.dropped"))
        return None

    def _set_region(self, intent: Intent) -> Outcome:
        region = self._regions.get(str(intent.slots.get("region", "")))
        if region is None:
            return say(reply("household.region_unknown", regions=tuple(sorted(self._regions))[:3]))
        self._households.save(replace(self._households.load(), region=region))
        return say(reply("household.region_set"))

    def _what_is_kept(self, now: datetime) -> Outcome:
        household = self._households.load()
        names = tuple(partner.name for partner in household.partners if partner.name)
        outside = self._outside()
        lines = [Line("know.opening_outside" if outside else "know.opening")]
        if names:
            lines.append(Line("know.names", {"names": names}))
        if any(partner.say_as for partner in household.partners):
            lines.append(Line("know.sounds"))
        if household.assistant_name:
            lines.append(Line("know.assistant_name", {"name": household.assistant_name}))
        if household.quiet_hours is not None:
            lines.append(Line("know.quiet_hours"))
        if household.hush_until is not None and household.hush_until > now:
            lines.append(Line("know.hush"))
        if household.region:
            lines.append(Line("know.region"))
        if household.voice != VoiceSettings():
            lines.append(Line("know.voice"))
        if household.spoke_first_last is not None:
            lines.append(Line("know.began"))
        lines += self._kept(now)
        lines += outside
        if len(lines) == 1:
            lines.append(Line("know.nothing"))
        lines.append(Line("know.closing"))
        return Outcome(sayings=(Saying(Reply(lines=tuple(lines))),))

    def _forget_answer(self, answer: Intent, now: datetime) -> Outcome | None:
        del now
        if answer.name == "Yes":
            told = Reply(lines=(Line("household.forgotten"), *self._left()))
            return Outcome(sayings=(Saying(told),), effects=(EraseEverything(),), ends_activity=True)
        return say(reply("household.forget_kept")) if answer.name == "No" else NOTHING if answer.name is None else None


def _lines(lines: tuple[Line, ...]) -> Outcome:
    return say(Reply(lines=lines))
