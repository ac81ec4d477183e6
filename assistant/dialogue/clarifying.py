"""One short question where two things may have been meant, and what its answer means.

Why: a wrong guess costs a couple more than a question does; but a question in the middle of something, or after what
was said to nobody, costs most of all. So nothing is asked while anything runs, and no request to stop or to pause is
held up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assistant.library.choices import Choices
from assistant.library.meanings import Meanings
from assistant.messages.intents import IntentName
from assistant.messages.speech import Asking, Intent, Vocabulary, reply
from assistant.skills.ports import Outcome, Question, say

_AT_ONCE: frozenset[IntentName] = frozenset({"Stop", "Pause", "TimeOut", "Mute"})
"""What is not held up by a question, even where something else may have been meant."""


@dataclass(frozen=True, slots=True)
class Between:
    """A question between two readings of what was said, or about the only one."""

    outcome: Outcome
    """What asks it."""

    readings: tuple[Intent, ...]
    picks: Mapping[str, Intent]
    """The reading that each word or phrase picks."""

    def meant(self, answer: Intent) -> Intent | None:
        """The reading that an answer picks; None if it picks none."""
        if answer.choice is not None and answer.choice in self.picks:
            return self.picks[answer.choice]
        if answer.name == "Yes" and len(self.readings) == 1:
            return self.readings[0]
        same = next((reading for reading in self.readings if reading.name == answer.name), None)
        return same and (answer if answer.slots else same)


@dataclass(frozen=True, slots=True)
class Clarifying:
    """Asks which of two was meant."""

    meanings: Meanings
    choices: Choices

    def between(self, heard: Intent, known: Vocabulary) -> Between | None:
        """What to ask about something that was heard; None where there is nothing to ask.

        Args:
            heard: with its runner-up; its name is None where nobody knows whether it was meant for Hearthside at all.
            known: what can be named, for the titles of what is asked about.
        """
        readings = tuple(each for each in (heard, heard.runner_up) if each is not None and each.name is not None)
        if (
            heard.runner_up is None
            or heard.name in _AT_ONCE
            or any(each.name not in self.meanings for each in readings)
        ):
            return None
        called = [self.meanings.called(str(each.name), _in_words(each, known)) for each in readings]
        if len(set(called)) < len(called):
            return None
        about = readings[0].name
        reason = reply("why.clarify")
        if len(readings) == 1:
            only = Question(Asking.YES_OR_NO, _dropped, about=about, reprompts=False, reason=reason)
            return Between(say(reply("dialogue.clarify_one", meaning=called[0]), only), readings, {})
        picks = self._picks(readings, called)
        question = Question(Asking.CHOICE, _dropped, about=about, choices=tuple(picks), reason=reason)
        asked = reply("dialogue.clarify", first=called[0], second=called[1])
        return Between(say(asked, question), readings, picks)

    def _picks(self, readings: tuple[Intent, ...], called: list[str]) -> Mapping[str, Intent]:
        places = self.choices.among(("0", "1"))
        picks = {word: readings[int(place)] for word, place in places.items()}
        named = [{name, *self.meanings.picks(str(each.name))} for each, name in zip(readings, called, strict=True)]
        shared = named[0] & named[1]
        for each, words in zip(readings, named, strict=True):
            picks |= dict.fromkeys(sorted(words - shared), each)
        return picks


def _dropped(answer: Intent, now: datetime) -> Outcome | None:
    """A no to both, or to the only one, leaves everything as it was."""
    del now
    match answer.name:
        case "No":
            return say(reply("dialogue.dropped"))
        case None:
            return Outcome()
        case _:
            return None


def _in_words(intent: Intent, known: Vocabulary) -> Mapping[str, str]:
    """The slots of an intent, with titles for ids."""
    titles = {(term.kind.value, term.value): term.spoken[0] for term in known.terms if term.spoken}
    return {slot: titles.get((slot, str(value)), str(value)) for slot, value in intent.slots.items()}
