"""Words to intent: safety, then the open question, then templates, close hearings and evidence, then a refusal.

Before a refusal, and before an answer to how things are, a second opinion on danger is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from math import exp
from types import MappingProxyType
from typing import Protocol

from assistant.messages.danger import Danger
from assistant.messages.intents import IntentName
from assistant.messages.speech import (
    NOT_UNDERSTOOD,
    UNSURE,
    Asking,
    Expectation,
    Intent,
    Running,
    Transcript,
    Vocabulary,
)
from assistant.understanding.answers import read_answer, read_aside
from assistant.understanding.beside_a_plan import beside_a_plan
from assistant.understanding.circumstances import is_about_a_plan, settings_of
from assistant.understanding.control_words import acts_in_a_turn
from assistant.understanding.dialect import in_plain_words, plain
from assistant.understanding.evidence import Evidence, Floats, OneUtterance, SentenceEncoder
from assistant.understanding.grammar import Grammar, Match
from assistant.understanding.guessing import NearestSituation, complete
from assistant.understanding.hearing_again import CloseWords
from assistant.understanding.joined_activities import with_both_named
from assistant.understanding.lattice import Lattice, Spot
from assistant.understanding.mending_times import spot_mends
from assistant.understanding.named_things import Spotter
from assistant.understanding.normalizing import Words, normalize
from assistant.understanding.picking import HESITANT
from assistant.understanding.pointed_times import CHANGES, EditReader, plan_rather_than_change, with_edit
from assistant.understanding.reasons import without_reason
from assistant.understanding.scattered_times import gathered
from assistant.understanding.sentences import Sentences
from assistant.understanding.slots import fill
from assistant.understanding.spotting import (
    TimeFinder,
    spot_bare_hours,
    spot_durations,
    spot_numbers,
    spot_occasions,
    spot_shifts,
    spot_times,
)
from assistant.understanding.two_at_once import first_of_two
from assistant.understanding.weighing import Weighing
from assistant.understanding.wordlists import word_set

Assess = Callable[[str], Danger | None]
"""What danger a sentence speaks of, if any."""


class SecondOpinion(Protocol):
    """What danger a sentence may speak of, by its words and its vector."""

    def __call__(self, words: Sequence[str], vector: Floats, *, of_situation: bool) -> Danger | None:
        """``of_situation``: a situation was understood and is sure, so that more is needed to overrule it."""
        ...


_CLEAR = 0.3
"""A match at most this dear needs no second hearing."""

_STEEPNESS = 0.45
_DOUBT_WEIGHT = 0.05
"""How much of an alternative's doubt counts; far less than all, since what can be said makes it likelier."""

_UNKNOWN_DOUBT = 1.5
_SHORT_READING = 3
_SHORT_DOUBT = 1.5
"""A reading of up to so many words hides in anything, and must not be doubted more than this."""

_ANSWERS: frozenset[IntentName] = frozenset({"Yes", "No", "Thanks"})
"""What has to be heard at once where nothing was asked."""

_NO_REMINDER = re.compile(r"\b(?:not|never|stop|quit) (?:ever )?remind(?:ing)?\b")

_POINTING = word_set(
    "all both each either neither none some any every one ones two three of them it that this these those the a and "
    "other others another same first second third former latter just only but not"
)
"""Words that point at something that was named before."""

_DANGER_DOUBT = 2.0
"""An alternative this likely is taken at its word when it speaks of danger."""

_LEAST_HEARD = 0.6
"""What was heard, and not typed, needs so much certainty to be acted on."""

_LEAST_OTHERWISE = 0.8
"""What only another reading says needs more: of nine below this two were right with their slots, of 22 above it 17."""


_SURE_OF_A_SITUATION = 0.8
"""A situation that is less sure is overruled like nothing at all; any other intent never is."""

_FEWEST_WORDS = 4
"""Fewer tell nothing sideways."""


class Recognizer:
    """Understands one utterance at a time; keeps nothing of what was said."""

    def __init__(
        self,
        sentences: Sentences,
        *,
        find_times: TimeFinder,
        read_edit: EditReader | None = None,
        assess: Assess | None = None,
        second_opinion: SecondOpinion | None = None,
        situations: Mapping[str, Sequence[str]] = MappingProxyType({}),
        evidence: Evidence | None = None,
        encoder: SentenceEncoder | None = None,
    ) -> None:
        """Compile the grammar.

        Args:
            sentences: what people say, by intent.
            find_times: finds spoken times in a sentence.
            read_edit: reads a change to something planned.
            assess: looks for danger before anything else; inside a partner's turn it is not asked.
            second_opinion: asked about danger where nothing else was understood, or a situation.
            situations: for every situation's id the ways people say it.
            evidence: what many wordings taught; without it only templates count.
            encoder: gives sentences their vectors, for the second half of the evidence and the second opinion.

        Raises:
            ContentError: a template is not well written.
        """
        self._grammar = Grammar(sentences, situations)
        self._known = frozenset(self._grammar.vocabulary())
        self._close_words = CloseWords(self._known)
        self._find_times = find_times
        self._read_edit = read_edit
        self._assess = assess
        self._second_opinion = second_opinion
        self._encoder = OneUtterance(encoder) if encoder else None
        activity_word = self._grammar.rules.get("activity_word")
        self._weighing = (
            Weighing(evidence, self._encoder, NearestSituation(situations), self._known, activity_word)
            if evidence
            else None
        )
        self._spotter = (Vocabulary(), Spotter(Vocabulary()))

    def recognize(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        """What was meant.

        Args:
            transcript: what was heard; its alternatives are considered too.
            expectation: what runs and what is being asked.
            vocabulary: what can be named now.
            now: wall time in the household's zone, naive.

        Returns:
            The intent; ``NOT_UNDERSTOOD`` when it is not sure, or was not meant for us.
        """
        try:
            intent = self._understand(transcript, expectation, vocabulary, now)
            return self._second_look(intent, transcript, expectation) or intent
        finally:
            if self._encoder is not None:
                self._encoder.forget()

    def _understand(
        self, transcript: Transcript, expectation: Expectation, vocabulary: Vocabulary, now: datetime
    ) -> Intent:
        readings = _readings(transcript)
        likely = [*(reading.text for reading in readings if reading.doubt <= _DANGER_DOUBT), *transcript.feared]
        dangers = (self._danger(expectation, text) for text in likely)
        danger = next((danger for danger in dangers if danger is not None), None)
        if danger is not None:
            return danger
        spotter = self._spotter_for(vocabulary)
        settings = settings_of(expectation, vocabulary)
        best = NOT_UNDERSTOOD
        for reading in readings:
            belief = exp(-_DOUBT_WEIGHT * reading.doubt)
            if belief <= best.confidence or (reading.doubt > _SHORT_DOUBT and reading.is_short):
                continue
            intent = _if_clear(self._read(reading.text, expectation, spotter, now, settings), reading, expectation)
            if not reading.is_best and intent.name in _ANSWERS and expectation.asking is None:
                continue
            confidence = round(intent.confidence * belief, 3)
            if reading.is_best and intent.name is None:
                best = intent
            if confidence > best.confidence and (reading.is_best or confidence >= _LEAST_OTHERWISE):
                best = replace(intent, confidence=confidence)
        if best.name is not None and transcript.confidence < 1.0 and best.confidence < _LEAST_HEARD:
            best = replace(NOT_UNDERSTOOD, runner_up=replace(best, runner_up=None))
        if best.name is None:
            # What was not understood may be a danger that only another reading tells.
            dangers = (self._danger(expectation, text) for text in transcript.alternatives)
            return next((danger for danger in dangers if danger is not None), best)
        return best

    def _danger(self, expectation: Expectation, text: str) -> Intent | None:
        if self._assess is None or expectation.running is Running.TURN:
            return None
        danger = self._assess(text)
        return None if danger is None else _safety(danger)

    def _second_look(self, intent: Intent, transcript: Transcript, expectation: Expectation) -> Intent | None:
        """Danger where nothing was understood, or a situation at most, and no rule found any."""
        if self._second_opinion is None or self._encoder is None or expectation.running is Running.TURN:
            return None
        words = normalize(transcript.text)
        meant = intent if intent.name is not None or intent.runner_up is None else intent.runner_up
        if len(words.words) < _FEWEST_WORDS or meant.name not in {None, "Situation"}:
            return None
        is_sure = meant.name is not None and meant.confidence >= _SURE_OF_A_SITUATION
        vector = self._encoder.encode(in_plain_words(words))
        danger = self._second_opinion(plain(words.words), vector, of_situation=is_sure)
        return None if danger is None else _safety(danger)

    def _read(
        self, text: str, expectation: Expectation, spotter: Spotter, now: datetime, settings: frozenset[str]
    ) -> Intent:
        """What was meant, also where its time hangs on something planned."""

        def understand(part: str) -> Intent:
            return self._recognize(part, expectation, spotter, now, settings)

        words = normalize(text)
        hanging = None
        if expectation.running is not Running.TURN:
            hanging = beside_a_plan(
                words, spot_durations(words), expectation, understand=understand, find_times=self._find_times, now=now
            )
        if hanging is not None:
            return hanging
        intent = understand(text)
        if expectation.running is Running.TURN or expectation.asking is not None:
            return intent
        return without_reason(intent, words, understand)

    def _recognize(
        self, text: str, expectation: Expectation, spotter: Spotter, now: datetime, settings: frozenset[str]
    ) -> Intent:
        words = normalize(text)
        if not words.words:
            return NOT_UNDERSTOOD
        if expectation.running is Running.TURN:
            lattice = _lattice(words, [*spot_durations(words), *spot_numbers(words)], settings)
            matches = [match for match in self._grammar.matches(lattice) if acts_in_a_turn(match)]
            return _intent(sorted(matches, key=lambda match: not match.bound), lattice)
        durations = spot_durations(words)
        spots = [*spotter.exact(words), *spot_numbers(words), *durations]
        spots += [*spot_shifts(words, durations), *spot_occasions(words)]
        spots += spot_mends(words, durations, expectation, settings, now)
        spots += spot_times(words, self._find_times, now)
        spots += spot_bare_hours(words, self._find_times, now, settings)
        lattice = _lattice(words, spots, settings)
        matches = self._grammar.matches(lattice)
        aside = read_aside(lattice, expectation)
        if aside is not None:
            return aside
        bound = _intent([match for match in matches if match.bound and match.cost <= _CLEAR], lattice)
        if bound.name is not None:
            return self._with_edit(bound, words, now)
        is_unclear = words.is_hum if expectation.asking is Asking.CONSENT else words.is_hesitation
        if is_unclear or (expectation.asking is None and _only_points(words) and not matches):
            return NOT_UNDERSTOOD
        if not matches or matches[0].cost > _CLEAR:
            near = Lattice(
                words,
                tuple(self._close_words.readings(word) for word in words.words),
                tuple(spots + spotter.close(words)),
                settings,
            )
            matches = sorted([*matches, *self._grammar.matches(near, alone=True)], key=lambda match: match.cost)
            lattice = near
        intent = _unless_refused(
            gathered(self._choose(matches, lattice, expectation), lattice, self._find_times, now), words
        )
        intent = with_both_named(intent, lattice)
        says_yes = any(match.intent == "Yes" and match.cost <= _CLEAR for match in matches)
        if intent.name == "Yes" and expectation.asking is Asking.CONSENT and not says_yes:
            return NOT_UNDERSTOOD  # a guess is no clear yes
        answer = read_answer(lattice, expectation, intent)
        if answer is None:

            def understand(part: str) -> Intent:
                return self._recognize(part, expectation, spotter, now, settings)

            answer = first_of_two(intent, words.text, understand, self._find_times, now)
        return self._with_edit(answer or intent, words, now)

    def _choose(self, matches: list[Match], lattice: Lattice, expectation: Expectation) -> Intent:
        if self._weighing is None:
            return _intent(matches, lattice)
        return self._weighing.choose(matches, lattice, running=expectation.running is not Running.NOTHING)

    def _with_edit(self, intent: Intent, words: Words, now: datetime) -> Intent:
        if intent.runner_up is not None:
            intent = replace(intent, runner_up=self._with_edit(intent.runner_up, words, now))
        if intent.name not in CHANGES | {"ScheduleTime"} or self._read_edit is None:
            return intent
        return plan_rather_than_change(with_edit(intent, words, self._read_edit, self._find_times, now))

    def _spotter_for(self, vocabulary: Vocabulary) -> Spotter:
        if self._spotter[0] is not vocabulary and self._spotter[0] != vocabulary:
            self._spotter = (vocabulary, Spotter(vocabulary, self._spotter[1]))
        return self._spotter[1]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read what was heard."""

    text: str
    doubt: float = 0.0
    """How much less likely it is than the best, as a natural logarithm."""

    is_best: bool = False

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= _SHORT_READING


def _safety(danger: Danger) -> Intent:
    return Intent("Safety", MappingProxyType({"tier": danger.tier}), danger=danger)


def _readings(transcript: Transcript) -> list[_Reading]:
    """Every reading of what was heard, the best one first."""
    doubts = transcript.doubts[: len(transcript.alternatives)]
    others = zip_longest(transcript.alternatives, doubts, fillvalue=_UNKNOWN_DOUBT)
    return [_Reading(transcript.text, is_best=True), *(_Reading(str(text), float(doubt)) for text, doubt in others)]


def _unless_refused(intent: Intent, words: Words) -> Intent:
    """An intent; nothing where a reminder was made of words that want none: "don't remind me of him"."""
    refused = intent.name == "Remind" and _NO_REMINDER.search(" ".join(words.words))
    return NOT_UNDERSTOOD if refused else intent


def _if_clear(intent: Intent, reading: _Reading, expectation: Expectation) -> Intent:
    """The intent, but for a yes with a hesitation beside it: "perhaps calm enough", "yes maybe"."""
    if intent.name != "Yes" or HESITANT.isdisjoint(reading.text.split()):
        return intent
    if is_about_a_plan(expectation):
        return replace(intent, name="No", slots=UNSURE)
    return NOT_UNDERSTOOD if expectation.asking is Asking.CONSENT else intent


def _only_points(words: Words) -> bool:
    """Whether the words name nothing ("all of them", "the second one"): they can only be an answer."""
    return _POINTING.issuperset(words.words)


def _lattice(words: Words, spots: list[Spot], settings: frozenset[str] = frozenset()) -> Lattice:
    return Lattice(words, tuple({word: 0.0} for word in words.words), tuple(spots), settings)


def _intent(matches: list[Match], lattice: Lattice) -> Intent:
    for match in matches:
        filled = fill(complete(match.intent, match.captures, lattice), match.fixed, lattice)
        if filled is None:
            continue
        confidence = round(min(1.0, exp(-_STEEPNESS * match.cost)), 3)
        return Intent(match.intent, filled.slots, confidence=confidence, times=filled.times)
    return NOT_UNDERSTOOD
